import type { Choices } from '../../bin/init/project-files';
import { askForMissing } from '../../bin/init/questions';
import { canAsk } from '../../bin/terminal';
import { answeringTerminal, CTRL_C, ENTER } from '../support/asked-terminal';

const DOWN = '\u001B[B';
/** Answers each question by keys, when it is asked. */
async function answer(given: Partial<Choices>, ...answers: readonly string[]) {
  const { terminal, questions } = answeringTerminal(/(Which|How|Add)\b.*\?/, answers);
  return { choices: await askForMissing(given, terminal), questions };
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
