import { askForParameters } from '../../bin/check/parameter-questions';
import { missingParameters } from '../../lib/dry-run/parameters';
import type { TemplateParameter } from '../../lib/template/ros-template';
import { answeringTerminal, CTRL_C, ENTER } from '../support/asked-terminal';

const DECLARED: Readonly<Record<string, TemplateParameter>> = {
  ClusterId: { Type: 'String', AllowedPattern: '^c[0-9a-f]+$' },
  Namespace: { Type: 'String', Default: 'ci' },
  RunnerToken: { Type: 'String', NoEcho: true },
  Zone: { Type: 'String' },
};

async function answer(...answers: readonly string[]) {
  const { terminal, questions } = answeringTerminal(/Value of the parameter \w+\?/, answers);
  return { values: await askForParameters(missingParameters(DECLARED, {}), terminal), questions };
}

test('asks for what has no default and is no secret', async () => {
  expect(await answer(`c0a1${ENTER}`, `cn-hangzhou-i${ENTER}`)).toEqual({
    values: { ClusterId: 'c0a1', Zone: 'cn-hangzhou-i' },
    questions: ['Value of the parameter ClusterId?', 'Value of the parameter Zone?'],
  });
});

test('Enter leaves a parameter to its stand-in', async () => {
  expect((await answer(ENTER, `a${ENTER}`)).values).toEqual({ Zone: 'a' });
});

test('a value that ROS would refuse is not taken', async () => {
  const { values } = await answer(`x${ENTER}\u007Fc1${ENTER}`, ENTER);
  expect(values).toEqual({ ClusterId: 'c1' });
});

test('Ctrl-C gives up', async () => {
  expect((await answer(`c1${ENTER}`, CTRL_C)).values).toBeUndefined();
});

test('what an option gives is not asked', () => {
  expect(Object.keys(missingParameters(DECLARED, { Zone: 'a' }))).toEqual(['ClusterId']);
});
