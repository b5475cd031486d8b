import { shown } from '../../diagnostics/shown';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the numbers, from the least on. */
  readonly words?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  { name: 'day of the week', min: 0, max: 6, words: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
];

/**
 * What is wrong with a cron expression, as KEDA reads it; undefined when it is right. KEDA takes five fields, and neither
 * 7 for Sunday nor `L`, `W` and `#`, which other programs know.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function cronFault(expression: string): string | undefined {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    return `is ${shown(expression)}; allowed are five fields: ${FIELDS.map(({ name }) => name).join(', ')}`;
  }
  for (const [index, field] of FIELDS.entries()) {
    const wrong = texts[index]!.split(',').find((item) => !isItem(item, field));
    if (wrong !== undefined) {
      const { name, min, max, words } = field;
      const range = `${min} to ${max}${words === undefined ? '' : `, ${words[0]!} to ${words.at(-1)!}`}`;
      return `is ${shown(expression)}, where ${shown(wrong)} is no ${name}; allowed are ${range}, ranges such as ${min}-${min + 1}, steps such as */2, and "*"`;
    }
  }
  return undefined;
}

function isItem(item: string, field: Field): boolean {
  const [, all, from = '', to = from, step = '1'] = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item) ?? [];
  const [first, last] = [numberOf(from, field), numberOf(to, field)];
  return Number(step) > 0 && (all !== undefined || (first >= field.min && last <= field.max && first <= last));
}

function numberOf(text: string, { words = [], min }: Field): number {
  const index = words.indexOf(text.toUpperCase());
  return index >= 0 ? index + min : /^\d+$/.test(text) ? Number(text) : NaN;
}
