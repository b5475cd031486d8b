import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '../../lib/diagnostics/rule';
import { RULES, ruleOf } from '../../lib/rules/table';
import generateRules from '../../scripts/generate/rules';

const root = path.join(__dirname, '../..');
const rules = RULES.flatMap((subject) => subject.rules);
const ids = rules.map(({ id }) => id);

/** Where rules are defined by, rather than defined. */
const MEANS = ['diagnostics/rule.ts', 'rules/rule-set.ts'];

/** The files of lib that define rules. */
const definitions = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !MEANS.includes(file.split(path.sep).join('/')))
  .filter((file) => /\b(defineRules|ruleSet)\(/.test(readFileSync(path.join(root, 'lib', file), 'utf8')));

test('every id is unique, and in kebab case', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('rules are found by their ids', () => {
  expect(rules.filter((rule) => ruleOf(rule.id) !== rule)).toEqual([]);
  expect(ruleOf('no-such-rule')).toBeUndefined();
});

test('every subject has its rules in the order of their ids', () => {
  for (const subject of RULES) {
    const sorted = subject.rules.map(({ id }) => id);
    expect(sorted).toEqual([...sorted].sort());
  }
});

test.each(definitions)('the rules of lib/%s are in the table', async (file) => {
  const exported = (await import(path.join(root, 'lib', file))) as Readonly<Record<string, unknown>>;
  const defined = Object.values(exported).flatMap(rulesIn);
  expect(defined).not.toEqual([]);
  expect(defined.filter((rule) => ruleOf(rule.id) !== rule)).toEqual([]);
});

/** The rules in what a file exports: a map of rules, or a set of rules with their check. */
function rulesIn(exported: unknown): Rule[] {
  const { rules: ofSet } = (exported ?? {}) as { readonly rules?: object };
  const candidates = typeof exported === 'object' ? Object.values(ofSet ?? exported ?? {}) : [];
  return candidates.filter(
    (value): value is Rule => typeof value === 'object' && value !== null && 'id' in value && 'remedy' in value,
  );
}

test.each(rules.map((rule) => [rule.id, rule] as const))('%s says what it finds, why, and what to do', (_, rule) => {
  // A title is no sentence of its own; the others are sentences.
  expect(rule.title).toMatch(/^[A-Z0-9`][^\n]*[^.\n]$/);
  expect(rule.reason).toMatch(/^[A-Z0-9`][^\n]*\.$/);
  expect(rule.remedy).toMatch(/^[A-Z][^\n]*\.$/);
});

test('docs/rules.md is what the table says; if not, run `npm run generate`', () => {
  const [[file, text]] = Object.entries(generateRules()) as [[string, string]];
  expect(file).toBe('docs/rules.md');
  expect(readFileSync(path.join(root, file), 'utf8') === text).toBe(true);
});
