import type { KeySchema, Kind, Schema } from '../../lib/schema/schema';

/** What is used of JSON schema. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};

/**
 * The same schema in the language of lib/schema.
 *
 * @param nameOf the name of a definition there
 */
export function fromJsonSchema(schema: JsonSchema, nameOf: (definition: string) => string): Schema {
  const { $ref, enum: allowed, const: only, items, properties, additionalProperties, required = [] } = schema;
  if ($ref !== undefined) {
    return { is: nameOf(decodeURIComponent($ref.replace(/^#\/(definitions|\$defs)\//, ''))) };
  }
  const translated = (inner: JsonSchema) => fromJsonSchema(inner, nameOf);
  const values = allowed ?? (only === undefined ? undefined : [only]);
  const keys =
    properties &&
    Object.fromEntries(
      Object.entries(properties).map(([name, inner]): [string, KeySchema] => [
        name,
        { ...translated(inner), ...(required.includes(name) && { required: true }) },
      ]),
    );
  const entries = typeof additionalProperties === 'object' ? translated(additionalProperties) : undefined;
  const isImplied = keys !== undefined || hasContent(entries) || items !== undefined;
  const kinds = kindsOf(schema);
  return {
    ...(!isImplied && kinds.length > 0 && { type: kinds.length === 1 ? kinds[0]! : kinds }),
    ...(values && { values: values as string[] }),
    ...(items && { items: translated(items) }),
    ...(keys && { keys }),
    ...(hasContent(entries) && { entries }),
  };
}

/** Null goes without saying: where it is allowed, it counts as absent. */
function kindsOf({ type, oneOf }: JsonSchema): Kind[] {
  const types = oneOf?.flatMap(({ type: one }) => one ?? []) ?? (type === undefined ? [] : [type].flat());
  return [...new Set(types.filter((one) => one !== 'null'))].map((one) => KINDS[one]!);
}

function hasContent(schema: Schema | undefined): schema is Schema {
  return schema !== undefined && Object.keys(schema).length > 0;
}

/** JSON as the content of a string in single quotes. */
export function compact(json: string): string {
  return json.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
