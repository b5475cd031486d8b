import * as ros from '@alicloud/ros-cdk-core';
import { Report } from '../../lib/diagnostics/report';
import { checkDependencies, dependOn } from '../../lib/ros/dependencies';
import { synth, synthesizeApp } from '../support/synth';
import { dependsOn } from '../support/template';

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

test('dependency-other-stack: refuses a resource of another stack and names both', () => {
  const build = (app: ros.App) => {
    const [here, there] = [new ros.Stack(app, 'Here'), new ros.Stack(app, 'There')];
    dependOn(thing(here, 'A'), [thing(there, 'B')]);
    return here;
  };
  expect(() => synthesizeApp(build)).toThrow(
    /^Here\/A has a problem:\n {2}- dependencies: There\/B is in another stack, and ROS orders resources within one stack only; .* \[dependency-other-stack\]$/,
  );
});

test('of a construct all resources are waited for', () => {
  const template = synth((stack) => {
    const team = new ros.Construct(stack, 'Team');
    const parts = [thing(team, 'A'), thing(new ros.Construct(team, 'Inner'), 'B')];
    dependOn(thing(stack, 'C'), [team, parts[0]!]);
  });
  expect(template.Resources?.C?.DependsOn).toEqual(['A', 'B']);
});

describe('dependency-without-resource', () => {
  const problemsOf = (dependencies: readonly unknown[]) => {
    const report = new Report();
    checkDependencies(dependencies as ros.IConstruct[], report);
    return report.problems;
  };

  test('is a warning for a construct that holds no resource, and nothing for one that does', () => {
    synth((stack) => {
      const [empty, full] = [new ros.Construct(stack, 'Empty'), new ros.Construct(stack, 'Full')];
      thing(full, 'A');
      expect(problemsOf([full, empty])).toMatchObject([
        {
          rule: 'dependency-without-resource',
          severity: 'warning',
          at: 'dependencies[1]',
          message: expect.stringContaining('Test/Empty holds no resource') as string,
        },
      ]);
    });
  });
});
