import type { Construct } from '@alicloud/ros-cdk-core';
import { RosResource } from '@alicloud/ros-cdk-core';
import { shown } from '../diagnostics/shown';
import type { ChartReleaseOptions } from './chart-source';
import { ChartSource } from './chart-source';

const MODULE = 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy';

/** The version that public services use together with chart artifacts. */
const MODULE_VERSION = 'v1';

/**
 * A chart that a ROS module of Compute Nest releases by FluxCD, which the module installs in the cluster. It takes
 * `oci://` URLs, and `ALIYUN::CS::ClusterHelmApplication` does not.
 */
export class FluxChartSource extends ChartSource {
  /**
   * A Helm chart artifact of the Compute Nest service that the template belongs to. Compute Nest puts its URL, and the
   * login to its registry, in the place of two placeholders; outside of Compute Nest nobody does.
   *
   * @param name name of the artifact in the `HelmChartArtifactRelation` of the service
   * @see https://help.aliyun.com/en/compute-nest/helm-chart-deployment-package
   */
  static computeNestArtifact(name = 'gitlab-runner'): FluxChartSource {
    return new FluxChartSource(name);
  }

  readonly location: string;

  private constructor(private readonly name: string) {
    super();
    this.location = `{{ computenest::helmchart::${name} }}`;
  }

  override fault(): string | undefined {
    return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(this.name)
      ? undefined
      : `${shown(this.name)} is not the name of an artifact; use lower-case letters, digits and hyphens`;
  }

  release(scope: Construct, id: string, options: ChartReleaseOptions): RosResource {
    const module = new RosResource(scope, id, {
      type: MODULE,
      properties: {
        ClusterId: options.clusterId,
        HelmChartUrl: this.location,
        DockerConfigJson: '{{ computenest::helm::dockerconfigjson }}',
        ReleaseName: options.releaseName,
        Namespace: options.namespace,
        ChartValues: options.values,
        WaitUntil: options.waitUntil?.map(pascalCaseKeys),
      },
    });
    module.addOverride('Version', MODULE_VERSION);
    return module;
  }
}

function pascalCaseKeys(condition: object): object {
  return Object.fromEntries(
    Object.entries(condition).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value as unknown]),
  );
}
