import { existsSync } from 'node:fs';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { fileRules } from './file-rules';
import { readFile } from './files';

/**
 * Checks what ros-cdk-core reads beside its input, and gives up on without a word about where the problem is: the context
 * in the environment, and the file of the ros-cdk CLI in the working folder. Neither is shown, since both may hold
 * anything.
 */
export function checkSurroundings(): void {
  const context = process.env[CONTEXT];
  if (context !== undefined && context !== '' && !isJsonMap(context)) {
    throw new InvalidInputError(`the environment variable ${CONTEXT}`, [
      problemOf(
        fileRules['context-not-json'],
        'its text',
        'is not a map in JSON; write it like {"config":"gitlab-runner.yaml"}, or leave the variable out',
      ),
    ]);
  }
  if (existsSync(STACK_INFO) && !isJsonMap(readFile(STACK_INFO, RESTORE).toString())) {
    throw new InvalidInputError(STACK_INFO, [
      problemOf(fileRules['stack-info-not-json'], 'the file', `is not a map in JSON; ${RESTORE}`),
    ]);
  }
}

/** Context that the ros-cdk CLI hands over. */
const CONTEXT = 'CDK_CONTEXT_JSON';
/** Where the ros-cdk CLI keeps the ids of stacks. */
const STACK_INFO = 'stack.info.json';
const RESTORE = 'restore it, or delete it and run `ros-cdk generate-stack-file`';

function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
