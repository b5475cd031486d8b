import type { Stack } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Cache, Cluster, ClusterKind, RunnerToken } from '../../lib';
import type { Problem } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';
import type { RuleSet } from '../../lib/rules/rule-set';
import type { RunnerModel } from '../../lib/runner/compose-runner';
import { composeRunner } from '../../lib/runner/compose-runner';
import { resolveRunner } from '../../lib/runner/resolved-runner';
import type { RunnerOverrides } from '../support/runner';
import { CLUSTER_ID } from '../support/runner';
import { synth } from '../support/synth';

/** What the rules of one subject say of a runner, which is in an existing cluster unless the overrides say otherwise. */
export function problemsOf(
  rules: RuleSet<RunnerModel>,
  overrides: RunnerOverrides | ((stack: Stack) => RunnerOverrides) = {},
): readonly Problem[] {
  const report = new Report();
  synth((stack) => {
    const { on = {}, ...props } = typeof overrides === 'function' ? overrides(stack) : overrides;
    const { cache = Cache.none() } = props;
    const scope = new Construct(stack, 'Runner');
    const runner = resolveRunner(scope, {
      cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, {
        kind: ClusterKind.ACK,
        virtualNode: false,
        ...on,
      }),
      token: RunnerToken.fromExistingSecret('token'),
      ...props,
    });
    rules.check(composeRunner(runner, cache.bind(scope, runner)), report);
  });
  return report.problems.map(({ rule, severity, at, message, line }) => ({
    rule,
    severity,
    at,
    message,
    ...(line !== undefined && { line }),
  }));
}
