import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import type { Document } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';
import type { Fault } from '../diagnostics/report';
import { InvalidInputError } from '../diagnostics/problem';
import { readFile } from '../checks/files';
import type { TextFault } from './yaml-faults';
import { aliasFaults, syntaxFaults } from './yaml-faults';
import { places } from './yaml-places';

/** A few lines with aliases of aliases could fill the memory. */
const MAX_ALIASES = 1000;

/** A configuration file, with the lines that its keys stand in. */
export class ConfigFile {
  /** Reads a YAML file. Throws {@link InvalidInputError} when it cannot be read or is not YAML. */
  static read(file: string): ConfigFile {
    const bytes = readFile(file, 'give its path by --config, or by the context key config');
    const name = path.basename(file);
    if (!isUtf8(bytes)) {
      const message = 'is not UTF-8, the encoding of YAML; save the file as UTF-8';
      throw new InvalidInputError(name, [{ at: `line ${firstLineOfOtherEncoding(bytes)}`, message }]);
    }
    return new ConfigFile(name, bytes.toString());
  }

  readonly content: unknown;
  private readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(
    readonly name: string,
    text: string,
  ) {
    // Keys are texts, so that they stay as they are written and a map for a key is a fault.
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, stringKeys: true });
    this.throwIfAny(syntaxFaults(this.document, (offset) => this.lineAt(offset)));
    this.throwIfAny(aliasFaults(this.document));
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

  private throwIfAny(faults: readonly TextFault[]): void {
    if (faults.length > 0) {
      throw new InvalidInputError(
        this.name,
        faults.map(({ offset, message }) => ({ at: `line ${this.lineAt(offset)}`, message })),
      );
    }
  }

  private parsed(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch {
      const message = 'repeats parts of itself by aliases far too often; write some of them out';
      throw new InvalidInputError(this.name, [{ at: 'the file', message }]);
    }
  }

  /** The line of the key or item at a path such as `runners.Runner.jobs`, or of the closest section around it. */
  private lineOf(at: string): number {
    const wanted = at.replace(/\["(.*?)"\]/g, '.$1');
    const around = [...places(this.document)].filter(
      ({ path: prefix }) => prefix !== '' && wanted.startsWith(prefix) && /^$|^[.[]/.test(wanted.slice(prefix.length)),
    );
    const closest = around.sort((a, b) => b.path.length - a.path.length)[0];
    return closest?.offset === undefined ? 1 : this.lineAt(closest.offset);
  }

  private lineAt(offset: number): number {
    // Before the first line there is nothing, not even a line, when the text is empty.
    return Math.max(1, this.lines.linePos(offset).line);
  }
}

function firstLineOfOtherEncoding(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf('\n', start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) {
      return line;
    }
    start = end + 1;
  }
}
