import type { RunnerConfig } from '../../../lib';
import { option } from '../../../lib/model/origin';
import { plain } from '../../../lib/model/tree';
import { mergeFragments } from '../../../lib/runner/fragment';
import type { ImageBuildsConfig } from '../../../lib/runner/image-builds/image-builds-config';
import { jobFragments } from '../../../lib/runner/jobs/job-fragment';
import type { JobOptions } from '../../../lib/runner/jobs/job-options';

/** For tests that are not about origins. */
export const origins = {
  placement: option('jobs', 'placement'),
  cache: option('cache'),
  namespace: option('namespace'),
};

/** What the options of jobs come to, before `config` is laid over. */
export function jobConfig(
  jobs: JobOptions,
  more: { serverless?: boolean; builder?: ImageBuildsConfig } = {},
): RunnerConfig {
  const fragments = jobFragments({ namespace: 'ci', placement: {}, serverless: false, jobs, origins, ...more });
  return plain(mergeFragments(fragments).config) as RunnerConfig;
}

/** The image and the amounts of the containers of jobs. */
export function jobContainers(...input: Parameters<typeof jobConfig>): Record<string, unknown> {
  const kubernetes = Object.entries(jobConfig(...input).runners?.kubernetes ?? {});
  return Object.fromEntries(
    kubernetes.filter(([key, value]) => value !== undefined && /^image$|(Request|Limit)$/.test(key)),
  );
}
