import * as ros from '@alicloud/ros-cdk-core';
import { dependOn } from '../../lib/ros/dependencies';
import { synth, synthesizeApp } from '../support/synth';
import { dependsOn } from '../support/template/model';

function thing(scope: ros.Construct, id: string): ros.RosResource {
  return new ros.RosResource(scope, id, { type: 'ALIYUN::ROS::Thing', properties: { Size: 1 } });
}

test('ROS creates the resource after the others', () => {
  const template = synth((stack) => dependOn(thing(stack, 'C'), [thing(stack, 'A'), thing(stack, 'B')]));
  expect(template.Resources?.C?.DependsOn).toEqual(['A', 'B']);
});

test('asking twice changes nothing', () => {
  const template = synth((stack) => {
    const [a, b] = [thing(stack, 'A'), thing(stack, 'B')];
    dependOn(b, [a]);
    dependOn(b, [a, a]);
  });
  expect(dependsOn(template.Resources!.B!)).toEqual(['A']);
});

test('no resource waits for itself', () => {
  const template = synth((stack) => {
    const a = thing(stack, 'A');
    dependOn(a, [a]);
  });
  expect(template.Resources?.A).not.toHaveProperty('DependsOn');
});

test('refuses a resource of another stack and names both', () => {
  const build = (app: ros.App) => {
    const [here, there] = [new ros.Stack(app, 'Here'), new ros.Stack(app, 'There')];
    dependOn(thing(here, 'A'), [thing(there, 'B')]);
    return here;
  };
  expect(() => synthesizeApp(build)).toThrow(
    'Here/A cannot depend on There/B: they are in different stacks, and ROS orders resources within one stack only',
  );
});
