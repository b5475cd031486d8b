import { YAML11_SCHEMA, floatCoreTag, load } from 'js-yaml';

/** A value that a patch sets, and where in the pod spec; the index in a list may be `-`, for its end. */
export interface PatchedValue {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Every value that a patch of the pod spec sets, down to the innermost. Nothing for a text that is no patch.
 *
 * @param patchType `strategic`, `merge` or `json`, as the runner knows them
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#overwrite-generated-pod-specifications
 */
export function patchedValues(text: string, patchType: string): PatchedValue[] {
  const patch = parsed(text);
  return patchType === 'json'
    ? operations(patch).flatMap(({ path, value }) => within(value, path.split('/').slice(1).map(unescaped)))
    : within(patch, []);
}

/** The runner reads YAML 1.1, as all of Kubernetes does, with numbers such as `1e3`; and JSON is YAML. */
const SCHEMA = YAML11_SCHEMA.withTags(floatCoreTag);

/** Aliases of more aliases would multiply the values beyond measure. */
const MAX_ALIASES = 20;

function parsed(text: string): unknown {
  try {
    return load(text, { schema: SCHEMA, maxAliases: MAX_ALIASES });
  } catch {
    return undefined;
  }
}

interface Operation {
  readonly path: string;
  readonly value: unknown;
}

/** The operations of a JSON patch that set a value. */
function operations(patch: unknown): Operation[] {
  const list: readonly unknown[] = Array.isArray(patch) ? patch : [];
  return list.filter((item): item is Operation => {
    const { op, path } = (item ?? {}) as { op?: unknown; path?: unknown };
    return (op === 'add' || op === 'replace') && typeof path === 'string';
  });
}

function unescaped(part: string): string {
  return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

function within(value: unknown, path: readonly string[]): PatchedValue[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [{ path, value }, ...inner.flatMap(([key, item]) => within(item, [...path, key]))];
}
