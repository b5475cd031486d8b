import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InvalidInputError } from '../../lib';
import type { BilledItem } from '../../lib/billing/billed-item';
import { billingText } from '../../lib/billing/billing-text';
import { costOf } from '../../lib/billing/prices';
import { billingOfFile } from '../../lib/stack/explain-file';
import { readPrices } from '../../lib/stack/prices-file';
import { ROOT } from '../docs/markdown';
import { runCommand } from '../support/command';

const folder = mkdtempSync(path.join(tmpdir(), 'prices-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string): string {
  const file = path.join(folder, 'prices.yaml');
  writeFileSync(file, text);
  return file;
}

function problemsOf(text: string) {
  try {
    readPrices(fileOf(text));
  } catch (error) {
    return (error as InvalidInputError).problems.map(({ rule, fileLine, message }) => ({ rule, fileLine, message }));
  }
  return [];
}

const item = (prices: string[], amount?: BilledItem['amount']): BilledItem => ({
  of: 'A',
  what: 'b',
  prices,
  unit: 'hours',
  per: 'month',
  ...(amount && { amount }),
});
const prices = (given: Record<string, number>) => ({ currency: 'CNY', prices: new Map(Object.entries(given)) });

describe('prices-file', () => {
  test.each([
    ['nothing', '', [undefined, undefined]],
    ['no currency', 'prices: {}\n', [1]],
    ['no number', 'currency: CNY\nprices:\n  eip: 2 yuan\n', [3]],
    ['less than nothing', 'currency: CNY\nprices:\n  eip: -1\n', [3]],
    ['another key', 'currency: CNY\nprice: {}\nprices: {}\n', [2]],
  ])('%s', (_, text, lines) => {
    const problems = problemsOf(text);
    expect(problems.map(({ rule }) => rule)).toEqual(lines.map(() => 'prices-file'));
    expect(problems.map(({ fileLine }) => fileLine).filter((line) => line !== 1)).toEqual(
      lines.filter((line) => line !== undefined && line !== 1),
    );
  });

  test('passes prices of all kinds', () => {
    const names = ['eip', 'ecs.g7.xlarge', 'ecs.g7.xlarge-spot', 'disk-cloud_essd', 'acs-performance-default-vcpu'];
    expect(problemsOf(`currency: CNY\nprices: { ${names.map((name) => `${name}: 0.5`).join(', ')} }\n`)).toEqual([]);
  });
});

test('price-unknown: suggests the name that was meant', () => {
  expect(problemsOf('currency: CNY\nprices:\n  nat-gatway: 1\n')).toEqual([
    { rule: 'price-unknown', fileLine: 3, message: expect.stringMatching(/Did you mean "nat-gateway"\?/) as string },
  ]);
});

test('of several prices that may hold, the cost is from the least to the most', () => {
  const nodes = item(['ecs.a', 'ecs.b'], { from: 1, to: 2 });
  expect(costOf(nodes, prices({ 'ecs.a': 3, 'ecs.b': 2 }))).toEqual({ from: 2, to: 6 });
  expect(costOf(nodes, prices({ 'ecs.a': 3 }))).toBeUndefined();
  expect(costOf(item(['eip']), prices({ eip: 3 }))).toBeUndefined();
});

test('a sum says what it leaves out', () => {
  const items = [item(['eip'], { from: 730, to: 730 }), item(['clb'], { from: 730, to: 730 })];
  const more = [...items, item(['nat-gateway'], { from: 730, to: 730 })];
  expect(billingText(items, prices({ eip: 0.1, clb: 0.2 }))).toMatch(/^ {2}together: 219\.00 CNY$/m);
  const text = billingText(more, prices({ eip: 0.1, clb: 0.2 }));
  expect(text).toMatch(/no price: nat-gateway$/m);
  expect(text).toMatch(/^ {2}together, of what has an amount and a price: 219\.00 CNY$/m);
});

describe('explain --billing', () => {
  const sample = path.join(ROOT, 'gitlab-runner.yaml');

  test('writes text, or JSON', async () => {
    const { exitCode, stdout } = await runCommand(['explain', '--billing', '--config', sample], { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: billingOfFile({ config: sample }).text });
    const json = await runCommand(['explain', '--billing', '--json', '--config', sample], { cwd: folder });
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify(billingOfFile({ config: sample }).items)));
  });

  test('takes prices from a file, and every name of a price that it shows', async () => {
    const names = billingOfFile({ config: sample }).items.flatMap((one) => one.prices);
    const text = `currency: CNY\nprices:\n${[...new Set(names)].map((name) => `  ${name}: 1\n`).join('')}`;
    const { exitCode, stdout } = await runCommand(['explain', '--prices', fileOf(text), '--config', sample], {
      cwd: folder,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/together: 5840\.00 to 17520\.00 CNY/);
    expect(stdout).not.toMatch(/no price/);
  });

  test('a bad file of prices is a problem', async () => {
    const { exitCode, stderr } = await runCommand(
      ['explain', '--prices', fileOf('currency: CNY\n'), '--config', sample],
      { cwd: folder },
    );
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/prices\.yaml.*\n?.*\[prices-file\]/s) as string,
    });
  });

  test('the page shows the sample', () => {
    const page = readFileSync(path.join(ROOT, 'docs/billing.md'), 'utf8');
    expect(page).toContain(`\`\`\`text\n${billingOfFile({ config: sample }).text}\`\`\``);
  });
});
