import type { RosClusterNodePool } from '../ros/cs.generated';
import type { Tags } from '../ros/tags';
import { tagList } from '../ros/tags';
import { known } from '../ros/tokens';
import type { NodeBilling } from './node-billing';
import { NodeBilling as Billing } from './node-billing';
import { NodeLogin } from './node-login';

/** A taint of the nodes in a pool. */
export interface NodeTaint {
  /** Name of the taint, which pods that tolerate it name too. */
  readonly key: string;
  /** Value of the taint. */
  readonly value: string;
  /**
   * Effect on pods that do not tolerate the taint: `NoSchedule` keeps them off the nodes, `PreferNoSchedule` does so
   * while there is room elsewhere, `NoExecute` also evicts those that are there.
   *
   * @default 'NoSchedule'
   */
  readonly effect?: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

/** Bounds of a node pool that grows and shrinks with the pods that wait for nodes. */
export interface NodeAutoScaling {
  /** Smallest number of nodes, 0 or more. */
  readonly minInstances: number;
  /** Largest number of nodes. */
  readonly maxInstances: number;
}

/** The nodes of an ACK cluster. */
export interface NodePoolOptions {
  /**
   * Name of the node pool.
   *
   * @default 'default-pool'
   */
  readonly name?: string;
  /**
   * ECS instance types, the preferred first. Several types find capacity more easily.
   *
   * @default ['ecs.g6.xlarge'] - 4 vCPUs and 16 GiB: room for one job of the default size beside the managers
   * @see https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families
   */
  readonly instanceTypes?: string[];
  /**
   * Number of nodes, 0 or more. Not together with `autoScaling`.
   *
   * @default 2
   */
  readonly desiredSize?: number;
  /**
   * Lets the pool grow and shrink between two bounds. The account needs the service role
   * AliyunCSManagedAutoScalerRole.
   *
   * @default - a fixed number of nodes
   */
  readonly autoScaling?: NodeAutoScaling;
  /**
   * Category of the system disk: `cloud_essd`, `cloud_ssd`, `cloud_efficiency`, `cloud_auto`, `cloud_essd_entry`.
   *
   * @default 'cloud_essd'
   */
  readonly systemDiskCategory?: string;
  /**
   * Size of the system disk in GiB, 40 to 500. Images and job workspaces live on it.
   *
   * @default 120
   */
  readonly systemDiskSizeGiB?: number;
  /**
   * Pay-as-you-go or subscription.
   *
   * @default NodeBilling.payAsYouGo()
   */
  readonly billing?: NodeBilling;
  /**
   * How one logs in to the nodes.
   *
   * @default NodeLogin.none()
   */
  readonly login?: NodeLogin;
  /**
   * vSwitches of the nodes.
   *
   * @default - the vSwitches of the cluster's network
   */
  readonly vSwitchIds?: string[];
  /**
   * Type of the operating system image; ACK picks the current image of the type.
   *
   * @default 'AliyunLinux3ContainerOptimized'
   */
  readonly imageType?: string;
  /**
   * Kubernetes labels of the nodes.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Kubernetes taints of the nodes.
   *
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Version of containerd, for instance '2.1.9'. ROS wants it spelt out once `labels` or `taints` are given.
   *
   * @default - the platform's choice; with labels or taints '2.1.9', the version that ACK 1.34 and later come with
   */
  readonly containerdVersion?: string;
  /**
   * Tags of the ECS instances.
   *
   * @default - the tags of the cluster
   */
  readonly tags?: Tags;
}

export const DEFAULT_INSTANCE_TYPES = ['ecs.g6.xlarge'];
const DEFAULT_DESIRED_SIZE = 2;

/** The largest number of nodes that the pool can have, where known. */
export function largestSize(options: NodePoolOptions): number | undefined {
  return known(options.autoScaling?.maxInstances ?? options.desiredSize ?? DEFAULT_DESIRED_SIZE);
}

/** The vCPUs that an instance type's name tells: `large` has 2, `xlarge` 4, `<n>xlarge` 4n. */
export function vCpusOf(instanceType: string): number | undefined {
  const size = /\.(?:(\d+)?x)?large$/.exec(instanceType);
  return size === null ? undefined : size[0] === '.large' ? 2 : 4 * Number(size[1] ?? 1);
}

/** The properties of the L1. */
export function nodePoolProps(
  options: NodePoolOptions,
  cluster: { clusterId: string; vSwitchIds: string[]; tags?: Tags },
): ConstructorParameters<typeof RosClusterNodePool>[2] {
  const { autoScaling } = options;
  return {
    clusterId: cluster.clusterId,
    count: autoScaling === undefined ? (options.desiredSize ?? DEFAULT_DESIRED_SIZE) : undefined,
    autoScaling: autoScaling && { enable: true, type: 'cpu', ...autoScaling },
    nodePoolInfo: { name: options.name ?? 'default-pool' },
    scalingGroup: {
      instanceTypes: options.instanceTypes ?? DEFAULT_INSTANCE_TYPES,
      vSwitchIds: options.vSwitchIds ?? cluster.vSwitchIds,
      imageType: options.imageType ?? 'AliyunLinux3ContainerOptimized',
      systemDiskCategory: options.systemDiskCategory ?? 'cloud_essd',
      systemDiskSize: options.systemDiskSizeGiB ?? 120,
      ...(options.billing ?? Billing.payAsYouGo()).configure(),
      ...(options.login ?? NodeLogin.none()).configure(),
      tags: tagList(options.tags ?? cluster.tags),
    },
    kubernetesConfig: kubernetesConfig(options),
  };
}

/** Absent unless needed: once it is there, ROS demands a runtime version, which ages. */
function kubernetesConfig(options: NodePoolOptions): RosClusterNodePool.KubernetesConfigProperty | undefined {
  const labels = tagList(options.labels);
  const taints = options.taints?.map(({ key, value, effect = 'NoSchedule' }) => ({ key, value, effect }));
  if (labels === undefined && !taints?.length && options.containerdVersion === undefined) {
    return undefined;
  }
  return {
    runtime: 'containerd',
    runtimeVersion: options.containerdVersion ?? '2.1.9',
    labels,
    taints: taints?.length ? taints : undefined,
  };
}
