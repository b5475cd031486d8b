import type { PlainFunction } from './arguments';
import { asList, asMap, asNumber, asText, takeArguments } from './arguments';
import { calculate } from './arithmetic';
import { isMap } from '../../template/intrinsics';

export const NUMBER_FUNCTIONS: Readonly<Record<string, PlainFunction>> = {
  // Adds numbers, or joins lists, or joins maps (the later one wins, not deep).
  'Fn::Add': (argument) => {
    const values = takeArguments(argument, 2, Infinity);
    if (values.every(Array.isArray)) {
      return values.flatMap(asList);
    }
    if (values.every(isMap)) {
      return Object.assign({}, ...values.map(asMap)) as unknown;
    }
    return values.map(asNumber).reduce((sum, value) => sum + value, 0);
  },

  'Fn::Calculate': (argument) => {
    const [expression, digits, numbers = []] = takeArguments(argument, 2, 3);
    const scale = 10 ** asNumber(digits);
    return Math.round(calculate(asText(expression), asList(numbers).map(asNumber)) * scale) / scale;
  },

  'Fn::Max': (argument) => Math.max(...takeArguments(argument, 1, Infinity).map(asNumber)),
  'Fn::Min': (argument) => Math.min(...takeArguments(argument, 1, Infinity).map(asNumber)),

  'Fn::Cidr': (argument) => {
    const [block, count, bits] = takeArguments(argument, 3);
    return subnets(asText(block), asNumber(count), asNumber(bits));
  },
};

/** The first `count` networks with `hostBits` host bits inside an IPv4 block. */
function subnets(block: string, count: number, hostBits: number): string[] {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = match?.slice(1).map(Number) ?? [];
  if (Math.max(a, b, c, d) > 255 || prefix > 32) {
    throw new Error(`needs an IPv4 block, not ${JSON.stringify(block)}`);
  }
  const size = 2 ** hostBits;
  if (count < 1 || count > 256 || hostBits < 1 || count * size > 2 ** (32 - prefix)) {
    throw new Error(`${block} has no room for ${count} networks with ${hostBits} host bits (1 to 256 networks)`);
  }
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const start = address - (address % 2 ** (32 - prefix));
  return Array.from({ length: count }, (_unused, index) => `${dotted(start + index * size)}/${32 - hostBits}`);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
