import fc from 'fast-check';
import { Report } from '../../lib/diagnostics/report';
import { checkPrivateCidr, overlaps, parseCidr, subnets, within } from '../../lib/network/cidr';

/** A block as the range of its addresses, by arithmetic that owes nothing to the code under test. */
function range(block: string): { first: number; last: number } {
  const [address = '', mask] = block.split('/');
  const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return { first, last: first + 2 ** (32 - Number(mask)) - 1 };
}

function blockAt(address: number, mask: number): string {
  const size = 2 ** (32 - mask);
  const first = Math.floor(address / size) * size;
  const bytes = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${bytes.join('.')}/${mask}`;
}

/** Any block from /1 to /32; half of them close together, so that overlaps are common. */
const block = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 4096 })),
    fc.integer({ min: 1, max: 32 }),
  )
  .map(([address, mask]) => blockAt(address, mask));

describe('parseCidr', () => {
  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.256/32',
    '10.0.0.0/08',
    'fd00::/8',
    '',
    '10.0.0.0/',
  ])('refuses "%s" and shows how a block is written', (text) => {
    expect(parseCidr(text)).toBe(
      `"${text}" is not an IPv4 CIDR block; write it as address/mask, for instance 192.168.0.0/16`,
    );
  });

  test('tells the block that was meant when bits are set beyond the mask', () => {
    expect(parseCidr('192.168.1.7/24')).toBe(
      '"192.168.1.7/24" has bits set beyond its mask; the block is written 192.168.1.0/24',
    );
  });

  test('reads every well-formed block', () => {
    fc.assert(
      fc.property(block, (text) => {
        expect(String(parseCidr(text))).toBe(text);
      }),
    );
  });
});

describe('a private block', () => {
  const MASKS = { min: 8, max: 24 };
  const problemsOf = (text: string, masks = MASKS) => {
    const report = new Report();
    expect(checkPrivateCidr(text, masks, report, 'cidr')).toBe(report.problems.length === 0);
    return report.problems;
  };

  test.each(['10.0.0.0/8', '10.200.0.0/16', '172.16.0.0/12', '172.31.0.0/16', '192.168.0.0/16', '192.168.255.0/24'])(
    'may be %s',
    (text) => {
      expect(problemsOf(text)).toEqual([]);
    },
  );

  test.each(['11.0.0.0/8', '172.32.0.0/16', '172.0.0.0/8', '192.169.0.0/16', '100.64.0.0/10'])(
    'cidr-private: refuses %s and names the private ranges',
    (text) => {
      expect(problemsOf(text)).toMatchObject([
        {
          rule: 'cidr-private',
          at: 'cidr',
          message: `"${text}" is not a private range; use a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16`,
        },
      ]);
    },
  );

  test('cidr-mask: refuses a mask out of bounds and names the bounds', () => {
    const rule = 'cidr-mask';
    expect(problemsOf('10.0.0.0/25')).toMatchObject([
      { rule, message: '"10.0.0.0/25" has mask /25; allowed is /8 to /24' },
    ]);
    expect(problemsOf('10.0.0.0/8', { min: 16, max: 24 })).toMatchObject([
      { rule, message: '"10.0.0.0/8" has mask /8; allowed is /16 to /24' },
    ]);
  });

  test('may be neither private nor of the right size', () => {
    expect(problemsOf('0.0.0.0/0').map(({ rule }) => rule)).toEqual(['cidr-private', 'cidr-mask']);
  });

  test('cidr-block: passes on what is wrong with a malformed block', () => {
    expect(problemsOf('10.1.0.0/8')).toMatchObject([{ rule: 'cidr-block', message: parseCidr('10.1.0.0/8') }]);
  });
});

test('blocks overlap when they share an address, whichever comes first', () => {
  fc.assert(
    fc.property(block, block, (a, b) => {
      const shared = range(a).first <= range(b).last && range(b).first <= range(a).last;
      expect([overlaps(a, b), overlaps(b, a)]).toEqual([shared, shared]);
    }),
  );
});

test('a block is within another when all its addresses are', () => {
  fc.assert(
    fc.property(block, block, (inner, outer) => {
      const inside = range(inner).first >= range(outer).first && range(inner).last <= range(outer).last;
      expect(within(inner, outer)).toBe(inside);
    }),
  );
});

test('malformed blocks cause no second problem: they neither overlap nor lie outside', () => {
  expect(overlaps('10.0.0.0/8', '10.0.0.0')).toBe(false);
  expect(within('nonsense', '10.0.0.0/8')).toBe(true);
  expect(within('10.0.0.0/8', 'nonsense')).toBe(true);
});

test('subnets are consecutive parts from the start of the block', () => {
  expect(subnets('192.168.0.0/16', 19, 3)).toEqual(['192.168.0.0/19', '192.168.32.0/19', '192.168.64.0/19']);
});
