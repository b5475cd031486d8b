import fc from 'fast-check';
import { compareQuantities, parseQuantity, quantityFault } from '../../lib/config/quantity';

const NANO = 1_000_000_000n;

describe('parseQuantity', () => {
  test.each([
    ['0', 0n],
    ['1', NANO],
    ['500m', NANO / 2n],
    ['0.5', NANO / 2n],
    ['.5', NANO / 2n],
    ['5.', 5n * NANO],
    ['+2', 2n * NANO],
    ['-2', -2n * NANO],
    ['1e3', 1000n * NANO],
    ['1E-3', NANO / 1000n],
    ['1E', 10n ** 18n * NANO],
    ['1k', 1000n * NANO],
    ['1Ki', 1024n * NANO],
    ['1.5Gi', 1536n * 1024n * 1024n * NANO],
    ['1u', 1000n],
    ['1n', 1n],
    ['0.1n', 1n],
  ])('%s', (text, nanos) => {
    expect(parseQuantity(text)).toBe(nanos);
  });

  test.each(['', '.', '-', 'm', '1 Gi', '1GB', '1gi', '1K', '1mi', '1e', '1ee3', '0x10', '1,5', 'one', '1Gi '])(
    '%p is none',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  test('orders by amount, however it is written', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(compareQuantities(`${a}m`, `${b / 1000}`)).toBe(Math.sign(a - b));
        expect(compareQuantities(`${a}Ki`, `${b * 1024}`)).toBe(Math.sign(a - b));
      }),
    );
  });

  test('compares across units exactly', () => {
    expect(compareQuantities('1G', '1Gi')).toBe(-1);
    expect(compareQuantities('1024Mi', '1Gi')).toBe(0);
    expect(compareQuantities('1000m', '1')).toBe(0);
    expect(compareQuantities('9007199254740993', '9007199254740992')).toBe(1);
    expect(() => compareQuantities('4GB', '1Gi')).toThrow('"4GB" is not a Kubernetes quantity');
  });
});

describe('quantityFault', () => {
  test.each([
    [5, 'cpu', 'is 5; allowed is a text: CPUs, as in "500m" or "2"'],
    [5, 'memory', 'is 5; allowed is a text: a number with a unit, as in "512Mi" or "4Gi"'],
    [['1Gi'], 'memory', 'is ["1Gi"]; allowed is a text: a number with a unit, as in "512Mi" or "4Gi"'],
  ] as const)('%j is no text', (given, kind, fault) => {
    expect(quantityFault(given, kind)).toBe(fault);
  });

  test.each(['1', '0.5', '500m', '250m', '0', '1e1', '2000m', '999'])('%s is an amount of CPU', (text) => {
    expect(quantityFault(text, 'cpu')).toBeUndefined();
  });

  test.each(['512Mi', '4Gi', '1.5Gi', '512M', '1073741824', '1048576', '0', '0.0', '1e9', '1049k', '64Ki'])(
    '%s is an amount of memory',
    (text) => {
      expect(quantityFault(text, 'memory')).toBeUndefined();
    },
  );

  test.each([
    ['512m', 'is "512m", a fraction of a byte: "m" means thousandths. Did you mean "512Mi"?'],
    ['512', 'is "512", which are bytes. Did you mean "512Mi"?'],
    ['4', 'is "4", which are bytes. Did you mean "4Gi"?'],
    ['0.5', 'is "0.5", which are bytes. Did you mean "0.5Gi"?'],
    ['4.0', 'is "4.0", which are bytes. Did you mean "4.0Gi"?'],
    ['512.0', 'is "512.0", which are bytes. Did you mean "512.0Mi"?'],
    ['4k', 'is "4k", which are 4000 bytes; give more, as in "512Mi" or "4Gi"'],
    ['1e3', 'is "1e3", which are 1000 bytes; give more, as in "512Mi" or "4Gi"'],
    ['1048575', 'is "1048575", which are bytes. Did you mean "1048575Mi"?'],
    ['4GB', 'is "4GB"; allowed is a number with a unit, as in "512Mi" or "4Gi". Did you mean "4Gi"?'],
    ['512 mb', 'is "512 mb"; allowed is a number with a unit, as in "512Mi" or "4Gi". Did you mean "512Mi"?'],
    ['4g', 'is "4g"; allowed is a number with a unit, as in "512Mi" or "4Gi". Did you mean "4Gi"?'],
    ['much', 'is "much"; allowed is a number with a unit, as in "512Mi" or "4Gi".'],
    ['-1Gi', 'is "-1Gi"; an amount cannot be negative'],
  ])('memory %s is refused', (text, message) => {
    expect(quantityFault(text, 'memory')).toBe(message);
  });

  test.each([
    ['2Gi', 'is "2Gi", an amount of memory; give CPUs, as in "500m" or "2"'],
    ['4G', 'is "4G", an amount of memory; give CPUs, as in "500m" or "2"'],
    ['0.5m', 'is "0.5m"; Kubernetes counts CPU in thousandths, as in "1m"'],
    ['2000', 'is "2000", more CPUs than any node has. Did you mean "2000m"?'],
    ['1000', 'is "1000", more CPUs than any node has. Did you mean "1000m"?'],
    ['2e3', 'is "2e3", more CPUs than any node has.'],
    ['2 cores', 'is "2 cores"; allowed is CPUs, as in "500m" or "2". Did you mean "2"?'],
    ['500M', 'is "500M", an amount of memory; give CPUs, as in "500m" or "2"'],
    ['-1', 'is "-1"; an amount cannot be negative'],
    ['', 'is ""; allowed is CPUs, as in "500m" or "2".'],
  ])('CPU %p is refused', (text, message) => {
    expect(quantityFault(text, 'cpu')).toBe(message);
  });
});
