import { isDeepStrictEqual } from 'node:util';

const width = 120;

export const isEqual: (a: unknown, b: unknown) => boolean = isDeepStrictEqual;

/**
 * A ROS name as the official packages write it in TypeScript: camel case, where a run of capitals is one word
 * (`APIServerSLBId` is `apiServerSlbId`, `VSwitchIds` is `vSwitchIds`).
 */
export function officialName(rosName: string): string {
  const words = rosName.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [];
  return words.map((word, index) => (index === 0 ? word.toLowerCase() : capitalized(word))).join('');
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A doc comment of paragraphs, wrapped. */
export function comment(indent: number, ...paragraphs: string[]): string {
  const pad = ' '.repeat(indent);
  const lines = paragraphs.flatMap((paragraph) => wrapped(paragraph, width - indent - 3));
  if (lines.length === 1 && indent + lines[0]!.length + 7 <= width) {
    return `${pad}/** ${lines[0]} */`;
  }
  return [`${pad}/**`, ...lines.map((line) => `${pad} * ${line}`), `${pad} */`].join('\n');
}

/** Source text of a literal; a symbol stands for the constant of that name, and undefined values are left out. */
export function print(value: unknown, indent = 0): string {
  if (typeof value === 'symbol') {
    return value.description!;
  }
  if (typeof value === 'string') {
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const isList = Array.isArray(value);
  const items = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => (isList ? '' : `${key}: `) + print(item, indent + 2));
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }'];
  const oneLine = `${open}${items.join(', ')}${close}`;
  // Leaves room for the key before it and the comma behind.
  if (indent + oneLine.length <= width - 30 && !oneLine.includes('\n')) {
    return oneLine;
  }
  const pad = ' '.repeat(indent);
  return [open.trim(), ...items.map((item) => `${pad}  ${item},`), `${pad}${close.trim()}`].join('\n');
}

function capitalized(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
