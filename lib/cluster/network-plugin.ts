import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkPrivateCidr, overlaps, parseCidr } from '../network/cidr';
import type { INetwork } from '../network/network-props';
import { networkRules } from '../network/network-rules';
import { checkVSwitchIds } from '../network/vswitch-ids';
import type { RosManagedKubernetesCluster } from '../ros/cs.generated';
import { chooseValue } from '../ros/conditions';
import { known, numberText } from '../ros/tokens';
import { addonsInFunction } from './cluster-addons';
import { clusterRules } from './cluster-rules';

/** The blocks of addresses that Flannel deals out. */
export interface FlannelOptions {
  /**
   * Private IPv4 block that pods take their addresses from, mask /8 to /24. It must not overlap the VPC or the Service
   * range, and cannot be changed later.
   *
   * @default '10.0.0.0/16'
   */
  readonly podCidr?: string;
  /**
   * Mask of the part of the pod block that each node gets, 24 to 28: it bounds the pods on a node (26: 64 addresses)
   * and the nodes in the cluster.
   *
   * @default 26
   */
  readonly nodeCidrMask?: number;
}

/** The vSwitches that Terway takes addresses from. */
export interface TerwayOptions {
  /**
   * vSwitches that pods take their addresses from; masks of /19 or shorter are recommended. They must be in the VPC of
   * the cluster, in the zones of its nodes.
   *
   * @default - the vSwitches of the network
   */
  readonly podVSwitchIds?: string[];
  /**
   * Version that both halves of the plug-in, terway-controlplane and terway-eniip, are pinned to. They only work as an
   * exact pair, and ACK has offered a pair that does not match as its newest.
   *
   * @default 'v1.17.5'
   */
  readonly version?: string;
}

/** What a network plug-in contributes to the cluster. */
export interface NetworkPluginConfig {
  /** The add-ons that make up the plug-in. */
  readonly addons: RosManagedKubernetesCluster.AddonsProperty[] | IResolvable;
  /** Block of the pods. */
  readonly containerCidr?: string | IResolvable;
  /** Mask of the part of the block that each node gets. */
  readonly nodeCidrMask?: string | IResolvable;
  /** vSwitches of the pods. */
  readonly podVSwitchIds?: string[] | IResolvable;
  /** Whether the nodes have an enterprise security group. */
  readonly enterpriseSecurityGroup?: boolean | IResolvable;
}

/** What a network plug-in is checked against. Blocks that are not known are left out. */
interface Context {
  readonly network: INetwork;
  /** Block of the Services. */
  readonly serviceCidr?: string;
  /** Most nodes that the cluster may have. */
  readonly nodeCount?: number;
}

/** One of the plug-ins, or a choice of two. */
export interface Plugin {
  /** Reports what is wrong with the plug-in in this cluster; `at` is the path of the plug-in in the props. */
  check(context: Context, report: Report, at: string): void;
  /** What this plug-in contributes to the cluster. */
  configure(network: INetwork): NetworkPluginConfig;
}

/** How pods get their addresses. It cannot be changed after the cluster is created. */
export class NetworkPlugin {
  /**
   * An overlay network with a block of its own.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-the-flannel-network-plug-in
   */
  static flannel(options: FlannelOptions = {}): NetworkPlugin {
    checkArguments('NetworkPlugin.flannel', { options });
    return new NetworkPlugin(new Flannel(options));
  }

  /**
   * Pods take addresses from vSwitches of the VPC.
   *
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/work-with-terway
   */
  static terway(options: TerwayOptions = {}): NetworkPlugin {
    checkArguments('NetworkPlugin.terway', { options });
    return new NetworkPlugin(new Terway(options));
  }

  /** @internal */
  static _choose(condition: RosCondition, whenTrue: NetworkPlugin, whenFalse: NetworkPlugin): NetworkPlugin {
    return new NetworkPlugin(new PluginChoice(condition, whenTrue._plugin, whenFalse._plugin));
  }

  private constructor(
    /** @internal */
    readonly _plugin: Plugin,
  ) {}
}

/** One of two network plug-ins, chosen when the stack is deployed: the first if the condition holds. */
export function chooseNetworkPlugin(
  condition: RosCondition,
  whenTrue: NetworkPlugin,
  whenFalse: NetworkPlugin,
): NetworkPlugin {
  return NetworkPlugin._choose(condition, whenTrue, whenFalse);
}

const POD_MASKS = { min: 8, max: 24 };
const NODE_MASKS = { min: 24, max: 28 };

class Flannel implements Plugin {
  private readonly podCidr: string;
  private readonly nodeCidrMask: number;

  constructor(options: FlannelOptions) {
    this.podCidr = options.podCidr ?? '10.0.0.0/16';
    this.nodeCidrMask = options.nodeCidrMask ?? 26;
  }

  check(context: Context, report: Report, at: string): void {
    const nodeMask = known(this.nodeCidrMask);
    const nodeMaskFits =
      nodeMask !== undefined && Number.isInteger(nodeMask) && nodeMask >= NODE_MASKS.min && nodeMask <= NODE_MASKS.max;
    if (nodeMask !== undefined && !nodeMaskFits) {
      report.add(
        clusterRules['flannel-node-mask'],
        `${at}.flannel.nodeCidrMask`,
        `is ${shown(nodeMask)}; allowed is a whole number from 24 to 28`,
      );
    }
    const podCidr = known(this.podCidr);
    if (podCidr === undefined || !checkPrivateCidr(podCidr, POD_MASKS, report, `${at}.flannel.podCidr`)) {
      return;
    }
    const { cidrBlock } = context.network;
    if (known(cidrBlock) !== undefined && overlaps(podCidr, cidrBlock!)) {
      report.add(
        networkRules['cidr-overlap'],
        `${at}.flannel.podCidr`,
        `${shown(podCidr)} overlaps the VPC block ${cidrBlock}; choose another private block`,
      );
    }
    if (context.serviceCidr !== undefined && overlaps(podCidr, context.serviceCidr)) {
      report.add(
        networkRules['cidr-overlap'],
        `${at}.flannel.podCidr`,
        `${shown(podCidr)} overlaps the Service block ${context.serviceCidr}; choose another private block`,
      );
    }
    this.checkNodeCount(podCidr, nodeMaskFits ? nodeMask : undefined, context.nodeCount, report, at);
  }

  configure(): NetworkPluginConfig {
    return {
      addons: [{ name: 'flannel' }],
      containerCidr: this.podCidr,
      nodeCidrMask: numberText(this.nodeCidrMask),
    };
  }

  private checkNodeCount(
    podCidr: string,
    nodeMask: number | undefined,
    nodeCount: number | undefined,
    report: Report,
    at: string,
  ): void {
    const block = parseCidr(podCidr);
    if (nodeMask === undefined || nodeCount === undefined || typeof block === 'string') {
      return;
    }
    const capacity = Math.floor(2 ** (nodeMask - block.bitmask));
    if (nodeCount > capacity) {
      report.add(
        clusterRules['flannel-node-count'],
        `${at}.flannel.podCidr`,
        `${shown(podCidr)} divided into /${nodeMask} parts serves ${capacity} nodes, and the cluster may have ${nodeCount}; use a larger block or a longer nodeCidrMask`,
      );
    }
  }
}

class Terway implements Plugin {
  constructor(private readonly options: TerwayOptions) {}

  check(_context: Context, report: Report, at: string): void {
    checkVSwitchIds(this.options.podVSwitchIds, report, `${at}.terway.podVSwitchIds`);
    const version = known(this.options.version);
    if (version !== undefined && !/^v\d+\.\d+\.\d+/.test(version)) {
      report.add(
        clusterRules['terway-version'],
        `${at}.terway.version`,
        `${shown(version)} is not a version of Terway; write it as v1.17.5`,
      );
    }
  }

  configure(network: INetwork): NetworkPluginConfig {
    const version = this.options.version ?? 'v1.17.5';
    return {
      addons: [
        { name: 'terway-controlplane', version },
        { name: 'terway-eniip', version },
      ],
      podVSwitchIds: this.options.podVSwitchIds ?? network.vSwitchIds,
      // Terway attaches pods' network interfaces to the group; a basic group takes 2,000 of them only.
      enterpriseSecurityGroup: true,
    };
  }
}

class PluginChoice implements Plugin {
  constructor(
    private readonly condition: RosCondition,
    private readonly whenTrue: Plugin,
    private readonly whenFalse: Plugin,
  ) {}

  check(context: Context, report: Report, at: string): void {
    this.whenTrue.check(context, report, at);
    this.whenFalse.check(context, report, at);
  }

  configure(network: INetwork): NetworkPluginConfig {
    const [a, b] = [this.whenTrue.configure(network), this.whenFalse.configure(network)];
    const choose = (key: keyof NetworkPluginConfig) =>
      a[key] === undefined && b[key] === undefined ? undefined : chooseValue(this.condition, a[key], b[key]);
    return {
      addons: chooseValue(this.condition, addonsInFunction(a.addons), addonsInFunction(b.addons)),
      containerCidr: choose('containerCidr'),
      nodeCidrMask: choose('nodeCidrMask'),
      podVSwitchIds: choose('podVSwitchIds'),
      enterpriseSecurityGroup: choose('enterpriseSecurityGroup'),
    };
  }
}
