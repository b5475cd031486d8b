import * as ros from '@alicloud/ros-cdk-core';
import type { SecretParameterProps } from '../../lib/ros/parameters';
import { sharedSecretParameter } from '../../lib/ros/parameters';
import { synth } from '../support/synth';

const TEXTS: SecretParameterProps = {
  label: { en: 'Token', 'zh-cn': '令牌' },
  description: { en: 'The token.', 'zh-cn': '令牌。' },
};

function declared(props: SecretParameterProps, nestedIn?: string) {
  const { Parameters } = synth((stack) => {
    const scope = nestedIn === undefined ? stack : new ros.Construct(stack, nestedIn);
    const value = sharedSecretParameter(scope, 'Token', props, 'token');
    new ros.RosResource(stack, 'User', { type: 'ALIYUN::ROS::Thing', properties: { Secret: value } });
  });
  return Parameters;
}

test('ROS neither shows nor returns it, and it has no default', () => {
  expect(declared(TEXTS)).toEqual({
    Token: { Type: 'String', NoEcho: true, Label: TEXTS.label, Description: TEXTS.description },
  });
});

test('its value is a reference', () => {
  const template = synth((stack) => {
    const value = sharedSecretParameter(stack, 'Token', TEXTS, 'token');
    new ros.RosResource(stack, 'User', { type: 'ALIYUN::ROS::Thing', properties: { Secret: value } });
  });
  expect(template.Resources?.User?.Properties).toEqual({ Secret: { Ref: 'Token' } });
});

test('constraints reach the console', () => {
  const constraintDescription = { en: 'Eight letters', 'zh-cn': '八个字母' };
  const constraints = { allowedPattern: '[a-z]+', minLength: 8, maxLength: 8, associationProperty: 'X' };
  expect(declared({ ...TEXTS, ...constraints, constraintDescription })?.Token).toMatchObject({
    AllowedPattern: '[a-z]+',
    MinLength: 8,
    MaxLength: 8,
    AssociationProperty: 'X',
    ConstraintDescription: constraintDescription,
  });
});

test('its id is the name, wherever it is needed', () => {
  expect(Object.keys(declared(TEXTS, 'Small') ?? {})).toEqual(['Token']);
});
