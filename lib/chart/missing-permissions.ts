import type { RbacRule } from './rbac-rules';

/** A rule as given to the chart: what is missing or empty means the core group, every resource or every verb. */
export type GivenRule = { readonly [Key in keyof RbacRule]?: RbacRule[Key] | null };

/** The permissions of `needed` that `given` does not grant, one text a resource, for instance `pods: list, watch`. */
export function missingPermissions(given: readonly GivenRule[], needed: readonly RbacRule[]): string[] {
  return needed.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => {
        const missing = verbs.filter((verb) => !given.some((rule) => grants(rule, group, resource, verb)));
        return missing.length === 0 ? [] : [`${group === '' ? '' : `${group}/`}${resource}: ${missing.join(', ')}`];
      }),
    ),
  );
}

function grants(rule: GivenRule, group: string, resource: string, verb: string): boolean {
  const subresource = resource.includes('/') ? `*/${resource.slice(resource.indexOf('/') + 1)}` : resource;
  return (
    includes(orDefault(rule.apiGroups, ''), group) &&
    [resource, subresource].some((name) => includes(orDefault(rule.resources, '*'), name)) &&
    includes(orDefault(rule.verbs, '*'), verb)
  );
}

function orDefault(list: readonly string[] | null | undefined, value: string): readonly string[] {
  return list && list.length > 0 ? list : [value];
}

function includes(list: readonly string[], item: string): boolean {
  return list.includes('*') || list.includes(item);
}
