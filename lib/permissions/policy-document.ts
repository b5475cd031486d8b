/** Permission for one action on some resources. */
export interface Grant {
  readonly action: string;
  readonly resources: readonly string[];
}

export interface PolicyStatement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** A policy in RAM's language. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly PolicyStatement[];
}

/**
 * Characters that a custom policy may have.
 *
 * @see https://www.alibabacloud.com/help/en/ram/product-overview/limits
 */
export const POLICY_LENGTH_LIMIT = 6144;

/** The smallest policy that allows what the grants say: actions on the same resources share a statement. */
export function policyDocument(grants: readonly Grant[]): PolicyDocument {
  const resourcesByAction = new Map<string, Set<string>>();
  for (const { action, resources } of grants) {
    const known = resourcesByAction.get(action) ?? new Set();
    resources.forEach((resource) => known.add(resource));
    resourcesByAction.set(action, known);
  }
  const statements = new Map<string, { Action: string[]; Resource: string[] }>();
  for (const [action, resources] of [...resourcesByAction].sort(([a], [b]) => compare(a, b))) {
    const Resource = withoutCovered([...resources]).sort(compare);
    const key = Resource.join(' ');
    const statement = statements.get(key) ?? { Action: [], Resource };
    statement.Action.push(action);
    statements.set(key, statement);
  }
  return {
    Version: '1',
    Statement: [...statements.values()].map(({ Action, Resource }) => ({ Effect: 'Allow', Action, Resource })),
  };
}

/**
 * The policy as one would keep it in a file. RAM may count white space, so a policy that is too long with it has none.
 */
export function policyText(policy: PolicyDocument): string {
  const readable = JSON.stringify(policy, null, 2);
  return readable.length > POLICY_LENGTH_LIMIT ? JSON.stringify(policy) : readable;
}

/** Leaves out what a wider pattern of the list includes already. */
function withoutCovered(resources: readonly string[]): string[] {
  return resources.filter((resource) => !resources.some((other) => other !== resource && covers(other, resource)));
}

function covers(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}

/** By code points, whatever the language of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
