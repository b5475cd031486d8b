import { shown } from '../checks/faults';
import { isTable } from './toml-table';

// Keys that hold secrets, and keys whose text often has one in it.
const SECRET_KEY = /token|secret|password|credential|key|environment|script|patch/i;
// Tokens of GitLab (glrt-, glpat-, …), registration tokens, and AccessKey ids of Alibaba Cloud.
const SECRET_TEXT = /gl[a-z]+-|GR1348941|LTAI/;

/** What was given, for a message: a scalar with its value unless it may be a secret, of anything else only its kind. */
export function describe(path: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return SECRET_KEY.test(path) || SECRET_TEXT.test(value)
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

function kindOfObject(value: object): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isTable(value) ? 'a table' : `an object of class ${value.constructor.name}`;
}
