import { Construct, Stack } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { isUnresolved } from '../ros/tokens';
import { checkShape } from '../schema/check-shape';
import type { Call, Props } from '../schema/generated/props.generated';
import { PROPS } from '../schema/generated/props.generated';
import type { Language, Schema } from '../schema/schema';
import { kindsOf } from '../schema/schema';
import { schemaRules } from '../schema/schema-rules';
import { shown } from '../diagnostics/shown';
import { movedKey } from './moved-keys';
import { checkEnds, checkNoTokens } from './value-forms';

let parsed: Props | undefined;

/** What {@link checked} has marked. */
const ours = new WeakSet<object>();

/** Marks props that a construct makes of its own, which are checked already, for a construct inside it. */
export function checked<T extends object>(props: T): T {
  ours.add(props);
  return props;
}

/** The parameters of public calls, and the types of options. */
export function publicTypes(): Props {
  parsed ??= JSON.parse(PROPS) as Props;
  return parsed;
}

/**
 * Throws when arguments are missing, null, of a wrong kind, or have options that there are not, for callers whom no
 * compiler tells: plain JavaScript, casts. Objects are known by what they offer and not by their class, since anybody may
 * implement the interfaces and extend the classes of this library.
 *
 * @param given the arguments by the names of their parameters
 * @param where the path of the construct, where there is one already
 */
export function checkArguments(call: Call, given: Readonly<Record<string, unknown>>, where = inCode(call)): void {
  const report = new Report();
  checkOrder(call, given, report);
  report.throwIfAny(where);
  const { calls, types } = publicTypes();
  const toCheck = Object.entries(given).filter(([, value]) => !ours.has(value as object));
  for (const [name, value] of toCheck) {
    const schema = calls[call][name]!;
    const isOptions = typeof value === 'object' && value !== null && !Array.isArray(value) && hasKeys(schema, types);
    // Of options only their own names stand in a path.
    const [whole, shape] = isOptions ? [value, schema] : [{ [name]: value }, { keys: { [name]: schema } }];
    const at = isOptions ? '' : name;
    if (checkEnds(value, at, report)) {
      continue;
    }
    checkNoTokens(value, at, report);
    checkShape(shape, whole, { report, isUnresolved: standsFor, language: languageOf(call, types) });
  }
  report.throwIfAny(where);
}

/** A call in messages: `new Network(...)`, `Network.fromAttributes(...)`. */
function inCode(call: Call): string {
  return `${/^[A-Z]\w*$/.test(call) ? 'new ' : ''}${call}(...)`;
}

/** Adds the scope and the id of a construct where they have changed places, and an id that is empty. */
function checkOrder(call: Call, { scope, id }: Readonly<Record<string, unknown>>, report: Report): void {
  if (Construct.isConstruct(id)) {
    const given = typeof scope === 'string' ? `, and the scope is ${shown(scope)}` : '';
    report.add(
      schemaRules['wrong-type'],
      'id',
      `is a construct${given}; the scope comes first and then the id, as in ${inCode(call).replace('...', 'this, "Name", ...')}`,
    );
  } else if (id === '') {
    report.add(schemaRules['value-not-allowed'], 'id', 'is empty; give the construct a name such as "Runner"');
  }
}

function hasKeys({ is }: Schema, types: Props['types']): boolean {
  return is !== undefined && types[is]?.keys !== undefined;
}

/** Lists are gone through, so that only single items are of the deployment where the type does not say otherwise. */
function standsFor(value: unknown, schema: Schema): boolean {
  const isListed = kindsOf(schema)[0] === 'list' && schema.deployTime !== true && !Array.isArray(value);
  // A stack resolves values, and core takes all that has such a method for one.
  return isUnresolved(value) && !isListed && !Stack.isStack(value);
}

function languageOf(call: Call, schemas: Props['types']): Language {
  const [, builder] = /^ImageBuilds\.(.+)$/.exec(call) ?? [];
  return {
    schemas,
    unknownKey: (schema) => `is not an option of ${schema ?? call}`,
    // The props of a runner have the keys of a runner in gitlab-runner.yaml, and the options of a builder those below it.
    ...(call === 'GitLabRunner' && { moved: (at: string) => movedKey(`runners.*.${at}`) }),
    ...(builder !== undefined && { moved: (at: string) => movedKey(`runners.*.imageBuilds.${builder}.${at}`) }),
    isCode: true,
  };
}
