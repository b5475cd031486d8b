import { shown } from '../diagnostics/shown';
import { isTable } from './toml-table';

// Words in the names of keys that hold secrets, or whose text often has one in it. Feature flags hold neither.
const SECRET_WORD = /^(?!ff_)(.*_)?(token|secrets?|password|credentials?|access_key|environment|script)(_|$)|^patch$/;
// The last key of a path, with its place in lists. One that is no plain word stands in quotes.
const LAST_KEY = /("(?:\\.|[^"\\])*"|[\w-]+)(?:\[\d+\])*$/;
// Tokens of GitLab (glrt-, glpat-, …), registration tokens, and AccessKey ids of Alibaba Cloud.
const SECRET_TEXT = /gl[a-z]+-|GR1348941|LTAI/;

/** What was given, for a message: a scalar with its value unless it may be a secret, of anything else only its kind. */
export function describe(path: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return mayHoldSecret(path) || SECRET_TEXT.test(value)
        ? 'a string that is not shown here'
        : `the string ${shown(value)}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    case 'boolean':
      return `the boolean ${value}`;
    case 'object':
      return value === null ? 'null' : kindOfObject(value);
    default:
      return `a value of type ${typeof value}`;
  }
}

/** Whether the key that a path ends with is one of secrets, in the spelling of properties or of config.toml. */
function mayHoldSecret(path: string): boolean {
  const [, key = ''] = LAST_KEY.exec(path) ?? [];
  const words = key.replace(/([a-z0-9])(?=[A-Z])/g, '$1_').replace(/[^A-Za-z0-9]+/g, '_');
  return SECRET_WORD.test(words.toLowerCase());
}

function kindOfObject(value: object): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isTable(value) ? 'a table' : `an object of class ${value.constructor.name}`;
}
