import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import type { ChartVersion } from '../../chart/chart-version';
import type { Compute } from '../../placement/pod-placement';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from '../jobs/job-options';

/** config.toml as the runner gets it, as far as it is known at synth, by the names of typed `config`. */
export interface IRunnerSettings {
  /**
   * The value at a path such as `runners.kubernetes.podSecurityContext.runAsUser`. Undefined for what is not set, and for
   * what only the deployment knows.
   */
  known(path: string): unknown;
  /** Where the value at a path is set, as messages say it. Undefined for what is not set. */
  placeOf(path: string): string | undefined;
}

/** The runner whose jobs build images. */
export interface ImageBuildsContext {
  /** The chart, which decides the version of GitLab Runner. */
  readonly chartVersion: ChartVersion;
  /**
   * Where images come from whose names leave the registry open: `images.mirror` of the runner.
   *
   * @default - their own registries
   */
  readonly mirror?: string;
}

/** What image builds are judged by. */
export interface ImageBuildsCheckContext extends ImageBuildsContext {
  /** The compute that jobs run on. */
  readonly placement: Pick<Compute, 'name' | 'serverless'>;
  /** The settings of the runner: those of the image builds, with the user's own laid over them or in their place. */
  readonly settings: IRunnerSettings;
}

/** What image builds come to: what they contribute to the release, and what jobs get. */
export interface ImageBuildsConfig extends RunnerFragment {
  /** What jobs have where the `jobs` of the runner do not say otherwise. */
  readonly jobs: Pick<JobOptions, 'image' | 'resources' | 'serviceResources'>;
  /**
   * The folder in the build container in which the builder looks for the Docker configuration, `config.json`. The Secret
   * of the `registryCredentials` that image builds use is mounted there.
   *
   * @default - it reads none
   */
  readonly dockerConfigFolder?: string;
}

/** How jobs build images: {@link ImageBuilds} has the ways that there are. Implement it for a builder of your own. */
export interface IImageBuilds {
  /** What the runner and its jobs need; called once for each runner, which is the scope. */
  bind(scope: Construct, context: ImageBuildsContext): ImageBuildsConfig;
  /** Adds what speaks against it on this runner; `at` is its path in the props. */
  check?(context: ImageBuildsCheckContext, report: Report, at: string): void;
}
