import type { Data } from './intrinsics';

/** A ROS template as it stands in `cdk.out`, with its functions unresolved. */
export interface RosTemplate {
  readonly ROSTemplateFormatVersion?: string;
  readonly Description?: unknown;
  readonly Metadata?: Data;
  readonly Parameters?: Record<string, TemplateParameter>;
  readonly Mappings?: Data;
  readonly Conditions?: Data;
  readonly Locals?: Data;
  readonly Transform?: unknown;
  readonly Rules?: Record<string, TemplateRule>;
  readonly Resources?: Record<string, TemplateResource>;
  readonly Outputs?: Record<string, TemplateOutput>;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: unknown;
  readonly AllowedValues?: readonly unknown[];
  readonly AllowedPattern?: string;
  readonly MinLength?: number;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  readonly NoEcho?: boolean;
  readonly Required?: boolean;
  readonly Label?: unknown;
  readonly Description?: unknown;
  readonly ConstraintDescription?: unknown;
  readonly AssociationProperty?: string;
  readonly AssociationPropertyMetadata?: Data;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Data;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly Version?: string;
  readonly Count?: unknown;
  readonly Metadata?: Data;
  readonly Description?: unknown;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Description?: unknown;
  readonly Label?: unknown;
}

export interface TemplateRule {
  readonly RuleCondition?: unknown;
  readonly Assertions: unknown;
}

/** A resource that knows its logical id and always has properties. */
export interface NamedResource extends TemplateResource {
  readonly id: string;
  readonly Properties: Data;
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
