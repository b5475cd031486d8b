import { checkArguments } from '../checks/check-arguments';
import type { Construct, RosResource } from '@alicloud/ros-cdk-core';
import { shown } from '../diagnostics/shown';
import { RosClusterHelmApplication } from '../ros/cs.generated';
import { known } from '../ros/tokens';

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
  /** What ROS waits for before it calls the release complete. */
  readonly waitUntil?: RosClusterHelmApplication.WaitUntilProperty[];
}

/** Login to a private chart repository in ACR. Give deploy-time values: NoEcho parameters or OOS secrets. */
export interface ChartCredential {
  /** Name of the user. */
  readonly userName: string;
  /** Password as a deploy-time value. Clear text is refused. */
  readonly password: string;
}

/** Where a chart comes from, which also decides the ROS resource that releases it. */
export abstract class ChartSource {
  /**
   * A chart archive (`.tgz`) on a web server, released by `ALIYUN::CS::ClusterHelmApplication`.
   *
   * Clusters in mainland China often cannot reach servers abroad in time: copy the archive to an OSS bucket of yours
   * and give its URL. `oci://` URLs are refused by the resource type.
   *
   * @param credential needed for a chart in a private ACR repository only
   * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusterhelmapplication
   */
  static url(url: string, credential?: ChartCredential): ChartSource {
    checkArguments('ChartSource.url', { credential });
    return new UrlChartSource(url, credential);
  }

  /** The archive's location, for messages and outputs. */
  abstract readonly location: string;

  /** Creates the resource that releases the chart. Its logical id is `id`. */
  abstract release(scope: Construct, id: string, options: ChartReleaseOptions): RosResource;

  /** What is wrong with this source, if anything. */
  fault(): string | undefined {
    return undefined;
  }
}

class UrlChartSource extends ChartSource {
  constructor(
    readonly location: string,
    private readonly credential?: ChartCredential,
  ) {
    super();
  }

  override fault(): string | undefined {
    const url = known(this.location);
    if (url !== undefined && !/^https?:\/\/.+\.tgz$/.test(url)) {
      return `${shown(url)} is not the http or https URL of a chart archive (.tgz); ROS takes no oci:// URL and no repository name`;
    }
    return known(this.credential?.password) === undefined
      ? undefined
      : 'has a credential whose password is in clear text, which would stand in the template; give a NoEcho parameter';
  }

  release(scope: Construct, id: string, options: ChartReleaseOptions): RosResource {
    return new RosClusterHelmApplication(scope, id, {
      clusterId: options.clusterId,
      chartUrl: this.location,
      name: options.releaseName,
      namespace: options.namespace,
      chartValues: options.values,
      credential: this.credential,
      waitUntil: options.waitUntil,
    });
  }
}
