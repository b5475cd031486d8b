import { isDeepStrictEqual } from 'node:util';
import type { Construct, IConstruct, RosParameterProps } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';
import { scopedId } from './scoped-id';

/** A text in the languages of the ROS console. */
export interface LocalizedText {
  readonly en: string;
  readonly 'zh-cn': string;
}

export interface SecretParameterProps {
  readonly label: LocalizedText;
  readonly description: LocalizedText;
  readonly constraintDescription?: LocalizedText;
  readonly allowedPattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly associationProperty?: string;
}

const SHARED = new WeakMap<RosParameter, RosParameterProps>();

/**
 * The parameter of a stack with a name, its logical id. It is created at the first call; whoever asks for the same one
 * again shares it. Throws when the name is taken by anything else.
 *
 * @param scope what needs the parameter, somewhere in the stack
 * @param at the prop that asks for it, for the problem
 */
export function sharedParameter(scope: IConstruct, name: string, props: RosParameterProps, at: string): RosParameter {
  const stack = Stack.of(scope);
  const earlier = stack.node.tryFindChild(name);
  if (earlier === undefined) {
    const parameter = new RosParameter(stack, name, props);
    SHARED.set(parameter, props);
    return parameter;
  }
  if (earlier instanceof RosParameter && isDeepStrictEqual(SHARED.get(earlier), props)) {
    return earlier;
  }
  const what = SHARED.has(earlier as RosParameter) ? 'a parameter for something else' : earlier.node.path;
  throw new InvalidInputError(scope.node.path, [
    problemOf(
      rosRules['parameter-name-taken'],
      at,
      `needs the parameter ${shown(name)}, and ${what} has that name; give one of the two another name`,
    ),
  ]);
}

/**
 * The value of a parameter that ROS neither shows nor returns, by {@link sharedParameter}.
 *
 * @param name logical id of the parameter, such as `scopedId(runner, 'Token')`
 */
export function sharedSecretParameter(
  scope: IConstruct,
  name: string,
  props: SecretParameterProps,
  at: string,
): string {
  return sharedParameter(scope, name, secretProps(props), at).valueAsString;
}

/** A parameter whose value ROS neither shows nor returns. The result is its deploy-time value. */
export function secretParameter(scope: Construct, id: string, props: SecretParameterProps): string {
  return new RosParameter(scope, scopedId(scope, id), secretProps(props)).valueAsString;
}

function secretProps(props: SecretParameterProps): RosParameterProps {
  return {
    ...props,
    type: RosParameterType.STRING,
    // Labels are maps at run time, which the console shows by language; core types them as strings.
    label: props.label as unknown as string,
    description: { ...props.description },
    constraintDescription: props.constraintDescription && { ...props.constraintDescription },
    noEcho: true,
  };
}
