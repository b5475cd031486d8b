import type { Construct } from '@alicloud/ros-cdk-core';
import { RosResource } from '@alicloud/ros-cdk-core';
import { checkArguments } from '../checks/check-arguments';
import { checkNoSecrets } from '../diagnostics/check-secrets';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { RosClusterHelmApplication } from '../ros/cs.generated';
import { known } from '../ros/tokens';
import type { ChartLogin } from './chart-login';
import { releaseRules } from './release-rules';
import type { WaitCondition } from './wait-condition';
import { waitUntil } from './wait-condition';

/** What a chart source needs to release the chart. */
export interface ChartReleaseOptions {
  /** Id of the cluster. */
  readonly clusterId: string;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Values of the chart. */
  readonly values: Record<string, unknown>;
  /**
   * What ROS waits for before it calls the release complete.
   *
   * @default - nothing
   */
  readonly waitFor?: WaitCondition[];
}

/** Where a chart comes from, which also decides the ROS resource that releases it. */
export interface IChartSource {
  /** Creates the resource that releases the chart. Its logical id is `id`. */
  release(scope: Construct, id: string, options: ChartReleaseOptions): RosResource;
}

/** How a chart is fetched. */
export interface ChartUrlOptions {
  /**
   * Login to a private repository in ACR.
   *
   * @default - none
   */
  readonly login?: ChartLogin;
}

/** Where a chart comes from. Implement {@link IChartSource} for a source of your own. */
export class ChartSource implements IChartSource {
  /**
   * A chart archive (`.tgz`) on a web server, released by `ALIYUN::CS::ClusterHelmApplication`.
   *
   * Clusters in mainland China often cannot reach servers abroad in time: copy the archive to an OSS bucket of yours
   * and give its URL. `oci://` URLs are refused, since the resource type takes none.
   *
   * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusterhelmapplication
   */
  static fromUrl(url: string, options: ChartUrlOptions = {}): ChartSource {
    checkArguments('ChartSource.fromUrl', { url, options });
    checkSource('ChartSource.fromUrl(...)', 'url', url, chartUrlFault(url));
    return new ChartSource(
      (scope, id, { clusterId, releaseName, namespace, values, waitFor }) =>
        new RosClusterHelmApplication(
          scope,
          id,
          {
            clusterId,
            chartUrl: url,
            name: releaseName,
            namespace,
            chartValues: values,
            credential: options.login?._bind(scope),
            waitUntil: waitUntil(waitFor),
          },
          true,
        ),
    );
  }

  /**
   * A Helm chart artifact of the Compute Nest service that the template belongs to, released by FluxCD, which a ROS
   * module of Compute Nest installs in the cluster. It takes `oci://` URLs. Compute Nest puts the URL of the artifact, and
   * the login to its registry, in the place of two placeholders; outside of Compute Nest nobody does.
   *
   * @param name name of the artifact in the `HelmChartArtifactRelation` of the service
   * @see https://help.aliyun.com/en/compute-nest/helm-chart-deployment-package
   */
  static fromFluxArtifact(name: string): ChartSource {
    checkArguments('ChartSource.fromFluxArtifact', { name });
    checkSource('ChartSource.fromFluxArtifact(...)', 'name', name, artifactFault(name));
    return new ChartSource((scope, id, { clusterId, releaseName, namespace, values, waitFor }) => {
      const module = new RosResource(scope, id, {
        type: FLUX_MODULE,
        properties: {
          ClusterId: clusterId,
          HelmChartUrl: `{{ computenest::helmchart::${name} }}`,
          DockerConfigJson: '{{ computenest::helm::dockerconfigjson }}',
          ReleaseName: releaseName,
          Namespace: namespace,
          ChartValues: values,
          WaitUntil: waitUntil(waitFor)?.map(pascalCaseKeys),
        },
      });
      module.addOverride('Version', FLUX_MODULE_VERSION);
      return module;
    });
  }

  private constructor(private readonly releasing: IChartSource['release']) {}

  release(scope: Construct, id: string, options: ChartReleaseOptions): RosResource {
    return this.releasing(scope, id, options);
  }
}

const FLUX_MODULE = 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy';

/** The version that public services use together with chart artifacts. */
const FLUX_MODULE_VERSION = 'v1';

/** Why ROS cannot fetch a chart from a URL. */
export function chartUrlFault(given: string): string | undefined {
  const url = known(given);
  return url === undefined || /^https?:\/\/.+\.tgz$/.test(url)
    ? undefined
    : `${shown(url)} is not the http or https URL of a chart archive (.tgz); ROS takes no oci:// URL and no repository name`;
}

function artifactFault(name: string): string | undefined {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
    ? undefined
    : `${shown(name)} is not the name of an artifact; use lower-case letters, digits and hyphens`;
}

function checkSource(call: string, at: string, source: string, fault: string | undefined): void {
  const report = new Report();
  if (!checkNoSecrets(source, at, report) && fault !== undefined) {
    report.add(releaseRules['chart-source'], at, fault);
  }
  report.throwIfAny(call);
}

function pascalCaseKeys(condition: object): object {
  return Object.fromEntries(
    Object.entries(condition).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value as unknown]),
  );
}
