import { checkArguments } from '../checks/check-arguments';
import type { Construct, IConstruct, IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Fn, RosPseudo } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { shown } from '../diagnostics/shown';
import type { RosManagedKubernetesClusterProps } from '../ros/cs.generated';
import { RosManagedKubernetesCluster } from '../ros/cs.generated';
import type { INetwork } from '../network/network-props';
import { dependOn } from '../ros/dependencies';
import { ros } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { tagList } from '../ros/tags';
import { asString } from '../ros/tokens';
import type { ClusterAddon } from './cluster-addons';
import { addonProperty, addonsInFunction, checkAddons, checkNetworkAddons, mergeAddons } from './cluster-addons';
import { DEFAULT_SERVICE_CIDR, checkNewCluster, checkServiceCidr } from './check-cluster';
import { checkNodePool, checkSystemNodes } from './check-node-pool';
import { clusterRules } from './cluster-rules';
import { Cluster } from './cluster';
import type { NewClusterProps } from './new-cluster-props';
import { ClusterKind } from './cluster-kind';
import type { NetworkPluginConfig, Plugin } from './network-plugin';
import { ManagedPrometheus } from './managed-prometheus';
import { NetworkPlugin } from './network-plugin';
import type { INodePool } from './inode-pool';
import { NodePool } from './node-pool';
import type { NodePoolDefaults, NodePoolOptions } from './node-pool-options';
import { largestSize } from './node-pool-options';
import { nodePoolRules } from './node-pool-rules';
import { VirtualNode } from './virtual-node';

/** Editions of a managed ACK cluster. */
export enum AckClusterSpec {
  /** ACK Pro: service level agreement, managed system components, ACS pods on virtual nodes. */
  PRO = 'ack.pro.small',
  /** ACK Basic: free control plane, for trials. */
  BASIC = 'ack.standard',
}

export interface AckClusterProps extends NewClusterProps {
  /** @default AckClusterSpec.PRO */
  readonly clusterSpec?: AckClusterSpec;
  /**
   * How pods get their addresses.
   *
   * @default NetworkPlugin.flannel()
   */
  readonly networkPlugin?: NetworkPlugin;
  /**
   * The first node pool, for the managers and the cluster's own components, and for jobs that are not placed elsewhere.
   * {@link AckCluster.addNodePool} adds further ones.
   *
   * @default - two pay-as-you-go nodes of 4 vCPUs and 16 GiB
   */
  readonly nodePool?: NodePoolOptions;
  /**
   * Installs ack-virtual-node, so that jobs can run on ECI and ACS without nodes. ECI must be activated in the account.
   *
   * @default false
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/virtual-node-management
   */
  readonly virtualNode?: boolean;
  /**
   * Turns on RAM Roles for Service Accounts (RRSA): ACK registers the cluster as an OIDC provider in RAM, so that pods
   * take roles by the token of their service account, without AccessKeys. It cannot be turned off later by the template.
   *
   * @default false
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-rrsa-to-authorize-pods-to-access-different-cloud-services
   */
  readonly rrsa?: boolean | IResolvable;
  /**
   * Id of a KMS key that encrypts the Secrets of the cluster at rest, among them the tokens of runners. It takes an ACK
   * Pro cluster, and cannot be changed later. Refused for ACK Basic.
   *
   * @default - Secrets are not encrypted by a key of yours
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/security-and-compliance/use-kms-to-encrypt-kubernetes-secrets-2
   */
  readonly secretEncryptionKeyId?: string;
  /**
   * Further add-ons, or other settings for the default ones: an add-on listed here replaces a default one of its name.
   *
   * @default - the network plug-in, csi-plugin and csi-provisioner; the Nginx Ingress controller is kept away, since it
   * would bring a public load balancer that a CI cluster does not need
   */
  readonly addons?: ClusterAddon[];
}

function checkSecretEncryption({ clusterSpec, secretEncryptionKeyId }: AckClusterProps, report: Report): void {
  if (clusterSpec === AckClusterSpec.BASIC && secretEncryptionKeyId !== undefined) {
    report.add(
      clusterRules['secret-encryption-edition'],
      'secretEncryptionKeyId',
      'needs an ACK Pro cluster, and this one is ACK Basic; take the other edition, or leave the key out',
    );
  }
}

/** Time for new nodes to register before anything is scheduled. */
const SETTLE_SECONDS = 60;

/**
 * A new managed ACK cluster with one or several node pools.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-managedkubernetescluster
 */
export class AckCluster extends Cluster {
  readonly clusterId: string;
  readonly kind = ClusterKind.ACK;
  override readonly virtualNode: boolean;
  override readonly edition?: 'pro' | 'basic';
  override readonly rrsa?: boolean;
  readonly dependencies: IConstruct[] = [];
  override readonly nodePools: INodePool[] = [];
  override readonly nodePoolDefaults: NodePoolDefaults;
  /** The first node pool, that of the prop `nodePool`. */
  readonly defaultNodePool: NodePool;
  /** The resource of the cluster, for properties that this construct does not offer. */
  readonly resource: RosResource;
  /** The ack-virtual-node add-on, where there is one. */
  readonly virtualNodeAddon?: VirtualNode;
  /** The arms-prometheus add-on, where there is one. */
  readonly managedPrometheus?: ManagedPrometheus;
  override readonly prometheusOperator?: boolean;
  override readonly network: INetwork;
  private readonly networkPlugin: Plugin;

  constructor(scope: Construct, id: string, props: AckClusterProps) {
    checkArguments('AckCluster', { scope, id });
    super(scope, id);
    checkArguments('AckCluster', { props }, this.node.path);
    const { network, nodePool = {} } = props;
    const plugin = (props.networkPlugin ?? NetworkPlugin.flannel())._plugin;
    const serviceCidr = props.serviceCidr ?? DEFAULT_SERVICE_CIDR;
    this.check(props, plugin, serviceCidr, nodePool);

    this.network = network;
    this.networkPlugin = plugin;
    const pluginConfig = plugin.configure(network);
    const properties: RosManagedKubernetesClusterProps = {
      name: props.clusterName ?? RosPseudo.stackName,
      clusterSpec: props.clusterSpec ?? AckClusterSpec.PRO,
      kubernetesVersion: props.kubernetesVersion,
      vpcId: network.vpcId,
      vSwitchIds: network.vSwitchIds,
      podVswitchIds: pluginConfig.podVSwitchIds,
      containerCidr: pluginConfig.containerCidr,
      nodeCidrMask: pluginConfig.nodeCidrMask,
      isEnterpriseSecurityGroup: pluginConfig.enterpriseSecurityGroup,
      serviceCidr,
      // A vSwitch may be in one SNAT entry only.
      snatEntry: props.snatEntry ?? network.natGateway === undefined,
      endpointPublicAccess: props.endpointPublicAccess ?? true,
      deletionProtection: props.deletionProtection,
      rrsaConfig: props.rrsa === undefined ? undefined : { enabled: props.rrsa },
      encryptionProviderKey: props.secretEncryptionKeyId,
      resourceGroupId: props.resourceGroupId,
      addons: withPlugin(pluginConfig.addons, mergeAddons(DEFAULT_ADDONS, (props.addons ?? []).map(addonProperty))),
      tags: tagList(props.tags),
    };
    // The official class demands the last argument.
    const resource = new RosManagedKubernetesCluster(this, scopedId(this), properties, true);
    dependOn(resource, network.natGateway?.dependencies ?? []);
    this.resource = resource;
    this.clusterId = asString(resource.attrClusterId);

    this.nodePoolDefaults = { vSwitchIds: network.vSwitchIds, tags: props.tags };
    this.defaultNodePool = new NodePool(this, 'NodePool', {
      ...nodePool,
      name: nodePool.name ?? 'default-pool',
      cluster: this,
    });
    this.virtualNode = props.virtualNode ?? false;
    this.rrsa = typeof props.rrsa === 'object' ? undefined : (props.rrsa ?? false);
    this.edition = editionOf(props.clusterSpec ?? AckClusterSpec.PRO);
    const ready = this.nodesReady();
    this.virtualNodeAddon = this.virtualNode
      ? new VirtualNode(this, 'VirtualNode', { clusterId: this.clusterId, dependencies: [ready] })
      : undefined;
    this.managedPrometheus = props.managedPrometheus
      ? new ManagedPrometheus(this, 'ManagedPrometheus', { clusterId: this.clusterId, dependencies: [ready] })
      : undefined;
    this.prometheusOperator = props.managedPrometheus ? true : undefined;
    this.dependencies.push(
      ready,
      ...(this.virtualNodeAddon ? [this.virtualNodeAddon.ready] : []),
      ...(this.managedPrometheus ? [this.managedPrometheus.ready] : []),
    );
  }

  /**
   * Adds a node pool: for jobs that need GPUs or Arm, or that may run on spot instances. Add it before the runners that
   * run on it.
   *
   * @param id the logical id is that of the cluster and this one, `ClusterGpu`
   */
  addNodePool(id: string, options: NodePoolOptions = {}): NodePool {
    if (this.node.tryFindChild(id) !== undefined) {
      const report = new Report();
      report.add(
        nodePoolRules['node-pool-id-taken'],
        '',
        `the cluster has a part called ${shown(id)} already; give the node pool another id`,
      );
      settle(report, this);
    }
    return new NodePool(this, id, { ...options, cluster: this });
  }

  /** Before warnings are shown, when all node pools are known. */
  protected override prepare(): void {
    const report = new Report();
    checkSystemNodes(this.nodePools, report);
    this.checkAddresses(report);
    settle(report, this);
  }

  private check(props: AckClusterProps, plugin: Plugin, serviceCidr: string, nodePool: NodePoolOptions): void {
    const report = new Report();
    checkNewCluster(props, report);
    checkSecretEncryption(props, report);
    const knownServiceCidr = checkServiceCidr(serviceCidr, props.network, report);
    plugin.check(
      { network: props.network, serviceCidr: knownServiceCidr, nodeCount: largestSize(nodePool) },
      report,
      'networkPlugin',
    );
    checkFirstPool(nodePool, report);
    checkAddons(props.addons ?? [], report, 'addons');
    checkNetworkAddons(props.addons ?? [], plugin.configure(props.network).addons, report, 'addons');
    settle(report, this);
  }

  /** The block of the pods is for the nodes of all pools. That of the first alone has been checked. */
  private checkAddresses(report: Report): void {
    const sizes = this.nodePools.map(({ maxNodes }) => maxNodes ?? 0);
    const nodeCount = sizes.reduce((sum, size) => sum + size, 0);
    this.networkPlugin.check({ network: this.network, nodeCount }, report, 'networkPlugin');
  }

  /** ROS has no "nodes are ready" to wait for: public templates sleep, and so do we, in one place. */
  private nodesReady(): RosResource {
    const ready = new (ros().RosSleep)(this, scopedId(this, 'Ready'), { createDuration: SETTLE_SECONDS }, true);
    dependOn(ready, [this.defaultNodePool]);
    return ready;
  }
}

const DEFAULT_ADDONS = [
  { name: 'csi-plugin' },
  { name: 'csi-provisioner' },
  { name: 'nginx-ingress-controller', disabled: true },
];

/** Add-ons of the user replace those of the plug-in with the same name, unless the deployment chooses the plug-in. */
function withPlugin(
  plugin: NetworkPluginConfig['addons'],
  others: RosManagedKubernetesCluster.AddonsProperty[],
): RosManagedKubernetesCluster.AddonsProperty[] | IResolvable {
  return Array.isArray(plugin) ? mergeAddons(plugin, others) : Fn.listMerge([plugin, addonsInFunction(others)]);
}

/** Undefined for one that only the deployment knows. */
function editionOf(spec: AckClusterSpec): 'pro' | 'basic' | undefined {
  return spec === AckClusterSpec.PRO ? 'pro' : spec === AckClusterSpec.BASIC ? 'basic' : undefined;
}

/** Its errors go with those of the cluster. Its warnings are its own. */
function checkFirstPool(nodePool: NodePoolOptions, report: Report): void {
  const own = new Report();
  checkNodePool(nodePool, own, 'nodePool.');
  report.addAll(own.problems.filter(({ severity }) => severity === 'error'));
}
