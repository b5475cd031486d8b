import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Document, Scalar } from 'yaml';
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Fault } from '../checks/faults';
import { InvalidInputError } from '../checks/faults';

/** In place of messages that speak to programmers. */
const MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'begins a second document; leave out the `---`, and keep one configuration in one file',
};

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
          message: MESSAGES[problem.code] ?? problem.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
        })),
      );
    }
    this.content = this.parsed();
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

  private parsed(): unknown {
    try {
      return this.document.toJS();
    } catch (error) {
      // Aliases are resolved here: `*name` before its anchor, or far too many of them.
      throw new InvalidInputError(this.name, [{ at: 'the file', message: (error as Error).message }]);
    }
  }

  /** The line of the key or item at a path such as `runners.Runner.jobs`, or of the closest section around it. */
  private lineOf(at: string): number {
    const wanted = `${at.replace(/\["?(.*?)"?\]/g, '.$1')}.`;
    const around = [...places(this.document.contents, '')].filter(({ path }) => wanted.startsWith(`${path}.`));
    const closest = around.sort((a, b) => b.path.length - a.path.length)[0];
    return closest?.offset === undefined ? 1 : this.lines.linePos(closest.offset).line;
  }
}

/** Where the keys and list items of a node stand in the text. */
function* places(node: unknown, path: string): Generator<{ path: string; offset?: number }> {
  const join = (key: unknown) => (path === '' ? String(key) : `${path}.${String(key)}`);
  const children = isMap(node)
    ? node.items
        .filter(({ key }) => isScalar(key))
        .map(({ key, value }) => [join((key as Scalar).value), key, value] as const)
    : isSeq(node)
      ? node.items.map((item, index) => [join(index), item, item] as const)
      : [];
  for (const [childPath, start, value] of children) {
    yield { path: childPath, offset: isNode(start) ? start.range?.[0] : undefined };
    yield* places(value, childPath);
  }
}
