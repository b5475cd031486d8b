import { Fn, RosParameter, RosParameterType, RosPseudo, Stack, Token } from '@alicloud/ros-cdk-core';
import type { RosParameterProps } from '@alicloud/ros-cdk-core';
import { escapingAtDeployment } from '../../lib/ros/escaped-text';
import { evaluate } from '../../lib/testing';
import { parse } from 'smol-toml';

const NASTY = 'a "quoted" text\nwith \\n and {{ .Release.Name }}';

function textOf(props: Partial<RosParameterProps>, use: (parameter: RosParameter) => string) {
  const stack = new Stack();
  const parameter = new RosParameter(stack, 'Name', { type: RosParameterType.STRING, ...props });
  return stack.resolve(escapingAtDeployment(stack)(use(parameter))) as unknown;
}

/** What Helm makes of a text, as far as its one action goes. */
const byHelm = (text: string) => text.replaceAll('{{ `{{` }}', '{{');

test.each<[string, (parameter: RosParameter) => string, string]>([
  ['alone', (parameter) => parameter.valueAsString, NASTY],
  ['within other text', (parameter) => `before "${parameter.valueAsString}" after`, `before "${NASTY}" after`],
  ['in a function', (parameter) => Fn.join('-', [parameter.valueAsString, 'x']), `${NASTY}-x`],
])('a parameter that may be any text is escaped %s', (_, use, expected) => {
  const value = textOf({}, use);
  const template = { Parameters: { Name: { Type: 'String' } }, Outputs: { Text: { Value: value } } };
  const { outputs } = evaluate(template, { parameters: { Name: NASTY } }) as unknown as {
    outputs: { Text: string };
  };
  expect(parse(`text = "${byHelm(outputs.Text)}"`)).toEqual({ text: expected });
});

test.each<[string, Partial<RosParameterProps>, (parameter: RosParameter) => string]>([
  ['has a pattern', { allowedPattern: '^[a-z]+$' }, (parameter) => parameter.valueAsString],
  ['has a list of values', { allowedValues: ['a', 'b'] }, (parameter) => parameter.valueAsString],
  ['is a number', { type: RosParameterType.NUMBER }, (parameter) => Token.asString(parameter.value)],
  ['is not in the text', {}, () => `the ${RosPseudo.stackName}`],
])('a text is left alone where the parameter %s', (_, props, use) => {
  expect(textOf(props, use)).toBeUndefined();
});

test('a text without deploy-time values is left alone', () => {
  expect(textOf({}, () => 'a "quoted" text')).toBeUndefined();
});
