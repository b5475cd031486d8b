import { PassThrough } from 'node:stream';
import type { Terminal } from '../../bin/terminal';

export const ENTER = '\r';
export const CTRL_C = '\u0003';

/** A terminal at which somebody answers each question by keys, in order, and gives up at those without an answer. */
export function answeringTerminal(question: RegExp, answers: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { columns: 100, rows: 40, isTTY: true });
  const questions: string[] = [];
  const open = [...answers];
  output.on('data', (chunk: Buffer) => {
    const asked = question.exec(chunk.toString())?.[0];
    if (asked !== undefined && !questions.includes(asked)) {
      questions.push(asked);
      const keys = open.shift() ?? CTRL_C;
      setTimeout(() => keys.split(/(?=\r)/).forEach((key) => input.write(key)), 5);
    }
  });
  const terminal: Terminal = { input, output };
  return { terminal, questions };
}
