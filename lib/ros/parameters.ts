import { isDeepStrictEqual } from 'node:util';
import type { RosParameterProps } from '@alicloud/ros-cdk-core';
import { Construct, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';

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

interface SharedParameter {
  readonly parameter: RosParameter;
  readonly props: RosParameterProps;
}

const SHARED = new WeakMap<Stack, Map<string, SharedParameter>>();

/**
 * The parameter of a stack with a name, its logical id. It is created at the first call, within the scope; whoever asks
 * for the same one again shares it. Throws when the name is that of a parameter for something else; a name that is taken
 * by anything else is found when the stack is checked.
 *
 * @param scope what needs the parameter, somewhere in the stack
 * @param at the prop that asks for it, for the problem
 */
export function sharedParameter(scope: Construct, name: string, props: RosParameterProps, at: string): RosParameter {
  const stack = Stack.of(scope);
  const ofStack = SHARED.get(stack) ?? new Map<string, SharedParameter>();
  SHARED.set(stack, ofStack);
  const earlier = ofStack.get(name);
  if (earlier === undefined) {
    // Apart from the other constructs of the scope, which may have such names too.
    const parameters = scope.node.tryFindChild('Parameters') ?? new Construct(scope, 'Parameters');
    const parameter = new RosParameter(parameters as Construct, name, props);
    ofStack.set(name, { parameter, props });
    return parameter;
  }
  if (isDeepStrictEqual(earlier.props, props)) {
    return earlier.parameter;
  }
  throw new InvalidInputError(scope.node.path, [
    problemOf(
      rosRules['parameter-name-taken'],
      at,
      `needs the parameter ${shown(name)}, and ${earlier.parameter.node.path} is one of that name for something else; give one of the two another name`,
    ),
  ]);
}

/**
 * The value of a parameter that ROS neither shows nor returns, by {@link sharedParameter}.
 *
 * @param name logical id of the parameter, such as `scopedId(runner, 'Token')`
 */
export function sharedSecretParameter(scope: Construct, name: string, props: SecretParameterProps, at: string): string {
  return sharedParameter(scope, name, secretProps(props), at).valueAsString;
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
