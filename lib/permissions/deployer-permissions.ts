import { Report } from '../diagnostics/report';
import { didYouMean } from '../diagnostics/suggest';
import { namePatterns } from './name-pattern';
import { permissionRules } from './permission-rules';
import type { Permission, ServiceRole, TypePermissions } from './permission-table';
import { PERMISSION_TABLE } from './permission-table';
import type { Grant, PolicyDocument } from './policy-document';
import { policyDocument } from './policy-document';
import type { RosTemplate, TemplateResource } from '../template/ros-template';

/** What must be allowed before templates can be deployed, updated and deleted. */
export interface DeployerPermissions {
  /** For the RAM user or role that deploys. */
  readonly policy: PolicyDocument;
  /** Roles of services that the account must have authorized once, with where each is described. */
  readonly serviceRoles: Readonly<Record<string, string>>;
}

/**
 * The permissions behind some templates, by what the table knows of their resource types. A type that it does not know
 * is an error: a policy without it would look complete and fail in the middle of a deployment.
 *
 * @param templates by a name for messages, such as their file names
 * @param further permissions of types that the table does not know
 */
export function deployerPermissions(
  templates: Readonly<Record<string, RosTemplate>>,
  further: Readonly<Record<string, TypePermissions>> = {},
): DeployerPermissions {
  const { sources, stack } = PERMISSION_TABLE;
  const types = { ...PERMISSION_TABLE.types, ...further };
  checkTypes(templates, Object.keys(types));
  const grants: Grant[] = stack.flatMap(({ actions, resources }) => actions.map((action) => ({ action, resources })));
  const serviceRoles: Record<string, string> = {};
  for (const template of Object.values(templates)) {
    for (const resource of typedElements(template)) {
      const { permissions, serviceRoles: roles = [] } = types[resource.Type]!;
      grants.push(...permissions.flatMap((permission) => grantsOf(permission, resource, template)));
      for (const { role, source } of roles.filter((candidate) => isNeeded(candidate, resource))) {
        serviceRoles[role] = sources[source]!;
      }
    }
  }
  return { policy: policyDocument(grants), serviceRoles };
}

function checkTypes(templates: Readonly<Record<string, RosTemplate>>, known: readonly string[]): void {
  for (const [name, template] of Object.entries(templates)) {
    const report = new Report();
    for (const [id, { Type }] of Object.entries(template.Resources ?? {})) {
      if (!known.includes(Type)) {
        report.add(
          permissionRules['permissions-unknown'],
          `Resources.${id}`,
          `it is not known which permissions ${Type} needs.${didYouMean(Type, known)} Ask ROS, by its operation GenerateTemplatePolicy, and give the actions in a file, by --actions`,
        );
      }
    }
    report.throwIfAny(name);
  }
}

/** Resources, and parameters that ROS reads from another service. Other parameters need no permission. */
function typedElements({ Resources = {}, Parameters = {} }: RosTemplate): TemplateResource[] {
  const read = Object.values(Parameters).filter(({ Type }) => Type in PERMISSION_TABLE.types);
  return [...Object.values(Resources), ...read.map(({ Type }) => ({ Type }))];
}

function grantsOf(permission: Permission, resource: TemplateResource, template: RosTemplate): Grant[] {
  if (!isNeeded(permission, resource)) {
    return [];
  }
  const resources = permission.resources.flatMap((pattern) => filledIn(pattern, resource, template));
  return permission.actions.map((action) => ({ action, resources }));
}

function isNeeded(
  { ifProperty, ifMentions }: Pick<ServiceRole, 'ifProperty' | 'ifMentions'>,
  { Properties = {} }: TemplateResource,
): boolean {
  const has = (property: string) => Properties[property] !== undefined && Properties[property] !== false;
  const mentions = (text: string) => JSON.stringify(Properties).includes(text);
  return (ifProperty === undefined || has(ifProperty)) && (ifMentions === undefined || mentions(ifMentions));
}

function filledIn(pattern: string, { Properties = {} }: TemplateResource, template: RosTemplate): string[] {
  const property = /\{(\w+)\}/.exec(pattern);
  return property === null
    ? [pattern]
    : namePatterns(Properties[property[1]!], template).map((name) => pattern.replace(property[0], name));
}
