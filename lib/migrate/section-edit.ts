import { isMap } from '../diagnostics/is-map';
import { below } from '../schema/path';
import type { Note } from './note';

type Plain = Record<string, unknown>;
export type Path = readonly string[];

/** A section of a configuration while its keys move. */
export class SectionEdit {
  readonly notes: Note[] = [];
  /** What moved where, in order. */
  readonly moves: (readonly [from: Path, to: Path])[] = [];

  /**
   * @param at path of the section in its file
   * @param prefix what paths in the section begin with in notes
   */
  constructor(
    readonly section: Plain,
    private readonly at: string,
    private readonly prefix = '',
  ) {}

  get(path: Path): unknown {
    return path.reduce<unknown>((value, key) => (isMap(value) ? (value as Plain)[key] : undefined), this.section);
  }

  /** Moves a value to a place that is free. */
  move(from: Path, to: Path): void {
    const value = this.get(from);
    if (value === undefined || this.get(to) !== undefined) {
      return;
    }
    this.remove(from);
    this.set(to, value);
    this.moves.push([from, to]);
    this.note('changed', from, `is ${this.prefix}${to.join('.')} now`);
  }

  /** Takes a value out, and tells what it was. */
  take(path: Path, outcome: 'changed' | 'dropped', message: string): unknown {
    const value = this.get(path);
    if (value !== undefined) {
      this.remove(path);
      this.note(outcome, path, message);
    }
    return value;
  }

  set(path: Path, value: unknown): void {
    path.slice(0, -1).reduce(innerMap, this.section)[path.at(-1)!] = value;
  }

  /** Removes a map that has nothing in it any more. */
  removeIfEmpty(path: Path): void {
    const value = this.get(path);
    if (isMap(value) && Object.keys(value).length === 0) {
      this.remove(path);
    }
  }

  private remove(path: Path): void {
    delete (this.get(path.slice(0, -1)) as Plain)[path.at(-1)!];
  }

  private note(outcome: Note['outcome'], path: Path, message: string): void {
    this.notes.push({ outcome, at: path.reduce(below, this.at), message });
  }
}

function innerMap(map: Plain, key: string): Plain {
  const inner = isMap(map[key]) ? (map[key] as Plain) : {};
  map[key] = inner;
  return inner;
}
