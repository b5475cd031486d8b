import type { TemplateParameter } from '../../template/ros-template';
import type { Data } from '../../template/intrinsics';

/**
 * The value of every parameter: what was given, else its default, brought to the declared type.
 * Throws with all faults at once, as ROS refuses the stack, so that a scenario with invalid input cannot pass unnoticed.
 */
export function resolveParameters(declared: Readonly<Record<string, TemplateParameter>>, given: Data): Data {
  const faults = Object.keys(given)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => `${name}: the template has no such parameter`);
  const values: Data = {};
  for (const [name, parameter] of Object.entries(declared)) {
    const raw = given[name] === undefined ? parameter.Default : given[name];
    if (raw === undefined) {
      faults.push(`${name}: required, and has no default`);
      continue;
    }
    const ownFaults = parameterFaults(parameter, raw);
    faults.push(...ownFaults.map((fault) => `${name}: ${fault}`));
    if (ownFaults.length === 0) {
      values[name] = convert(parameter.Type, raw);
    }
  }
  if (faults.length > 0) {
    throw new Error(`invalid parameters:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
  return values;
}

/** Why a parameter does not take a value; empty when it does. */
export function parameterFaults(parameter: TemplateParameter, raw: unknown): string[] {
  try {
    return constraintFaults(parameter, convert(parameter.Type, raw));
  } catch (error) {
    return [(error as Error).message];
  }
}

function convert(type: string, raw: unknown): unknown {
  // Forms give hidden parameters a null default, which ROS passes on as it is.
  if (raw === null) {
    return null;
  }
  switch (type) {
    case 'String':
      return toScalarText(raw);
    case 'Number':
      return toNumber(raw);
    case 'Boolean':
      return toBoolean(raw);
    case 'CommaDelimitedList':
      return Array.isArray(raw)
        ? raw
        : toScalarText(raw)
            .split(',')
            .map((item) => item.trim());
    case 'Json':
      return typeof raw === 'string' ? (JSON.parse(raw) as unknown) : raw;
    case 'ALIYUN::OOS::Parameter::Value':
    case 'ALIYUN::OOS::SecretParameter::Value':
      // What is given is the name under which OOS keeps the value; a reference sees the value.
      return `value-of-${toScalarText(raw)}`;
    default:
      throw new Error(`ROS has no parameter type ${type}`);
  }
}

function toScalarText(raw: unknown): string {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') {
    return String(raw);
  }
  throw new Error(`a text is needed, not ${JSON.stringify(raw)}`);
}

function toNumber(raw: unknown): number {
  const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw new Error(`a number is needed, not ${JSON.stringify(raw)}`);
  }
  return number;
}

function toBoolean(raw: unknown): boolean {
  if (raw === true || raw === false) {
    return raw;
  }
  if (raw === 'true' || raw === 'false') {
    return raw === 'true';
  }
  throw new Error(`true or false is needed, not ${JSON.stringify(raw)}`);
}

function constraintFaults(parameter: TemplateParameter, value: unknown): string[] {
  if (value === null || value === undefined) {
    return [];
  }
  const shown = parameter.NoEcho === true ? 'the value' : JSON.stringify(value);
  const faults: string[] = [];
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (parameter.AllowedValues !== undefined && !items.every((item) => parameter.AllowedValues?.includes(item))) {
    faults.push(`${shown} is not one of ${JSON.stringify(parameter.AllowedValues)}`);
  }
  // The service matches from the first character to the last, whether or not the pattern is anchored.
  const { AllowedPattern: pattern } = parameter;
  if (pattern !== undefined && typeof value === 'string' && !new RegExp(`^(?:${pattern})$`).test(value)) {
    faults.push(`${shown} does not match ${pattern}`);
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    faults.push(...rangeFaults(`the length of ${shown}`, value.length, parameter.MinLength, parameter.MaxLength));
  }
  if (typeof value === 'number') {
    faults.push(...rangeFaults(shown, value, parameter.MinValue, parameter.MaxValue));
  }
  return faults;
}

function rangeFaults(shown: string, value: number, min = -Infinity, max = Infinity): string[] {
  return [...(value < min ? [`${shown} is below ${min}`] : []), ...(value > max ? [`${shown} is above ${max}`] : [])];
}
