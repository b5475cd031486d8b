import type { Report } from '../../diagnostics/report';
import type { ChartVersion } from '../../chart/chart-version';
import type { RunnerConfig } from '../../config/runner-config.generated';
import type { Compute } from '../../placement/pod-placement';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from '../jobs/job-options';

/** What a way to build images is judged by. */
export interface ImageBuildsContext {
  /** The compute that jobs run on. */
  readonly placement: Pick<Compute, 'name' | 'serverless'>;
  /** The chart, which decides the version of GitLab Runner. */
  readonly chartVersion: ChartVersion;
  /** The configuration of the runner: the builder's, with the user's own settings laid over it. */
  readonly mergedConfig: RunnerConfig;
}

/** One way to build images in jobs: what the runner needs for it, and where it works. */
export interface ImageBuilder {
  /** What jobs have where the `jobs` of the runner do not say otherwise. */
  readonly jobs: Pick<JobOptions, 'image' | 'resources' | 'serviceResources'>;
  /** What the runner needs beyond that. */
  configure(): RunnerFragment;
  /** The same builder, with images from the mirror where their names leave the registry open. */
  withMirror(mirror: string): ImageBuilder;
  /** Adds what speaks against it on this runner; `at` is the path of the image builds in the props. */
  check(context: ImageBuildsContext, findings: Report, at: string): void;
}
