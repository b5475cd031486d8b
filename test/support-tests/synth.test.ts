import { existsSync } from 'node:fs';
import * as ros from '@alicloud/ros-cdk-core';
import { synth, synthesize, synthesizeApp, synthWarnings } from '../support/synth';

class ThingStack extends ros.Stack {
  constructor(scope: ros.App, id: string) {
    super(scope, id);
    new ros.RosResource(this, 'Thing', { type: 'ALIYUN::ROS::Thing', properties: { Size: 1 } });
  }
}

function addThing(stack: ros.Stack): void {
  new ros.RosResource(stack, 'Thing', { type: 'ALIYUN::ROS::Thing', properties: { Stack: ros.RosPseudo.stackName } });
}

test('synth gives the template of what was built', () => {
  expect(synth(addThing).Resources).toEqual({
    Thing: { Type: 'ALIYUN::ROS::Thing', Properties: { Stack: { Ref: 'ALIYUN::StackName' } } },
  });
});

test('synthesize gives the same bytes each time', () => {
  const { text, template } = synthesize(addThing);
  expect(synthesize(addThing).text).toBe(text);
  expect(JSON.parse(text)).toEqual(template);
});

test('the output folder is gone afterwards, also after an error', () => {
  const folders: string[] = [];
  const build = (app: ros.App) => {
    folders.push(app.outdir);
    return new ThingStack(app, 'Mine');
  };
  synthesizeApp(build);
  expect(() => synthesizeApp((app) => new ThingStack(app, `${build(app).stackName}_`))).toThrow();
  expect(folders).toHaveLength(2);
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
});

test('synthWarnings gives warnings, and nothing else', () => {
  const warnings = synthWarnings((stack) => {
    addThing(stack);
    stack.node.addInfo('by the way');
    stack.node.addWarning('mind the gap');
    new ros.Construct(stack, 'Child').node.addWarning('and this one');
  });
  expect(warnings).toEqual(['mind the gap', 'and this one']);
});

test('context reaches the constructs', () => {
  const seen = vi.fn();
  synth(
    (stack) => {
      addThing(stack);
      seen(stack.node.tryGetContext('flavour'));
    },
    { context: { flavour: 'plain' } },
  );
  expect(seen).toHaveBeenCalledWith('plain');
});

test('synthesizeApp takes a stack of one’s own', () => {
  expect(synthesizeApp((app) => new ThingStack(app, 'Mine')).template.Resources).toHaveProperty('Thing');
});

test('an error while building comes through', () => {
  expect(() =>
    synth(() => {
      throw new Error('bad props');
    }),
  ).toThrow('bad props');
});
