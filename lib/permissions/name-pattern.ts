import type { RosTemplate } from '../template/ros-template';

/** Stands in RAM's notation for any text. */
const ANYTHING = '*';

/**
 * The names that a property can have once the stack is deployed: `gitlab-cache-*` for a name that begins so. A list
 * yields the patterns of its items.
 */
export function namePatterns(value: unknown, template: RosTemplate): readonly string[] {
  return Array.isArray(value) ? value.map((item) => namePattern(item, template)) : [namePattern(value, template)];
}

function namePattern(value: unknown, template: RosTemplate): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[name, argument] = []] = Object.entries(value ?? {}) as [string, unknown][];
  switch (name) {
    case 'Fn::Join':
      return joined(argument, template);
    case 'Fn::Sub':
      return substituted(argument);
    case 'Fn::GetAtt':
      return attribute(argument, template);
    default:
      return ANYTHING;
  }
}

function joined(argument: unknown, template: RosTemplate): string {
  const [separator, parts] = argument as [string, unknown];
  return Array.isArray(parts) ? merged(namePatterns(parts, template).join(separator)) : ANYTHING;
}

function substituted(argument: unknown): string {
  const text = Array.isArray(argument) ? (argument as unknown[])[0] : argument;
  return merged((text as string).replace(/\$\{[^}]*\}/g, ANYTHING));
}

/** An attribute with the name of a property has its value: the user name of a user. */
function attribute(argument: unknown, template: RosTemplate): string {
  const [resource, property] = argument as [string, string];
  const given = template.Resources?.[resource]?.Properties?.[property];
  return given === undefined ? ANYTHING : namePattern(given, template);
}

function merged(pattern: string): string {
  return pattern.replace(/\*+/g, ANYTHING);
}
