import TOML from '@iarna/toml';
import type { Stack } from '@alicloud/ros-cdk-core';
import type { ICache } from '../../lib/cache/cache';
import { Cluster } from '../../lib/cluster/cluster';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import type { EvaluatedTemplate } from '../../lib/testing/evaluate';
import { appliedObjects, releases } from '../support/releases';

/** A runner that needs nothing but the cache: its cluster and its token are there already. */
export function addRunner(stack: Stack, cache: ICache, id = 'Runner'): GitLabRunner {
  return new GitLabRunner(stack, id, {
    cluster: Cluster.fromClusterId(stack, `${id}Cluster`, `c${'0'.repeat(32)}`),
    token: RunnerToken.fromExistingSecret('token'),
    cache,
  });
}

/** `[runners.cache]` of a release's config.toml, as a TOML parser reads it; undefined when there is none. */
export function cacheConfig(deployed: EvaluatedTemplate, releaseId = 'RunnerRelease'): unknown {
  const values = releases(deployed).find(({ id }) => id === releaseId)?.values as { runners: { config: string } };
  const [runner] = TOML.parse(values.runners.config).runners as TOML.JsonMap[];
  return runner?.cache;
}

/** The data of a Secret that the stack applies, decoded. */
export function secretData(deployed: EvaluatedTemplate, name: string): Record<string, string> {
  const secret = appliedObjects(deployed, 'test').find(({ metadata }) => metadata.name === name);
  const data = Object.entries(secret?.data ?? {});
  return Object.fromEntries(data.map(([key, value]) => [key, decode(value)]));
}

/** Strict, as Kubernetes is: Buffer alone would skip over line breaks and anything else that is not Base64. */
function decode(base64: string): string {
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    throw new Error(`not Base64: ${JSON.stringify(base64)}`);
  }
  return Buffer.from(base64, 'base64').toString('utf8');
}
