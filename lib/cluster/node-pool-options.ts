import type { Construct } from '@alicloud/ros-cdk-core';
import type { RosClusterNodePool } from '../ros/cs.generated';
import type { Tags } from '../ros/tags';
import { tagList } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { NodeArchitecture } from './inode-pool';
import type { INodePool, NodeTaint } from './inode-pool';
import { architectureOf, hasGpu, vCpusOf } from './instance-types';
import { NodeBilling } from './node-billing';
import { NodeLogin } from './node-login';

/** Bounds of a node pool that grows and shrinks with the pods that wait for nodes. */
export interface NodeAutoScaling {
  /** Smallest number of nodes, 0 or more. */
  readonly minInstances: number;
  /** Largest number of nodes. */
  readonly maxInstances: number;
}

/** The nodes of a pool. */
export interface NodePoolOptions {
  /**
   * Name of the node pool, as the console shows it.
   *
   * @default - the path of the construct in lower case, `cluster-gpu` for the pool `Gpu` of the cluster `Cluster`;
   * `default-pool` for the first of a new cluster
   */
  readonly name?: string;
  /**
   * ECS instance types of one architecture, the preferred first. Several types find capacity more easily.
   *
   * @default ['ecs.g6.xlarge'] - 4 vCPUs and 16 GiB: room for one job of the default size beside the managers
   * @see https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families
   */
  readonly instanceTypes?: string[];
  /**
   * Architecture of the nodes. Pods that are placed on the pool are told, so that the helper image of jobs fits.
   *
   * @default - what the families of the instance types tell: `arm64` for g8y, c8y, r8y, g6r and the like
   */
  readonly architecture?: NodeArchitecture;
  /**
   * Whether the nodes have GPUs. Autoscaling has to know, and jobs on the pool are expected to ask for one.
   *
   * @default - what the families of the instance types tell: true for gn, vgn, sgn, ebmgn and sccgn
   */
  readonly gpu?: boolean;
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
   * Whether the system disk is encrypted. Only newer versions of the ROS resource type know this.
   *
   * @default - as the account is set up
   * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusternodepool
   */
  readonly systemDiskEncrypted?: boolean;
  /**
   * Pay-as-you-go, spot or subscription.
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
   * @default - the vSwitches of the network of a new cluster; a pool of an existing cluster has to name some
   */
  readonly vSwitchIds?: string[];
  /**
   * Type of the operating system image; ACK picks the current image of the type.
   *
   * @default 'AliyunLinux3ContainerOptimized'; on Arm 'AliyunLinux3Arm64'
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
  readonly taints?: NodeTaint[];
  /**
   * Version of containerd, for instance '2.1.9'. ROS wants it spelt out once `labels` or `taints` are given.
   *
   * @default - the platform's choice; with labels or taints '2.1.9', the version that ACK 1.34 and later come with
   */
  readonly containerdVersion?: string;
  /**
   * Tags of the ECS instances.
   *
   * @default - the tags of a new cluster; none in an existing one
   */
  readonly tags?: Tags;
}

/** What pools of a cluster take where they say nothing else. */
export interface NodePoolDefaults {
  /**
   * vSwitches of the nodes.
   *
   * @default - each pool has to name its own
   */
  readonly vSwitchIds?: string[];
  /**
   * Tags of the ECS instances.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

const DEFAULT_DESIRED_SIZE = 2;

export function instanceTypesOf({ instanceTypes = ['ecs.g6.xlarge'] }: NodePoolOptions): string[] {
  return instanceTypes;
}

/** The largest number of nodes that the pool can have, where known. */
export function largestSize(options: NodePoolOptions): number | undefined {
  return known(options.autoScaling?.maxInstances ?? options.desiredSize ?? DEFAULT_DESIRED_SIZE);
}

/** What the options tell of the nodes. */
export function nodeTraits(options: NodePoolOptions): Omit<INodePool, 'nodePoolId'> {
  const types = instanceTypesOf(options);
  // Of types that only the deployment knows, nothing is known.
  const ofAll = <T>(of: (type: string) => T) => (isUnresolved(types) ? [undefined] : types.map(of));
  const sizes = ofAll(vCpusOf);
  const architectures = new Set(ofAll(architectureOf));
  const gpus = new Set(ofAll((type) => (isUnresolved(type) ? undefined : hasGpu(type))));
  return {
    labels: options.labels ?? {},
    taints: options.taints ?? [],
    architecture: options.architecture ?? (architectures.size === 1 ? [...architectures][0] : undefined),
    spot: options.billing?.spot ?? false,
    gpu: options.gpu ?? (gpus.size === 1 ? [...gpus][0] : undefined),
    maxNodes: largestSize(options),
    largestNodeCpu: sizes.includes(undefined) ? undefined : Math.max(...(sizes as number[])),
  };
}

/** The properties of the L1. */
export function nodePoolProps(
  scope: Construct,
  options: NodePoolOptions,
  context: { readonly clusterId: string; readonly name: string },
): ConstructorParameters<typeof RosClusterNodePool>[2] {
  const { autoScaling, vSwitchIds = [] } = options;
  const { architecture, gpu, spot } = nodeTraits(options);
  const type = gpu === true ? 'gpu' : spot === true ? 'spot' : 'cpu';
  const arm = known(architecture) === NodeArchitecture.ARM64;
  return {
    clusterId: context.clusterId,
    count: autoScaling === undefined ? (options.desiredSize ?? DEFAULT_DESIRED_SIZE) : undefined,
    autoScaling: autoScaling && { enable: true, type, ...autoScaling },
    nodePoolInfo: { name: options.name ?? context.name },
    scalingGroup: {
      instanceTypes: instanceTypesOf(options),
      vSwitchIds,
      imageType: options.imageType ?? (arm ? 'AliyunLinux3Arm64' : 'AliyunLinux3ContainerOptimized'),
      systemDiskCategory: options.systemDiskCategory ?? 'cloud_essd',
      systemDiskSize: options.systemDiskSizeGiB ?? 120,
      systemDiskEncrypted: options.systemDiskEncrypted,
      ...(options.billing ?? NodeBilling.payAsYouGo())._properties,
      ...(options.login ?? NodeLogin.none()).bind(scope),
      tags: tagList(options.tags),
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
