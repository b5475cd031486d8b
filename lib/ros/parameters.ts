import type { Construct } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
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

/** A parameter whose value ROS neither shows nor returns. The result is its deploy-time value. */
export function secretParameter(scope: Construct, id: string, props: SecretParameterProps): string {
  const parameter = new RosParameter(scope, scopedId(scope, id), {
    ...props,
    type: RosParameterType.STRING,
    // Labels are maps at run time, which the console shows by language; core types them as strings.
    label: props.label as unknown as string,
    description: { ...props.description },
    constraintDescription: props.constraintDescription && { ...props.constraintDescription },
    noEcho: true,
  });
  return parameter.valueAsString;
}
