import { ClusterKind } from '../../../lib/cluster/cluster-kind';
import { mergeConfig } from '../../../lib/config/merge-config';
import type { KubernetesConfig, RunnerConfig } from '../../../lib/config/runner-config.generated';
import type { JobPlacement } from '../../../lib/placement/job-placement';
import type { ConfiguredJobs } from '../../../lib/runner/sizes/job-amounts';
import { jobFragment } from '../../../lib/runner/jobs/job-fragment';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';

/** Jobs on a placement as a runner configures them, with settings of the user laid over. */
export function configuredJobs(
  jobs: JobOptions,
  placement: JobPlacement,
  kubernetes: KubernetesConfig = {},
): ConfiguredJobs {
  const pods = placement.place({ kind: ClusterKind.ACK, podGroup: 'jobs' });
  const fragment = jobFragment({ namespace: 'ci', jobs, placement: pods, serverless: placement.serverless });
  const config: RunnerConfig = { runners: { kubernetes } };
  return { jobs, mergedConfig: mergeConfig(fragment.config, config), config };
}
