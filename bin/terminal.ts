import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Problem } from '../lib/diagnostics/problem';
import { problemText } from '../lib/diagnostics/problem';

/** A text in a color, where the stream is a terminal and NO_COLOR is not set. */
export function colored(color: 'red' | 'yellow' | 'green', text: string, stream: NodeJS.WriteStream): string {
  const isWanted = stream.isTTY && (process.env.NO_COLOR ?? '') === '';
  return isWanted ? styleText(color, text) : text;
}

/**
 * Does work that may take longer than a second, and says so on a terminal meanwhile. Nothing else can happen before the
 * work is done, so it is said at once, and wiped out afterwards.
 */
export function saying<T>(what: string, work: () => T, stream: NodeJS.WriteStream = process.stderr): T {
  if (!stream.isTTY) {
    return work();
  }
  stream.write(`${what} …`);
  try {
    return work();
  } finally {
    stream.write('\r\u001B[K');
  }
}

/** Writes warnings to the error output, each in a line. */
export function showWarnings(warnings: readonly (Problem | string)[]): void {
  for (const warning of warnings) {
    const text = typeof warning === 'string' ? warning : problemText(warning);
    process.stderr.write(`${colored('yellow', 'Warning:', process.stderr)} ${text}\n`);
  }
}

/** The terminal that is asked. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** Whether somebody sits there who can be asked. A terminal without a width cannot be drawn on. */
export function canAsk(): boolean {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY && process.stderr.columns > 0;
  return isTerminal && (process.env.CI ?? '') === '';
}
