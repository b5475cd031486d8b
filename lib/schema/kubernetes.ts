import { shown } from '../diagnostics/shown';
import { TYPES } from './generated/kubernetes.generated';
import { isMap } from '../diagnostics/is-map';
import type { Language, Schema, Schemas } from './schema';

/** An object's type by its apiVersion and kind. */
type Kinds = Readonly<Record<string, string>>;

let parsed: { readonly types: Schemas; readonly kinds: Kinds } | undefined;

/** Parsed when they are needed first: most runners have no values of these types. */
function data(): { readonly types: Schemas; readonly kinds: Kinds } {
  parsed ??= JSON.parse(TYPES) as { types: Schemas; kinds: Kinds };
  return parsed;
}

/** The schema of a type of Kubernetes, such as `Affinity`. */
export function kubernetesType(name: string): Schema {
  const schema = data().types[name];
  if (schema === undefined) {
    throw new Error(`${name} is not among the types in spec/kubernetes`);
  }
  return schema;
}

/** The type of an object of Kubernetes; undefined for kinds that are not known, such as custom ones. */
export function objectType(value: unknown): string | undefined {
  const { apiVersion, kind } = isMap(value) ? value : {};
  const name = `${String(apiVersion)}/${String(kind)}`;
  const { kinds } = data();
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** How values of Kubernetes' types are read. */
export const KUBERNETES: Language = {
  get schemas() {
    return data().types;
  },
  unknownKey: (schema) => `is not a key of ${schema ?? 'this object'} in Kubernetes`,
  formats: {
    quantity: {
      expected: 'a quantity such as "500m", "4Gi" or 2',
      problem: (text) =>
        QUANTITY.test(text) ? undefined : `is ${shown(text)}; allowed is a quantity such as "500m", "4Gi" or 2`,
    },
  },
  nullIsUnset: true,
};
