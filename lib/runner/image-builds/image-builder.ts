import type { Report } from '../../diagnostics/report';
import type { ChartVersion } from '../../chart/chart-version';
import type { Compute } from '../../placement/pod-placement';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from '../jobs/job-options';

/** config.toml as the runner gets it, as far as it is known at synth, by the names of typed `config`. */
export interface RunnerSettings {
  /**
   * The value at a path such as `runners.kubernetes.podSecurityContext.runAsUser`. Undefined for what is not set, and for
   * what only the deployment knows.
   */
  known(path: string): unknown;
  /** Where the value at a path is set, as messages say it. Undefined for what is not set. */
  placeOf(path: string): string | undefined;
}

/** What a way to build images is judged by. */
export interface ImageBuildsContext {
  /** The compute that jobs run on. */
  readonly placement: Pick<Compute, 'name' | 'serverless'>;
  /** The chart, which decides the version of GitLab Runner. */
  readonly chartVersion: ChartVersion;
  /** The settings of the runner: the builder's, with the user's own laid over them or in their place. */
  readonly settings: RunnerSettings;
}

/** One way to build images in jobs: what the runner needs for it, and where it works. */
export interface ImageBuilder {
  /** What jobs have where the `jobs` of the runner do not say otherwise. */
  readonly jobs: Pick<JobOptions, 'image' | 'resources' | 'serviceResources'>;
  /**
   * The folder in the build container in which it looks for the Docker configuration, `config.json`. The Secret of the
   * `registryCredentials` that image builds use is mounted there.
   *
   * @default - it reads none
   */
  readonly dockerConfigFolder?: string;
  /** What the runner needs beyond that. */
  configure(): RunnerFragment;
  /** The same builder, with images from the mirror where their names leave the registry open. */
  withMirror(mirror: string): ImageBuilder;
  /** Reports what speaks against it on this runner; `at` is the path of the image builds in the props. */
  check(context: ImageBuildsContext, report: Report, at: string): void;
}
