import { isMap } from '../diagnostics/is-map';
import { below } from '../schema/path';
import type { Note } from './note';
import type { Plain } from './paths';
import { getAt, removeAt, setAt } from './paths';

type Keys = readonly string[];

/** A section of a configuration while its keys move. */
export class SectionEdit {
  readonly notes: Note[] = [];
  /** What moved where, in order. */
  readonly moves: (readonly [from: Keys, to: Keys])[] = [];

  /**
   * @param at path of the section in its file
   * @param prefix what paths in the section begin with in notes
   */
  constructor(
    readonly section: Plain,
    private readonly at: string,
    private readonly prefix = '',
  ) {}

  get(path: Keys): unknown {
    return getAt(this.section, path);
  }

  /** Moves a value to a place that is free. */
  move(from: Keys, to: Keys): void {
    const value = this.get(from);
    if (value === undefined || this.get(to) !== undefined) {
      return;
    }
    removeAt(this.section, from);
    this.set(to, value);
    this.moves.push([from, to]);
    this.note('changed', from, `is ${this.prefix}${to.join('.')} now`);
  }

  /** Takes a value out, and tells what it was. */
  take(path: Keys, outcome: 'changed' | 'dropped', message: string): unknown {
    const value = this.get(path);
    if (value !== undefined) {
      removeAt(this.section, path);
      this.note(outcome, path, message);
    }
    return value;
  }

  set(path: Keys, value: unknown): void {
    setAt(this.section, path, value);
  }

  /** Removes a map that has nothing in it any more. */
  removeIfEmpty(path: Keys): void {
    const value = this.get(path);
    if (isMap(value) && Object.keys(value).length === 0) {
      removeAt(this.section, path);
    }
  }

  private note(outcome: Note['outcome'], path: Keys, message: string): void {
    this.notes.push({ outcome, at: path.reduce(below, this.at), message });
  }
}
