import type { Range } from '../runner/managers/manager-range';
import type { BilledItem } from './billed-item';
import { HOURS_OF_MONTH } from './billed-item';
import type { Prices } from './prices';
import { costOf, unitCost } from './prices';

/** Lines of a bill as a table of text, with what they cost where prices are given. */
export function billingText(items: readonly BilledItem[], prices?: Prices): string {
  const isKnown = ({ amount, prices: names }: BilledItem) => amount !== undefined && names.length > 0;
  const monthly = items.filter(({ per }) => per === 'month');
  const sections: [string, readonly BilledItem[]][] = [
    [`For a month of ${HOURS_OF_MONTH} hours`, monthly.filter(isKnown)],
    ['By use, in any month', monthly.filter((item) => !isKnown(item))],
    ['For a job that runs for an hour', items.filter(({ per }) => per === 'job hour')],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...section(lines, prices), ''].join('\n'))
    .join('\n');
}

function section(items: readonly BilledItem[], prices: Prices | undefined): string[] {
  const rows = items.map((item) => [
    item.of,
    item.what,
    amountText(item),
    ...(prices === undefined ? [] : [money(item, prices)]),
  ]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
  return prices === undefined ? lines : [...lines, ...sumLines(items, prices)];
}

/** Where one line has no price or no amount, the sum is of the others. */
function sumLines(items: readonly BilledItem[], prices: Prices): string[] {
  const costs = items.map((item) => costOf(item, prices)).filter((cost) => cost !== undefined);
  if (costs.length < 2) {
    return [];
  }
  const sum = {
    from: costs.reduce((total, { from }) => total + from, 0),
    to: costs.reduce((total, { to }) => total + to, 0),
  };
  const what = costs.length === items.length ? 'together' : 'together, of what has an amount and a price';
  return [`  ${what}: ${rangeText(sum, cents)} ${prices.currency}`];
}

function amountText({ amount, unit }: BilledItem): string {
  return amount === undefined ? `by ${unit}` : `${rangeText(amount, plain)} ${unit}`;
}

function money(item: BilledItem, prices: Prices): string {
  const [unit, cost] = [unitCost(item, prices), costOf(item, prices)];
  if (cost !== undefined) {
    return `${rangeText(cost, cents)} ${prices.currency}`;
  }
  if (unit !== undefined) {
    return `${rangeText(unit, plain)} ${prices.currency} each`;
  }
  return item.prices.length === 0 ? '' : `no price: ${item.prices.join(', ')}`;
}

function rangeText({ from, to }: Range, written: (value: number) => string): string {
  return from === to ? written(to) : `${written(from)} to ${written(to)}`;
}

/** Without the noise of binary fractions. */
function plain(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function cents(value: number): string {
  return value.toFixed(2);
}
