import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import type { Fault } from '../diagnostics/report';
import { InvalidInputError } from '../diagnostics/problem';
import { readFile } from '../checks/files';
import { YamlSource } from './yaml/yaml-source';

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
  private readonly source: YamlSource;

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.source = new YamlSource(text);
    if (this.source.problems.length > 0) {
      throw new InvalidInputError(
        name,
        this.source.problems.map(({ line, message }) => ({ at: `line ${line}`, message })),
      );
    }
    this.content = this.source.value;
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

  /** The line of the key or item at a path such as `runners.Runner.jobs`, or of the closest section around it. */
  private lineOf(at: string): number {
    return this.source.place(this.source.steps(at)).line;
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
