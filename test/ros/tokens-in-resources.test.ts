import * as ros from '@alicloud/ros-cdk-core';
import { synth } from '../support/synth';
import { create, propName, resources, sampleMap, type Fact, type Facts } from './samples';

type Tokens = Readonly<Record<string, unknown>>;

/** One property or list item somewhere in a resource, by its path in TypeScript and in the template. */
interface Place {
  readonly given: readonly string[];
  readonly rendered: readonly string[];
  readonly fact: Fact;
}

const parameterOf: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'Count',
  boolean: 'Flag',
  list: 'Names',
  map: 'Values',
};

describe.each(resources.map(({ type, properties }) => [type, places(properties)] as const))('%s', (type, all) => {
  const properties = resources.find((facts) => facts.type === type)!.properties;

  test('takes a deploy-time value for every property, nested property and list item', () => {
    const template = synth((stack) => {
      const tokens = parameters(stack);
      all.forEach(({ given, fact }, index) => {
        const props = sampleMap(properties);
        put(props, given, tokens[kindOf(fact)]);
        create(stack, `R${index}`, type, props);
      });
    });
    const found = all.map(({ rendered }, index) => [
      rendered.join('.'),
      get(template.Resources![`R${index}`]!, rendered),
    ]);
    expect(found).toEqual(all.map(({ rendered, fact }) => [rendered.join('.'), { Ref: parameterOf[kindOf(fact)] }]));
  });
});

test('a function with a single key stands for a map or a list', () => {
  const choice = { 'Fn::If': ['Production', ['vsw-1'], { Ref: 'Names' }] };
  const template = synth((stack) => {
    create(stack, 'R', 'ALIYUN::ACS::Cluster', {
      name: 'ci',
      vSwitchIds: choice,
      maintenanceWindow: { Ref: 'Values' },
    });
  });
  expect(template.Resources!.R!.Properties).toEqual({
    Name: 'ci',
    VSwitchIds: choice,
    MaintenanceWindow: { Ref: 'Values' },
  });
});

function parameters(stack: ros.Stack): Tokens {
  const parameter = (id: string, type: ros.RosParameterType) => new ros.RosParameter(stack, id, { type });
  return {
    string: parameter('Text', ros.RosParameterType.STRING).valueAsString,
    number: parameter('Count', ros.RosParameterType.NUMBER).valueAsNumber,
    boolean: parameter('Flag', ros.RosParameterType.BOOLEAN).valueAsBoolean,
    list: parameter('Names', ros.RosParameterType.COMMA_DELIMITED_LIST).valueAsList,
    map: parameter('Values', ros.RosParameterType.JSON).valueAsAny,
  };
}

function places(facts: Facts, given: string[] = [], rendered: string[] = ['Properties']): Place[] {
  return Object.entries(facts).flatMap(([name, fact]) => {
    return placesOf(fact, [...given, propName(name)], [...rendered, name]);
  });
}

function placesOf(fact: Fact, given: string[], rendered: string[]): Place[] {
  const below = fact.items
    ? placesOf(fact.items, [...given, '0'], [...rendered, '0'])
    : places(fact.properties ?? {}, given, rendered);
  return [{ given, rendered, fact }, ...below];
}

function kindOf(fact: Fact): string {
  return [fact.type].flat()[0]!;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const holder = get(target, path.slice(0, -1)) as Record<string, unknown>;
  holder[path.at(-1)!] = value;
}

function get(target: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], target);
}
