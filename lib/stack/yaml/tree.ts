import type { AliasEvent, DocumentEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, CORE_SCHEMA, EVENT_ID, NOT_RESOLVED, SCALAR_STYLE, getScalarValue } from 'js-yaml';
import type { Lines } from './lines';
import { lookalikeInKey } from './lookalikes';
import type { TextProblem } from './syntax-problem';
import { TEMPLATE } from './syntax-problem';

/** A value, and where it begins. */
export interface YamlNode {
  /** `unknown` for an alias that leads nowhere. */
  readonly kind: 'scalar' | 'list' | 'map' | 'unknown';
  readonly value: unknown;
  readonly start: number;
  /** Where the text of a literal block begins, on the line after its `|`. */
  readonly textStart?: number;
  /** The entries of a map, merged ones included, or the items of a list. */
  readonly children: ReadonlyMap<string | number, YamlChild>;
  /** How many nodes there are here, with what aliases repeat. */
  readonly size: number;
}

/** A node, and where its key or the item stands, which is elsewhere than the node when that is repeated by an alias. */
export interface YamlChild {
  readonly start: number;
  readonly node: YamlNode;
}

type NodeEvent = ScalarEvent | SequenceEvent | MappingEvent | AliasEvent;

/** What a tag such as `!Ref` makes of a value; undefined where the tag is not known. */
export type TagReader = (tag: string, value: unknown) => unknown;

/** A few lines with aliases of aliases could fill the memory. */
const MAX_REPEATED_NODES = 100_000;

/** Makes a tree of what the parser has read, and finds what the parser lets pass. */
export class TreeBuilder {
  readonly problems: TextProblem[] = [];
  private index = 0;
  /** What is before this offset has been read. */
  private position = 0;
  private readonly anchors = new Map<string, YamlNode | 'incomplete'>();
  private repeatedNodes = 0;

  constructor(
    private readonly text: string,
    private readonly lines: Lines,
    private readonly events: readonly Event[],
    private readonly tags: TagReader = () => undefined,
  ) {}

  /** The first document; another is a problem. */
  build(): YamlNode {
    if (this.events.length === 0) {
      return scalarNode(null, 0);
    }
    this.open(this.next() as DocumentEvent);
    const { node } = this.child();
    this.next();
    if (this.index < this.events.length) {
      this.refuseSecondDocument(this.next() as DocumentEvent);
    }
    return node;
  }

  private next(): Event {
    return this.events[this.index++]!;
  }

  /** Whether a list or a map ends here. */
  private ends(): boolean {
    const isEnd = this.events[this.index]!.type === EVENT_ID.POP;
    this.index += isEnd ? 1 : 0;
    return isEnd;
  }

  private child(): YamlChild {
    const event = this.next() as NodeEvent;
    const start = startOf(event) ?? this.position;
    return { start, node: event.type === EVENT_ID.ALIAS ? this.repeated(event) : this.anchored(event, start) };
  }

  private anchored(event: Exclude<NodeEvent, AliasEvent>, start: number): YamlNode {
    if (event.anchorStart < 0) {
      return this.node(event, start);
    }
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    this.anchors.set(name, 'incomplete');
    const node = this.node(event, start);
    this.anchors.set(name, node);
    return node;
  }

  private repeated({ anchorStart, anchorEnd }: AliasEvent): YamlNode {
    this.position = anchorEnd;
    const name = this.text.slice(anchorStart, anchorEnd);
    const node = this.anchors.get(name);
    if (node === undefined) {
      const remedy = `write \`&${name}\` in front of what is to be repeated, or put a value that begins with \`*\` in quotes`;
      this.refuse(anchorStart, `repeats *${name}, and nothing before it is called &${name}; ${remedy}`);
    } else if (node === 'incomplete') {
      this.refuse(anchorStart, `repeats *${name} within itself, which has no end`);
    } else {
      this.count(node.size, anchorStart);
      return node;
    }
    return { ...scalarNode(null, anchorStart), kind: 'unknown' };
  }

  private count(repeatedNodes: number, offset: number): void {
    const before = this.repeatedNodes;
    this.repeatedNodes += repeatedNodes;
    if (before <= MAX_REPEATED_NODES && this.repeatedNodes > MAX_REPEATED_NODES) {
      this.refuse(offset, 'repeats parts of the file by aliases far too often; write some of them out');
    }
  }

  private node(event: Exclude<NodeEvent, AliasEvent>, start: number): YamlNode {
    const node =
      event.type === EVENT_ID.SCALAR
        ? this.scalar(event, start)
        : event.type === EVENT_ID.SEQUENCE
          ? this.list(event)
          : this.map(event);
    const tag = this.tagOf(event);
    return this.isFurtherTag(tag) ? { ...node, value: this.tags(tag, node.value) } : node;
  }

  private isFurtherTag(tag: string): boolean {
    return tag !== '' && this.tags(tag, null) !== undefined;
  }

  private scalar(event: ScalarEvent, start: number): YamlNode {
    this.position = Math.max(this.position, event.valueEnd, event.anchorEnd, event.tagEnd);
    const node = scalarNode(this.scalarValue(event, getScalarValue(this.text, event)), start);
    return event.style === SCALAR_STYLE.LITERAL_BLOCK ? { ...node, textStart: event.valueStart } : node;
  }

  private scalarValue(event: ScalarEvent, text: string): unknown {
    const tag = this.tagOf(event);
    if (tag === '' || this.isFurtherTag(tag)) {
      return event.style === SCALAR_STYLE.PLAIN ? plainValue(text) : text;
    }
    const type = SCALAR_TAGS.find(({ tagName }) => tagName === fullName(tag));
    const value: unknown = type === undefined ? NOT_RESOLVED : type.resolve(text, true, type.tagName);
    if (value === NOT_RESOLVED && tag !== '!') {
      this.refuseTag(tag, event);
    }
    return value === NOT_RESOLVED ? text : value;
  }

  private list(event: SequenceEvent): YamlNode {
    this.checkTag(event, 'tag:yaml.org,2002:seq');
    const children = new Map<number, YamlChild>();
    this.position = event.start;
    while (!this.ends()) {
      if (event.style === COLLECTION_STYLE.BLOCK) {
        this.position = afterDash(this.text, this.position);
      }
      children.set(children.size, this.child());
    }
    const value = [...children.values()].map(({ node }) => node.value);
    return { kind: 'list', value, start: event.start, children, size: sizeOf(children) };
  }

  private map(event: MappingEvent): YamlNode {
    this.checkTag(event, 'tag:yaml.org,2002:map');
    const children = new Map<string, YamlChild>();
    /** Where the keys of the map itself stand, which go before merged ones. */
    const own = new Map<string, number>();
    while (!this.ends()) {
      const keyEvent = this.events[this.index] as NodeEvent;
      const { start } = this.child();
      const { node } = this.child();
      if (keyEvent.type !== EVENT_ID.SCALAR) {
        const isTemplate = this.text.startsWith('{{', start - 1);
        this.refuse(
          start,
          isTemplate ? TEMPLATE : 'has a key that is a map, a list or an alias; write keys as plain strings',
        );
        continue;
      }
      const key = getScalarValue(this.text, keyEvent);
      const lookalike = keyEvent.style === SCALAR_STYLE.PLAIN ? lookalikeInKey(key) : undefined;
      if (lookalike !== undefined) {
        this.refuse(start, lookalike);
      }
      const isMerge = key === '<<' && keyEvent.style === SCALAR_STYLE.PLAIN;
      const first = own.get(key);
      if (first !== undefined) {
        const again = isMerge ? 'merges by `<<` again' : `gives the key "${key}" again`;
        const remedy = isMerge ? 'merge a list of maps, `<<: [*a, *b]`' : 'leave one of them out';
        this.refuse(start, `${again}, after line ${this.lines.at(first)}; ${remedy}`);
        continue;
      }
      own.set(key, start);
      if (isMerge) {
        this.merge(node, start, children);
      } else {
        children.set(key, { start, node });
      }
    }
    const value = Object.fromEntries([...children].map(([key, { node }]) => [key, node.value]));
    return { kind: 'map', value, start: event.start, children, size: sizeOf(children) };
  }

  private merge(source: YamlNode, start: number, into: Map<string | number, YamlChild>): void {
    const maps = source.kind === 'list' ? [...source.children.values()].map(({ node }) => node) : [source];
    if (maps.some(({ kind }) => kind === 'scalar' || kind === 'list')) {
      this.refuse(start, 'merges by `<<` what is no map; write `<<: *name`');
    }
    for (const [key, child] of maps.flatMap(({ children }) => [...children])) {
      into.set(key, into.get(key) ?? child);
    }
  }

  private tagOf({ tagStart, tagEnd }: Exclude<NodeEvent, AliasEvent>): string {
    return this.text.slice(tagStart, tagEnd);
  }

  private checkTag(event: SequenceEvent | MappingEvent, expected: string): void {
    const tag = this.tagOf(event);
    if (!['', '!', expected].includes(fullName(tag)) && !this.isFurtherTag(tag)) {
      this.refuseTag(tag, event);
    }
  }

  private refuseTag(tag: string, { tagStart }: Exclude<NodeEvent, AliasEvent>): void {
    const message = `has the tag ${tag}, which cannot be read here; leave it out, or put a value that begins with \`!\` in quotes`;
    this.refuse(tagStart, message);
  }

  private open({ directives, explicitStart }: DocumentEvent): void {
    if (directives.some((directive) => directive.kind === 'yaml' && directive.version !== '1.2')) {
      this.refuse(this.text.indexOf('%YAML'), 'asks for another version of YAML than 1.2; leave the line out');
    }
    if (explicitStart) {
      this.position = afterMark(this.text, this.position);
    }
  }

  private refuseSecondDocument({ explicitStart }: DocumentEvent): void {
    const start = explicitStart ? afterMark(this.text, this.position) : startOf(this.next() as NodeEvent);
    const message = 'begins a second document; leave out the `---`, and keep one configuration in one file';
    this.refuse(start ?? this.position, message);
  }

  private refuse(offset: number, message: string): void {
    this.problems.push({ offset, message });
  }
}

const SCALAR_TAGS = CORE_SCHEMA.tags.filter((tag) => tag.nodeKind === 'scalar');
const PLAIN_TAGS = SCALAR_TAGS.filter(({ implicit }) => implicit);

/** What a scalar without quotes and tag means in YAML 1.2. */
function plainValue(text: string): unknown {
  for (const tag of PLAIN_TAGS) {
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) {
      return value;
    }
  }
  return text;
}

export function scalarNode(value: unknown, start: number): YamlNode {
  return { kind: 'scalar', value, start, children: new Map(), size: 1 };
}

function sizeOf(children: ReadonlyMap<unknown, YamlChild>): number {
  return [...children.values()].reduce((size, { node }) => size + node.size, 1);
}

function fullName(tag: string): string {
  return tag.replace(/^!!/, 'tag:yaml.org,2002:');
}

/** Where a node begins; undefined for an empty one. */
function startOf(event: NodeEvent): number | undefined {
  if (event.type === EVENT_ID.ALIAS) {
    return event.anchorStart;
  }
  if (event.type !== EVENT_ID.SCALAR) {
    return event.start;
  }
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  // The text of a block begins on the line after its `|` or `>`.
  return event.valueStart < 0 ? undefined : event.valueStart - (isBlock ? 1 : 0);
}

/** The offset after the next dash of a list. Until there, nothing but comments can have dashes. */
function afterDash(text: string, from: number): number {
  const dash = /(?:#.*|[^-#])*-/y;
  dash.lastIndex = from;
  return dash.test(text) ? dash.lastIndex : from;
}

/** The offset after the next `---`, since the parser does not say where a document begins. */
function afterMark(text: string, from: number): number {
  const mark = /^\uFEFF?---(?!\S)/gm;
  mark.lastIndex = from;
  return mark.test(text) ? mark.lastIndex : from;
}
