import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { RosClusterAddons } from '../ros/cs.generated';
import { checkDependencies, dependOn } from '../ros/dependencies';
import { ros } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { checkClusterId } from './check-cluster';

/** The cluster to install the add-on in. */
export interface VirtualNodeProps {
  /** Id of the cluster. */
  readonly clusterId: string;
  /**
   * What must exist before the add-on is installed: it runs on nodes of the cluster. Of a
   * construct all resources are waited for.
   *
   * @default - nothing
   */
  readonly dependencies?: IConstruct[];
}

/** Time for virtual nodes to come up. */
const SETTLE_SECONDS = 120;

/**
 * The ack-virtual-node add-on of an ACK cluster, through which pods reach ECI and ACS. Where it is installed already it
 * stays as it is.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/virtual-node-management
 */
export class VirtualNode extends Construct {
  /** The resource that installs the add-on, for properties that this construct does not offer. */
  readonly addon: RosResource;
  /** Complete when virtual nodes are there. */
  readonly ready: RosResource;

  constructor(scope: Construct, id: string, props: VirtualNodeProps) {
    checkArguments('VirtualNode', { scope, id });
    super(scope, id);
    checkArguments('VirtualNode', { props }, this.node.path);
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
        addons: [{ name: 'ack-virtual-node' }],
        installedIgnore: true,
      },
      true,
    );
    dependOn(this.addon, props.dependencies ?? []);
    this.ready = new (ros().RosSleep)(this, scopedId(this, 'Ready'), { createDuration: SETTLE_SECONDS }, true);
    dependOn(this.ready, [this.addon]);
  }
}
