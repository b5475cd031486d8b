import { PassThrough } from 'node:stream';
import type { Choices } from '../../bin/init/project-files';
import { askForMissing, canAsk } from '../../bin/init/questions';

const DOWN = '\u001B[B';
const ENTER = '\r';
const CTRL_C = '\u0003';

/** Answers each question by keys, when it is asked. */
async function answer(given: Partial<Choices>, ...answers: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { columns: 100, rows: 40, isTTY: true });
  const questions: string[] = [];
  const open = [...answers];
  output.on('data', (chunk: Buffer) => {
    const question = /(Which|How|Add)\b.*\?/.exec(chunk.toString())?.[0];
    if (question !== undefined && !questions.includes(question)) {
      questions.push(question);
      const keys = open.shift() ?? CTRL_C;
      setTimeout(() => keys.split(/(?=\r)/).forEach((key) => input.write(key)), 5);
    }
  });
  const choices = await askForMissing(given, { input, output });
  return { choices, questions };
}

const CLUSTER = expect.stringMatching(/^Which cluster/) as string;
const FORM = expect.stringMatching(/^How/) as string;
const PIPELINE = expect.stringMatching(/^Add a \.gitlab-ci\.yml/) as string;

test('all is asked where nothing is given, and Enter takes what is preselected', async () => {
  expect(await answer({}, ENTER, ENTER, ENTER)).toEqual({
    choices: { cluster: 'existing', typescript: false, pipeline: false },
    questions: [CLUSTER, FORM, PIPELINE],
  });
});

test('other answers are taken', async () => {
  const { choices } = await answer({}, `${DOWN}${ENTER}`, `${DOWN}${ENTER}`, 'y');
  expect(choices).toEqual({ cluster: 'ack', typescript: true, pipeline: true });
});

test('what options say is not asked', async () => {
  expect(await answer({ cluster: 'acs', pipeline: true }, `${DOWN}${ENTER}`)).toEqual({
    choices: { cluster: 'acs', typescript: true, pipeline: true },
    questions: [FORM],
  });
  const all = { cluster: 'acs', typescript: false, pipeline: false } as const;
  expect(await answer(all)).toEqual({ choices: all, questions: [] });
});

test.each([
  ['first', [CTRL_C], 1],
  ['second', [ENTER, CTRL_C], 2],
  ['last', [ENTER, ENTER, CTRL_C], 3],
])('Ctrl-C at the %s question gives up', async (_, answers, asked) => {
  const { choices, questions } = await answer({}, ...answers);
  expect(choices).toBeUndefined();
  expect(questions).toHaveLength(asked);
});

describe('nobody is asked', () => {
  const before = { in: process.stdin.isTTY, err: process.stderr.isTTY, ci: process.env.CI };
  const put = (input: boolean, error: boolean, ci: string | undefined) => {
    process.stdin.isTTY = input;
    process.stderr.isTTY = error;
    process.env.CI = ci ?? '';
  };
  afterEach(() => {
    process.stdin.isTTY = before.in;
    process.stderr.isTTY = before.err;
    if (before.ci === undefined) {
      delete process.env.CI;
    } else {
      process.env.CI = before.ci;
    }
  });

  test('where the input is no terminal, or a pipeline runs', () => {
    put(true, true, undefined);
    expect(canAsk()).toBe(true);
    put(false, true, undefined);
    expect(canAsk()).toBeFalsy();
    put(true, false, undefined);
    expect(canAsk()).toBeFalsy();
    put(true, true, 'true');
    expect(canAsk()).toBe(false);
  });
});
