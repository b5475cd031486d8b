import type { RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { FaultList } from '../diagnostics/report';
import { checkPropKinds } from '../checks/prop-kinds';
import { StackChecks } from '../checks/stack-checks';
import type { RosClusterHelmApplication } from '../ros/cs.generated';
import { dependOn } from '../ros/dependencies';
import { scopedId } from '../ros/scoped-id';
import { orderInCluster } from './apply-order';
import type { ChartSource } from './chart-source';
import type { ICluster } from './cluster';
import { checkReleaseNames, takeReleaseName } from './release-names';

/** A chart and its values. */
export interface HelmReleaseOptions {
  /** Where the chart comes from. */
  readonly chart: ChartSource;
  /**
   * Name of the release: lower-case letters, digits and hyphens, at most 53 characters. It cannot be changed later.
   */
  readonly releaseName: string;
  /**
   * Namespace of the release. ROS creates it when missing.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * Values of the chart, in the chart's own keys.
   *
   * @default - the chart's defaults
   */
  readonly values?: Record<string, unknown>;
  /**
   * What must hold in the cluster before ROS calls the release complete, one to five conditions.
   *
   * @default - none: complete as soon as the objects are created
   */
  readonly waitUntil?: RosClusterHelmApplication.WaitUntilProperty[];
  /**
   * Resources that must exist first, besides what the cluster itself needs.
   *
   * @default - none
   */
  readonly dependencies?: readonly RosResource[];
}

/** A chart, its values, and where it goes. */
export interface HelmReleaseProps extends HelmReleaseOptions {
  /** The cluster to release the chart in. */
  readonly cluster: ICluster;
}

/** A Helm release in a cluster. ROS renders and installs the chart; nothing runs on the machine that synthesizes. */
export class HelmRelease extends Construct {
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** The resource that releases the chart, for properties that this construct does not offer. */
  readonly resource: RosResource;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    StackChecks.attachTo(this);
    checkPropKinds(props, ['cluster', 'chart', 'releaseName'], this.node.path);
    this.releaseName = props.releaseName;
    this.namespace = props.namespace ?? 'default';

    const faults = new FaultList();
    checkReleaseNames(this, faults);
    takeReleaseName(props.cluster, this, faults);
    const chartFault = props.chart.fault();
    if (chartFault !== undefined) {
      faults.add('chart', chartFault);
    }
    faults.throwIfAny(this.node.path);

    this.resource = props.chart.release(this, scopedId(this), {
      clusterId: props.cluster.clusterId,
      releaseName: this.releaseName,
      namespace: this.namespace,
      values: props.values ?? {},
      waitUntil: props.waitUntil,
    });
    orderInCluster(props.cluster, this.namespace, this.resource);
    dependOn(this.resource, props.dependencies ?? []);
  }
}
