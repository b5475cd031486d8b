const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([KMGTPE]i|[numkMGTPE]))?$/;

const DECIMAL_SUFFIXES: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_SUFFIXES = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The number that a Kubernetes quantity such as `500m` or `4Gi` stands for, or undefined when it is none. */
export function parseQuantity(quantity: unknown): number | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') {
    return undefined;
  }
  const match = QUANTITY.exec(String(quantity));
  if (match === null) {
    return undefined;
  }
  const [, digits, exponent = '0', suffix = ''] = match;
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  const scale = binary >= 0 ? 1024 ** (binary + 1) : 10 ** (DECIMAL_SUFFIXES[suffix] ?? Number(exponent));
  return Number(digits) * scale;
}
