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

const dataDisks: KeySchema = {
  type: 'list',
  min: 1,
  items: {
    type: 'map',
    keys: {
      category: { type: 'string' },
      categories: { type: 'list', min: 1, max: 10, items: { type: 'string' } },
      encrypted: { type: ['boolean', 'string'] },
      performanceLevel: { type: 'string', values: ['PL0', 'PL1', 'PL2', 'PL3'] },
      size: { type: 'number' },
      autoSnapshotPolicyId: { type: 'string' },
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

const instancePatterns: KeySchema = {
  type: 'list',
  min: 1,
  max: 10,
  items: {
    type: 'map',
    keys: {
      cpuArchitectures: { type: 'list', min: 1, max: 2, items: { type: 'string' } },
      cores: { type: 'number', min: 4, max: 192 },
      maxCpuCores: { type: 'number', min: 4, max: 192 },
      minCpuCores: { type: 'number', min: 4, max: 192 },
      memory: { type: 'number', min: 4, max: 1536 },
      maxMemorySize: { type: 'number', min: 4, max: 1536 },
      minMemorySize: { type: 'number', min: 4, max: 1536 },
      instanceCategories: { type: 'list', min: 1, max: 10, items: { type: 'string' } },
      instanceFamilyLevel: { type: 'string' },
      instanceTypeFamilies: { type: 'list', min: 1, max: 500, items: { type: 'string' } },
      excludedInstanceTypes: { type: 'list', min: 1, max: 500, items: { type: 'string' } },
    },
  },
};

const labels: KeySchema = {
  type: 'list',
  min: 1,
  items: {
    type: 'map',
    keys: { key: { type: 'string', required: true }, value: { type: 'string', required: true } },
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

const nodeTags: KeySchema = {
  type: 'list',
  min: 1,
  items: {
    type: 'map',
    keys: { key: { type: 'string', required: true }, value: { type: 'string', required: true } },
  },
};

const rolePolicy: KeySchema = { type: 'string', values: ['EnsureAdminRoleAndBinding', 'None'] };

const tags: KeySchema = {
  type: 'list',
  items: {
    type: 'map',
    keys: { key: { type: 'string', required: true }, value: { type: 'string' } },
  },
};

const taints: KeySchema = {
  type: 'list',
  min: 1,
  items: {
    type: 'map',
    keys: {
      key: { type: 'string', required: true },
      value: { type: 'string', required: true },
      effect: { type: 'string', values: ['NoSchedule', 'NoExecute', 'PreferNoSchedule'] },
    },
  },
};

const validationMode: KeySchema = { type: 'string', values: ['Basic', 'Strict'] };

const waitUntil: KeySchema = {
  type: 'list',
  min: 1,
  max: 5,
  items: {
    type: 'map',
    keys: {
      kind: { type: 'string', required: true },
      name: { type: 'string', required: true },
      operator: {
        type: 'string',
        required: true,
        values: ['Empty', 'NotEmpty', 'Equals', 'NotEquals'],
      },
      apiVersion: { type: 'string' },
      firstMatch: { type: 'boolean' },
      jsonPath: { type: 'string' },
      namespace: { type: 'string' },
      stage: { type: 'string', values: ['Create/Update', 'Create', 'Update', 'Delete'] },
      timeout: { type: 'number', min: 10, max: 10800 },
      value: { type: 'string' },
      valueType: { type: 'string', values: ['String', 'Json'] },
    },
  },
};

/**
 * Properties of {@link RosClusterAddons}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusteraddons
 */
export interface RosClusterAddonsProps {
  /** Id of the cluster that the add-ons are installed in. Cannot be changed after creation. */
  readonly clusterId: string | ros.IResolvable;

  /**
   * The add-ons, ten at most. An item must never be switched off by an intrinsic function that yields nothing; switch
   * the whole list instead. Can be changed after creation.
   */
  readonly addons: Array<RosClusterAddons.AddonsProperty | ros.IResolvable> | ros.IResolvable;

  /**
   * True passes over add-ons that are installed already, and on deletion removes only those that this resource
   * installed. Cannot be changed after creation.
   * @default - false
   */
  readonly installedIgnore?: boolean | ros.IResolvable;

  /**
   * Whether add-ons that are installed already take the settings from here. Not together with `installedIgnore`. Only
   * newer versions of the resource type know it.
   * @default - false
   */
  readonly overrideExisting?: boolean | ros.IResolvable;

  /**
   * What ROS does about permissions inside the cluster first. `EnsureAdminRoleAndBinding` makes the cluster role
   * `ros:application-admin:<user id>` and binds it to the caller; `None` relies on what the caller may do already,
   * which is often too little. One of `EnsureAdminRoleAndBinding`, `None`. Can be changed after creation.
   * @default - EnsureAdminRoleAndBinding
   */
  readonly rolePolicy?: string | ros.IResolvable;

  /**
   * How much ROS checks beforehand: `Basic` that the cluster exists, `Strict` also that the wait conditions make sense.
   * One of `Basic`, `Strict`. Cannot be changed after creation.
   */
  readonly validationMode?: string | ros.IResolvable;

  /**
   * Conditions on Kubernetes objects that must all hold before ROS calls the resource complete; one to five of them.
   * Without any, the resource is complete as soon as the cluster has accepted the request. Can be changed after
   * creation.
   */
  readonly waitUntil?: Array<RosClusterAddons.WaitUntilProperty | ros.IResolvable> | ros.IResolvable;
}

const clusterAddonsSpec: ResourceSpec = {
  type: 'ALIYUN::CS::ClusterAddons',
  properties: {
    clusterId: { type: 'string', required: true },
    addons: {
      type: 'list',
      required: true,
      max: 10,
      items: {
        type: 'map',
        keys: {
          name: { type: 'string', required: true },
          version: { type: 'string' },
          config: { type: 'string' },
        },
      },
    },
    installedIgnore: { type: 'boolean' },
    overrideExisting: { type: 'boolean' },
    rolePolicy: rolePolicy,
    validationMode: validationMode,
    waitUntil: waitUntil,
  },
  attributes: { attrClusterId: 'ClusterId', attrWaitUntilData: 'WaitUntilData' },
};

/**
 * Installs add-ons in an existing ACK or ACS cluster. Resource type `ALIYUN::CS::ClusterAddons`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusteraddons
 */
export class RosClusterAddons extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::CS::ClusterAddons';

  /** Id of the cluster. */
  declare readonly attrClusterId: ros.IResolvable;

  /** The values that the conditions of `waitUntil` found, one for each JSON path. */
  declare readonly attrWaitUntilData: ros.IResolvable;

  declare clusterId: string | ros.IResolvable;
  declare addons: Array<RosClusterAddons.AddonsProperty | ros.IResolvable> | ros.IResolvable;
  declare installedIgnore: boolean | ros.IResolvable | undefined;
  declare overrideExisting: boolean | ros.IResolvable | undefined;
  declare rolePolicy: string | ros.IResolvable | undefined;
  declare validationMode: string | ros.IResolvable | undefined;
  declare waitUntil: Array<RosClusterAddons.WaitUntilProperty | ros.IResolvable> | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosClusterAddonsProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, clusterAddonsSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosClusterAddons {
  export interface AddonsProperty {
    /** Name of the add-on, for instance `ack-virtual-node`. Cannot be changed after creation. */
    readonly name: string | ros.IResolvable;

    /** Version of the add-on. Empty means the newest one that fits the cluster. Cannot be changed after creation. */
    readonly version?: string | ros.IResolvable;

    /** Settings of the add-on as JSON in a string. Can be changed after creation. */
    readonly config?: string | ros.IResolvable;
  }

  export interface WaitUntilProperty {
    /** Kind of the Kubernetes object that is watched, for instance `Deployment`. */
    readonly kind: string | ros.IResolvable;

    /** Name of the Kubernetes object that is watched. */
    readonly name: string | ros.IResolvable;

    /** How the value found is compared. One of `Empty`, `NotEmpty`, `Equals`, `NotEquals`. */
    readonly operator: string | ros.IResolvable;

    /** API version of the Kubernetes object, for instance `apps/v1`. */
    readonly apiVersion?: string | ros.IResolvable;

    /**
     * True compares the first match of `jsonPath` instead of the list of all matches. Needed to compare with a single
     * value.
     */
    readonly firstMatch?: boolean | ros.IResolvable;

    /**
     * JSON path of the value inside the object, for instance `$.status.readyReplicas`. It must not start with a dot.
     */
    readonly jsonPath?: string | ros.IResolvable;

    /** Namespace of the Kubernetes object. */
    readonly namespace?: string | ros.IResolvable;

    /**
     * In which phase of the stack the condition is waited for. One of `Create/Update`, `Create`, `Update`, `Delete`.
     * @default - Create/Update
     */
    readonly stage?: string | ros.IResolvable;

    /** How long to wait for the condition, in seconds, from 10 to 10800. */
    readonly timeout?: number | ros.IResolvable;

    /** What the value found is compared with; for `Equals` and `NotEquals`. */
    readonly value?: string | ros.IResolvable;

    /** How `value` is read: as plain text or as JSON. One of `String`, `Json`. */
    readonly valueType?: string | ros.IResolvable;
  }
}

/**
 * Properties of {@link RosClusterApplication}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusterapplication
 */
export interface RosClusterApplicationProps {
  /** Id of the cluster that the manifests are applied to. Cannot be changed after creation. */
  readonly clusterId: string | ros.IResolvable;

  /** The manifests as YAML text; several documents are separated by `---`. Can be changed after creation. */
  readonly yamlContent: string | ros.IResolvable;

  /**
   * How objects are made: `Normal` fails when one exists already, `Apply` changes it as `kubectl apply` does. One of
   * `Normal`, `Apply`. Cannot be changed after creation.
   * @default - Normal
   */
  readonly creationMode?: string | ros.IResolvable;

  /**
   * Namespace of objects that name none. ROS creates it when it is missing, so it must not be declared in `yamlContent`
   * as well. Cannot be changed after creation.
   * @default - default
   */
  readonly defaultNamespace?: string | ros.IResolvable;

  /** Whether `defaultNamespace` is deleted with the resource. Otherwise it stays. */
  readonly defaultNamespaceDeletion?: boolean | ros.IResolvable;

  /**
   * What ROS does about permissions inside the cluster first. `EnsureAdminRoleAndBinding` makes the cluster role
   * `ros:application-admin:<user id>` and binds it to the caller; `None` relies on what the caller may do already,
   * which is often too little. One of `EnsureAdminRoleAndBinding`, `None`. Can be changed after creation.
   * @default - EnsureAdminRoleAndBinding
   */
  readonly rolePolicy?: string | ros.IResolvable;

  /**
   * When the manifests are applied. `Delete` keeps them until the resource is deleted, which suits clean-up jobs. One
   * of `All`, `Delete`. Cannot be changed after creation.
   * @default - All
   */
  readonly stage?: string | ros.IResolvable;

  /**
   * How much ROS checks beforehand: `Basic` that the cluster exists, `Strict` also that the wait conditions make sense.
   * One of `Basic`, `Strict`. Cannot be changed after creation.
   */
  readonly validationMode?: string | ros.IResolvable;

  /**
   * Conditions on Kubernetes objects that must all hold before ROS calls the resource complete; one to five of them.
   * Without any, the resource is complete as soon as the cluster has accepted the request. Can be changed after
   * creation.
   */
  readonly waitUntil?: Array<RosClusterApplication.WaitUntilProperty | ros.IResolvable> | ros.IResolvable;
}

const clusterApplicationSpec: ResourceSpec = {
  type: 'ALIYUN::CS::ClusterApplication',
  properties: {
    clusterId: { type: 'string', required: true, min: 1 },
    yamlContent: { type: 'string', required: true, secret: true, min: 1 },
    creationMode: { type: 'string', values: ['Normal', 'Apply'] },
    defaultNamespace: { type: 'string' },
    defaultNamespaceDeletion: { type: 'boolean' },
    rolePolicy: rolePolicy,
    stage: { type: 'string', values: ['All', 'Delete'] },
    validationMode: validationMode,
    waitUntil: waitUntil,
  },
  attributes: { attrClusterId: 'ClusterId', attrWaitUntilData: 'WaitUntilData' },
};

/**
 * Applies Kubernetes manifests to an ACK or ACS cluster. Resource type `ALIYUN::CS::ClusterApplication`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusterapplication
 */
export class RosClusterApplication extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::CS::ClusterApplication';

  /** Id of the cluster. */
  declare readonly attrClusterId: ros.IResolvable;

  /** The values that the conditions of `waitUntil` found, one for each JSON path. */
  declare readonly attrWaitUntilData: ros.IResolvable;

  declare clusterId: string | ros.IResolvable;
  declare yamlContent: string | ros.IResolvable;
  declare creationMode: string | ros.IResolvable | undefined;
  declare defaultNamespace: string | ros.IResolvable | undefined;
  declare defaultNamespaceDeletion: boolean | ros.IResolvable | undefined;
  declare rolePolicy: string | ros.IResolvable | undefined;
  declare stage: string | ros.IResolvable | undefined;
  declare validationMode: string | ros.IResolvable | undefined;
  declare waitUntil: Array<RosClusterApplication.WaitUntilProperty | ros.IResolvable> | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosClusterApplicationProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, clusterApplicationSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosClusterApplication {
  export interface WaitUntilProperty {
    /** Kind of the Kubernetes object that is watched, for instance `Deployment`. */
    readonly kind: string | ros.IResolvable;

    /** Name of the Kubernetes object that is watched. */
    readonly name: string | ros.IResolvable;

    /** How the value found is compared. One of `Empty`, `NotEmpty`, `Equals`, `NotEquals`. */
    readonly operator: string | ros.IResolvable;

    /** API version of the Kubernetes object, for instance `apps/v1`. */
    readonly apiVersion?: string | ros.IResolvable;

    /**
     * True compares the first match of `jsonPath` instead of the list of all matches. Needed to compare with a single
     * value.
     */
    readonly firstMatch?: boolean | ros.IResolvable;

    /**
     * JSON path of the value inside the object, for instance `$.status.readyReplicas`. It must not start with a dot.
     */
    readonly jsonPath?: string | ros.IResolvable;

    /** Namespace of the Kubernetes object. */
    readonly namespace?: string | ros.IResolvable;

    /**
     * In which phase of the stack the condition is waited for. One of `Create/Update`, `Create`, `Update`, `Delete`.
     * @default - Create/Update
     */
    readonly stage?: string | ros.IResolvable;

    /** How long to wait for the condition, in seconds, from 10 to 10800. */
    readonly timeout?: number | ros.IResolvable;

    /** What the value found is compared with; for `Equals` and `NotEquals`. */
    readonly value?: string | ros.IResolvable;

    /** How `value` is read: as plain text or as JSON. One of `String`, `Json`. */
    readonly valueType?: string | ros.IResolvable;
  }
}

/**
 * Properties of {@link RosClusterHelmApplication}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusterhelmapplication
 */
export interface RosClusterHelmApplicationProps {
  /**
   * Where the cluster fetches the chart package (`.tgz`) from, over http or https. `oci://` is refused, and there is no
   * form with repository and chart name. Can be changed after creation.
   */
  readonly chartUrl: string | ros.IResolvable;

  /** Id of the cluster that the release is installed in. Cannot be changed after creation. */
  readonly clusterId: string | ros.IResolvable;

  /** Name of the Helm release. Cannot be changed after creation. */
  readonly name: string | ros.IResolvable;

  /**
   * Values for the chart. Keys are the chart's own and stay as they are; ROS functions may stand anywhere inside, and a
   * Json parameter may stand for the whole map. Can be changed after creation.
   */
  readonly chartValues?: { [key: string]: any } | ros.IResolvable;

  /**
   * Login for the chart repository. Only takes effect when `chartUrl` points at a repository of Container Registry
   * (ACR). Cannot be changed after creation.
   */
  readonly credential?: RosClusterHelmApplication.CredentialProperty | ros.IResolvable;

  /**
   * What happens when a release of this name exists already: an error; or the release stays as it is and later updates
   * and the deletion apply to it, or do not either. One of `Disabled`, `SkipInstallIfExisting`,
   * `SkipAllOperationsIfExisting`.
   * @default - Disabled
   */
  readonly ignoreExisting?: string | ros.IResolvable;

  /**
   * Namespace of the release. ROS creates it when it is missing. Cannot be changed after creation.
   * @default - default
   */
  readonly namespace?: string | ros.IResolvable;

  /**
   * Whether the namespace is deleted with the resource. The namespaces default, kube-node-lease, kube-public,
   * kube-system and arms-prom are never deleted. Can be changed after creation.
   */
  readonly namespaceDeletion?: boolean | ros.IResolvable;

  /**
   * What ROS does about permissions inside the cluster first. `EnsureAdminRoleAndBinding` makes the cluster role
   * `ros:application-admin:<user id>` and binds it to the caller; `None` relies on what the caller may do already,
   * which is often too little. One of `EnsureAdminRoleAndBinding`, `None`. Can be changed after creation.
   * @default - EnsureAdminRoleAndBinding
   */
  readonly rolePolicy?: string | ros.IResolvable;

  /**
   * How much ROS checks beforehand: `Basic` that the cluster exists, `Strict` also that the wait conditions make sense.
   * One of `Basic`, `Strict`. Cannot be changed after creation.
   */
  readonly validationMode?: string | ros.IResolvable;

  /**
   * Conditions on Kubernetes objects that must all hold before ROS calls the resource complete; one to five of them.
   * Without any, the resource is complete as soon as the cluster has accepted the request. Can be changed after
   * creation.
   */
  readonly waitUntil?: Array<RosClusterHelmApplication.WaitUntilProperty | ros.IResolvable> | ros.IResolvable;
}

const clusterHelmApplicationSpec: ResourceSpec = {
  type: 'ALIYUN::CS::ClusterHelmApplication',
  properties: {
    chartUrl: { type: 'string', required: true, pattern: '^(http|https)://[\\w\\W]+$' },
    clusterId: { type: 'string', required: true, min: 1 },
    name: { type: 'string', required: true },
    chartValues: { type: 'map', secret: true },
    credential: {
      type: 'map',
      keys: {
        userName: { type: 'string', required: true },
        password: { type: 'string', required: true, secret: true },
      },
    },
    ignoreExisting: {
      type: 'string',
      values: ['Disabled', 'SkipInstallIfExisting', 'SkipAllOperationsIfExisting'],
    },
    namespace: { type: 'string' },
    namespaceDeletion: { type: 'boolean' },
    rolePolicy: rolePolicy,
    validationMode: validationMode,
    waitUntil: waitUntil,
  },
  attributes: { attrClusterId: 'ClusterId', attrWaitUntilData: 'WaitUntilData' },
};

/**
 * Installs a Helm chart as a release in an ACK or ACS cluster. Resource type `ALIYUN::CS::ClusterHelmApplication`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusterhelmapplication
 */
export class RosClusterHelmApplication extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::CS::ClusterHelmApplication';

  /** Id of the cluster. */
  declare readonly attrClusterId: ros.IResolvable;

  /** The values that the conditions of `waitUntil` found, one for each JSON path. */
  declare readonly attrWaitUntilData: ros.IResolvable;

  declare chartUrl: string | ros.IResolvable;
  declare clusterId: string | ros.IResolvable;
  declare name: string | ros.IResolvable;
  declare chartValues: { [key: string]: any } | ros.IResolvable | undefined;
  declare credential: RosClusterHelmApplication.CredentialProperty | ros.IResolvable | undefined;
  declare ignoreExisting: string | ros.IResolvable | undefined;
  declare namespace: string | ros.IResolvable | undefined;
  declare namespaceDeletion: boolean | ros.IResolvable | undefined;
  declare rolePolicy: string | ros.IResolvable | undefined;
  declare validationMode: string | ros.IResolvable | undefined;
  declare waitUntil: Array<RosClusterHelmApplication.WaitUntilProperty | ros.IResolvable> | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosClusterHelmApplicationProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, clusterHelmApplicationSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosClusterHelmApplication {
  export interface CredentialProperty {
    /** User name for the repository. */
    readonly userName: string | ros.IResolvable;

    /** Password for the repository. Give it as a NoEcho parameter or an OOS secret parameter, never as plain text. */
    readonly password: string | ros.IResolvable;
  }

  export interface WaitUntilProperty {
    /** Kind of the Kubernetes object that is watched, for instance `Deployment`. */
    readonly kind: string | ros.IResolvable;

    /** Name of the Kubernetes object that is watched. */
    readonly name: string | ros.IResolvable;

    /** How the value found is compared. One of `Empty`, `NotEmpty`, `Equals`, `NotEquals`. */
    readonly operator: string | ros.IResolvable;

    /** API version of the Kubernetes object, for instance `apps/v1`. */
    readonly apiVersion?: string | ros.IResolvable;

    /**
     * True compares the first match of `jsonPath` instead of the list of all matches. Needed to compare with a single
     * value.
     */
    readonly firstMatch?: boolean | ros.IResolvable;

    /**
     * JSON path of the value inside the object, for instance `$.status.readyReplicas`. It must not start with a dot.
     */
    readonly jsonPath?: string | ros.IResolvable;

    /** Namespace of the Kubernetes object. */
    readonly namespace?: string | ros.IResolvable;

    /**
     * In which phase of the stack the condition is waited for. One of `Create/Update`, `Create`, `Update`, `Delete`.
     * @default - Create/Update
     */
    readonly stage?: string | ros.IResolvable;

    /** How long to wait for the condition, in seconds, from 10 to 10800. */
    readonly timeout?: number | ros.IResolvable;

    /** What the value found is compared with; for `Equals` and `NotEquals`. */
    readonly value?: string | ros.IResolvable;

    /** How `value` is read: as plain text or as JSON. One of `String`, `Json`. */
    readonly valueType?: string | ros.IResolvable;
  }
}

/**
 * Properties of {@link RosClusterNodePool}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusternodepool
 */
export interface RosClusterNodePoolProps {
  /** Id of the ACK cluster that gets the pool. Cannot be changed after creation. */
  readonly clusterId: string | ros.IResolvable;

  /** The ECS instances of the pool: instance types, disks, network and billing. Can be changed after creation. */
  readonly scalingGroup: RosClusterNodePool.ScalingGroupProperty | ros.IResolvable;

  /**
   * Lets the cluster autoscaler change the number of nodes. The account needs the role AliyunCSManagedAutoScalerRole.
   * Cannot be changed after creation.
   */
  readonly autoScaling?: RosClusterNodePool.AutoScalingProperty | ros.IResolvable;

  /** Number of nodes in the pool. Leave it out when the pool scales by itself. Can be changed after creation. */
  readonly count?: number | ros.IResolvable;

  /**
   * How the nodes join Kubernetes: container runtime, labels, taints and start-up script. Can be changed after
   * creation.
   */
  readonly kubernetesConfig?: RosClusterNodePool.KubernetesConfigProperty | ros.IResolvable;

  /** Lets the platform look after the nodes. Cannot be changed after creation. */
  readonly management?: RosClusterNodePool.ManagementProperty | ros.IResolvable;

  /** Name and resource group of the pool. Cannot be changed after creation. */
  readonly nodePoolInfo?: RosClusterNodePool.NodePoolInfoProperty | ros.IResolvable;

  /** Confidential computing on the nodes. Cannot be changed after creation. */
  readonly teeConfig?: RosClusterNodePool.TeeConfigProperty | ros.IResolvable;
}

const clusterNodePoolSpec: ResourceSpec = {
  type: 'ALIYUN::CS::ClusterNodePool',
  properties: {
    clusterId: { type: 'string', required: true },
    scalingGroup: {
      type: 'map',
      required: true,
      keys: {
        systemDiskSize: { type: 'number', required: true },
        vSwitchIds: { type: 'list', required: true, min: 1, items: { type: 'string' } },
        autoRenew: { type: 'boolean' },
        autoRenewPeriod: { type: 'number' },
        compensateWithOnDemand: { type: 'boolean' },
        dataDisks: dataDisks,
        imageId: { type: 'string' },
        imageType: { type: 'string' },
        instanceChargeType: {
          type: 'string',
          values: [
            'PostPaid',
            'PrePaid',
            'PayAsYouGo',
            'PayOnDemand',
            'Postpaid',
            'PostPay',
            'Postpay',
            'POSTPAY',
            'POST',
            'Subscription',
            'Prepaid',
            'PrePay',
            'Prepay',
            'PREPAY',
            'PRE',
          ],
        },
        instancePatterns: instancePatterns,
        instanceTypes: { type: 'list', min: 1, items: { type: 'string' } },
        internetChargeType: { type: 'string' },
        internetMaxBandwidthOut: { type: 'number' },
        keyPair: { type: 'string' },
        loginPassword: { type: 'string', secret: true, min: 8, max: 30 },
        multiAzPolicy: { type: 'string', values: ['PRIORITY', 'COST_OPTIMIZED', 'BALANCE'] },
        onDemandBaseCapacity: { type: 'number', min: 0, max: 1000 },
        onDemandPercentageAboveBaseCapacity: { type: 'number', min: 0, max: 100 },
        period: { type: 'number', min: 1, max: 36 },
        periodUnit: { type: 'string', values: ['Week', 'Month', 'Year'] },
        platform: { type: 'string' },
        rdsInstances: { type: 'list', min: 1, items: { type: 'string' } },
        scalingPolicy: { type: 'string', values: ['release', 'recycle'] },
        securityGroupId: { type: 'string' },
        securityHardeningOs: { type: 'boolean' },
        socEnabled: { type: 'boolean' },
        spotInstancePools: { type: 'number', min: 1, max: 10 },
        spotInstanceRemedy: { type: 'boolean' },
        spotPriceLimit: {
          type: 'list',
          min: 1,
          items: {
            type: 'map',
            keys: {
              instanceType: { type: 'string', required: true },
              priceLimit: { type: ['number', 'string'], required: true },
            },
          },
        },
        spotStrategy: { type: 'string', values: ['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'] },
        systemDiskCategory: { type: 'string' },
        systemDiskEncrypted: { type: 'boolean' },
        systemDiskPerformanceLevel: { type: 'string', values: ['PL0', 'PL1', 'PL2', 'PL3'] },
        tags: nodeTags,
        zoneIds: { type: 'list', items: { type: 'string' } },
      },
    },
    autoScaling: {
      type: 'map',
      keys: {
        enable: { type: 'boolean', required: true },
        eipBandwidth: { type: 'number', min: 1 },
        eipInternetChargeType: { type: 'string', values: ['PayByBandwidth', 'PayByTraffic'] },
        isBondEip: { type: 'boolean' },
        maxInstances: { type: 'number' },
        minInstances: { type: 'number' },
        type: { type: 'string', values: ['cpu', 'gpu', 'gpushare', 'spot'] },
      },
    },
    count: { type: 'number' },
    kubernetesConfig: {
      type: 'map',
      keys: {
        runtime: { type: 'string', required: true },
        runtimeVersion: { type: 'string', required: true },
        cmsEnabled: { type: 'boolean' },
        cpuPolicy: { type: 'string', values: ['none', 'static'] },
        labels: labels,
        nodeNameMode: { type: 'string' },
        taints: taints,
        unschedulable: { type: 'boolean' },
        userData: { type: 'string', secret: true },
      },
    },
    management: {
      type: 'map',
      keys: {
        enable: { type: 'boolean', required: true },
        autoRepair: { type: 'boolean' },
        upgradeConfig: {
          type: 'map',
          keys: {
            autoUpgrade: { type: 'boolean' },
            surge: { type: 'number' },
            surgePercentage: { type: 'number' },
            maxUnavailable: { type: 'number', min: 1, max: 1000 },
          },
        },
      },
    },
    nodePoolInfo: {
      type: 'map',
      keys: { name: { type: 'string', required: true }, resourceGroupId: { type: 'string' } },
    },
    teeConfig: { type: 'map', keys: { teeEnable: { type: 'boolean', required: true } } },
  },
  attributes: { attrNodePoolId: 'NodePoolId' },
};

/**
 * Adds a pool of ECS nodes to an ACK cluster. Resource type `ALIYUN::CS::ClusterNodePool`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-clusternodepool
 */
export class RosClusterNodePool extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::CS::ClusterNodePool';

  /** Id of the node pool; `ref` yields the same. */
  declare readonly attrNodePoolId: ros.IResolvable;

  declare clusterId: string | ros.IResolvable;
  declare scalingGroup: RosClusterNodePool.ScalingGroupProperty | ros.IResolvable;
  declare autoScaling: RosClusterNodePool.AutoScalingProperty | ros.IResolvable | undefined;
  declare count: number | ros.IResolvable | undefined;
  declare kubernetesConfig: RosClusterNodePool.KubernetesConfigProperty | ros.IResolvable | undefined;
  declare management: RosClusterNodePool.ManagementProperty | ros.IResolvable | undefined;
  declare nodePoolInfo: RosClusterNodePool.NodePoolInfoProperty | ros.IResolvable | undefined;
  declare teeConfig: RosClusterNodePool.TeeConfigProperty | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosClusterNodePoolProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, clusterNodePoolSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosClusterNodePool {
  export interface AutoScalingProperty {
    /** Whether the pool scales by itself. When false the other settings have no effect. */
    readonly enable: boolean | ros.IResolvable;

    /** Peak bandwidth of the nodes' elastic IP addresses in Mbit/s. */
    readonly eipBandwidth?: number | ros.IResolvable;

    /** Billing of the nodes' elastic IP addresses. One of `PayByBandwidth`, `PayByTraffic`. */
    readonly eipInternetChargeType?: string | ros.IResolvable;

    /** Whether every node gets an elastic IP address. */
    readonly isBondEip?: boolean | ros.IResolvable;

    /** Highest number of nodes. */
    readonly maxInstances?: number | ros.IResolvable;

    /** Lowest number of nodes. */
    readonly minInstances?: number | ros.IResolvable;

    /** What kind of instances the autoscaler starts. One of `cpu`, `gpu`, `gpushare`, `spot`. */
    readonly type?: string | ros.IResolvable;
  }

  export interface DataDisksProperty {
    /** Kind of disk. Known values: `cloud_efficiency`, `cloud_ssd`, `cloud_essd`; others are passed on unchecked. */
    readonly category?: string | ros.IResolvable;

    /** Kinds of disk to try in this order, instead of a single `category`. */
    readonly categories?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Whether the disk is encrypted, as a boolean or as the text `true` or `false`. */
    readonly encrypted?: boolean | string | ros.IResolvable;

    /** Performance level; only for disks of the kind `cloud_essd`. One of `PL0`, `PL1`, `PL2`, `PL3`. */
    readonly performanceLevel?: string | ros.IResolvable;

    /** Size of the disk in GiB. The documented range is 40 to 32768. */
    readonly size?: number | ros.IResolvable;

    /** Id of the snapshot policy that backs the disk up. Without it there are no snapshots. */
    readonly autoSnapshotPolicyId?: string | ros.IResolvable;
  }

  export interface InstancePatternsProperty {
    /** CPU architectures that are acceptable, for instance `X86` or `ARM`. */
    readonly cpuArchitectures?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Exact number of vCPUs. */
    readonly cores?: number | ros.IResolvable;

    /** Highest acceptable number of vCPUs. */
    readonly maxCpuCores?: number | ros.IResolvable;

    /** Lowest acceptable number of vCPUs. */
    readonly minCpuCores?: number | ros.IResolvable;

    /** Exact memory in GiB. */
    readonly memory?: number | ros.IResolvable;

    /** Highest acceptable memory in GiB. */
    readonly maxMemorySize?: number | ros.IResolvable;

    /** Lowest acceptable memory in GiB. */
    readonly minMemorySize?: number | ros.IResolvable;

    /** Categories of instances that are acceptable, in the names that ECS uses. */
    readonly instanceCategories?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Level of the instance families, in the names that ECS uses, for instance `EnterpriseLevel`. */
    readonly instanceFamilyLevel?: string | ros.IResolvable;

    /** Instance families that are acceptable, for instance `ecs.g7`. */
    readonly instanceTypeFamilies?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Instance types that must not be chosen. */
    readonly excludedInstanceTypes?: Array<string | ros.IResolvable> | ros.IResolvable;
  }

  export interface KubernetesConfigProperty {
    /** Name of the container runtime. Known values: `containerd`; others are passed on unchecked. */
    readonly runtime: string | ros.IResolvable;

    /** Version of the container runtime. It must fit the Kubernetes version of the cluster. */
    readonly runtimeVersion: string | ros.IResolvable;

    /** Whether the CloudMonitor agent is installed on the nodes. */
    readonly cmsEnabled?: boolean | ros.IResolvable;

    /**
     * CPU manager policy of the kubelet; `static` gives whole CPUs to pods that ask for them. One of `none`, `static`.
     */
    readonly cpuPolicy?: string | ros.IResolvable;

    /** Kubernetes labels for the nodes. At least one when given. */
    readonly labels?: Array<RosClusterNodePool.LabelsProperty | ros.IResolvable> | ros.IResolvable;

    /**
     * Pattern of the node names, `customized,<prefix>,<length>,<suffix>`, with the length of the part of the IP address
     * that goes in between.
     */
    readonly nodeNameMode?: string | ros.IResolvable;

    /** Kubernetes taints for the nodes. At least one when given. */
    readonly taints?: Array<RosClusterNodePool.TaintsProperty | ros.IResolvable> | ros.IResolvable;

    /** True keeps new nodes unschedulable until they are released by hand. */
    readonly unschedulable?: boolean | ros.IResolvable;

    /** Start-up script of the nodes. */
    readonly userData?: string | ros.IResolvable;
  }

  export interface LabelsProperty {
    /** Key of the label. */
    readonly key: string | ros.IResolvable;

    /** Value of the label. */
    readonly value: string | ros.IResolvable;
  }

  export interface ManagementProperty {
    /** Whether the pool is managed. When false the other settings have no effect. */
    readonly enable: boolean | ros.IResolvable;

    /** Whether broken nodes are repaired by themselves. */
    readonly autoRepair?: boolean | ros.IResolvable;

    /** How nodes are upgraded. */
    readonly upgradeConfig?: RosClusterNodePool.UpgradeConfigProperty | ros.IResolvable;
  }

  export interface NodePoolInfoProperty {
    /** Name of the pool. */
    readonly name: string | ros.IResolvable;

    /** Resource group of the pool. */
    readonly resourceGroupId?: string | ros.IResolvable;
  }

  export interface ScalingGroupProperty {
    /** Size of the system disk in GiB. The documented range is 40 to 500. */
    readonly systemDiskSize: number | ros.IResolvable;

    /** vSwitches that nodes are placed in; at least one. Their zones are the zones of the pool. */
    readonly vSwitchIds: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Whether subscribed nodes are renewed by themselves; only for `PrePaid`. */
    readonly autoRenew?: boolean | ros.IResolvable;

    /** By how much a renewal extends the subscription, counted in `periodUnit`; only with `autoRenew`. */
    readonly autoRenewPeriod?: number | ros.IResolvable;

    /**
     * Whether pay-as-you-go instances stand in when not enough spot instances can be had; only with the policy
     * `COST_OPTIMIZED`.
     */
    readonly compensateWithOnDemand?: boolean | ros.IResolvable;

    /** Data disks that every node gets. */
    readonly dataDisks?: Array<RosClusterNodePool.DataDisksProperty | ros.IResolvable> | ros.IResolvable;

    /** Id of a custom image. Without it the platform chooses an image after `imageType`, which ages better. */
    readonly imageId?: string | ros.IResolvable;

    /**
     * Kind of operating system image that the platform chooses the newest version of. Known values:
     * `AliyunLinux3ContainerOptimized`, `AliyunLinux3Arm64`; others are passed on unchecked.
     */
    readonly imageType?: string | ros.IResolvable;

    /**
     * Billing of the nodes: `PostPaid` to pay as you go, `PrePaid` by subscription. The others are spellings of the
     * two. One of `PostPaid`, `PrePaid`, `PayAsYouGo`, `PayOnDemand`, `Postpaid`, `PostPay`, `Postpay`, `POSTPAY`,
     * `POST`, `Subscription`, `Prepaid`, `PrePay`, `Prepay`, `PREPAY`, `PRE`.
     */
    readonly instanceChargeType?: string | ros.IResolvable;

    /** Describes suitable ECS instance types by their traits, instead of or beside a list of instance types. */
    readonly instancePatterns?: Array<RosClusterNodePool.InstancePatternsProperty | ros.IResolvable> | ros.IResolvable;

    /** ECS instance types of the nodes, in order of preference. May be left out when `instancePatterns` is given. */
    readonly instanceTypes?: Array<string | ros.IResolvable> | ros.IResolvable;

    /**
     * Billing of the nodes' public bandwidth. Known values: `PayByTraffic`, `PayByBandwidth`; others are passed on
     * unchecked.
     */
    readonly internetChargeType?: string | ros.IResolvable;

    /** Highest outbound public bandwidth of a node in Mbit/s. More than 0 gives every node a public address. */
    readonly internetMaxBandwidthOut?: number | ros.IResolvable;

    /** Name of the key pair for logging in to the nodes, instead of `loginPassword`. */
    readonly keyPair?: string | ros.IResolvable;

    /**
     * Password for logging in to the nodes, 8 to 30 characters, instead of `keyPair`. Give it as a NoEcho parameter.
     */
    readonly loginPassword?: string | ros.IResolvable;

    /**
     * How nodes are spread over zones: in the order of `vSwitchIds`, cheapest first, or evenly. One of `PRIORITY`,
     * `COST_OPTIMIZED`, `BALANCE`.
     */
    readonly multiAzPolicy?: string | ros.IResolvable;

    /** Number of pay-as-you-go instances to keep at least, from 0 to 1000; the pool fills these first. */
    readonly onDemandBaseCapacity?: number | ros.IResolvable;

    /** Share of pay-as-you-go instances among those above `onDemandBaseCapacity`, in per cent. */
    readonly onDemandPercentageAboveBaseCapacity?: number | ros.IResolvable;

    /** Length of the subscription, counted in `periodUnit`; only for `PrePaid`. */
    readonly period?: number | ros.IResolvable;

    /** Unit of `period`. One of `Week`, `Month`, `Year`. */
    readonly periodUnit?: string | ros.IResolvable;

    /**
     * Family of the operating system. Prefer `imageType`. Known values: `CentOS`, `AliyunLinux`, `Windows`,
     * `WindowsCore`; others are passed on unchecked.
     */
    readonly platform?: string | ros.IResolvable;

    /** ApsaraDB RDS instances whose allowlist admits the nodes. */
    readonly rdsInstances?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Whether nodes are released on scale-in, or stopped and started again later. One of `release`, `recycle`. */
    readonly scalingPolicy?: string | ros.IResolvable;

    /** Security group of the nodes. */
    readonly securityGroupId?: string | ros.IResolvable;

    /** Whether the operating system gets Alibaba Cloud's security hardening. */
    readonly securityHardeningOs?: boolean | ros.IResolvable;

    /** Whether the operating system is hardened after China's classified protection scheme (MLPS). */
    readonly socEnabled?: boolean | ros.IResolvable;

    /** Over how many of the cheapest instance types spot instances are spread, from 1 to 10. */
    readonly spotInstancePools?: number | ros.IResolvable;

    /** Whether a replacement is started as soon as a spot instance is announced to be reclaimed. */
    readonly spotInstanceRemedy?: boolean | ros.IResolvable;

    /** Highest price for each spot instance type; with the strategy `SpotWithPriceLimit`. */
    readonly spotPriceLimit?: Array<RosClusterNodePool.SpotPriceLimitProperty | ros.IResolvable> | ros.IResolvable;

    /**
     * Whether nodes are spot instances, and if so with a price limit or at the market price. One of `NoSpot`,
     * `SpotWithPriceLimit`, `SpotAsPriceGo`.
     */
    readonly spotStrategy?: string | ros.IResolvable;

    /**
     * Kind of system disk. Known values: `cloud_efficiency`, `cloud_ssd`, `cloud_essd`; others are passed on unchecked.
     * @default - cloud_efficiency
     */
    readonly systemDiskCategory?: string | ros.IResolvable;

    /** Whether the system disk is encrypted. Only newer versions of the resource type know it. */
    readonly systemDiskEncrypted?: boolean | ros.IResolvable;

    /**
     * Performance level of the system disk; only for disks of the kind `cloud_essd`. One of `PL0`, `PL1`, `PL2`, `PL3`.
     */
    readonly systemDiskPerformanceLevel?: string | ros.IResolvable;

    /** Tags for the ECS instances of the pool. At least one when given. */
    readonly tags?: Array<RosClusterNodePool.TagsProperty | ros.IResolvable> | ros.IResolvable;

    /** Zones of the vSwitches. */
    readonly zoneIds?: Array<string | ros.IResolvable> | ros.IResolvable;
  }

  export interface SpotPriceLimitProperty {
    /** ECS instance type that the limit is for. */
    readonly instanceType: string | ros.IResolvable;

    /** Highest price per hour for one instance, as a number or as text. */
    readonly priceLimit: number | string | ros.IResolvable;
  }

  export interface TagsProperty {
    /** Key of the tag. */
    readonly key: string | ros.IResolvable;

    /** Value of the tag. */
    readonly value: string | ros.IResolvable;
  }

  export interface TaintsProperty {
    /** Key of the taint. */
    readonly key: string | ros.IResolvable;

    /** Value of the taint. */
    readonly value: string | ros.IResolvable;

    /** What the taint does to pods that do not tolerate it. One of `NoSchedule`, `NoExecute`, `PreferNoSchedule`. */
    readonly effect?: string | ros.IResolvable;
  }

  export interface TeeConfigProperty {
    /** Whether the nodes offer confidential computing. */
    readonly teeEnable: boolean | ros.IResolvable;
  }

  export interface UpgradeConfigProperty {
    /** Whether nodes are upgraded by themselves. */
    readonly autoUpgrade?: boolean | ros.IResolvable;

    /** Number of additional nodes during an upgrade. */
    readonly surge?: number | ros.IResolvable;

    /** Number of additional nodes during an upgrade in per cent of the pool, instead of `surge`. */
    readonly surgePercentage?: number | ros.IResolvable;

    /** How many nodes may be out of service at once during an upgrade, from 1 to 1000. */
    readonly maxUnavailable?: number | ros.IResolvable;
  }
}

/**
 * Properties of {@link RosManagedKubernetesCluster}.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-managedkubernetescluster
 */
export interface RosManagedKubernetesClusterProps {
  /** Name of the cluster: 1 to 63 letters, digits, Chinese characters and hyphens. */
  readonly name: string | ros.IResolvable;

  /** VPC of the cluster. */
  readonly vpcId: string | ros.IResolvable;

  /** vSwitches of the control plane and of the nodes of `nodePools`; at least one. */
  readonly vSwitchIds: Array<string | ros.IResolvable> | ros.IResolvable;

  /**
   * Add-ons to install with the cluster: the network plug-in, storage, logging and so on. An item must never be
   * switched off by an intrinsic function that yields nothing; switch the whole list instead.
   */
  readonly addons?: Array<RosManagedKubernetesCluster.AddonsProperty | ros.IResolvable> | ros.IResolvable;

  /** Lets the platform run the nodes as well (auto mode). Only newer versions of the resource type know it. */
  readonly autoMode?: RosManagedKubernetesCluster.AutoModeProperty | ros.IResolvable;

  /**
   * Whether the CloudMonitor agent is installed on the nodes.
   * @default - false
   */
  readonly cloudMonitorFlags?: boolean | ros.IResolvable;

  /**
   * Edition of the managed cluster: Pro or standard. Known values: `ack.pro.small`, `ack.standard`; others are passed
   * on unchecked.
   */
  readonly clusterSpec?: string | ros.IResolvable;

  /** Address range of the pods with the network plug-in Flannel. It must not overlap the VPC or `serviceCidr`. */
  readonly containerCidr?: string | ros.IResolvable;

  /**
   * Components of the control plane whose logs are collected, for instance `apiserver`, `kcm`, `scheduler` or `ccm`.
   */
  readonly controlPlaneLogComponents?: Array<string | ros.IResolvable> | ros.IResolvable;

  /** Project of Simple Log Service that receives the logs of the control plane. */
  readonly controlPlaneLogProject?: string | ros.IResolvable;

  /**
   * How long logs of the control plane are kept, in days.
   * @default - 30
   */
  readonly controlPlaneLogTtl?: number | ros.IResolvable;

  /**
   * What becomes of resources that the cluster made for itself when the cluster is deleted. By default load balancers
   * of the kind SLB are deleted and everything else is kept.
   */
  readonly deleteOptions?: Array<RosManagedKubernetesCluster.DeleteOptionsProperty | ros.IResolvable> | ros.IResolvable;

  /**
   * Whether the cluster refuses to be deleted by mistake. It then also blocks the deletion of the stack.
   * @default - false
   */
  readonly deletionProtection?: boolean | ros.IResolvable;

  /** Id of the KMS key that encrypts Kubernetes Secrets at rest. */
  readonly encryptionProviderKey?: string | ros.IResolvable;

  /**
   * Whether the API server has a public endpoint.
   * @default - false
   */
  readonly endpointPublicAccess?: boolean | ros.IResolvable;

  /**
   * Whether the data disk of an ECS instance that joins the cluster is formatted and used for containers. Existing data
   * on it is lost.
   */
  readonly formatDisk?: boolean | ros.IResolvable;

  /**
   * IP family of the cluster. One of `ipv4`, `ipv6`.
   * @default - ipv4
   */
  readonly ipStack?: string | ros.IResolvable;

  /**
   * Whether an advanced security group is created, which the network plug-in Terway needs. Only without
   * `securityGroupId`.
   * @default - false
   */
  readonly isEnterpriseSecurityGroup?: boolean | ros.IResolvable;

  /**
   * Whether ECS instances that join the cluster keep their names.
   * @default - true
   */
  readonly keepInstanceName?: boolean | ros.IResolvable;

  /** Name of the key pair for logging in to the nodes, instead of `loginPassword`. */
  readonly keyPair?: string | ros.IResolvable;

  /** Kubernetes version, for instance `1.33.1-aliyun.1`. Without it the newest supported version is taken. */
  readonly kubernetesVersion?: string | ros.IResolvable;

  /**
   * Specification of the load balancer in front of the API server. Known values: `slb.s1.small`, `slb.s2.small`,
   * `slb.s2.medium`, `slb.s3.small`, `slb.s3.medium`, `slb.s3.large`; others are passed on unchecked.
   */
  readonly loadBalancerSpec?: string | ros.IResolvable;

  /** Password for logging in to the nodes, 8 to 30 characters, instead of `keyPair`. Give it as a NoEcho parameter. */
  readonly loginPassword?: string | ros.IResolvable;

  /** When the platform may maintain the cluster. */
  readonly maintenanceWindow?: RosManagedKubernetesCluster.MaintenanceWindowProperty | ros.IResolvable;

  /**
   * Prefix length of the address range that each node gets for its pods, as text; only with Flannel. It limits the
   * number of pods on a node.
   * @default - 25
   */
  readonly nodeCidrMask?: string | ros.IResolvable;

  /**
   * Pattern of the node names, `customized,<prefix>,<length>,<suffix>`, with the length of the part of the IP address
   * that goes in between.
   */
  readonly nodeNameMode?: string | ros.IResolvable;

  /**
   * A first node pool, made with the cluster. There may be no more than one; use ALIYUN::CS::ClusterNodePool for more,
   * and for pools that change.
   */
  readonly nodePools?: Array<RosManagedKubernetesCluster.NodePoolsProperty | ros.IResolvable> | ros.IResolvable;

  /** Operating system of the nodes. One of `Windows`, `Linux`. */
  readonly osType?: string | ros.IResolvable;

  /**
   * Family of the nodes' operating system. Known values: `CentOS`, `AliyunLinux`, `QbootAliyunLinux`, `Qboot`,
   * `Windows`, `WindowsCore`; others are passed on unchecked.
   * @default - CentOS
   */
  readonly platform?: string | ros.IResolvable;

  /**
   * vSwitches for the pods; the network plug-in Terway needs them. Mind the lower-case s: ALIYUN::ACS::Cluster spells
   * it PodVSwitchIds.
   */
  readonly podVswitchIds?: Array<string | ros.IResolvable> | ros.IResolvable;

  /**
   * How kube-proxy forwards traffic. One of `iptables`, `ipvs`.
   * @default - iptables
   */
  readonly proxyMode?: string | ros.IResolvable;

  /** Resource group of the cluster. */
  readonly resourceGroupId?: string | ros.IResolvable;

  /** RAM roles for service accounts (RRSA), which let pods act as a RAM role without an access key. */
  readonly rrsaConfig?: RosManagedKubernetesCluster.RrsaConfigProperty | ros.IResolvable;

  /** Container runtime of the nodes. Without it the platform chooses one that fits the Kubernetes version. */
  readonly runtime?: RosManagedKubernetesCluster.RuntimeProperty | ros.IResolvable;

  /** Existing security group of the nodes. Without it one is created. */
  readonly securityGroupId?: string | ros.IResolvable;

  /** Whether the operating system gets Alibaba Cloud's security hardening. */
  readonly securityHardeningOs?: boolean | ros.IResolvable;

  /** Address range of the services. It must not overlap the VPC or `containerCidr`. */
  readonly serviceCidr?: string | ros.IResolvable;

  /**
   * Whether a NAT gateway and SNAT rules are made when the VPC has none, so that nodes reach the internet. Set it to
   * false when the network is prepared already.
   * @default - true
   */
  readonly snatEntry?: boolean | ros.IResolvable;

  /** Whether the operating system is hardened after China's classified protection scheme (MLPS). */
  readonly socEnabled?: boolean | ros.IResolvable;

  /** Tags of the cluster. */
  readonly tags?: Array<RosManagedKubernetesCluster.TagsProperty | ros.IResolvable> | ros.IResolvable;

  /** Kubernetes taints for the nodes, as free maps that are passed on as they are. */
  readonly taint?: Array<{ [key: string]: any } | ros.IResolvable> | ros.IResolvable;

  /**
   * How long the creation of the cluster may take, in minutes.
   * @default - 60
   */
  readonly timeoutMins?: number | ros.IResolvable;

  /** Time zone of the cluster, for instance `Asia/Shanghai`. */
  readonly timeZone?: string | ros.IResolvable;

  /** Start-up script of the nodes. */
  readonly userData?: string | ros.IResolvable;

  /** Zones of the vSwitches. */
  readonly zoneIds?: Array<string | ros.IResolvable> | ros.IResolvable;
}

const managedKubernetesClusterSpec: ResourceSpec = {
  type: 'ALIYUN::CS::ManagedKubernetesCluster',
  properties: {
    name: { type: 'string', required: true, min: 1, max: 63 },
    vpcId: { type: 'string', required: true },
    vSwitchIds: { type: 'list', required: true, min: 1, items: { type: 'string' } },
    addons: addons,
    autoMode: { type: 'map', keys: { enable: { type: 'boolean', required: true } } },
    cloudMonitorFlags: { type: 'boolean' },
    clusterSpec: { type: 'string' },
    containerCidr: { type: 'string' },
    controlPlaneLogComponents: { type: 'list', min: 1, max: 10, items: { type: 'string' } },
    controlPlaneLogProject: { type: 'string', min: 3, max: 63, pattern: '^[a-zA-Z0-9_-]+$' },
    controlPlaneLogTtl: { type: 'number', min: 1, max: 3650 },
    deleteOptions: deleteOptions,
    deletionProtection: { type: 'boolean' },
    encryptionProviderKey: { type: 'string' },
    endpointPublicAccess: { type: 'boolean' },
    formatDisk: { type: 'boolean' },
    ipStack: { type: 'string', values: ['ipv4', 'ipv6'] },
    isEnterpriseSecurityGroup: { type: 'boolean' },
    keepInstanceName: { type: 'boolean' },
    keyPair: { type: 'string' },
    kubernetesVersion: { type: 'string' },
    loadBalancerSpec: { type: 'string' },
    loginPassword: { type: 'string', secret: true, min: 8, max: 30 },
    maintenanceWindow: maintenanceWindow,
    nodeCidrMask: { type: 'string' },
    nodeNameMode: { type: 'string' },
    nodePools: {
      type: 'list',
      max: 1,
      items: {
        type: 'map',
        keys: {
          scalingGroup: {
            type: 'map',
            required: true,
            keys: {
              systemDiskSize: { type: 'number', required: true },
              dataDisks: dataDisks,
              desiredSize: { type: 'number', min: 0 },
              imageId: { type: 'string' },
              imageType: { type: 'string' },
              instanceChargeType: { type: 'string' },
              instancePatterns: instancePatterns,
              instanceTypes: { type: 'list', min: 1, items: { type: 'string' } },
              internetChargeType: { type: 'string' },
              internetMaxBandwidthOut: { type: 'number' },
              isEnterpriseSecurityGroup: { type: 'boolean' },
              keyPair: { type: 'string' },
              loginPassword: { type: 'string', secret: true, min: 8, max: 30 },
              period: { type: 'number', min: 1 },
              periodUnit: { type: 'string', values: ['Week', 'Month', 'Year'] },
              rdsInstances: { type: 'list', min: 1, items: { type: 'string' } },
              securityHardeningOs: { type: 'boolean' },
              socEnabled: { type: 'boolean' },
              systemDiskCategory: { type: 'string' },
              systemDiskPerformanceLevel: { type: 'string', values: ['PL0', 'PL1', 'PL2', 'PL3'] },
              tags: nodeTags,
              vSwitchIds: { type: 'list', min: 1, items: { type: 'string' } },
              zoneIds: { type: 'list', items: { type: 'string' } },
            },
          },
          nodePoolInfo: {
            type: 'map',
            keys: {
              name: { type: 'string', required: true },
              resourceGroupId: { type: 'string' },
              type: { type: 'string', values: ['ess', 'edge'] },
            },
          },
          kubernetesConfig: {
            type: 'map',
            keys: {
              runtime: { type: 'string', required: true },
              runtimeVersion: { type: 'string', required: true },
              cpuPolicy: { type: 'string', values: ['static', 'none'] },
              nodeNameMode: { type: 'string' },
              labels: labels,
              taints: taints,
            },
          },
        },
      },
    },
    osType: { type: 'string', values: ['Windows', 'Linux'] },
    platform: { type: 'string' },
    podVswitchIds: { type: 'list', items: { type: 'string' } },
    proxyMode: { type: 'string', values: ['iptables', 'ipvs'] },
    resourceGroupId: { type: 'string' },
    rrsaConfig: { type: 'map', keys: { enabled: { type: 'boolean', required: true } } },
    runtime: {
      type: 'map',
      keys: {
        name: {
          type: 'string',
          required: true,
          values: ['containerd', 'Docker', 'Sandboxed-Container'],
        },
        version: { type: 'string' },
      },
    },
    securityGroupId: { type: 'string' },
    securityHardeningOs: { type: 'boolean' },
    serviceCidr: { type: 'string' },
    snatEntry: { type: 'boolean' },
    socEnabled: { type: 'boolean' },
    tags: tags,
    taint: { type: 'list', items: { type: 'map' } },
    timeoutMins: { type: 'number' },
    timeZone: { type: 'string' },
    userData: { type: 'string', secret: true },
    zoneIds: { type: 'list', items: { type: 'string' } },
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
 * Creates an ACK managed Kubernetes cluster. Of no property is it known that it can be changed after creation, so put
 * what changes into node pools and add-ons. Resource type `ALIYUN::CS::ManagedKubernetesCluster`.
 * @see https://www.alibabacloud.com/help/ros/developer-reference/aliyun-cs-managedkubernetescluster
 */
export class RosManagedKubernetesCluster extends SpecifiedResource {
  /** The resource type of this class. */
  static readonly ROS_RESOURCE_TYPE_NAME = 'ALIYUN::CS::ManagedKubernetesCluster';

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
  declare vpcId: string | ros.IResolvable;
  declare vSwitchIds: Array<string | ros.IResolvable> | ros.IResolvable;
  declare addons: Array<RosManagedKubernetesCluster.AddonsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare autoMode: RosManagedKubernetesCluster.AutoModeProperty | ros.IResolvable | undefined;
  declare cloudMonitorFlags: boolean | ros.IResolvable | undefined;
  declare clusterSpec: string | ros.IResolvable | undefined;
  declare containerCidr: string | ros.IResolvable | undefined;
  declare controlPlaneLogComponents: Array<string | ros.IResolvable> | ros.IResolvable | undefined;
  declare controlPlaneLogProject: string | ros.IResolvable | undefined;
  declare controlPlaneLogTtl: number | ros.IResolvable | undefined;
  declare deleteOptions: Array<RosManagedKubernetesCluster.DeleteOptionsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare deletionProtection: boolean | ros.IResolvable | undefined;
  declare encryptionProviderKey: string | ros.IResolvable | undefined;
  declare endpointPublicAccess: boolean | ros.IResolvable | undefined;
  declare formatDisk: boolean | ros.IResolvable | undefined;
  declare ipStack: string | ros.IResolvable | undefined;
  declare isEnterpriseSecurityGroup: boolean | ros.IResolvable | undefined;
  declare keepInstanceName: boolean | ros.IResolvable | undefined;
  declare keyPair: string | ros.IResolvable | undefined;
  declare kubernetesVersion: string | ros.IResolvable | undefined;
  declare loadBalancerSpec: string | ros.IResolvable | undefined;
  declare loginPassword: string | ros.IResolvable | undefined;
  declare maintenanceWindow: RosManagedKubernetesCluster.MaintenanceWindowProperty | ros.IResolvable | undefined;
  declare nodeCidrMask: string | ros.IResolvable | undefined;
  declare nodeNameMode: string | ros.IResolvable | undefined;
  declare nodePools: Array<RosManagedKubernetesCluster.NodePoolsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare osType: string | ros.IResolvable | undefined;
  declare platform: string | ros.IResolvable | undefined;
  declare podVswitchIds: Array<string | ros.IResolvable> | ros.IResolvable | undefined;
  declare proxyMode: string | ros.IResolvable | undefined;
  declare resourceGroupId: string | ros.IResolvable | undefined;
  declare rrsaConfig: RosManagedKubernetesCluster.RrsaConfigProperty | ros.IResolvable | undefined;
  declare runtime: RosManagedKubernetesCluster.RuntimeProperty | ros.IResolvable | undefined;
  declare securityGroupId: string | ros.IResolvable | undefined;
  declare securityHardeningOs: boolean | ros.IResolvable | undefined;
  declare serviceCidr: string | ros.IResolvable | undefined;
  declare snatEntry: boolean | ros.IResolvable | undefined;
  declare socEnabled: boolean | ros.IResolvable | undefined;
  declare tags: Array<RosManagedKubernetesCluster.TagsProperty | ros.IResolvable> | ros.IResolvable | undefined;
  declare taint: Array<{ [key: string]: any } | ros.IResolvable> | ros.IResolvable | undefined;
  declare timeoutMins: number | ros.IResolvable | undefined;
  declare timeZone: string | ros.IResolvable | undefined;
  declare userData: string | ros.IResolvable | undefined;
  declare zoneIds: Array<string | ros.IResolvable> | ros.IResolvable | undefined;

  constructor(scope: ros.Construct, id: string, props: RosManagedKubernetesClusterProps, enableResourcePropertyConstraint: boolean = true) {
    super(scope, id, managedKubernetesClusterSpec, props, enableResourcePropertyConstraint);
  }
}

export namespace RosManagedKubernetesCluster {
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

  export interface AutoModeProperty {
    /** Whether the cluster is in auto mode. */
    readonly enable: boolean | ros.IResolvable;
  }

  export interface DataDisksProperty {
    /** Kind of disk. Known values: `cloud_efficiency`, `cloud_ssd`, `cloud_essd`; others are passed on unchecked. */
    readonly category?: string | ros.IResolvable;

    /** Kinds of disk to try in this order, instead of a single `category`. */
    readonly categories?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Whether the disk is encrypted, as a boolean or as the text `true` or `false`. */
    readonly encrypted?: boolean | string | ros.IResolvable;

    /** Performance level; only for disks of the kind `cloud_essd`. One of `PL0`, `PL1`, `PL2`, `PL3`. */
    readonly performanceLevel?: string | ros.IResolvable;

    /** Size of the disk in GiB. The documented range is 40 to 32768. */
    readonly size?: number | ros.IResolvable;

    /** Id of the snapshot policy that backs the disk up. Without it there are no snapshots. */
    readonly autoSnapshotPolicyId?: string | ros.IResolvable;
  }

  export interface DeleteOptionsProperty {
    /** Whether resources of this kind are deleted or kept. One of `delete`, `retain`. */
    readonly deleteMode?: string | ros.IResolvable;

    /** Kind of resource that the rule is about. One of `SLB`, `ALB`, `SLS_Data`, `SLS_ControlPlane`, `PrivateZone`. */
    readonly resourceType?: string | ros.IResolvable;
  }

  export interface InstancePatternsProperty {
    /** CPU architectures that are acceptable, for instance `X86` or `ARM`. */
    readonly cpuArchitectures?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Exact number of vCPUs. */
    readonly cores?: number | ros.IResolvable;

    /** Highest acceptable number of vCPUs. */
    readonly maxCpuCores?: number | ros.IResolvable;

    /** Lowest acceptable number of vCPUs. */
    readonly minCpuCores?: number | ros.IResolvable;

    /** Exact memory in GiB. */
    readonly memory?: number | ros.IResolvable;

    /** Highest acceptable memory in GiB. */
    readonly maxMemorySize?: number | ros.IResolvable;

    /** Lowest acceptable memory in GiB. */
    readonly minMemorySize?: number | ros.IResolvable;

    /** Categories of instances that are acceptable, in the names that ECS uses. */
    readonly instanceCategories?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Level of the instance families, in the names that ECS uses, for instance `EnterpriseLevel`. */
    readonly instanceFamilyLevel?: string | ros.IResolvable;

    /** Instance families that are acceptable, for instance `ecs.g7`. */
    readonly instanceTypeFamilies?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Instance types that must not be chosen. */
    readonly excludedInstanceTypes?: Array<string | ros.IResolvable> | ros.IResolvable;
  }

  export interface KubernetesConfigProperty {
    /** Name of the container runtime. Known values: `containerd`; others are passed on unchecked. */
    readonly runtime: string | ros.IResolvable;

    /** Version of the container runtime. It must fit the Kubernetes version of the cluster. */
    readonly runtimeVersion: string | ros.IResolvable;

    /**
     * CPU manager policy of the kubelet; `static` gives whole CPUs to pods that ask for them. One of `static`, `none`.
     */
    readonly cpuPolicy?: string | ros.IResolvable;

    /**
     * Pattern of the node names, `customized,<prefix>,<length>,<suffix>`, with the length of the part of the IP address
     * that goes in between.
     */
    readonly nodeNameMode?: string | ros.IResolvable;

    /** Kubernetes labels for the nodes. At least one when given. */
    readonly labels?: Array<RosManagedKubernetesCluster.LabelsProperty | ros.IResolvable> | ros.IResolvable;

    /** Kubernetes taints for the nodes. At least one when given. */
    readonly taints?: Array<RosManagedKubernetesCluster.TaintsProperty | ros.IResolvable> | ros.IResolvable;
  }

  export interface LabelsProperty {
    /** Key of the label. */
    readonly key: string | ros.IResolvable;

    /** Value of the label. */
    readonly value: string | ros.IResolvable;
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

  export interface NodePoolInfoProperty {
    /** Name of the pool. */
    readonly name: string | ros.IResolvable;

    /** Resource group of the pool. */
    readonly resourceGroupId?: string | ros.IResolvable;

    /** Kind of pool: ordinary or edge. One of `ess`, `edge`. */
    readonly type?: string | ros.IResolvable;
  }

  export interface NodePoolsProperty {
    /** The ECS instances of the pool: instance types, disks, network and billing. */
    readonly scalingGroup: RosManagedKubernetesCluster.ScalingGroupProperty | ros.IResolvable;

    /** Name, resource group and kind of the pool. */
    readonly nodePoolInfo?: RosManagedKubernetesCluster.NodePoolInfoProperty | ros.IResolvable;

    /** How the nodes join Kubernetes: container runtime, labels and taints. */
    readonly kubernetesConfig?: RosManagedKubernetesCluster.KubernetesConfigProperty | ros.IResolvable;
  }

  export interface RrsaConfigProperty {
    /** Whether RRSA is on. */
    readonly enabled: boolean | ros.IResolvable;
  }

  export interface RuntimeProperty {
    /** Name of the runtime. One of `containerd`, `Docker`, `Sandboxed-Container`. */
    readonly name: string | ros.IResolvable;

    /** Version of the runtime. */
    readonly version?: string | ros.IResolvable;
  }

  export interface ScalingGroupProperty {
    /** Size of the system disk in GiB. The documented range is 40 to 500. */
    readonly systemDiskSize: number | ros.IResolvable;

    /** Data disks that every node gets. */
    readonly dataDisks?: Array<RosManagedKubernetesCluster.DataDisksProperty | ros.IResolvable> | ros.IResolvable;

    /** Number of nodes in the pool. */
    readonly desiredSize?: number | ros.IResolvable;

    /** Id of a custom image. Without it the platform chooses an image after `imageType`, which ages better. */
    readonly imageId?: string | ros.IResolvable;

    /**
     * Kind of operating system image that the platform chooses the newest version of. Known values:
     * `AliyunLinux3ContainerOptimized`; others are passed on unchecked.
     */
    readonly imageType?: string | ros.IResolvable;

    /**
     * Billing of the nodes: pay as you go or by subscription. Known values: `PostPaid`, `PrePaid`; others are passed on
     * unchecked.
     */
    readonly instanceChargeType?: string | ros.IResolvable;

    /** Describes suitable ECS instance types by their traits, instead of or beside a list of instance types. */
    readonly instancePatterns?: Array<RosManagedKubernetesCluster.InstancePatternsProperty | ros.IResolvable> | ros.IResolvable;

    /** ECS instance types of the nodes, in order of preference. */
    readonly instanceTypes?: Array<string | ros.IResolvable> | ros.IResolvable;

    /**
     * Billing of the nodes' public bandwidth. Known values: `PayByTraffic`, `PayByBandwidth`; others are passed on
     * unchecked.
     */
    readonly internetChargeType?: string | ros.IResolvable;

    /** Highest outbound public bandwidth of a node in Mbit/s. More than 0 gives every node a public address. */
    readonly internetMaxBandwidthOut?: number | ros.IResolvable;

    /** Whether an advanced security group is created for the pool. */
    readonly isEnterpriseSecurityGroup?: boolean | ros.IResolvable;

    /** Name of the key pair for logging in to the nodes, instead of `loginPassword`. */
    readonly keyPair?: string | ros.IResolvable;

    /**
     * Password for logging in to the nodes, 8 to 30 characters, instead of `keyPair`. Give it as a NoEcho parameter.
     */
    readonly loginPassword?: string | ros.IResolvable;

    /** Length of the subscription, counted in `periodUnit`; only for `PrePaid`. */
    readonly period?: number | ros.IResolvable;

    /** Unit of `period`. One of `Week`, `Month`, `Year`. */
    readonly periodUnit?: string | ros.IResolvable;

    /** ApsaraDB RDS instances whose allowlist admits the nodes. */
    readonly rdsInstances?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Whether the operating system gets Alibaba Cloud's security hardening. */
    readonly securityHardeningOs?: boolean | ros.IResolvable;

    /** Whether the operating system is hardened after China's classified protection scheme (MLPS). */
    readonly socEnabled?: boolean | ros.IResolvable;

    /**
     * Kind of system disk. Known values: `cloud_efficiency`, `cloud_ssd`, `cloud_essd`; others are passed on unchecked.
     * @default - cloud_efficiency
     */
    readonly systemDiskCategory?: string | ros.IResolvable;

    /**
     * Performance level of the system disk; only for disks of the kind `cloud_essd`. One of `PL0`, `PL1`, `PL2`, `PL3`.
     */
    readonly systemDiskPerformanceLevel?: string | ros.IResolvable;

    /** Tags for the ECS instances of the pool. At least one when given. */
    readonly tags?: Array<RosManagedKubernetesCluster.ScalingGroupTagsProperty | ros.IResolvable> | ros.IResolvable;

    /** vSwitches that nodes are placed in. Their zones are the zones of the pool. */
    readonly vSwitchIds?: Array<string | ros.IResolvable> | ros.IResolvable;

    /** Zones of the vSwitches. */
    readonly zoneIds?: Array<string | ros.IResolvable> | ros.IResolvable;
  }

  export interface ScalingGroupTagsProperty {
    /** Key of the tag. */
    readonly key: string | ros.IResolvable;

    /** Value of the tag. */
    readonly value: string | ros.IResolvable;
  }

  export interface TagsProperty {
    /** Key of the tag. */
    readonly key: string | ros.IResolvable;

    /** Value of the tag. */
    readonly value?: string | ros.IResolvable;
  }

  export interface TaintsProperty {
    /** Key of the taint. */
    readonly key: string | ros.IResolvable;

    /** Value of the taint. */
    readonly value: string | ros.IResolvable;

    /** What the taint does to pods that do not tolerate it. One of `NoSchedule`, `NoExecute`, `PreferNoSchedule`. */
    readonly effect?: string | ros.IResolvable;
  }
}
