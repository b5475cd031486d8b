import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeySchema, Kind } from '../../lib/schema/schema';
import { comment, isEqual, lowerFirst, officialName, print } from './ros-text';

/** A property in spec/ros: what is checked at synth, and what is told to the user. */
interface PropertyFact extends Pick<KeySchema, 'required' | 'secret' | 'min' | 'max' | 'pattern'> {
  /** Several types where sources disagree or the service takes either. */
  readonly type: Kind | readonly Kind[];
  readonly allowedValues?: readonly string[];
  readonly doc?: string;
  /** Takes the rest from spec/ros/shared.json. */
  readonly use?: string;
  /** Name of the generated interface, when it is not the property's. */
  readonly struct?: string;
  /** Values that are documented, but not the only ones, so they are not checked. */
  readonly knownValues?: readonly string[];
  readonly default?: string | number | boolean;
  /** Whether a stack update may change it; left out when that is not known. */
  readonly updatable?: boolean;
  readonly items?: PropertyFact;
  readonly properties?: PropertyFacts;
}
type PropertyFacts = Readonly<Record<string, PropertyFact>>;

interface ResourceFact {
  readonly type: string;
  readonly doc: string;
  readonly properties: PropertyFacts;
  readonly attributes: Readonly<Record<string, { readonly doc: string }>>;
}

const specFolder = join(__dirname, '../../spec/ros');
const sharedFile = 'shared.json';

/** The resource classes of lib/ros, one module for each product, from the facts in spec/ros. */
export function generateRos(): Record<string, string> {
  const shared = read<PropertyFacts>(sharedFile);
  const resources = readdirSync(specFolder)
    .filter((file) => file.endsWith('.json') && file !== sharedFile)
    .sort()
    .map((file) => read<ResourceFact>(file));
  const products = new Set(resources.map((resource) => resource.type.split('::')[1]!.toLowerCase()));
  const files: Record<string, string> = {};
  for (const product of products) {
    const own = resources.filter((resource) => resource.type.split('::')[1]!.toLowerCase() === product);
    files[`lib/ros/${product}.generated.ts`] = new Module(shared, own).text();
  }
  return files;
}

export default generateRos;

/** The text of one generated module. */
class Module {
  private readonly sharedUsed = new Set<string>();

  constructor(
    private readonly shared: PropertyFacts,
    private readonly resources: readonly ResourceFact[],
  ) {}

  text(): string {
    const classes = this.resources.map((resource) => this.resource(resource));
    const tables = [...this.sharedUsed].sort().map((name) => {
      return `const ${lowerFirst(name)}: KeySchema = ${print(this.check(this.shared[name]!))};`;
    });
    return [
      '// Generated from spec/ros by `npm run generate`. Do not edit.',
      [
        "import type * as ros from '@alicloud/ros-cdk-core';",
        "import type { KeySchema } from '../schema/schema';",
        "import { type ResourceSpec, SpecifiedResource } from './resource';",
      ].join('\n'),
      ...tables,
      ...classes,
    ]
      .join('\n\n')
      .concat('\n');
  }

  private resource(resource: ResourceFact): string {
    const kind = resource.type.split('::')[2]!;
    const name = `Ros${kind}`;
    const table = `${lowerFirst(kind)}Spec`;
    const see = `@see https://www.alibabacloud.com/help/ros/developer-reference/${resource.type.toLowerCase().replaceAll('::', '-')}`;
    const attributes = Object.entries(resource.attributes).map(([attribute, { doc }]) => {
      return `${comment(2, doc)}\n  declare readonly ${attributeField(attribute)}: ros.IResolvable;\n`;
    });
    const fields = Object.entries(resource.properties).map(([property, use]) => {
      const fact = this.resolve(use);
      return `  declare ${propertyName(property)}: ${typeOf(name, property, fact)}${fact.required ? '' : ' | undefined'};\n`;
    });
    return `${comment(0, `Properties of {@link ${name}}.`, see)}
export interface ${name}Props {
${this.members(name, resource.properties, 2)}
}

const ${table}: ResourceSpec = ${print({
      type: resource.type,
      properties: this.checks(resource.properties),
      attributes: Object.fromEntries(Object.keys(resource.attributes).map((key) => [attributeField(key), key])),
    })};

${comment(0, `${resource.doc} Resource type \`${resource.type}\`.`, see)}
export class ${name} extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = '${resource.type}';

${attributes.join('\n')}
${fields.join('')}
  constructor(scope: ros.Construct, id: string, props: ${name}Props, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, ${table}, props, enableResourcePropertyConstraint);
  }
}${this.namespace(name, resource)}`;
  }

  /** Interfaces of the nested properties, in a namespace that merges with the class. */
  private namespace(name: string, resource: ResourceFact): string {
    const structs = new Map<string, PropertyFacts>();
    this.collectStructs(resource.properties, structs);
    if (structs.size === 0) {
      return '';
    }
    const interfaces = [...structs.keys()].sort().map((struct) => {
      return `  export interface ${struct} {\n${this.members(name, structs.get(struct)!, 4)}\n  }`;
    });
    return `\n\nexport namespace ${name} {\n${interfaces.join('\n\n')}\n}`;
  }

  private collectStructs(properties: PropertyFacts, structs: Map<string, PropertyFacts>): void {
    for (const [property, use] of Object.entries(properties)) {
      const fact = this.resolve(use);
      const nested = fact.properties ?? fact.items?.properties;
      if (nested === undefined) {
        continue;
      }
      const struct = structName(property, fact);
      if (structs.has(struct) && !isEqual(structs.get(struct), nested)) {
        throw new Error(`two nested properties would share the interface ${struct}: give one a "struct"`);
      }
      structs.set(struct, nested);
      this.collectStructs(nested, structs);
    }
  }

  private members(owner: string, properties: PropertyFacts, indent: number): string {
    return Object.entries(properties)
      .map(([property, use]) => {
        const fact = this.resolve(use);
        const member = `readonly ${propertyName(property)}${fact.required ? '' : '?'}: ${typeOf(owner, property, fact)};`;
        return `${comment(indent, ...describe(property, fact))}\n${' '.repeat(indent)}${member}`;
      })
      .join('\n\n');
  }

  /** The fact with what it takes from the shared ones; its own word counts. */
  private resolve(fact: PropertyFact): PropertyFact {
    return fact.use === undefined ? fact : { ...this.shared[fact.use]!, ...fact };
  }

  private checks(properties: PropertyFacts): Record<string, unknown> {
    return Object.fromEntries(Object.entries(properties).map(([key, fact]) => [propertyName(key), this.check(fact)]));
  }

  /** What remains of a fact at synth. */
  private check(fact: PropertyFact): unknown {
    if (fact.use !== undefined) {
      this.sharedUsed.add(fact.use);
      return Symbol.for(lowerFirst(fact.use));
    }
    const { type, required, secret, allowedValues, min, max, pattern } = fact;
    const items = fact.items && this.check(fact.items);
    const keys = fact.properties && this.checks(fact.properties);
    return { type, required, secret, values: allowedValues, min, max, pattern, items, keys };
  }
}

function typeOf(owner: string, property: string, fact: PropertyFact): string {
  return [fact.type]
    .flat()
    .map((type) => {
      if (type === 'list') {
        const item = fact.items!.properties
          ? struct()
          : fact.items!.type === 'map'
            ? freeMap
            : String(fact.items!.type);
        return `Array<${item} | ros.IResolvable>`;
      }
      if (type === 'map') {
        return fact.properties ? struct() : freeMap;
      }
      return type;
    })
    .concat('ros.IResolvable')
    .join(' | ');

  function struct(): string {
    return `${owner}.${structName(property, fact)}`;
  }
}

const freeMap = '{ [key: string]: any }';

/** The paragraphs of a property's comment. */
function describe(property: string, fact: PropertyFact): string[] {
  if (!fact.doc) {
    throw new Error(`${property} has no doc in spec/ros`);
  }
  const quoted = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ');
  const sentences = [fact.doc];
  if (fact.allowedValues) {
    sentences.push(`One of ${quoted(fact.allowedValues)}.`);
  }
  if (fact.knownValues) {
    sentences.push(`Known values: ${quoted(fact.knownValues)}; others are passed on unchecked.`);
  }
  if (fact.updatable !== undefined) {
    sentences.push(fact.updatable ? 'Can be changed after creation.' : 'Cannot be changed after creation.');
  }
  return fact.default === undefined ? [sentences.join(' ')] : [sentences.join(' '), `@default - ${fact.default}`];
}

function structName(property: string, fact: PropertyFact): string {
  return `${fact.struct ?? property}Property`;
}

function propertyName(property: string): string {
  const name = officialName(property);
  // lib/ros/resource.ts turns names back by raising the first letter.
  if (name !== lowerFirst(property)) {
    throw new Error(`${property} is called ${name} in TypeScript, which the runtime cannot turn back`);
  }
  return name;
}

function attributeField(attribute: string): string {
  const name = officialName(attribute);
  return `attr${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(specFolder, file), 'utf8')) as T;
}
