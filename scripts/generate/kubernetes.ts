import definitions from '../../spec/kubernetes/definitions.json';
import enumerations from '../../spec/kubernetes/enumerations.json';
import { compact, fromJsonSchema, type JsonSchema } from './json-schema';

interface Definition extends JsonSchema {
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** The types of Kubernetes in the language of lib/schema, as text that is parsed when it is needed first. */
export default function generateKubernetes(): Record<string, string> {
  const entries = Object.entries(definitions as unknown as Record<string, Definition>).map(
    ([name, definition]) => [name, withValues(typeName(name), definition)] as const,
  );
  const names = new Set(entries.map(([name]) => typeName(name)));
  if (names.size < entries.length) {
    throw new Error('two types in spec/kubernetes have the same short name');
  }
  const types = Object.fromEntries(
    entries.map(([name, definition]) => [typeName(name), fromJsonSchema(definition, typeName)]),
  );
  const quantity = { type: ['string', 'number'], format: 'quantity' };
  const kinds = entries.flatMap(([name, definition]) =>
    (definition['x-kubernetes-group-version-kind'] ?? []).map(({ group, version, kind }) => [
      `${group === '' ? version : `${group}/${version}`}/${kind}`,
      typeName(name),
    ]),
  );
  const data = JSON.stringify({ types: { ...types, Quantity: quantity }, kinds: Object.fromEntries(kinds) as object });
  return {
    'lib/schema/generated/kubernetes.generated.ts': [
      '// Generated from spec/kubernetes by `npm run generate`. Do not edit.',
      '// Made from the API of Kubernetes, © The Kubernetes Authors, Apache License 2.0.',
      '',
      '/** The types, and those of objects by apiVersion and kind, as JSON. */',
      `export const TYPES = '${compact(data)}';`,
      '',
    ].join('\n'),
  };
}

/** Kubernetes' schemas do not say which strings it takes where it takes few. */
function withValues(type: string, definition: Definition): Definition {
  const own = Object.entries(enumerations).filter(([path]) => path.startsWith(`${type}.`));
  const properties = Object.fromEntries(
    own.map(([path, values]) => {
      const key = path.slice(type.length + 1);
      const property = definition.properties?.[key];
      if (property === undefined) {
        throw new Error(`spec/kubernetes/enumerations.json: there is no ${path}`);
      }
      return [key, { ...property, enum: values }];
    }),
  );
  return own.length === 0 ? definition : { ...definition, properties: { ...definition.properties, ...properties } };
}

/** `io.k8s.api.core.v1.Affinity` is called `Affinity`. */
function typeName(definition: string): string {
  return definition.split('.').at(-1)!;
}
