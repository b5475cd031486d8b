import { checkArguments } from '../checks/check-arguments';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { chartRules } from './chart-rules';
import { shown } from '../diagnostics/shown';
import { CHART_VALUES, KNOWN_CHARTS, NEWEST_KNOWN_CHART } from '../schema/generated/chart-values.generated';
import type { KeySchema, Schema } from '../schema/schema';
import { compareVersions } from './compare-versions';
import { isAffected } from './known-issues';
import { isUnresolved } from '../ros/tokens';

/** First chart minor of each major version of GitLab Runner. From there on, the minors of both count up together. */
export const RUNNER_MAJORS = [
  { major: 17, firstChartMinor: 65 },
  { major: 18, firstChartMinor: 77 },
  { major: 19, firstChartMinor: 89 },
];
const MINORS_PER_MAJOR = 12;

/** What is needed to know of a chart of your own numbering. */
export interface ChartVersionOptions {
  /**
   * Version of GitLab Runner in the chart, for instance `19.3.0`. Needed for charts of your own numbering.
   *
   * @default - found from the chart version, without the patch number
   */
  readonly appVersion?: string;
}

/**
 * A version of the official GitLab Runner Helm chart.
 *
 * @see https://docs.gitlab.com/runner/install/kubernetes/
 */
export class ChartVersion {
  /** GitLab Runner 17.6.0. */
  static readonly V0_71_0 = new ChartVersion('0.71.0', '17.6', '17.6.0', true);
  /** GitLab Runner 19.1.1. */
  static readonly V0_90_1 = new ChartVersion('0.90.1', '19.1', '19.1.1', true);
  /** The newest version whose values are all known and that works with an OSS cache. */
  static readonly DEFAULT = ChartVersion.V0_90_1;

  /**
   * Another version of the chart.
   *
   * @param version three numbers, as in `0.92.0`; a suffix such as `-rc1` may follow
   */
  static of(version: string, options: ChartVersionOptions = {}): ChartVersion {
    checkArguments('ChartVersion.of', { version, options });
    if (isUnresolved(version)) {
      throw invalid(
        'version',
        'is a deploy-time value, and everything is checked against the version before there is a template; write the version in your program, such as "0.90.1". For a choice of versions, synthesize a stack for each',
      );
    }
    const named = [ChartVersion.V0_71_0, ChartVersion.V0_90_1].find((known) => known.version === version);
    if (named !== undefined && options.appVersion === undefined) {
      return named;
    }
    const known = KNOWN_CHARTS.find((one) => one.version === version);
    const appVersion = options.appVersion ?? known?.runner;
    const tested = known !== undefined && options.appVersion === undefined;
    return new ChartVersion(version, runnerVersionOf(version, appVersion), appVersion, tested);
  }

  private constructor(
    /** Version of the chart, such as `0.90.1`. */
    readonly version: string,
    /** Minor version of GitLab Runner in the chart, such as `17.6`. */
    readonly runnerVersion: string,
    /** Full version of GitLab Runner in the chart, where known. */
    readonly appVersion: string | undefined,
    /** Whether this library's values were rendered with this very chart. */
    readonly tested: boolean,
  ) {}

  /** The archive that the official repository, https://charts.gitlab.io, names for this version. */
  get downloadUrl(): string {
    return `https://gitlab-charts.s3.amazonaws.com/gitlab-runner-${this.version}.tgz`;
  }

  /**
   * Whether the runner of this chart (18.9.0 to 18.11.1) asks S3 for checksums that other stores, such as OSS, need not
   * understand.
   *
   * @see https://gitlab.com/gitlab-org/gitlab-runner/-/issues/39402
   */
  get brokenS3Checksums(): boolean {
    return isAffected('chart-version-without-oss', this.fullRunnerVersion);
  }

  /**
   * Version of GitLab Runner with three numbers. The patch number of the official chart is that of the runner in it.
   *
   * @internal
   */
  get fullRunnerVersion(): string {
    return this.appVersion ?? `${this.runnerVersion}.${this.version.split(/[.-]/)[2]}`;
  }

  /**
   * The newest version whose keys are all known, where this one is newer; undefined where it is not.
   *
   * @internal
   */
  get newerThan(): string | undefined {
    return compareVersions(this.version, NEWEST_KNOWN_CHART) > 0 ? `chart ${NEWEST_KNOWN_CHART}` : undefined;
  }

  /** Whether the chart reads a value key, for instance `metrics.podMonitor`. */
  knowsKey(path: string): boolean {
    let schema: Schema = CHART_VALUES;
    for (const name of path.split('.')) {
      const keys = schema.keys ?? {};
      const key: KeySchema | undefined = Object.hasOwn(keys, name) ? keys[name] : undefined;
      if (key === undefined || !this.isAtLeast(key.since ?? '0')) {
        return false;
      }
      schema = key;
    }
    return true;
  }

  /** Whether this version is the given one or a later one. */
  isAtLeast(version: string): boolean {
    return compareVersions(this.version, version) >= 0;
  }

  /** Negative when this is the older version, zero when both are the same. */
  compareTo(other: ChartVersion): number {
    return compareVersions(this.version, other.version);
  }
}

function runnerVersionOf(version: string, appVersion: string | undefined): string {
  const chart = /^(\d+)\.(\d+)\.\d+(-[0-9A-Za-z.-]+)?$/.exec(version);
  if (chart === null) {
    throw invalid(
      'version',
      `is ${shown(version)}; allowed are three numbers with dots, as in "${NEWEST_KNOWN_CHART}"`,
    );
  }
  if (appVersion !== undefined) {
    const app = /^(\d+\.\d+)\.\d+/.exec(appVersion);
    if (app === null) {
      throw invalid('appVersion', `is ${shown(appVersion)}; allowed are three numbers with dots, as in "19.1.1"`);
    }
    return app[1]!;
  }
  const runner = chart[1] === '0' ? runnerOfChartMinor(Number(chart[2])) : undefined;
  if (runner === undefined) {
    throw invalid(
      'version',
      `is ${shown(version)}, whose version of GitLab Runner is not known; allowed are ${knownRange()}. ` +
        'A chart of another numbering takes TypeScript, where ChartVersion.of(version, { appVersion }) says which runner is in it',
    );
  }
  return runner;
}

function runnerOfChartMinor(minor: number): string | undefined {
  const found = RUNNER_MAJORS.find(
    ({ firstChartMinor }) => minor >= firstChartMinor && minor < firstChartMinor + MINORS_PER_MAJOR,
  );
  return found && `${found.major}.${minor - found.firstChartMinor}`;
}

function knownRange(): string {
  const ranges = RUNNER_MAJORS.map(
    ({ major, firstChartMinor: first }) => `0.${first} to 0.${first + MINORS_PER_MAJOR - 1} (GitLab Runner ${major})`,
  );
  return ranges.join(', ');
}

function invalid(at: string, message: string): InvalidInputError {
  return new InvalidInputError('ChartVersion.of(...)', [problemOf(chartRules['chart-version'], at, message)]);
}
