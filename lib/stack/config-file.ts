import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Document } from 'yaml';
import { LineCounter, isNode, isPair, isScalar, parseDocument, visit } from 'yaml';
import type { Fault } from '../checks/faults';
import { InvalidInputError } from '../checks/faults';

/** A configuration file, with the lines that its keys stand in. */
export class ConfigFile {
  /** Reads a YAML file. Throws {@link InvalidInputError} when it cannot be read or is not YAML. */
  static read(file: string): ConfigFile {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : (error as Error).message;
      throw new InvalidInputError(file, [
        { at: 'the file', message: `${reason}; give its path by --config, or by the context key config` },
      ]);
    }
    return new ConfigFile(path.basename(file), text);
  }

  readonly content: unknown;
  private readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines });
    const problems = [...this.document.errors, ...this.document.warnings];
    if (problems.length > 0) {
      throw new InvalidInputError(
        name,
        problems.map((problem) => ({
          at: `line ${problem.linePos?.[0].line ?? 1}`,
          message: problem.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
        })),
      );
    }
    this.content = this.document.toJS();
  }

  /** The same faults with the line of the key that each is about, in the order of the file. */
  locate(faults: readonly Fault[]): InvalidInputError {
    const located = faults
      .map((fault) => ({ fault, line: this.lineOf(fault.at) }))
      .sort((a, b) => a.line - b.line)
      .map(({ fault, line }) => ({
        at: `line ${line}${fault.at === '' ? '' : `, ${fault.at}`}`,
        message: fault.message,
      }));
    return new InvalidInputError(this.name, located);
  }

  /** The line of the key at a path such as `runners.Runner.jobs`, or of the closest section around it. */
  private lineOf(at: string): number {
    let line = 1;
    let deepest = 0;
    visit(this.document, {
      Pair: (_, pair, ancestors) => {
        if (!isScalar(pair.key)) {
          return;
        }
        const keys = [...ancestors.filter(isPair), pair].map((ancestor) =>
          String(isScalar(ancestor.key) ? ancestor.key.value : ''),
        );
        const here = keys.join('.');
        if (here.length > deepest && (at === here || at.startsWith(`${here}.`) || at.startsWith(`${here}[`))) {
          deepest = here.length;
          line = isNode(pair.key) && pair.key.range ? this.lines.linePos(pair.key.range[0]).line : line;
        }
      },
    });
    return line;
  }
}
