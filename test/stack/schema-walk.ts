import schema from '../../gitlab-runner.schema.json';

/** A part of the schema. */
export interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
}

/** A section of the file, at one of its places. */
export interface Section {
  /** Name of its definition, `GitLabRunnerConfig` for the file itself. */
  readonly name: string;
  readonly path: readonly string[];
  readonly node: Node;
  /** The names of the sections around it and its own. */
  readonly within: readonly string[];
}

/** A key that holds a plain value, in the section at one of its places. */
export interface Leaf {
  readonly section: Section;
  readonly key: string;
  readonly path: readonly string[];
  readonly node: Node;
}

/** These have checks of their own, which know versions. */
const OPAQUE = ['RunnerConfig', 'ChartValues<never>'];

/** Every section of the schema at each of its places, with `Runner` for the name of a runner and `0` for an item. */
export const sections: readonly Section[] = walk({
  name: 'GitLabRunnerConfig',
  path: [],
  node: schema,
  within: ['GitLabRunnerConfig'],
});

export const leaves: readonly Leaf[] = sections.flatMap((section) =>
  Object.entries(section.node.properties ?? {})
    .filter(([, node]) => below(node, section.within) === undefined)
    .map(([key, node]) => ({ section, key, path: [...section.path, key], node: target(node).node })),
);

function walk(section: Section): Section[] {
  const inner = Object.entries(section.node.properties ?? {}).flatMap(([key, node]) => {
    const found = below(node, section.within);
    return found === undefined ? [] : walk({ ...found, path: [...section.path, key, ...found.path] });
  });
  return [section, ...inner];
}

/**
 * The section that a key leads to, directly, as a map of them or as a list of them. Undefined for plain values, and for
 * sections within themselves, which would have no end.
 */
function below(node: Node, within: readonly string[]): Section | undefined {
  const places: [readonly string[], Node | boolean | undefined][] = [
    [[], node],
    [['Runner'], node.additionalProperties],
    [['0'], node.items],
  ];
  for (const [path, candidate] of places) {
    const found = typeof candidate === 'object' ? target(candidate) : undefined;
    if (found?.node.properties !== undefined && ![...OPAQUE, ...within].includes(found.name)) {
      return { ...found, path, within: [...within, found.name] };
    }
  }
  return undefined;
}

function target(node: Node): { readonly name: string; readonly node: Node } {
  const name = decodeURIComponent((node.$ref ?? '').replace('#/definitions/', ''));
  const definitions = schema.definitions as unknown as Record<string, Node>;
  return { name, node: definitions[name] ?? node };
}

type Tree = Record<string, unknown>;

/** A deep copy of a configuration with one value set; numbers in the path are items of lists. */
export function withValue(config: object, path: readonly string[], value: unknown): Tree {
  return set(structuredClone(config), path, value) as Tree;
}

function set(tree: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  if (key === '0') {
    return [set((tree as unknown[] | undefined)?.[0], rest, value)];
  }
  return { ...(tree as Tree), [key]: set((tree as Tree | undefined)?.[key], rest, value) };
}
