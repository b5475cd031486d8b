import * as ros from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Cache, Cluster, ClusterKind, RunnerToken } from '../../lib';
import type { Problem } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';
import type { RuleSet } from '../../lib/rules/rule-set';
import { checkRunner } from '../../lib/rules/runner-rules';
import type { RunnerModel } from '../../lib/runner/compose-runner';
import { composeRunner } from '../../lib/runner/compose-runner';
import { resolveRunner } from '../../lib/runner/resolved-runner';
import type { RunnerOverrides } from '../support/runner';
import { CLUSTER_ID } from '../support/runner';

export type Props = RunnerOverrides | ((stack: ros.Stack) => RunnerOverrides);

/** The model of a runner in an existing ACK cluster, without a cache unless the overrides give one. */
export function modelOf(overrides: Props = {}): RunnerModel {
  const stack = new ros.Stack(new ros.App(), 'Test');
  const { on = {}, ...props } = typeof overrides === 'function' ? overrides(stack) : overrides;
  const runner = new Construct(stack, 'Runner');
  const given = {
    cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK, virtualNode: false, ...on }),
    token: RunnerToken.fromExistingSecret('token'),
    cache: Cache.none(),
    ...props,
  };
  const resolved = resolveRunner(runner, given);
  return composeRunner(resolved, given.cache.bind(runner, resolved));
}

/** What the rules of a subject find with such a runner, or all rules. */
export function problemsOf(set: RuleSet<RunnerModel> | 'all', overrides: Props = {}): Problem[] {
  const report = new Report();
  const rules = set === 'all' ? { check: checkRunner } : set;
  rules.check(modelOf(overrides), report);
  return report.problems.map(({ rule, severity, at, message, line }) => ({
    rule,
    severity,
    at,
    message,
    ...(line !== undefined && { line }),
  }));
}
