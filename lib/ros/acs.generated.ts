// Generated from spec/ros by `npm run generate`. Do not edit.

import type * as ros from '@alicloud/ros-cdk-core';
import type { KeySchema } from '../schema/schema';
import { type ResourceSpec, SpecifiedResource } from './resource';

const addons: KeySchema = {
  type: 'list',
  items: {
    type: 'map',
    keys: {
      name: { type: 'string', required: true },
      config: { type: 'string' },
      version: { type: 'string' },
      disabled: { type: 'boolean' },
    },
  },
};

const deleteOptions: KeySchema = {
  type: 'list',
  items: {
    type: 'map',
    keys: {
      deleteMode: { type: 'string', values: ['delete', 'retain'] },
      resourceType: {
        type: 'string',
        values: ['SLB', 'ALB', 'SLS_Data', 'SLS_ControlPlane', 'PrivateZone'],
      },
    },
  },
};

const maintenanceWindow: KeySchema = {
  type: 'map',
  keys: {
    enable: { type: 'boolean' },
    duration: { type: 'string' },
    maintenanceTime: { type: 'string' },
    weeklyPeriod: {
      type: 'string',
      pattern: '^(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(,(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))*$',
    },
    recurrence: { type: 'string' },
  },
};

const tags: KeySchema = {
  type: 'list',
  items: {
    type: 'map',
    keys: { key: { type: 'string', required: true }, value: { type: 'string' } },
  },
};

/**
 * Properties of {@link RosCluster}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-acs-cluster
 */
export interface RosClusterProps {
  /** Name of the cluster. Cannot be changed after creation. */
  readonly name: string | ros.IResolvable;

  /**
   * Add-ons to install with the cluster: the network plug-in, storage, logging and so on. An item must never be
   * switched off by an intrinsic function that yields nothing; switch the whole list instead. Cannot be changed after
   * creation.
   */
  readonly addons?: Array<RosCluster.AddonsProperty | ros.IResolvable> | ros.IResolvable;

  /**
   * Edition of the managed cluster. Known values: `ack.pro.small`; others are passed on unchecked. Cannot be changed
   * after creation.
   */
  readonly clusterSpec?: string | ros.IResolvable;

  /** Compute class that prices and zones are asked for; it has no effect on the cluster. */
  readonly computeClass?: string | ros.IResolvable;

  /**
   * What becomes of resources that the cluster made for itself when the cluster is deleted. By default load balancers
   * of the kind SLB are deleted and everything else is kept. Cannot be changed after creation.
   */
  readonly deleteOptions?: Array<RosCluster.DeleteOptionsProperty | ros.IResolvable> | ros.IResolvable;

  /**
   * Whether the cluster refuses to be deleted by mistake. It then also blocks the deletion of the stack. Cannot be
   * changed after creation.
   */
  readonly deletionProtection?: boolean | ros.IResolvable;

  /**
   * Whether the API server has a public endpoint. Cannot be changed after creation.
   * @default - false
   */
  readonly endpointPublicAccess?: boolean | ros.IResolvable;

  /** IP family of the cluster. One of `ipv4`, `ipv6`. Cannot be changed after creation. */
  readonly ipStack?: string | ros.IResolvable;

  /** Whether an advanced security group is created. Only newer versions of the resource type know it. */
  readonly isEnterpriseSecurityGroup?: boolean | ros.IResolvable;

  /** Kubernetes version, for instance `1.32.7-aliyun.1`. Without it the newest supported version is taken. */
  readonly kubernetesVersion?: string | ros.IResolvable;

  /** Specification of the load balancer in front of the API server. */
  readonly loadBalancerSpec?: string | ros.IResolvable;

  /** Which log service the cluster writes to. */
  readonly loggingType?: string | ros.IResolvable;

  /** When the platform may maintain the cluster. Cannot be changed after creation. */
  readonly maintenanceWindow?: RosCluster.MaintenanceWindowProperty | ros.IResolvable;

  /** Pods whose price is asked for; it has no effect on the cluster. */
  readonly podPostpaidSpec?: RosCluster.PodPostpaidSpecProperty | ros.IResolvable;

  /**
   * vSwitches for the pods. Documentation wants them to differ from `vSwitchIds`; public templates give the same ones.
   * Mind the capital S: ALIYUN::CS::ManagedKubernetesCluster spells it PodVswitchIds.
   */
  readonly podVSwitchIds?: Array<string | ros.IResolvable> | ros.IResolvable;

  /** Resource group of the cluster. */
  readonly resourceGroupId?: string | ros.IResolvable;

  /** Address range of the services. It must not overlap the VPC. Cannot be changed after creation. */
  readonly serviceCidr?: string | ros.IResolvable;

  /** How services are found by name inside the cluster. */
  readonly serviceDiscoveryTypes?: Array<string | ros.IResolvable> | ros.IResolvable;

  /** Existing project of Simple Log Service for the logs of the cluster. */
  readonly slsProjectName?: string | ros.IResolvable;

  /**
   * Whether a NAT gateway and SNAT rules are made when the VPC has none, so that pods reach the internet. Set it to
   * false when the network is prepared already. Cannot be changed after creation.
   * @default - true
   */
  readonly snatEntry?: boolean | ros.IResolvable;

  /** Tags of the cluster. */
  readonly tags?: Array<RosCluster.TagsProperty | ros.IResolvable> | ros.IResolvable;

  /** Time zone of the cluster, for instance `Asia/Shanghai`. */
  readonly timeZone?: string | ros.IResolvable;

  /** VPC of the cluster. Cannot be changed after creation. */
  readonly vpcId?: string | ros.IResolvable;

  /** vSwitches of the control plane. Their order matters. Cannot be changed after creation. */
  readonly vSwitchIds?: Array<string | ros.IResolvable> | ros.IResolvable;

  /** Zones of the cluster. */
  readonly zoneIds?: Array<string | ros.IResolvable> | ros.IResolvable;
}

const clusterSpec: ResourceSpec = {
  type: 'ALIYUN::ACS::Cluster',
  properties: {
    name: { type: 'string', required: true },
    addons: addons,
    clusterSpec: { type: 'string' },
    computeClass: { type: 'string' },
    deleteOptions: deleteOptions,
    deletionProtection: { type: 'boolean' },
    endpointPublicAccess: { type: 'boolean' },
    ipStack: { type: 'string', values: ['ipv4', 'ipv6'] },
    isEnterpriseSecurityGroup: { type: 'boolean' },
    kubernetesVersion: { type: 'string' },
    loadBalancerSpec: { type: 'string' },
    loggingType: { type: 'string' },
    maintenanceWindow: maintenanceWindow,
    podPostpaidSpec: {
      type: 'map',
      keys: {
        cpuCore: { type: 'number', min: 1 },
        memGib: { type: 'number', min: 1 },
        replicas: { type: 'number', min: 1 },
        gpuQuantityConfigs: {
          type: 'map',
          keys: {
            gpuModel: { type: 'string' },
            computeQos: { type: 'string', values: ['default', 'best-effort'] },
            arch: { type: 'string' },
            gpuQuantity: { type: 'number', min: 1 },
          },
        },
      },
    },
    podVSwitchIds: { type: 'list', items: { type: 'string' } },
    resourceGroupId: { type: 'string' },
    serviceCidr: { type: 'string' },
    serviceDiscoveryTypes: {
      type: 'list',
      min: 1,
      max: 2,
      items: { type: 'string', values: ['CoreDNS', 'PrivateZone'] },
    },
    slsProjectName: { type: 'string' },
    snatEntry: { type: 'boolean' },
    tags: tags,
    timeZone: { type: 'string' },
    vpcId: { type: 'string' },
    vSwitchIds: { type: 'list', min: 1, max: 3, items: { type: 'string' } },
    zoneIds: { type: 'list', min: 1, max: 5, items: { type: 'string' } },
  },
  attributes: {
    attrApiServerSlbId: 'APIServerSLBId',
    attrClusterId: 'ClusterId',
    attrDefaultUserKubeConfig: 'DefaultUserKubeConfig',
    attrIngressSlbId: 'IngressSLBId',
    attrNodes: 'Nodes',
    attrPrivateUserKubConfig: 'PrivateUserKubConfig',
    attrScalingConfigurationId: 'ScalingConfigurationId',
    attrScalingGroupId: 'ScalingGroupId',
    attrScalingRuleId: 'ScalingRuleId',
    attrTaskId: 'TaskId',
    attrWorkerRamRoleName: 'WorkerRamRoleName',
  },
};

/**
 * Creates a cluster of Container Compute Service (ACS), which has no nodes to look after. Where nothing is said about
 * changing a property after creation, treat it as fixed. Resource type `ALIYUN::ACS::Cluster`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-acs-cluster
 */
export class RosCluster extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::ACS::Cluster';

  /** Id of the load balancer in front of the API server. */
  declare readonly attrApiServerSlbId: ros.IResolvable;

  /** Id of the cluster; `ref` yields the same. */
  declare readonly attrClusterId: ros.IResolvable;

  /** Kubeconfig for the public endpoint of the API server. A secret: never put it into an output. */
  declare readonly attrDefaultUserKubeConfig: ros.IResolvable;

  /** Id of the load balancer of the Ingress controller. */
  declare readonly attrIngressSlbId: ros.IResolvable;

  /** The nodes of the cluster, as a list. */
  declare readonly attrNodes: ros.IResolvable;

  /**
   * Kubeconfig for the private endpoint of the API server (the name is spelt so by the service). A secret: never put it
   * into an output.
   */
  declare readonly attrPrivateUserKubConfig: ros.IResolvable;

  /** Id of the scaling configuration. */
  declare readonly attrScalingConfigurationId: ros.IResolvable;

  /** Id of the scaling group. */
  declare readonly attrScalingGroupId: ros.IResolvable;

  /** Id of the scaling rule. */
  declare readonly attrScalingRuleId: ros.IResolvable;

  /** Id of the task that created the cluster. */
  declare readonly attrTaskId: ros.IResolvable;

  /** Name of the RAM role of the nodes. */
  declare readonly attrWorkerRamRoleName: ros.IResolvable;

  declare name: string | ros.IResolvable;
  declare addons: Array<RosCluster.AddonsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare clusterSpec: string | ros.IResolvable | undefined;
  declare computeClass: string | ros.IResolvable | undefined;
  declare deleteOptions: Array<RosCluster.DeleteOptionsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare deletionProtection: boolean | ros.IResolvable | undefined;
  declare endpointPublicAccess: boolean | ros.IResolvable | undefined;
  declare ipStack: string | ros.IResolvable | undefined;
  declare isEnterpriseSecurityGroup: boolean | ros.IResolvable | undefined;
  declare kubernetesVersion: string | ros.IResolvable | undefined;
  declare loadBalancerSpec: string | ros.IResolvable | undefined;
  declare loggingType: string | ros.IResolvable | undefined;
  declare maintenanceWindow: RosCluster.MaintenanceWindowProperty | ros.IResolvable | undefined;
  declare podPostpaidSpec: RosCluster.PodPostpaidSpecProperty | ros.IResolvable | undefined;
  declare podVSwitchIds: Array<string | ros.IResolvable> | ros.IResolvable | undefined;
  declare resourceGroupId: string | ros.IResolvable | undefined;
  declare serviceCidr: string | ros.IResolvable | undefined;
  declare serviceDiscoveryTypes: Array<string | ros.IResolvable> | ros.IResolvable | undefined;
  declare slsProjectName: string | ros.IResolvable | undefined;
  declare snatEntry: boolean | ros.IResolvable | undefined;
  declare tags: Array<RosCluster.TagsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare timeZone: string | ros.IResolvable | undefined;
  declare vpcId: string | ros.IResolvable | undefined;
  declare vSwitchIds: Array<string | ros.IResolvable> | ros.IResolvable | undefined;
  declare zoneIds: Array<string | ros.IResolvable> | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosClusterProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, clusterSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosCluster {
  export interface AddonsProperty {
    /** Name of the add-on, for instance `flannel`, `terway-eniip` or `csi-plugin`. */
    readonly name: string | ros.IResolvable;

    /** Settings of the add-on as JSON in a string. Empty means its defaults. */
    readonly config?: string | ros.IResolvable;

    /** Version of the add-on. Empty means the newest one that fits the cluster. */
    readonly version?: string | ros.IResolvable;

    /** True leaves out an add-on that is otherwise installed by default, for instance `nginx-ingress-controller`. */
    readonly disabled?: boolean | ros.IResolvable;
  }

  export interface DeleteOptionsProperty {
    /** Whether resources of this kind are deleted or kept. One of `delete`, `retain`. */
    readonly deleteMode?: string | ros.IResolvable;

    /** Kind of resource that the rule is about. One of `SLB`, `ALB`, `SLS_Data`, `SLS_ControlPlane`, `PrivateZone`. */
    readonly resourceType?: string | ros.IResolvable;
  }

  export interface GpuQuantityConfigsProperty {
    /** Model of the GPU. */
    readonly gpuModel?: string | ros.IResolvable;

    /** Quality of service of the pod. One of `default`, `best-effort`. */
    readonly computeQos?: string | ros.IResolvable;

    /** CPU architecture beside the GPU. */
    readonly arch?: string | ros.IResolvable;

    /** Number of GPUs of one pod. */
    readonly gpuQuantity?: number | ros.IResolvable;
  }

  export interface MaintenanceWindowProperty {
    /**
     * Whether the maintenance window is in force.
     * @default - false
     */
    readonly enable?: boolean | ros.IResolvable;

    /**
     * Length of the window in whole hours as text, `1h` to `24h`.
     * @default - 3h
     */
    readonly duration?: string | ros.IResolvable;

    /** Start of the window as an RFC 3339 time. */
    readonly maintenanceTime?: string | ros.IResolvable;

    /** Days of the week on which the window opens, `Monday` to `Sunday`, separated by commas. */
    readonly weeklyPeriod?: string | ros.IResolvable;

    /**
     * Recurrence rule of the window after RFC 5545; only `FREQ=WEEKLY` is understood. Older documentation does not have
     * this property.
     */
    readonly recurrence?: string | ros.IResolvable;
  }

  export interface PodPostpaidSpecProperty {
    /** vCPUs of one pod. */
    readonly cpuCore?: number | ros.IResolvable;

    /** Memory of one pod in GiB. */
    readonly memGib?: number | ros.IResolvable;

    /** Number of pods. */
    readonly replicas?: number | ros.IResolvable;

    /** GPUs of one pod. */
    readonly gpuQuantityConfigs?: RosCluster.GpuQuantityConfigsProperty | ros.IResolvable;
  }

  export interface TagsProperty {
    /** Key of the tag. */
    readonly key: string | ros.IResolvable;

    /** Value of the tag. */
    readonly value?: string | ros.IResolvable;
  }
}
