import { shown } from '../diagnostics/shown';

/** What an amount is an amount of: processor time in CPUs, or memory or storage in bytes. */
export type QuantityKind = 'cpu' | 'memory';

const FORMS: Readonly<Record<QuantityKind, string>> = {
  cpu: 'CPUs, as in "500m" or "2"',
  memory: 'a number with a unit, as in "512Mi" or "4Gi"',
};

const QUANTITY = /^([+-]?)(\d*)\.?(\d*)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,3})?$/;

/** Powers of ten, and of two, that a suffix stands for. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const NANOS_PER_UNIT = 1_000_000_000n;
const NANOS_PER_MILLI = 1_000_000n;
const NANOS_PER_MEBIBYTE = NANOS_PER_UNIT << 20n;

/** More than any node has: whoever writes as many means thousandths. */
const TOO_MANY_CPUS = 1000n * NANOS_PER_UNIT;

/** A number without a unit below this is rather meant as GiB than as MiB. */
const FEW = 64n * NANOS_PER_UNIT;

/**
 * A Kubernetes quantity in billionths of its unit, the finest that Kubernetes tells apart; anything finer is rounded up,
 * as there. Undefined for text that is no quantity.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') {
    return undefined;
  }
  const exponent = 9 + tenPower(suffix) - fraction.length;
  const digits = BigInt(whole + fraction) << BigInt(BINARY[suffix] ?? 0);
  const nanos = exponent >= 0 ? digits * 10n ** BigInt(exponent) : divideUp(digits, 10n ** BigInt(-exponent));
  return sign === '-' ? -nanos : nanos;
}

/** Negative when `a` is the smaller of two well-formed quantities, zero when they are equal. */
export function compareQuantities(a: string, b: string): number {
  const difference = required(a) - required(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What is wrong with an amount of CPU, memory or storage, or undefined. */
export function quantityFault(text: unknown, kind: QuantityKind): string | undefined {
  if (typeof text !== 'string') {
    return `is ${shown(text)}; allowed is a text: ${FORMS[kind]}`;
  }
  const nanos = parseQuantity(text);
  if (nanos === undefined) {
    return malformed(text, kind);
  }
  if (nanos < 0n) {
    return `is ${shown(text)}; an amount cannot be negative`;
  }
  return kind === 'cpu' ? cpuFault(text, nanos) : memoryFault(text, nanos);
}

function cpuFault(text: string, nanos: bigint): string | undefined {
  if (/[kKMGTPE]i?$/.test(text)) {
    return `is ${shown(text)}, an amount of memory; give CPUs, as in "500m" or "2"`;
  }
  if (nanos % NANOS_PER_MILLI !== 0n) {
    return `is ${shown(text)}; Kubernetes counts CPU in thousandths, as in "1m"`;
  }
  return nanos < TOO_MANY_CPUS
    ? undefined
    : `is ${shown(text)}, more CPUs than any node has.${/^\d+$/.test(text) ? ` Did you mean "${text}m"?` : ''}`;
}

function memoryFault(text: string, nanos: bigint): string | undefined {
  if (/[num]$/.test(text)) {
    return `is ${shown(text)}, a fraction of a byte: "m" means thousandths. Did you mean "${text.slice(0, -1)}Mi"?`;
  }
  // Nobody counts a container's memory in bytes; who does write Ki has thought of the unit.
  if (nanos === 0n || nanos >= NANOS_PER_MEBIBYTE || text.endsWith('Ki')) {
    return undefined;
  }
  return /^[\d.]+$/.test(text)
    ? `is ${shown(text)}, which are bytes. Did you mean "${text}${nanos < FEW ? 'Gi' : 'Mi'}"?`
    : `is ${shown(text)}, which are ${nanos / NANOS_PER_UNIT} bytes; give more, as in "512Mi" or "4Gi"`;
}

function malformed(text: string, kind: QuantityKind): string {
  return `is ${shown(text)}; allowed is ${FORMS[kind]}.${likelyMeant(text, kind)}`;
}

/** Reads what people write by habit, such as `4GB`, `512 mb` or `2 cores`. */
function likelyMeant(text: string, kind: QuantityKind): string {
  const habit = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const [, amount, unit = ''] = habit ?? [];
  if (amount === undefined) {
    return '';
  }
  if (kind === 'cpu') {
    return ` Did you mean "${amount}${unit.toLowerCase() === 'm' ? 'm' : ''}"?`;
  }
  const size = /^([kmgt])i?b?$/i.exec(unit)?.[1];
  return size === undefined ? '' : ` Did you mean "${amount}${size.toUpperCase()}i"?`;
}

function tenPower(suffix: string): number {
  return /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0);
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function required(text: string): bigint {
  const nanos = parseQuantity(text);
  if (nanos === undefined) {
    throw new Error(`${shown(text)} is not a Kubernetes quantity`);
  }
  return nanos;
}
