import type { App } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import type { Problem } from '../diagnostics/problem';
import { InvalidInputError } from '../diagnostics/problem';
import { warningsAt } from '../diagnostics/settle';
import { checkFile } from '../stack/check-file';
import { wholeStackProblems } from '../stack/whole-stack-problems';

/**
 * The warnings of this library in a construct and all below it, in the order of the tree, or those in a file: a
 * `gitlab-runner.yaml` or a ROS template. Acknowledged ones are not among them.
 *
 * @param subject a construct such as the stack, or the path of a file
 */
export function warningsOf(subject: Construct | string): Problem[] {
  if (typeof subject === 'string') {
    return checkFile(subject).filter(({ severity }) => severity === 'warning');
  }
  return subject.node.findAll().flatMap((construct) => warningsAt(construct).map(plain));
}

/**
 * The errors in what a function builds, or in a file: a `gitlab-runner.yaml` or a ROS template. An empty list when
 * nothing is wrong. When the function returns a construct, such as the stack, the rules over its whole app are applied
 * too. An error that is not about the input is thrown on.
 *
 * @param subject a function that makes constructs, or the path of a file
 */
export function faultsOf(subject: string | (() => unknown)): Problem[] {
  if (typeof subject === 'string') {
    return checkFile(subject).filter(({ severity }) => severity === 'error');
  }
  try {
    const built = subject();
    return built instanceof Construct ? appProblems(built.node.root as App).map(plain) : [];
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems.map(plain);
    }
    throw error;
  }
}

function appProblems(app: App): readonly Problem[] {
  const problems = wholeStackProblems(app);
  if (problems.length === 0) {
    // Throws what shows at the end only, such as a secret in clear text.
    app.synth();
  }
  return problems;
}

/** Without what only the library needs. */
function plain({ rule, severity, at, message, line, fileLine }: Problem): Problem {
  return {
    rule,
    severity,
    at,
    message,
    ...(line !== undefined && { line }),
    ...(fileLine !== undefined && { fileLine }),
  };
}
