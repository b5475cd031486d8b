import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { INetwork } from '../network/network-props';
import type { Tags } from '../ros/tags';

/** What new clusters of both products have in common. */
export interface NewClusterProps {
  /** VPC and vSwitches of the cluster and, unless said otherwise, of its nodes and pods. */
  readonly network: INetwork;
  /**
   * Name of the cluster: 1 to 63 letters, digits, Chinese characters and hyphens.
   *
   * @default - the name of the stack
   */
  readonly clusterName?: string;
  /**
   * Private IPv4 block of Services, mask /16 to /24, apart from the VPC and the pods. It cannot be changed later.
   *
   * @default '172.16.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Kubernetes version such as `1.34.1-aliyun.1`. The platform offers the newest few only, so a pinned version ages
   * quickly.
   *
   * @default - the newest that the platform offers
   */
  readonly kubernetesVersion?: string;
  /**
   * Installs arms-prometheus, the agent of Managed Service for Prometheus, so that runners can have a PodMonitor. The
   * account needs the service role AliyunCSManagedArmsRole, and metrics of your own are billed.
   *
   * @default false
   * @see https://www.alibabacloud.com/help/en/ack/product-overview/ack-arms-prometheus
   */
  readonly managedPrometheus?: boolean;
  /**
   * Sets up a NAT gateway with an EIP, so that nodes and pods reach the internet: GitLab, and registries for images. True
   * is refused in a network with a NAT gateway of its own.
   *
   * @default - true, unless the network has a NAT gateway
   */
  readonly snatEntry?: boolean | IResolvable;
  /**
   * Gives the API server a public endpoint: an EIP, which is billed. ROS releases charts and objects over it; that it can
   * do so without is not proven, so false brings the warning `private-api-server`. Whoever connects needs credentials of
   * the cluster either way. It is decided when the cluster is created.
   *
   * @default true
   * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/control-public-access-to-the-api-server-of-a-cluster
   */
  readonly endpointPublicAccess?: boolean | IResolvable;
  /**
   * Refuses to delete the cluster until protection is lifted in the console.
   *
   * @default false
   */
  readonly deletionProtection?: boolean | IResolvable;
  /**
   * Resource group of the cluster.
   *
   * @default - the default resource group of the account
   */
  readonly resourceGroupId?: string;
  /**
   * Tags of the cluster and, where it has them, its nodes.
   *
   * @default - none
   */
  readonly tags?: Tags;
}
