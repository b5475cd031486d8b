import { styleText } from 'node:util';
import type { Problem } from '../lib/diagnostics/problem';
import { problemText } from '../lib/diagnostics/problem';

/** A text in a color, where the stream is a terminal and NO_COLOR is not set. */
export function colored(color: 'red' | 'yellow' | 'green', text: string, stream: NodeJS.WriteStream): string {
  const isWanted = stream.isTTY && (process.env.NO_COLOR ?? '') === '';
  return isWanted ? styleText(color, text) : text;
}

/** Writes warnings to the error output, each in a line. */
export function showWarnings(warnings: readonly (Problem | string)[]): void {
  for (const warning of warnings) {
    const text = typeof warning === 'string' ? warning : problemText(warning);
    process.stderr.write(`${colored('yellow', 'Warning:', process.stderr)} ${text}\n`);
  }
}
