import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { RosClusterAddons } from '../ros/cs.generated';
import { checkDependencies, dependOn } from '../ros/dependencies';
import { scopedId } from '../ros/scoped-id';
import { checkClusterId } from './check-cluster';

/** The cluster to install the add-on in. */
export interface ManagedPrometheusProps {
  /** Id of the cluster. */
  readonly clusterId: string;
  /**
   * What must exist before the add-on is installed: its agent runs on nodes of the cluster. Of a
   * construct all resources are waited for.
   *
   * @default - nothing
   */
  readonly dependencies?: IConstruct[];
}

/** The add-on creates its custom resources while it comes up. */
const TIMEOUT_SECONDS = 600;

/**
 * The arms-prometheus add-on: the agent of Managed Service for Prometheus, with the custom resources that PodMonitors
 * and ServiceMonitors are made of. Where it is installed already it stays as it is.
 *
 * @see https://www.alibabacloud.com/help/en/ack/product-overview/ack-arms-prometheus
 */
export class ManagedPrometheus extends Construct {
  /** The resource that installs the add-on, for properties that this construct does not offer. */
  readonly addon: RosResource;
  /** Complete when the cluster knows PodMonitors. */
  readonly ready: RosResource;

  constructor(scope: Construct, id: string, props: ManagedPrometheusProps) {
    checkArguments('ManagedPrometheus', { scope, id });
    super(scope, id);
    checkArguments('ManagedPrometheus', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkClusterId(props.clusterId, report);
    checkDependencies(props.dependencies, report);
    settle(report, this);

    this.addon = new RosClusterAddons(
      this,
      scopedId(this),
      {
        clusterId: props.clusterId,
        addons: [{ name: 'arms-prometheus' }],
        installedIgnore: true,
        waitUntil: [
          {
            apiVersion: 'apiextensions.k8s.io/v1',
            kind: 'CustomResourceDefinition',
            name: 'podmonitors.monitoring.coreos.com',
            // Set by Kubernetes once it serves the resource under this name.
            jsonPath: '$.status.acceptedNames.kind',
            firstMatch: true,
            operator: 'Equals',
            value: 'PodMonitor',
            timeout: TIMEOUT_SECONDS,
          },
        ],
      },
      true,
    );
    dependOn(this.addon, props.dependencies ?? []);
    this.ready = this.addon;
  }
}
