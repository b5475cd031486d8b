import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as ros from '@alicloud/ros-cdk-core';
import * as acs from '../../lib/ros/acs.generated';
import * as cs from '../../lib/ros/cs.generated';

/** A property as spec/ros describes it, with its ROS name as key. */
export interface Fact {
  readonly type: string | readonly string[];
  readonly required?: boolean;
  readonly allowedValues?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly items?: Fact;
  readonly properties?: Facts;
  readonly use?: string;
}
export type Facts = Readonly<Record<string, Fact>>;

type ResourceClass = new (scope: ros.Construct, id: string, props: never, check?: boolean) => ros.RosResource;

export interface ResourceFacts {
  readonly type: string;
  readonly properties: Facts;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const folder = join(__dirname, '../../spec/ros');
const shared = read('shared.json') as Facts;

export const resources: readonly ResourceFacts[] = readdirSync(folder)
  .filter((file) => file !== 'shared.json')
  .map((file) => expanded(read(file) as ResourceFacts));

export function create(scope: ros.Construct, id: string, type: string, props: object): ros.RosResource {
  const [, product, kind] = type.split('::');
  const module = (product === 'ACS' ? acs : cs) as unknown as Record<string, ResourceClass>;
  return new module[`Ros${kind}`]!(scope, id, props as never);
}

/** For every pattern there is one that matches. */
const TEXTS = ['some text', 'some-text', 'https://example.com/chart.tgz', 'Monday,Friday'];

/** A valid value with every property there is. */
export function sample(fact: Fact): unknown {
  switch ([fact.type].flat()[0]) {
    case 'number':
      return fact.min ?? 1;
    case 'boolean':
      return false;
    case 'list':
      return [sample(fact.items!)];
    case 'map':
      return fact.properties ? sampleMap(fact.properties) : { 'free key': ['as', { it: 'is' }] };
    default:
      return fact.allowedValues?.[0] ?? TEXTS.find((text) => new RegExp(fact.pattern ?? '').test(text));
  }
}

export function sampleMap(facts: Facts): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [propName(name), sample(fact)]));
}

/** What the sample must look like in the template. */
export function rendered(fact: Fact): unknown {
  if (fact.properties) {
    return renderedMap(fact.properties);
  }
  return fact.items ? [rendered(fact.items)] : sample(fact);
}

export function renderedMap(facts: Facts): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, rendered(fact)]));
}

export function propName(rosName: string): string {
  return rosName.charAt(0).toLowerCase() + rosName.slice(1);
}

function expanded(resource: ResourceFacts): ResourceFacts {
  return { ...resource, properties: expandedMap(resource.properties) };
}

function expandedMap(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, raw]) => {
      const fact = raw.use === undefined ? raw : { ...shared[raw.use]!, ...raw };
      const items = fact.items && { ...fact.items, properties: nested(fact.items) };
      return [name, { ...fact, items, properties: nested(fact) }];
    }),
  );
}

function nested(fact: Fact): Facts | undefined {
  return fact.properties && expandedMap(fact.properties);
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
