/** The functions that ROS knows. `Fn::ImportValue`, which the CDK writes for cross-stack references, is not among them. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'Ref',
  ...[
    'GetAtt GetAZs GetStackOutput FindInMap MarketplaceImage ResourceFacade TransformNamespace',
    'If Equals Not And Or Any Contains EachMemberIn MatchPattern',
    'Join Split Sub Replace Str Indent FormatTime Base64 Base64Encode Base64Decode',
    'Select Index Length ListMerge MergeMap MergeMapToList MemberListToMap SelectMapList GetJsonValue Jq',
    'Add Avg Calculate Max Min Cidr',
  ].flatMap((line) => line.split(' ').map((name) => `Fn::${name}`)),
]);

/** What ROS evaluates in Conditions and Rules only, not in properties and outputs. */
export const CONDITION_FUNCTIONS: ReadonlySet<string> = new Set(['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or']);

/** What ROS does not evaluate in Conditions and Rules, because it may need a resource or another stack. */
export const RESOURCE_FUNCTIONS: ReadonlySet<string> = new Set(['Fn::GetAtt', 'Fn::Sub', 'Fn::GetStackOutput']);

export const NO_VALUE_REF = 'ALIYUN::NoValue';

export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'ALIYUN::StackId',
  'ALIYUN::StackName',
  'ALIYUN::TenantId',
  'ALIYUN::AccountId',
  'ALIYUN::Region',
  'ALIYUN::Index',
  NO_VALUE_REF,
]);

export type Data = Record<string, unknown>;

export function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface FunctionCall {
  readonly name: string;
  readonly argument: unknown;
}

/** The function call that a value is, or undefined for plain data: a call is a map whose only key is the function. */
export function functionCall(value: unknown): FunctionCall | undefined {
  if (!isMap(value)) {
    return undefined;
  }
  const [name, ...others] = Object.keys(value);
  const isCall = name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
  return isCall ? { name, argument: value[name] } : undefined;
}

/** A function that stands beside other keys. ROS would not evaluate it, so it is always a mistake. */
export function misplacedFunction(value: Data): string | undefined {
  const keys = Object.keys(value);
  return keys.length > 1 ? keys.find((key) => key.startsWith('Fn::')) : undefined;
}

const VARIABLE = /\$\{([^}]*)\}/g;

/** Replaces the variables of a `Fn::Sub` text. `${!literal}` becomes `${literal}`. */
export function substitute(text: string, valueOf: (name: string) => string): string {
  return text.replace(VARIABLE, (_whole, inner: string) =>
    inner.startsWith('!') ? `\${${inner.slice(1).trim()}}` : valueOf(inner.trim()),
  );
}

/** The variables that a `Fn::Sub` text names, literals left out. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map((match) => (match[1] ?? '').trim()).filter((name) => !name.startsWith('!'));
}

/** Takes `Cluster.ClusterId` apart; the attribute is undefined for a plain name. */
export function splitAttribute(variable: string): { id: string; attribute: string | undefined } {
  const dot = variable.indexOf('.');
  return dot < 0
    ? { id: variable, attribute: undefined }
    : { id: variable.slice(0, dot), attribute: variable.slice(dot + 1) };
}

/**
 * Whether a `Fn::Not` has the one form that must not be used: a list that holds a function.
 *
 * Documented is `Fn::Not: <condition>` without a list. ROS accepts a list, but Alibaba Cloud's own template validator
 * models a list that holds a function as always false; a list that holds the name of a condition works.
 */
export function isNotOfListedFunction(argument: unknown): boolean {
  return Array.isArray(argument) && argument.some((item) => functionCall(item) !== undefined);
}
