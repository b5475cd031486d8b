import { isMap } from '../diagnostics/is-map';
import type { Step } from '../model/origin';

/** A map of plain data. */
export type Plain = Record<string, unknown>;

export type Path = readonly Step[];

/** What stands at a path, or undefined. */
export function getAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (isMap(value) || Array.isArray(value) ? (value as Plain)[step] : undefined),
    root,
  );
}

/** Puts a value at a path of maps, which are made where they are missing. */
export function setAt(root: Plain, path: Path, value: unknown): void {
  const parent = path.slice(0, -1).reduce<Plain>((map, step) => {
    map[step] ??= {};
    return map[step] as Plain;
  }, root);
  parent[path.at(-1)!] = value;
}

/** Removes what stands at a path. */
export function removeAt(root: Plain, path: Path): void {
  const parent = getAt(root, path.slice(0, -1));
  const step = path.at(-1)!;
  if (Array.isArray(parent)) {
    parent.splice(Number(step), 1);
  } else if (isMap(parent)) {
    delete (parent as Plain)[step];
  }
}

/** Removes what stands at a path, with the maps that are empty without it. */
export function pruneAt(root: Plain, path: Path): void {
  removeAt(root, path);
  const parent = getAt(root, path.slice(0, -1));
  if (path.length > 1 && isMap(parent) && Object.keys(parent).length === 0) {
    pruneAt(root, path.slice(0, -1));
  }
}

/** The steps of a path as problems and notes write it. */
export function stepsOf(path: string): Path {
  return [...path.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, word]) => word ?? (index === undefined ? (JSON.parse(`"${quoted}"`) as string) : Number(index)),
  );
}
