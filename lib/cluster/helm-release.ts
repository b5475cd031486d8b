import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { checkDependencies, dependOn } from '../ros/dependencies';
import { scopedId } from '../ros/scoped-id';
import { orderInCluster } from './apply-order';
import type { IChartSource } from './chart-source';
import type { ICluster } from './icluster';
import { checkReleaseNames, takeReleaseName } from './release-names';
import type { WaitCondition } from './wait-condition';
import { checkWaitConditions } from './wait-condition';

/** A chart and its values. */
export interface HelmReleaseOptions {
  /** Where the chart comes from. */
  readonly chart: IChartSource;
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
  readonly waitFor?: WaitCondition[];
  /**
   * What must exist first, besides what the cluster itself needs. Of a construct all resources are waited for.
   *
   * @default - none
   */
  readonly dependencies?: IConstruct[];
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
    checkArguments('HelmRelease', { scope, id });
    super(scope, id);
    checkArguments('HelmRelease', { props }, this.node.path);
    StackChecks.attachTo(this);
    this.releaseName = props.releaseName;
    this.namespace = props.namespace ?? 'default';

    const report = new Report();
    checkReleaseNames(this, report);
    takeReleaseName(props.cluster, this, report);
    if (props.waitFor !== undefined) {
      checkWaitConditions(props.waitFor, report, 'waitFor');
    }
    checkDependencies(props.dependencies, report);
    settle(report, this);

    this.resource = props.chart.release(this, scopedId(this), {
      clusterId: props.cluster.clusterId,
      releaseName: this.releaseName,
      namespace: this.namespace,
      values: props.values ?? {},
      waitFor: props.waitFor,
    });
    orderInCluster(props.cluster, this.namespace, this.resource);
    dependOn(this.resource, props.dependencies ?? []);
  }
}
