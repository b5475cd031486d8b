import { ClusterKind } from '../../../lib/cluster/cluster-kind';
import { mergeConfig } from '../../../lib/config/merge-config';
import type { KubernetesConfig, RunnerConfig } from '../../../lib/config/runner-config.generated';
import type { JobPlacement } from '../../../lib/placement/job-placement';
import type { ConfiguredJobs } from '../../../lib/runner/sizes/job-amounts';
import { mergeFragments } from '../../../lib/runner/fragment';
import { jobFragments } from '../../../lib/runner/jobs/job-fragment';
import { origins } from '../jobs/support';
import { plain } from '../../../lib/model/tree';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';

/** Jobs on a placement as a runner configures them, with settings of the user laid over. */
export function configuredJobs(
  jobs: JobOptions,
  placement: JobPlacement,
  kubernetes: KubernetesConfig = {},
): ConfiguredJobs {
  const pods = placement.place({ kind: ClusterKind.ACK, podGroup: 'jobs' });
  const input = { namespace: 'ci', jobs, placement: pods, serverless: placement.serverless, origins };
  const own = plain(mergeFragments(jobFragments(input)).config) as RunnerConfig;
  const config: RunnerConfig = { runners: { kubernetes } };
  return { jobs, mergedConfig: mergeConfig(own, config), config };
}
