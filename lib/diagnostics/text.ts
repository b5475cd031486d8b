/** The ways into the library, each with words of its own. */
export type Door = 'typescript' | 'yaml';

/** A part of a message that each door says in its own words, such as a call or an option. */
export class Wording {
  constructor(
    /** In TypeScript. */
    readonly typescript: string,
    /** In gitlab-runner.yaml. */
    readonly yaml: string,
  ) {}
}

/** A message, with the parts that depend on the door. */
export type Text = string | (string | Wording)[];

/** A message with parts that depend on the door. */
export function text(strings: TemplateStringsArray, ...parts: readonly (Text | Wording | number)[]): Text {
  return strings.flatMap((string, index) => [string, ...partsOf(parts[index] ?? '')]);
}

/** The message in the words of a door. */
export function inWordsOf(door: Door, message: Text): string {
  return typeof message === 'string'
    ? message
    : message.map((part) => (part instanceof Wording ? part[door] : part)).join('');
}

/** A factory of a closed set of alternatives: `Placement.eci()`, which is the key `eci` in YAML. */
export function alternative(typeName: string, name: string, argument = ''): Wording {
  return new Wording(
    `${typeName}.${name}(${argument})`,
    `{ ${name}: ${argument === '' || argument === '...' ? '{}' : argument} }`,
  );
}

function partsOf(part: Text | Wording | number): readonly (string | Wording)[] {
  if (typeof part === 'number') {
    return [String(part)];
  }
  return typeof part === 'string' || part instanceof Wording ? [part] : part;
}
