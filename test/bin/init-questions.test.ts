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
  const { CI } = process.env;
  const before = { input: process.stdin.isTTY, error: process.stderr.isTTY, columns: process.stderr.columns };
  const canAskWhere = ({ input = true, error = true, columns = 80, ci = '' }) => {
    process.stdin.isTTY = input;
    process.stderr.isTTY = error;
    process.stderr.columns = columns;
    process.env.CI = ci;
    return Boolean(canAsk());
  };
  afterEach(() => {
    process.stdin.isTTY = before.input;
    process.stderr.isTTY = before.error;
    process.stderr.columns = before.columns;
    delete process.env.CI;
    Object.assign(process.env, CI === undefined ? {} : { CI });
  });

  test('where the input is no terminal, or a pipeline runs', () => {
    expect(canAskWhere({})).toBe(true);
    expect(canAskWhere({ input: false })).toBe(false);
    expect(canAskWhere({ error: false })).toBe(false);
    expect(canAskWhere({ columns: 0 })).toBe(false);
    expect(canAskWhere({ ci: 'true' })).toBe(false);
  });
});
