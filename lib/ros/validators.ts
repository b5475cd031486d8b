import * as ros from '@alicloud/ros-cdk-core';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';

export type PropertyType = 'string' | 'number' | 'boolean' | 'list' | 'map';

/** What is known of one property of a ROS resource. */
export interface PropertySpec {
  /** Several types where sources disagree or the service takes either. */
  readonly type: PropertyType | readonly PropertyType[];
  readonly required?: boolean;
  /** Keeps the value out of messages. */
  readonly secret?: boolean;
  /** The only values there are. */
  readonly allowedValues?: readonly string[];
  /** Lowest number, or least length of a string or a list. */
  readonly min?: number;
  /** Highest number, or greatest length of a string or a list. */
  readonly max?: number;
  readonly pattern?: string;
  /** The items of a list. */
  readonly items?: PropertySpec;
  /** The properties of a map; a map without them holds what it likes. */
  readonly properties?: PropertySpecs;
}

/** Specs by property name as it is written in TypeScript (`chartUrl`). */
export type PropertySpecs = Readonly<Record<string, PropertySpec>>;

type Values = Readonly<Record<string, unknown>>;

/**
 * Checks resolved properties against their specs and reports every fault, in the manner of the official packages.
 * ROS functions such as `{ Ref: … }` pass, since their values are only known when the stack is deployed.
 */
export function validateProperties(given: Values, specs: PropertySpecs, owner: string): ros.ValidationResult {
  const errors = new ros.ValidationResults();
  const names = Object.keys(specs);
  for (const name of names) {
    errors.collect(validateProperty(given[name], specs[name]!, name).prefix(name));
  }
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) {
      errors.collect(unknownProperty(name, names).prefix(name));
    }
  }
  return errors.wrap(`supplied properties not correct for ${owner}`);
}

/** Whether the value is a map that can be looked into, and not a ROS function that yields one. */
export function isMap(value: unknown): value is Values {
  return typeof value === 'object' && ros.canInspect(value) && !Array.isArray(value);
}

function validateProperty(value: unknown, spec: PropertySpec, name: string): ros.ValidationResult {
  if (spec.required) {
    const present = ros.requiredValidator(value);
    if (!present.isSuccess) {
      return present;
    }
  }
  if (!ros.canInspect(value)) {
    return ros.VALIDATION_SUCCESS;
  }
  const type = validateType(value, spec);
  if (!type.isSuccess) {
    return type;
  }
  if (Array.isArray(value)) {
    return validateList(value, spec, name);
  }
  if (isMap(value)) {
    return spec.properties ? validateProperties(value, spec.properties, `"${title(name)}"`) : ros.VALIDATION_SUCCESS;
  }
  return validateScalar(value, spec);
}

function validateType(value: unknown, spec: PropertySpec): ros.ValidationResult {
  const types = [spec.type].flat();
  if (types.some((type) => type === typeOf(value))) {
    return ros.VALIDATION_SUCCESS;
  }
  return fault(`${shownUnlessSecret(value, spec)} should be a ${types.join(' or a ')}`);
}

function typeOf(value: unknown): PropertyType | undefined {
  if (Array.isArray(value)) {
    return 'list';
  }
  if (isMap(value)) {
    return 'map';
  }
  // NaN and Infinity would turn into null in the template.
  if (typeof value === 'number') {
    return Number.isFinite(value) ? 'number' : undefined;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as PropertyType) : undefined;
}

function validateList(list: readonly unknown[], spec: PropertySpec, name: string): ros.ValidationResult {
  const errors = new ros.ValidationResults();
  errors.collect(validateRange(list.length, spec, `number of elements ${list.length} is out of range`));
  list.forEach((item, index) => {
    errors.collect(validateProperty(item, { ...spec.items!, required: true }, name).prefix(`element ${index}`));
  });
  return errors.wrap('list not correct');
}

function validateScalar(value: unknown, spec: PropertySpec): ros.ValidationResult {
  const seen = shownUnlessSecret(value, spec);
  if (spec.allowedValues && !spec.allowedValues.includes(value as string)) {
    const hint = didYouMean(String(value), spec.allowedValues);
    return fault(`${seen} doesn't exist in [${spec.allowedValues.join(', ')}].${hint}`);
  }
  if (spec.pattern !== undefined && !new RegExp(spec.pattern).test(value as string)) {
    return fault(`${seen} does not match the regular expression "${spec.pattern}"`);
  }
  return typeof value === 'string'
    ? validateRange(value.length, spec, `the length of ${seen} is out of range`)
    : validateRange(value as number, spec, `${seen} is out of range`);
}

function validateRange(size: number, { min, max }: PropertySpec, message: string): ros.ValidationResult {
  if (min !== undefined && size < min) {
    return fault(`${message}, the least is ${min}`);
  }
  if (max !== undefined && size > max) {
    return fault(`${message}, the most is ${max}`);
  }
  return ros.VALIDATION_SUCCESS;
}

function unknownProperty(name: string, known: readonly string[]): ros.ValidationResult {
  const hint = didYouMean(name, known) || ' If ROS does know it, set it with addPropertyOverride().';
  return fault(`unknown property.${hint}`);
}

function shownUnlessSecret(value: unknown, spec: PropertySpec): string {
  return spec.secret ? 'the value (not shown)' : shown(value);
}

function title(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Property`;
}

function fault(message: string): ros.ValidationResult {
  return new ros.ValidationResult(message);
}
