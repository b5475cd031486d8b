import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { StackChecks } from '../checks/stack-checks';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { RosClusterNodePool } from '../ros/cs.generated';
import { dependOn } from '../ros/dependencies';
import { scopedId, scopedName } from '../ros/scoped-id';
import { asString } from '../ros/tokens';
import { checkLabelsAndTaints, checkNodePool, checkNodePoolId } from './check-node-pool';
import { ClusterKind } from './cluster-kind';
import type { ICluster } from './icluster';
import type { INodePool, NodeArchitecture, NodeTaint } from './inode-pool';
import type { NodePoolOptions } from './node-pool-options';
import { nodePoolProps, nodeTraits } from './node-pool-options';
import { nodePoolRules } from './node-pool-rules';

/** The nodes of a pool, and their cluster. */
export interface NodePoolProps extends NodePoolOptions {
  /** The ACK cluster that gets the nodes, new or existing. */
  readonly cluster: ICluster;
}

/** What is needed to know of a node pool that exists. */
export interface NodePoolAttributes {
  /**
   * Kubernetes labels of the nodes.
   *
   * @default - none are known
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Kubernetes taints of the nodes, which pods that are placed there tolerate.
   *
   * @default - none
   */
  readonly taints?: NodeTaint[];
  /**
   * Architecture of the nodes.
   *
   * @default - not known: jobs get the helper image for x86
   */
  readonly architecture?: NodeArchitecture;
  /**
   * Whether the nodes are spot instances.
   *
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Whether the nodes have GPUs.
   *
   * @default - not known
   */
  readonly gpu?: boolean;
}

/**
 * A pool of nodes in an ACK cluster.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusternodepool
 */
export class NodePool extends Construct implements INodePool {
  /**
   * Uses a node pool that exists.
   *
   * @param nodePoolId the id, as the page of the node pool shows it, `np…`, or a deploy-time value
   */
  static fromNodePoolId(
    scope: Construct,
    id: string,
    nodePoolId: string | IResolvable,
    attributes: NodePoolAttributes = {},
  ): INodePool {
    checkArguments('NodePool.fromNodePoolId', { scope, id, nodePoolId, attributes });
    return new ImportedNodePool(scope, id, asString(nodePoolId), attributes);
  }

  readonly nodePoolId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: NodeTaint[];
  readonly architecture?: NodeArchitecture;
  readonly spot?: boolean;
  readonly gpu?: boolean;
  readonly maxNodes?: number;
  readonly largestNodeCpu?: number;
  /** The resource of the pool, for properties that this construct does not offer. */
  readonly resource: RosResource;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    checkArguments('NodePool', { scope, id });
    super(scope, id);
    checkArguments('NodePool', { props }, this.node.path);
    StackChecks.attachTo(this);
    const { cluster } = props;
    const defaults = cluster.nodePoolDefaults ?? {};
    const options: NodePoolOptions = {
      ...props,
      vSwitchIds: props.vSwitchIds ?? defaults.vSwitchIds,
      tags: props.tags ?? defaults.tags,
    };
    const report = new Report();
    checkNodePool(props, report);
    if (cluster.kind === ClusterKind.ACS) {
      report.add(
        nodePoolRules['node-pool-in-acs-cluster'],
        'cluster',
        'is an ACS cluster, which has no nodes of its own; leave the node pool out, and place jobs on ACS compute',
      );
    } else if (options.vSwitchIds === undefined) {
      report.add(
        nodePoolRules['node-pool-vswitches'],
        'vSwitchIds',
        'is missing; name vSwitches in the VPC of the cluster, since those of an existing cluster are not known',
      );
    }
    settle(report, this);

    const resource = new RosClusterNodePool(
      this,
      scopedId(this),
      nodePoolProps(this, options, { clusterId: cluster.clusterId, name: scopedName(this) }),
      true,
    );
    this.resource = resource;
    this.nodePoolId = asString(resource.attrNodePoolId);
    const traits = nodeTraits(options);
    this.labels = traits.labels;
    this.taints = traits.taints;
    this.architecture = traits.architecture;
    this.spot = traits.spot;
    this.gpu = traits.gpu;
    this.maxNodes = traits.maxNodes;
    this.largestNodeCpu = traits.largestNodeCpu;
    if (cluster.nodePools === undefined) {
      dependOn(resource, cluster.dependencies);
    } else {
      // A new cluster is there once it has an id. What else it waits for may need these nodes.
      cluster.nodePools.push(this);
    }
  }
}

class ImportedNodePool extends Construct implements INodePool {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: NodeTaint[];
  readonly architecture?: NodeArchitecture;
  readonly spot: boolean;
  readonly gpu?: boolean;

  constructor(
    scope: Construct,
    id: string,
    readonly nodePoolId: string,
    attributes: NodePoolAttributes,
  ) {
    super(scope, id);
    const report = new Report();
    checkNodePoolId(nodePoolId, report, 'nodePoolId');
    checkLabelsAndTaints(attributes, report);
    settle(report, this);
    this.labels = attributes.labels ?? {};
    this.taints = attributes.taints ?? [];
    this.architecture = attributes.architecture;
    this.spot = attributes.spot ?? false;
    this.gpu = attributes.gpu;
  }
}
