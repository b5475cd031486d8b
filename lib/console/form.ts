import type { IResolvable, Stack } from '@alicloud/ros-cdk-core';
import { RosInfo, RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { LocalizedText } from '../ros/parameters';
import type { FormField } from './form-field';
import type { FormFieldName, FormGroup } from './form-fields';
import { FORM } from './form-fields';
import { FIELD_TEXTS, GROUP_TEXTS } from './form-texts';

const TYPES = {
  String: RosParameterType.STRING,
  Number: RosParameterType.NUMBER,
  Boolean: RosParameterType.BOOLEAN,
  Json: RosParameterType.JSON,
} as const;

/** The form as the parameters of a stack, with what the console needs to show it. */
export class Form {
  private readonly parameters = new Map<string, RosParameter>();

  /** Declares the parameters in the stack; their ids are the names of the fields. */
  constructor(stack: Stack) {
    for (const [name, field] of fields()) {
      this.parameters.set(name, new RosParameter(stack, name, parameterProps(name, field)));
    }
    new RosInfo(stack, RosInfo.metadata, { 'ALIYUN::ROS::Interface': { ParameterGroups: parameterGroups() } });
  }

  /** The deploy-time value of a field of text. */
  text(name: FormFieldName): string {
    return this.parameter(name).valueAsString;
  }

  /** The deploy-time value of a field with a number. */
  number(name: FormFieldName): number {
    return this.parameter(name).valueAsNumber;
  }

  /** A reference to a field, for conditions and rules. */
  ref(name: FormFieldName): { readonly Ref: string } {
    return { Ref: name };
  }

  /** The deploy-time value of a field with a yes or no. */
  flag(name: FormFieldName): IResolvable {
    return this.parameter(name).value;
  }

  parameter(name: FormFieldName): RosParameter {
    return this.parameters.get(name)!;
  }
}

/** All fields in the order of the form. */
export function fields(): (readonly [FormFieldName, FormField])[] {
  return Object.values(FORM).flatMap((group) => Object.entries(group) as [FormFieldName, FormField][]);
}

function parameterProps(name: FormFieldName, field: FormField) {
  const { label, description, constraint, values } = FIELD_TEXTS[name];
  const { type, picker, pickerMetadata, visible, ...constraints } = field;
  const metadata = {
    ...pickerMetadata,
    ...(values && { ValueLabelMapping: values }),
    ...(visible && { Visible: { Condition: visible } }),
  };
  return {
    ...constraints,
    allowedValues: constraints.allowedValues && [...constraints.allowedValues],
    type: TYPES[type],
    // Labels are maps at run time, which the console shows by language; core types them as strings.
    label: label as unknown as string,
    description: { ...description },
    constraintDescription: { ...constraint },
    associationProperty: picker,
    associationPropertyMetadata: Object.keys(metadata).length > 0 ? metadata : undefined,
  };
}

function parameterGroups(): { Label: LocalizedText; Parameters: string[] }[] {
  return (Object.keys(FORM) as FormGroup[]).map((group) => ({
    Label: GROUP_TEXTS[group],
    Parameters: Object.keys(FORM[group]),
  }));
}
