import { Report } from '../diagnostics/report';
import { schemaRules } from '../schema/schema-rules';
import { publicTypes } from './check-arguments';

/** What the results of `bind` have, and those of no other interface. */
const MEMBERS = {
  ICache: ['serverAddress'],
  IChart: ['source'],
  IMetrics: ['values'],
  IPlacement: ['compute'],
  IRunnerToken: ['value', 'secretName'],
} as const;

/**
 * What an object has bound to; throws when that is of another interface. Interfaces are told apart by their members, and
 * these have the same one, so in plain JavaScript a cache passes for a placement until it is bound.
 *
 * @param at where the object is in the arguments
 * @param where the call or the path of the construct that has them
 */
export function checkBound<T>(bound: T, type: keyof typeof MEMBERS, at: string, where: string): T {
  if (!MEMBERS[type].some((member) => Object.hasOwn(Object(bound) as object, member))) {
    const report = new Report();
    const { give } = publicTypes().types[type]!;
    report.add(schemaRules['wrong-type'], at, `is an object of another kind; allowed is ${give}`);
    report.throwIfAny(where);
  }
  return bound;
}
