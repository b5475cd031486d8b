import type { IConstruct } from '@alicloud/ros-cdk-core';
import { ConstructNode, Stack } from '@alicloud/ros-cdk-core';
import { StackChecks } from '../checks/stack-checks';
import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { configurationFileRules } from '../rules/configuration-file-rules';

/** What shows in the finished tree only. core would find it too, and throw it as if it were an error of ours. */
export function wholeStackProblems(root: IConstruct): readonly RuledProblem[] {
  const report = new Report();
  const messages = ConstructNode.validate(root.node);
  for (const source of new Set(messages.map((one) => one.source))) {
    if (source instanceof StackChecks) {
      report.addAll(source.problems().map((problem) => ({ ...problem, at: Stack.of(source).node.path })));
    }
  }
  for (const { source, message } of messages.filter((one) => !(one.source instanceof StackChecks))) {
    report.add(configurationFileRules['stack-validation'], source.node.path, message);
  }
  return report.problems;
}
