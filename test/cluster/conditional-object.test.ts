import type { Stack } from '@alicloud/ros-cdk-core';
import { Fn, RosCondition, RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { ConditionalObject } from '../../lib/forms';
import type { KubernetesObject, ManifestObject } from '../../lib';
import { appliedObjects, deploy } from '../support/releases';
import { synth } from '../support/synth';
import { checkStructure } from '../support/template';
import { errorOf, existingCluster } from './fixtures';

/** A text that would end a YAML document if it were not quoted. */
const VALUE = '---\nb: "c"\n';

const object = (name: string, value = 'x'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { value },
});

/** A condition that a parameter of its name decides. */
function asked(stack: Stack, id: string): RosCondition {
  const parameter = new RosParameter(stack, id, { type: RosParameterType.BOOLEAN });
  return new RosCondition(stack, `Is${id}`, { expression: Fn.conditionEquals(parameter, true) });
}

function templateOf(objects: (stack: Stack) => ManifestObject[]) {
  const template = synth((stack) =>
    existingCluster(stack).addManifest('Objects', { namespace: 'ci', objects: objects(stack) }),
  );
  expect(checkStructure(template)).toEqual([]);
  return template;
}

describe('an object with a condition', () => {
  const template = templateOf((stack) => [
    new ConditionalObject(asked(stack, 'A'), object('a', VALUE)),
    object('always', VALUE),
    new ConditionalObject(asked(stack, 'B'), object('b', VALUE)),
  ]);

  test.each([
    [true, true, ['always', 'a', 'b']],
    [true, false, ['always', 'a']],
    [false, true, ['always', 'b']],
    [false, false, ['always']],
  ])('is there or not, and leaves no empty document: %s, %s', (A, B, names) => {
    const objects = appliedObjects(deploy(template, { parameters: { A, B } }), 'ci');
    expect(objects).toEqual(names.map((name) => object(name, VALUE)));
  });
});

test('a manifest of such objects alone has their condition, since ROS applies no empty text', () => {
  const template = templateOf((stack) => {
    const condition = asked(stack, 'A');
    return [new ConditionalObject(condition, object('a')), new ConditionalObject(condition, object('b'))];
  });
  const without = deploy(template, { parameters: { A: false } });
  expect(without.resources).toEqual({});
  const objects = appliedObjects(deploy(template, { parameters: { A: true } }), 'ci');
  expect(objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
});

test('manifest-objects: objects alone that may be there by different conditions are refused', () => {
  const error = errorOf((stack) =>
    existingCluster(stack).addManifest('Objects', {
      objects: ['A', 'B'].map((id) => new ConditionalObject(asked(stack, id), object(id.toLowerCase()))),
    }),
  );
  expect(error.message).toMatch(
    /objects: may all be left out, .*use a manifest for each condition \[manifest-objects\]/,
  );
});
