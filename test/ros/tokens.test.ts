import * as ros from '@alicloud/ros-cdk-core';
import { asString, isUnresolved, known, numberText, tokenText } from '../../lib/ros/tokens';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

/** A stack to declare parameters in. */
function withStack(check: (stack: ros.Stack) => void): () => void {
  return () => void synth(check);
}

test(
  'deploy-time values are unresolved, in every form',
  withStack((stack) => {
    const list = parameter.list(stack, 'List');
    const values = [
      parameter.text(stack, 'Text'),
      parameter.number(stack, 'Number'),
      parameter.flag(stack, 'Flag'),
      list,
      `prefix-${parameter.text(stack, 'Part')}`,
      ros.RosPseudo.region,
      ros.Fn.select(0, ['a', ros.RosPseudo.region]),
    ];
    expect(values.map(isUnresolved)).toEqual(values.map(() => true));
    expect(values.map(known)).toEqual(values.map(() => undefined));
  }),
);

test(
  'the item of a deploy-time list is unresolved too, so that checks of single items let it pass',
  withStack((stack) => {
    expect(parameter.list(stack, 'List').filter((item) => !isUnresolved(item))).toEqual([]);
  }),
);

test.each(['', 'text', '#{not a token}', 0, -1, false, null, [], ['a'], ['a', 'b'], { a: 1 }])(
  '%j is known',
  (value) => {
    expect(isUnresolved(value)).toBe(false);
    expect(known(value)).toBe(value);
  },
);

test('absent values are not known', () => {
  expect(known(undefined)).toBeUndefined();
});

test(
  'a deploy-time number stands in a longer text as a reference',
  withStack((stack) => {
    const count = parameter.number(stack, 'Count');
    expect(stack.resolve(`n=${numberText(count)}`)).toEqual({ 'Fn::Join': ['', ['n=', { Ref: 'Count' }]] });
  }),
);

test(
  'a deploy-time object stands in a longer text as a reference',
  withStack((stack) => {
    const flag = parameter.flag(stack, 'Flag');
    expect(stack.resolve(`on=${tokenText(flag)}`)).toEqual({ 'Fn::Join': ['', ['on=', { Ref: 'Flag' }]] });
  }),
);

test(
  'values that can be written as they are have no token text',
  withStack((stack) => {
    const text = parameter.text(stack, 'Text');
    expect([text, 'plain', 1, true, null, undefined, ['a'], { a: 1 }].map(tokenText)).toEqual(Array(8).fill(undefined));
    expect(numberText(2.5)).toBe('2.5');
  }),
);

test(
  'a deploy-time list in a text is an error that says what to do',
  withStack((stack) => {
    expect(() => tokenText(parameter.list(stack, 'List'))).toThrow(
      /^a text such as YAML or JSON has a problem:\n {2}- a deploy-time list cannot stand in it; .* Fn\.select\(0, list\) \[deploy-time-list-in-text\]$/,
    );
  }),
);

test(
  'an attribute is a string in whatever form the L1 gives it',
  withStack((stack) => {
    const resource = new ros.RosResource(stack, 'Thing', { type: 'ALIYUN::ROS::Thing' });
    expect(asString('plain')).toBe('plain');
    expect(stack.resolve(asString(resource.getAtt('Id')))).toEqual({ 'Fn::GetAtt': ['Thing', 'Id'] });
  }),
);
