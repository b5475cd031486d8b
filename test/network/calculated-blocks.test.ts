import fc from 'fast-check';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { Network } from '../../lib/network/network';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { resourcesOfType } from '../support/template';

const vpcBlock = fc.oneof(
  fc.integer({ min: 8, max: 28 }).map((mask) => `10.0.0.0/${mask}`),
  fc.integer({ min: 12, max: 28 }).map((mask) => `172.16.0.0/${mask}`),
  fc.integer({ min: 17, max: 28 }).map((mask) => `192.168.128.0/${mask}`),
);
const zoneCount = fc.integer({ min: 1, max: 20 });

function range(block: string): { first: number; last: number } {
  const [address = '', mask] = block.split('/');
  const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return { first, last: first + 2 ** (32 - Number(mask)) - 1 };
}

function vSwitchBlocks(template: Template): string[] {
  return resourcesOfType(template, 'ALIYUN::ECS::VSwitch').map(({ Properties }) => Properties.CidrBlock as string);
}

/** The vSwitch blocks that were calculated, or undefined when the VPC is refused. */
function calculated(cidrBlock: string, count: number): string[] | undefined {
  const zones = Array.from({ length: count }, (_, index) => `cn-hangzhou-${String.fromCharCode(97 + index)}`);
  try {
    return vSwitchBlocks(synth((stack) => new Network(stack, 'Network', { zones, cidrBlock })));
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return undefined;
  }
}

test('calculated blocks lie in the VPC, apart from each other, with masks that vSwitches may have', () => {
  fc.assert(
    fc.property(vpcBlock, zoneCount, (vpc, count) => {
      const blocks = calculated(vpc, count);
      if (blocks === undefined) {
        return;
      }
      const ranges = blocks.map(range);
      expect(blocks).toHaveLength(count);
      expect(ranges[0]!.first).toBe(range(vpc).first);
      expect(ranges.at(-1)!.last).toBeLessThanOrEqual(range(vpc).last);
      ranges.slice(1).forEach(({ first }, index) => expect(first).toBe(ranges[index]!.last + 1));
      blocks.forEach((block) => expect(Number(block.split('/')[1])).toBeGreaterThanOrEqual(16));
      blocks.forEach((block) => expect(Number(block.split('/')[1])).toBeLessThanOrEqual(29));
    }),
    { numRuns: 50 },
  );
});

test('a VPC is refused only when the parts would be smaller than a vSwitch can be', () => {
  fc.assert(
    fc.property(vpcBlock, zoneCount, (vpc, count) => {
      const parts = Math.max(3, Math.ceil(Math.log2(count)));
      const fits = Number(vpc.split('/')[1]) + parts <= 29;
      expect(calculated(vpc, count) !== undefined).toBe(fits);
    }),
    { numRuns: 50 },
  );
});
