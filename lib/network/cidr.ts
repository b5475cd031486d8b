import { isIPv4 } from 'node:net';
import { Netmask } from 'netmask';
import type { Report } from '../diagnostics/report';
import { networkRules } from './network-rules';

/** The private ranges that Alibaba Cloud VPCs and clusters may use. */
export const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Parses an IPv4 block such as `10.0.0.0/16`, or says in words what is wrong with it. */
export function parseCidr(text: string): Netmask | string {
  const [address = '', mask = '', ...rest] = text.split('/');
  if (rest.length > 0 || !isIPv4(address) || !/^(?:0|[1-9]\d?)$/.test(mask) || Number(mask) > 32) {
    return `"${text}" is not an IPv4 CIDR block; write it as address/mask, for instance 192.168.0.0/16`;
  }
  const block = new Netmask(text);
  if (block.base !== address) {
    return `"${text}" has bits set beyond its mask; the block is written ${block.base}/${mask}`;
  }
  return block;
}

/** Reports what is wrong with a private block whose mask must lie within `masks`. Returns whether nothing is. */
export function checkPrivateCidr(
  text: string,
  masks: { readonly min: number; readonly max: number },
  report: Report,
  at: string,
): boolean {
  const block = parseCidr(text);
  if (typeof block === 'string') {
    report.add(networkRules['cidr-block'], at, block);
    return false;
  }
  const isPrivate = PRIVATE_RANGES.some((range) => new Netmask(range).contains(block));
  if (!isPrivate) {
    report.add(
      networkRules['cidr-private'],
      at,
      `"${text}" is not a private range; use a block within ${PRIVATE_RANGES.join(', ')}`,
    );
  }
  const maskFits = block.bitmask >= masks.min && block.bitmask <= masks.max;
  if (!maskFits) {
    report.add(
      networkRules['cidr-mask'],
      at,
      `"${text}" has mask /${block.bitmask}; allowed is /${masks.min} to /${masks.max}`,
    );
  }
  return isPrivate && maskFits;
}

/** Whether two well-formed blocks share an address. Malformed ones share none: they are reported on their own. */
export function overlaps(a: string, b: string): boolean {
  const [blockA, blockB] = [parseCidr(a), parseCidr(b)];
  return (
    typeof blockA !== 'string' && typeof blockB !== 'string' && (blockA.contains(blockB) || blockB.contains(blockA))
  );
}

/** Whether `inner` lies within `outer`; true when either is malformed, which is reported on its own. */
export function within(inner: string, outer: string): boolean {
  const [blockInner, blockOuter] = [parseCidr(inner), parseCidr(outer)];
  return typeof blockInner === 'string' || typeof blockOuter === 'string' || blockOuter.contains(blockInner);
}

/** The first `count` equal blocks of `outer`, each with the mask `mask`. */
export function subnets(outer: string, mask: number, count: number): string[] {
  const first = new Netmask(`${new Netmask(outer).base}/${mask}`);
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : first.next(index)).toString());
}
