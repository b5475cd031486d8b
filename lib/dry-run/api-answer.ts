import type { Outcome } from './programs';

/** One thing that an API server says to an object. */
export interface Finding {
  /** Path of the field, for instance `spec.template.spec.containers[0].image`; empty for the whole object. */
  readonly field: string;
  readonly message: string;
}

/** What an API server says to an object. */
export interface ApiAnswer {
  /** Why it refuses the object; empty when it takes it. */
  readonly refusals: readonly Finding[];
  readonly warnings: readonly string[];
  /** Whether the account that asks may not create such objects, so that nothing else was looked at. */
  readonly isForbidden: boolean;
}

const WARNING = 'Warning: ';

/** Reads what kubectl writes about a dry run of one object. */
export function readAnswer({ isSuccess, stderr }: Outcome): ApiAnswer {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const warnings = lines.filter((line) => line.startsWith(WARNING)).map((line) => line.slice(WARNING.length));
  const text = lines.filter((line) => !line.startsWith(WARNING)).join('\n');
  return {
    refusals: isSuccess ? [] : findings(text),
    warnings,
    isForbidden: !isSuccess && isOfAccount(text),
  };
}

/** Kubernetes' authorization refuses by the first words, and its Roles by the second: nobody may grant more than they have. */
function isOfAccount(text: string): boolean {
  return (
    /\bcannot \w+ resource "/.test(text) || text.includes('attempting to grant RBAC permissions not currently held')
  );
}

/** The forms in which the API server, its decoders and admission speak. */
function findings(text: string): Finding[] {
  const invalid = /^(?:The .+ is invalid:|Error from server .*is invalid:)\s*([^]*)$/.exec(text)?.[1];
  if (invalid !== undefined) {
    return listed(invalid, /^\* /m).map(splitField);
  }
  const typed = /failed to create typed patch object \(.*?\): (?:errors:\s*)?([^]*)$/.exec(text)?.[1];
  if (typed !== undefined) {
    return listed(typed, /^\s*(?=\.)/m).map(splitField);
  }
  const unknown = [...text.matchAll(/unknown field "([^"]+)"/g)].map(([, field = '']) => field);
  if (text.includes('strict decoding error') && unknown.length > 0) {
    return unknown.map((field) => ({ field, message: 'is no field of this kind' }));
  }
  return [{ field: '', message: withoutPrefix(text) }];
}

function listed(text: string, before: RegExp): string[] {
  const items = text.split(before).map((item) => item.trim());
  return items.filter((item) => item !== '');
}

/** `spec.replicas: Invalid value: …`, with a dot before where the text is about a typed object. */
function splitField(text: string): Finding {
  const [, field = '', message = text] = /^\.?((?:[A-Za-z][^\s:[]*(?:\[[^\]]*\][^\s:[]*)*)?): ([^]*)$/.exec(text) ?? [];
  return { field, message: message === 'field not declared in schema' ? 'is no field of this kind' : message };
}

/** Without what kubectl puts before the words of the server. */
function withoutPrefix(text: string): string {
  return text
    .replace(/^Error from server(?: \(\w+\))?: /, '')
    .replace(/^error when \w+ "STDIN": /, '')
    .replace(/^error: /, '')
    .replace(/^[\w.]+ "[^"]+" is forbidden: (?!User )/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
