import { existsSync } from 'node:fs';
import { isMap } from '../../lib/diagnostics/is-map';
import { checkSurroundings } from '../../lib/checks/surroundings';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { checkFile } from '../../lib/stack/check-file';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem, skipped, warning } from './finding';

const DUPLICATES = 'ros-cdk:enableStackNameDuplicates';

/** What in cdk.json makes the ros-cdk CLI fail without a word about it. */
export const cdkJson: Check = {
  id: 'cdk-json',
  title: 'cdk.json',
  run: ({ cdkJson: content }) => {
    if (content === undefined) {
      return [skipped('there is none in this folder; only the ros-cdk CLI needs it')];
    }
    const findings = [...keyFindings(content), ...contextFindings(content.context)];
    return findings.length > 0 ? findings : [ok(`the app is ${String(content.app)}`)];
  },
};

function keyFindings(content: Readonly<Record<string, unknown>>): Finding[] {
  if (Object.keys(content).length === 0) {
    return [problem('is empty or no map in JSON; write it as in the document about deploying')];
  }
  const missing = {
    app: 'the ros-cdk CLI does not know what to run; write for instance "app": "npx ros-cdk-gitlab-runner"',
    languageInfo: 'every command of the ros-cdk CLI crashes with a TypeError; write "languageInfo": "typescript"',
  };
  return Object.entries(missing).flatMap(([key, effect]) =>
    typeof content[key] === 'string' ? [] : [problem(`has no text for ${key}, so ${effect}`)],
  );
}

/** The CLI's own template for new projects sets this key, to a text that counts as true whatever it is. */
function contextFindings(context: unknown): Finding[] {
  return isMap(context) && Boolean(context[DUPLICATES])
    ? [
        warning(
          `the context key ${DUPLICATES} names templates after the ids of stacks, while \`ros-cdk deploy\` looks for their names; leave it out, or give stacks their ids as names`,
        ),
      ]
    : [];
}

/** What ros-cdk-core reads beside its input. */
export const files: Check = {
  id: 'files',
  title: 'Files of the ros-cdk CLI',
  run: () => {
    try {
      checkSurroundings();
      return [ok('context and stack.info.json can be read, where they are there')];
    } catch (error) {
      if (!(error instanceof InvalidInputError)) {
        throw error;
      }
      return error.problems.map(({ at, message }) => problem(`${error.where}, ${at}: ${message}`));
    }
  },
};

export const configuration: Check = {
  id: 'configuration',
  title: 'Configuration',
  run: ({ config }) => {
    if (!existsSync(config)) {
      return config === 'gitlab-runner.yaml'
        ? [skipped('there is no gitlab-runner.yaml in this folder; name another file by --config')]
        : [problem(`${config} does not exist; name another file by --config`)];
    }
    const problems = checkFile(config);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const look = `\`ros-cdk-gitlab-runner check ${config}\` shows them`;
    if (errors > 0) {
      return [problem(`${config} has ${counted(errors, 'problem')}; ${look}`)];
    }
    return problems.length > 0
      ? [warning(`${config} has ${counted(problems.length, 'warning')}; ${look}`)]
      : [ok(config)];
  },
};

function counted(count: number, what: string): string {
  return count === 1 ? `a ${what}` : `${count} ${what}s`;
}
