import { parse } from '@iarna/toml';
import type { Stack } from '@alicloud/ros-cdk-core';
import { Cache, Cluster, ClusterKind, GitLabRunner, RunnerToken } from '../../lib';
import type { ClusterAttributes, GitLabRunnerProps } from '../../lib';
import { deploy, releases } from './releases';
import { synthesize } from './synth';
import type { SynthResult } from './synth';

export const CLUSTER_ID = `c${'0123456789abcdef'.repeat(2)}`;

export type RunnerOverrides = Partial<GitLabRunnerProps> & { readonly on?: ClusterAttributes };

/** A runner called `Runner` in an existing cluster, without a cache unless the overrides give one. */
export function addRunner(stack: Stack, { on = {}, ...props }: RunnerOverrides = {}): GitLabRunner {
  return new GitLabRunner(stack, 'Runner', {
    cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK, virtualNode: false, ...on }),
    token: RunnerToken.fromExistingSecret('token'),
    cache: Cache.none(),
    ...props,
  });
}

export interface RenderedRunner extends SynthResult {
  /** The values of the release as ROS hands them to Helm. */
  readonly values: Record<string, unknown>;
  /** The configuration template, parsed by a TOML parser of another make. */
  readonly toml: { readonly runners: readonly Record<string, unknown>[] };
  /** The section `[runners.kubernetes]`. */
  readonly kubernetes: Record<string, unknown>;
}

/** What such a runner turns into. */
export function renderRunner(props: RunnerOverrides | ((stack: Stack) => RunnerOverrides) = {}): RenderedRunner {
  const result = synthesize((stack) => {
    addRunner(stack, typeof props === 'function' ? props(stack) : props);
  });
  const [release] = releases(deploy(result.template));
  const values = release!.values;
  const toml = parse((values.runners as { config: string }).config) as unknown as RenderedRunner['toml'];
  return { ...result, values, toml, kubernetes: toml.runners[0]!.kubernetes as Record<string, unknown> };
}
