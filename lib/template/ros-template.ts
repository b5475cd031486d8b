/** A ROS template as it stands in `cdk.out`, with its functions unresolved. */
export interface RosTemplate {
  /** `2015-09-01`. */
  readonly ROSTemplateFormatVersion?: string;
  /** What the template is for, a string or `{ en, zh-cn }`. */
  readonly Description?: unknown;
  /** The form of the console, and other data about the template. */
  readonly Metadata?: Record<string, unknown>;
  /** What is asked for when the stack is deployed, by names. */
  readonly Parameters?: Record<string, TemplateParameter>;
  /** Tables that `Fn::FindInMap` reads. */
  readonly Mappings?: Record<string, unknown>;
  /** Conditions by names. */
  readonly Conditions?: Record<string, unknown>;
  /** Values with names. */
  readonly Locals?: Record<string, unknown>;
  /** What ROS makes the template of first. */
  readonly Transform?: unknown;
  /** What must hold of the parameters, by names. */
  readonly Rules?: Record<string, TemplateRule>;
  /** The resources by their logical ids. */
  readonly Resources?: Record<string, TemplateResource>;
  /** What the stack tells when it is deployed, by names. */
  readonly Outputs?: Record<string, TemplateOutput>;
}

/** A parameter of a ROS template. */
export interface TemplateParameter {
  /** `String`, `Number`, `Boolean`, `CommaDelimitedList`, `Json`, or the type of a parameter of OOS. */
  readonly Type: string;
  /** The value when none is given. */
  readonly Default?: unknown;
  /** The only values that are taken. */
  readonly AllowedValues?: unknown[];
  /** The regular expression that values match as a whole. */
  readonly AllowedPattern?: string;
  /** The least length. */
  readonly MinLength?: number;
  /** The greatest length. */
  readonly MaxLength?: number;
  /** The least number. */
  readonly MinValue?: number;
  /** The greatest number. */
  readonly MaxValue?: number;
  /** Whether the value is a secret, which is not shown. */
  readonly NoEcho?: boolean;
  /** Whether the form demands a value. */
  readonly Required?: boolean;
  /** The name in the form. */
  readonly Label?: unknown;
  /** What the parameter is for. */
  readonly Description?: unknown;
  /** What is said when a value is refused. */
  readonly ConstraintDescription?: unknown;
  /** What the form offers to choose from. */
  readonly AssociationProperty?: string;
  /** Details of the choice in the form. */
  readonly AssociationPropertyMetadata?: Record<string, unknown>;
}

/** A resource of a ROS template. */
export interface TemplateResource {
  /** The type, for instance `ALIYUN::OSS::Bucket`. */
  readonly Type: string;
  /** The properties of the type. */
  readonly Properties?: Record<string, unknown>;
  /** Name of the condition under which the resource exists. */
  readonly Condition?: string;
  /** Logical ids of what must exist before. */
  readonly DependsOn?: string | string[];
  /** Whether deleting the stack keeps the resource. */
  readonly DeletionPolicy?: string;
  /** Version of a module. */
  readonly Version?: string;
  /** How many there are. */
  readonly Count?: unknown;
  /** Data about the resource. */
  readonly Metadata?: Record<string, unknown>;
  /** What the resource is for. */
  readonly Description?: unknown;
}

/** An output of a ROS template. */
export interface TemplateOutput {
  /** The value, often a function. */
  readonly Value: unknown;
  /** Name of the condition under which there is the output. */
  readonly Condition?: string;
  /** What the value is. */
  readonly Description?: unknown;
  /** The name in the console. */
  readonly Label?: unknown;
}

/** A rule of a ROS template. */
export interface TemplateRule {
  /** When the rule applies. */
  readonly RuleCondition?: unknown;
  /** What must hold. */
  readonly Assertions: unknown;
}

/** A resource that knows its logical id and always has properties. */
export interface NamedResource extends TemplateResource {
  /** The logical id. */
  readonly id: string;
  /** The properties; an empty map where the template has none. */
  readonly Properties: Record<string, unknown>;
}

/** What holds resources: a template, or the outcome of `evaluate`. */
export type ResourceHolder =
  Pick<RosTemplate, 'Resources'> | { readonly resources: Readonly<Record<string, TemplateResource>> };

/** All resources, in the template's order. */
export function allResources(template: ResourceHolder): NamedResource[] {
  const resources = 'resources' in template ? template.resources : (template.Resources ?? {});
  return Object.entries(resources).map(([id, resource]) => ({
    ...resource,
    id,
    Properties: resource.Properties ?? {},
  }));
}

export function resourcesOfType(template: ResourceHolder, type: string): NamedResource[] {
  return allResources(template).filter((resource) => resource.Type === type);
}

/** The one resource of a type; an error when there is none or more than one. */
export function onlyResource(template: ResourceHolder, type: string): NamedResource {
  const [first, ...others] = resourcesOfType(template, type);
  if (first === undefined) {
    const types = [...new Set(allResources(template).map((resource) => resource.Type))];
    throw new Error(`no resource of type ${type}; there are: ${types.join(', ') || 'none at all'}`);
  }
  if (others.length > 0) {
    const ids = [first, ...others].map((resource) => resource.id);
    throw new Error(`${ids.length} resources of type ${type}, expected one: ${ids.join(', ')}`);
  }
  return first;
}

/** The logical ids that a resource waits for, as a list. */
export function dependsOn(resource: TemplateResource): readonly string[] {
  const { DependsOn } = resource;
  return DependsOn === undefined ? [] : [DependsOn].flat();
}
