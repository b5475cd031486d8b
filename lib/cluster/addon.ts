import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { StackChecks } from '../checks/stack-checks';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { RosClusterAddons } from '../ros/cs.generated';
import { checkDependencies, dependOn } from '../ros/dependencies';
import { scopedId } from '../ros/scoped-id';
import type { AddonSpec } from './cluster-addons';
import { addonProperty, checkAddonName } from './cluster-addons';
import type { ICluster } from './icluster';

/** An add-on to install in a cluster. */
export interface AddonOptions extends AddonSpec {
  /**
   * Gives an add-on that is installed already the configuration from here. Only newer versions of the ROS resource type
   * know this.
   *
   * @default false - it stays as it is
   */
  readonly overrideExisting?: boolean;
  /**
   * What must exist first, besides what the cluster itself needs. Of a construct all resources are waited for.
   *
   * @default - nothing
   */
  readonly dependencies?: IConstruct[];
}

/** An add-on, and where it goes. */
export interface AddonProps extends AddonOptions {
  /** The cluster to install the add-on in. */
  readonly cluster: ICluster;
}

/**
 * An add-on of a cluster. Where it is installed already it stays as it is, unless `overrideExisting` says otherwise, and is
 * left there when the stack is deleted.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusteraddons
 */
export class Addon extends Construct {
  /** The resource that installs the add-on, for properties that this construct does not offer. */
  readonly resource: RosResource;

  constructor(scope: Construct, id: string, props: AddonProps) {
    checkArguments('Addon', { scope, id });
    super(scope, id);
    checkArguments('Addon', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkAddonName(props.name, report, 'name');
    checkDependencies(props.dependencies, report);
    settle(report, this);

    const { name, version, config } = addonProperty(props);
    this.resource = new RosClusterAddons(
      this,
      scopedId(this),
      {
        clusterId: props.cluster.clusterId,
        addons: [{ name, version, config }],
        // ROS takes one of the two at most.
        ...(props.overrideExisting ? { overrideExisting: props.overrideExisting } : { installedIgnore: true }),
      },
      true,
    );
    dependOn(this.resource, [...props.cluster.dependencies, ...(props.dependencies ?? [])]);
  }
}
