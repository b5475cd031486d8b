import { YAMLException, parseEvents } from 'js-yaml';
import { keyPath } from '../key-path';
import { Lines } from './lines';
import type { TextProblem } from './syntax-problem';
import { syntaxProblem } from './syntax-problem';
import type { TagReader, YamlChild, YamlNode } from './tree';
import { TreeBuilder, scalarNode } from './tree';

/** What is wrong with a text as YAML, and the line, from 1. */
export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

/** The lines, from 1, of a key or an item and of its value. Values that aliases repeat are where they are written. */
export interface YamlPlace {
  readonly line: number;
  readonly valueLine: number;
  /** The first line of the text of a literal block, after its `|`: line n of the string is n - 1 lines below. */
  readonly textLine?: number;
}

type Step = string | number;

/** A YAML document with the lines of its keys. Reads YAML 1.2 with merge keys; keys are strings as they are written. */
export class YamlSource {
  /** What is wrong, in the order of the text. */
  readonly problems: readonly YamlProblem[];
  /** The content; null for an empty text, and for one that cannot be parsed. */
  readonly value: unknown;
  private readonly lines: Lines;
  private readonly root: YamlNode;

  /** @param tags what further tags mean */
  constructor(text: string, tags?: TagReader) {
    this.lines = new Lines(text);
    const { root, problems } = parse(text, this.lines, tags);
    this.root = root;
    this.value = root.value;
    this.problems = [...problems]
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, message }) => ({ line: this.lines.at(offset), message }));
  }

  /** The place of a value, or of the closest map or list around it; line 1 for the content as a whole. */
  place(path: readonly Step[]): YamlPlace {
    let place: YamlChild = { start: 0, node: this.root };
    for (const step of path) {
      const child = place.node.children.get(step);
      if (child === undefined) {
        break;
      }
      place = child;
    }
    const { start, textStart } = place.node;
    return {
      line: this.lines.at(place.start),
      valueLine: this.lines.at(start),
      ...(textStart !== undefined && { textLine: this.lines.at(textStart) }),
    };
  }

  /** The steps of a path such as `runners.Runner.tags[0]`, as far as the document has them. Keys may hold dots. */
  steps(path: string): Step[] {
    const text = path.replace(/\["(.*?)"\]/g, '.$1');
    return text === '' ? [] : stepsFrom(this.root, path.startsWith('[') ? text : `.${text}`);
  }
}

function parse(
  text: string,
  lines: Lines,
  tags: TagReader | undefined,
): { readonly root: YamlNode; readonly problems: readonly TextProblem[] } {
  try {
    const builder = new TreeBuilder(text, lines, parseEvents(text, {}), tags);
    return { root: builder.build(), problems: builder.problems };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    return { root: scalarNode(null, 0), problems: [syntaxProblem(text, error)] };
  }
}

/** The longest match: a key may be the beginning of another. */
function stepsFrom(node: YamlNode, path: string): Step[] {
  const matches = [...node.children].flatMap(([step, child]) => {
    const head = typeof step === 'number' ? `[${step}]` : `.${step}`;
    const rest = path.slice(head.length);
    return path.startsWith(head) && /^(?:$|[.[])/.test(rest) ? [[step, ...stepsFrom(child.node, rest)]] : [];
  });
  return matches.sort((a, b) => keyPath(b).length - keyPath(a).length)[0] ?? [];
}
