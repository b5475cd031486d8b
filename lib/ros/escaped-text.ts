import type { Construct } from '@alicloud/ros-cdk-core';
import { Fn, RosParameter, RosParameterType, Stack, Token } from '@alicloud/ros-cdk-core';
import type { RosTemplate } from '../template/ros-template';

const CANNOT_HOLD_QUOTES: readonly string[] = [RosParameterType.NUMBER, RosParameterType.BOOLEAN];

/** What a deploy-time text may hold that means something else in a string of TOML, or to Helm. */
const ESCAPES = [
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['{{', '{{ `{{` }}'],
] as const;

/**
 * Escapes texts with deploy-time values for their place between quotes in TOML that Helm fills in, when the stack is
 * deployed. Undefined where there is nothing to escape: without parameters in a text, or where all of them say by their
 * type, a pattern or a list of values what they may be.
 */
export function escapingAtDeployment(scope: Construct): (text: string) => string | undefined {
  const stack = Stack.of(scope);
  let open: ReadonlySet<string> | undefined;
  return (text) => {
    if (!Token.isUnresolved(text)) {
      return undefined;
    }
    const names = refsIn(stack.resolve(text)).filter((name) => !name.startsWith('ALIYUN::'));
    if (names.length === 0) {
      return undefined;
    }
    open ??= parametersOfAnyText(stack);
    return names.some((name) => open!.has(name)) ? escaped(text) : undefined;
  };
}

/** One after the other, since ROS does not say in which order it goes through a map. */
function escaped(text: string): string {
  return ESCAPES.reduce((inner, [from, to]) => Token.asString(Fn.replace({ [from]: to }, inner)), text);
}

function parametersOfAnyText(stack: Stack): ReadonlySet<string> {
  const parameters = stack.node.findAll().filter((one): one is RosParameter => one instanceof RosParameter);
  const written = parameters.flatMap((one) => {
    const { Parameters } = stack.resolve(one._toRosTemplate()) as Pick<RosTemplate, 'Parameters'>;
    return Object.entries(Parameters ?? {});
  });
  const open = written.filter(
    ([, { Type, AllowedPattern, AllowedValues }]) =>
      !CANNOT_HOLD_QUOTES.includes(Type) && AllowedPattern === undefined && AllowedValues === undefined,
  );
  return new Set(open.map(([name]) => name));
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { Ref: name } = value as { readonly Ref?: unknown };
  return typeof name === 'string' ? [name] : Object.values(value).flatMap(refsIn);
}
