import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import type { Problem } from '../diagnostics/problem';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { readFile } from '../checks/files';
import { configurationFileRules } from '../rules/configuration-file-rules';
import { keyPath } from './key-path';
import type { TagReader } from './yaml/tree';
import { YamlSource } from './yaml/yaml-source';

/** How a file is read. */
export interface ReadOptions {
  /** How to name another file when this one cannot be read. */
  readonly hint?: string;
  /** What further tags mean. */
  readonly tags?: TagReader;
}

const CONFIG_HINT = 'give its path by --config, or by the context key config';

/** A configuration file, with the lines that its keys stand in. */
export class ConfigFile {
  /** Reads a YAML file. Throws {@link InvalidInputError} when it cannot be read or is not YAML. */
  static read(file: string, { hint = CONFIG_HINT, tags }: ReadOptions = {}): ConfigFile {
    const bytes = readFile(file, hint);
    const name = path.basename(file);
    if (!isUtf8(bytes)) {
      const message = 'is not UTF-8, the encoding of YAML; save the file as UTF-8';
      const fileLine = firstLineOfOtherEncoding(bytes);
      throw new InvalidInputError(name, [
        { ...problemOf(configurationFileRules['yaml-encoding'], '', message), fileLine },
      ]);
    }
    return new ConfigFile(name, bytes.toString(), tags);
  }

  readonly content: unknown;
  private readonly source: YamlSource;

  constructor(
    readonly name: string,
    text: string,
    tags?: TagReader,
  ) {
    this.source = new YamlSource(text, tags);
    if (this.source.problems.length > 0) {
      throw new InvalidInputError(
        name,
        this.source.problems.map(({ line, message }) => ({
          ...problemOf(configurationFileRules['yaml-syntax'], '', message),
          fileLine: line,
        })),
      );
    }
    this.content = this.source.value;
  }

  /** The same problems with the line of the key that each is about, in the order of the file. */
  located<P extends Problem>(problems: readonly P[]): P[] {
    return problems.map((problem) => this.placed(problem)).sort((a, b) => a.fileLine - b.fileLine);
  }

  /** The error that tells of these problems, with their lines. */
  locate(problems: readonly Problem[]): InvalidInputError {
    return new InvalidInputError(this.name, this.located(problems));
  }

  /**
   * Where the file has a value, as `gitlab-runner.yaml line 31`; undefined when it does not have it.
   *
   * @param at path of the value
   * @param lineInText the line inside the text at the path, for text that has lines of its own
   */
  lineOf(at: string, lineInText?: number): string | undefined {
    const steps = this.source.steps(at);
    // The steps lead as far as the file goes.
    if (keyPath(steps) !== at.replace(/\["(.*?)"\]/g, '.$1')) {
      return undefined;
    }
    const { line, textLine } = this.source.place(steps);
    return `${this.name} line ${lineInText === undefined || textLine === undefined ? line : textLine + lineInText - 1}`;
  }

  /**
   * The line of the key or item at a path such as `runners.Runner.jobs`, or of the closest section around it. The lines
   * of a literal block are lines of the file.
   */
  private placed<P extends Problem>(problem: P): P & { readonly fileLine: number } {
    // Behind the comma stands the place inside a text.
    const [at = ''] = problem.line === undefined ? [problem.at] : problem.at.split(', ');
    const { line, textLine } = this.source.place(this.source.steps(at));
    return problem.line === undefined || textLine === undefined
      ? { ...problem, fileLine: line }
      : { ...problem, fileLine: textLine + problem.line - 1, line: undefined };
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
