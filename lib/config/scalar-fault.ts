import { described } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { isGoDuration } from './go-duration';
import { goRegexpFault } from './go-regexp';
import { HelmTemplate } from './helm-template';
import type { KeySpec } from './key-spec';
import { quantityFault } from './quantity';

type ScalarCheck = (value: unknown, spec: KeySpec, at: string) => string | undefined;

const CHECKS: Readonly<Record<string, ScalarCheck>> = {
  string: allowedTextFault,
  regexp: (value, _spec, at) =>
    textFault('a regular expression', value, at, (text) =>
      goRegexpFault(text)?.concat('. The runner reads Go syntax.'),
    ),
  duration: (value, _spec, at) =>
    textFault('a duration such as "90s" or "1h30m"', value, at, (text) =>
      isGoDuration(text) && !text.startsWith('-')
        ? undefined
        : `expected a duration such as "90s" or "1h30m", got ${described(at, text)}.`,
    ),
  // For the runner, an empty amount is one that is not set.
  cpu: (value, _spec, at) =>
    textFault('CPUs such as "500m" or "2"', value, at, (text) =>
      text === '' ? undefined : quantityFault(text, 'cpu'),
    ),
  memory: (value, _spec, at) =>
    textFault('an amount such as "512Mi" or "4Gi"', value, at, (text) =>
      text === '' ? undefined : quantityFault(text, 'memory'),
    ),
  boolean: (value, _spec, at) =>
    typeof value === 'boolean' ? undefined : `expected true or false, got ${described(at, value)}.${unquoted(value)}`,
  integer: (value, spec, at) => numberFault('a whole number', Number.isSafeInteger(value), value, spec, at),
  number: (value, spec, at) => numberFault('a number', Number.isFinite(value), value, spec, at),
};

/** What is wrong with a value of a scalar type, or undefined. The runner stops at a value of the wrong type. */
export function scalarFault(type: string, value: unknown, spec: KeySpec, at: string): string | undefined {
  return CHECKS[type]?.(value, spec, at);
}

function textFault(
  expected: string,
  value: unknown,
  at: string,
  faultOf: (text: string) => string | undefined,
): string | undefined {
  if (value instanceof HelmTemplate) {
    return undefined;
  }
  if (typeof value !== 'string') {
    const quotes = typeof value === 'number' || typeof value === 'boolean' ? ' Put it in quotes.' : '';
    return `expected ${expected}, got ${described(at, value)}.${quotes}`;
  }
  return faultOf(value);
}

function allowedTextFault(value: unknown, { allowed }: KeySpec, at: string): string | undefined {
  return textFault('a string', value, at, (text) => {
    // For the runner, an empty string is a value that is not set.
    if (allowed === undefined || text === '' || allowed.includes(text)) {
      return undefined;
    }
    const choice = allowed.map((one) => `"${one}"`).join(', ');
    return `expected ${allowed.length === 1 ? '' : 'one of '}${choice}, got ${described(at, text)}.${didYouMean(text, allowed)}`;
  });
}

function numberFault(expected: string, isOne: boolean, value: unknown, spec: KeySpec, at: string): string | undefined {
  if (!isOne) {
    return `expected ${expected}, got ${described(at, value)}.${unquoted(value)}`;
  }
  const number = value as number;
  if (spec.minimum !== undefined && number < spec.minimum) {
    return `expected at least ${spec.minimum}, got ${number}.`;
  }
  return spec.maximum !== undefined && number > spec.maximum
    ? `expected at most ${spec.maximum}, got ${number}.`
    : undefined;
}

function unquoted(value: unknown): string {
  const looksRight = typeof value === 'string' && /^(true|false|-?\d+(\.\d+)?)$/.test(value);
  return looksRight ? ' Write it without quotes.' : '';
}
