import type { Construct } from '@alicloud/ros-cdk-core';
import { versionOfArchive } from '../chart/chart-archive';
import { chartRules } from '../chart/chart-rules';
import { ChartVersion } from '../chart/chart-version';
import { checkArguments } from '../checks/check-arguments';
import type { ChartLogin } from '../cluster/chart-login';
import type { ChartUrlOptions, IChartSource } from '../cluster/chart-source';
import { ChartSource } from '../cluster/chart-source';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';

/** The release that a chart is for. */
export interface ChartContext {
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Namespace of the Helm release. */
  readonly namespace: string;
}

/** What a chart comes to. */
export interface ChartConfig {
  /** Version of the chart, which everything is checked against. */
  readonly version: ChartVersion;
  /** Where the chart of that version comes from. */
  readonly source: IChartSource;
}

/** The Helm chart that a runner is released by. */
export interface IChart {
  /** The version of the chart and its source; called once for each runner, which is the scope. */
  bind(scope: Construct, context: ChartContext): ChartConfig;
  /** Adds what speaks against the chart; `at` is its path in the props. */
  check?(context: ChartContext, report: Report, at: string): void;
}

/** Which version of the chart a URL is of, and how it is fetched. */
export interface RunnerChartUrlOptions extends ChartUrlOptions {
  /**
   * Version of the chart. It must be that in the name of the archive, where there is one.
   *
   * @default - read from the name of the archive, `gitlab-runner-<version>.tgz`
   */
  readonly version?: ChartVersion | string;
}

/** A version of the official Helm chart, and where it comes from. Implement {@link IChart} for a chart of your own. */
export class RunnerChart implements IChart {
  /**
   * The archive of a version in GitLab's chart repository.
   *
   * @param version the version, or its number such as `0.92.0`; a deploy-time value is refused, since everything is
   * checked against the version
   */
  static fromVersion(version: ChartVersion | string): RunnerChart {
    checkArguments('RunnerChart.fromVersion', { version });
    const given = chartVersion('RunnerChart.fromVersion', version);
    return new RunnerChart(given, ChartSource.fromUrl(given.downloadUrl));
  }

  /**
   * A copy of the chart's archive (`.tgz`) on a web server, for instance in an OSS bucket near the cluster.
   *
   * @param url http or https URL of the archive; one that ends in a deploy-time value needs the option `version`
   */
  static fromUrl(url: string, options: RunnerChartUrlOptions = {}): RunnerChart {
    checkArguments('RunnerChart.fromUrl', { url, options });
    const { login } = options;
    const source = ChartSource.fromUrl(url, { login });
    const ofArchive = versionOfArchive(url);
    const version = options.version ?? ofArchive;
    if (version === undefined) {
      throw invalid(
        chartRules['chart-version-unknown'],
        'url',
        'does not tell the version of the chart, since it does not end in "/gitlab-runner-<version>.tgz"; give the version too, such as "0.90.1"',
      );
    }
    const given = chartVersion('RunnerChart.fromUrl', version);
    if (ofArchive !== undefined && ofArchive !== given.version) {
      throw invalid(
        chartRules['chart-version-contradicted'],
        'version',
        `is ${shown(given.version)}, and the archive is named gitlab-runner-${ofArchive}.tgz; leave the version out, or give the URL of version ${given.version}`,
      );
    }
    return new RunnerChart(given, source, login);
  }

  /**
   * A Helm chart artifact of the Compute Nest service that the template belongs to, released by FluxCD.
   *
   * @param version version of the chart in the artifact
   * @param name name of the artifact in the `HelmChartArtifactRelation` of the service
   * @see https://help.aliyun.com/en/compute-nest/helm-chart-deployment-package
   */
  static fromFluxArtifact(version: ChartVersion | string, name = 'gitlab-runner'): RunnerChart {
    checkArguments('RunnerChart.fromFluxArtifact', { version, name });
    return new RunnerChart(chartVersion('RunnerChart.fromFluxArtifact', version), ChartSource.fromFluxArtifact(name));
  }

  private constructor(
    private readonly version: ChartVersion,
    private readonly source: ChartSource,
    private readonly login?: ChartLogin,
  ) {}

  bind(scope: Construct, _context: ChartContext): ChartConfig {
    // The parameters of a login are called after who binds it first, which is to be the runner.
    this.login?._bind(scope);
    return { version: this.version, source: this.source };
  }
}

/** Its problems are those of the call that the user knows. */
function chartVersion(call: string, version: ChartVersion | string): ChartVersion {
  try {
    // Plain JavaScript may give anything.
    return isChartVersion(version) ? version : ChartVersion.of(version);
  } catch (error) {
    throw error instanceof InvalidInputError ? new InvalidInputError(`${call}(...)`, error.problems) : error;
  }
}

function isChartVersion(version: ChartVersion | string): version is ChartVersion {
  return typeof version === 'object' && 'runnerVersion' in version;
}

function invalid(rule: Rule, at: string, message: string): InvalidInputError {
  return new InvalidInputError('RunnerChart.fromUrl(...)', [problemOf(rule, at, message)]);
}
