import { PASSWORD_PATTERN } from '../cluster/node-login';
import type { FormField } from './form-field';
import { all, any, is, isNot } from './form-field';

const newCluster = isNot('CsOption', 'ExistCs');
const newAck = is('CsOption', 'NewAck');
const newVpc = all(newCluster, is('VpcOption', 'NewVPC'));
const existingVpc = all(newCluster, is('VpcOption', 'ExistingVPC'));
const subscription = all(newAck, is('PayType', 'PrePaid'));
const onAcs = any(is('CsOption', 'NewAcs'), is('JobCompute', 'Acs'));
const onEci = all(isNot('CsOption', 'NewAcs'), is('JobCompute', 'Eci'));
const autoscaled = is('ManagerAutoScaling', true);
const fixed = is('ManagerAutoScaling', false);
const withCache = is('CacheEnabled', true);
const givenCredentials = all(withCache, is('CacheCredentials', 'Given'));
// More than nothing: the part in brackets demands a digit other than 0.
const cpus = '^(?=[^1-9]*[1-9])([0-9]+(\\.[0-9]{1,3})?|[0-9]+m)$';
const bytes = '^(?=[^1-9]*[1-9])[0-9]+(\\.[0-9]{1,3})?(Mi|Gi)$';
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** An IPv4 block with one of the masks that the cloud takes in its place. */
function cidrBlock(minMask: number, maxMask: number): string {
  const masks = Array.from({ length: maxMask - minMask + 1 }, (_, index) => minMask + index);
  return `^${octet}(\\.${octet}){3}/(${masks.join('|')})$`;
}

/** ROS checks hidden fields too, and an emptied one must not stand in the way. Where it shows, a rule refuses it. */
function orEmpty(pattern: string): string {
  return `^$|${pattern}`;
}

/**
 * The fields of the form by the names of their parameters, in groups, in the order of the form. Names that the original
 * Compute Nest service had are kept, so that its users can move over.
 */
export const FORM = {
  Cluster: {
    CsOption: {
      type: 'String',
      defaultValue: 'ExistCs',
      allowedValues: ['ExistCs', 'NewAck', 'NewAcs'],
      required: true,
    },
    ClusterId: {
      type: 'String',
      defaultValue: null,
      allowedPattern: orEmpty('^c[0-9a-z]{32}$'),
      required: true,
      picker: 'ALIYUN::CS::Cluster::ClusterId',
      pickerMetadata: { RegionId: '${RegionId}' },
      visible: is('CsOption', 'ExistCs'),
    },
    VirtualNode: { type: 'Boolean', defaultValue: false, visible: is('CsOption', 'ExistCs') },
  },
  Network: {
    ZoneId: {
      type: 'String',
      defaultValue: null,
      required: true,
      picker: 'ALIYUN::ECS::ZoneId',
      pickerMetadata: { RegionId: '${RegionId}' },
      visible: newCluster,
    },
    VpcOption: {
      type: 'String',
      defaultValue: 'NewVPC',
      allowedValues: ['NewVPC', 'ExistingVPC'],
      required: true,
      visible: newCluster,
    },
    VpcId: {
      type: 'String',
      defaultValue: null,
      required: true,
      picker: 'ALIYUN::ECS::VPC::VPCId',
      pickerMetadata: { RegionId: '${RegionId}' },
      visible: existingVpc,
    },
    VSwitchId: {
      type: 'String',
      defaultValue: null,
      required: true,
      picker: 'ALIYUN::VPC::VSwitch::VSwitchId',
      pickerMetadata: { RegionId: '${RegionId}', VpcId: '${VpcId}', ZoneId: '${ZoneId}' },
      visible: existingVpc,
    },
    VpcCidrBlock: {
      type: 'String',
      defaultValue: '192.168.0.0/16',
      allowedPattern: orEmpty(cidrBlock(8, 28)),
      required: true,
      picker: 'ALIYUN::VPC::VPC::CidrBlock',
      visible: newVpc,
    },
    VSwitchCidrBlock: {
      type: 'String',
      // ACS, ECI and Terway pods all take addresses from it.
      defaultValue: '192.168.0.0/19',
      allowedPattern: orEmpty(cidrBlock(16, 29)),
      required: true,
      picker: 'ALIYUN::VPC::VSwitch::CidrBlock',
      pickerMetadata: { VpcCidrBlock: 'VpcCidrBlock' },
      visible: newVpc,
    },
  },
  Kubernetes: {
    NetworkPlugin: {
      type: 'String',
      defaultValue: 'Flannel',
      allowedValues: ['Flannel', 'Terway'],
      required: true,
      visible: newAck,
    },
    PodCidr: {
      type: 'String',
      defaultValue: '10.0.0.0/16',
      allowedPattern: orEmpty(cidrBlock(8, 24)),
      required: true,
      visible: all(newAck, is('NetworkPlugin', 'Flannel')),
    },
    PodVSwitchId: {
      type: 'String',
      defaultValue: null,
      required: true,
      picker: 'ALIYUN::VPC::VSwitch::VSwitchId',
      pickerMetadata: { RegionId: '${RegionId}', VpcId: '${VpcId}', ZoneId: '${ZoneId}' },
      visible: all(newAck, is('NetworkPlugin', 'Terway'), is('VpcOption', 'ExistingVPC')),
    },
    ServiceCidr: {
      type: 'String',
      defaultValue: '172.16.0.0/16',
      allowedPattern: orEmpty(cidrBlock(16, 24)),
      required: true,
      picker: 'ALIYUN::CS::ManagedKubernetesCluster::ServiceCidr',
      pickerMetadata: {
        RegionId: '${RegionId}',
        VpcId: '${VpcId}',
        ClusterType: 'ManagedKubernetes',
        NodeCidrMask: '26',
        ContainerCidr: '${PodCidr}',
      },
      visible: newCluster,
    },
    EndpointPublicAccess: { type: 'Boolean', defaultValue: true, visible: newCluster },
  },
  Nodes: {
    WorkerInstanceType: {
      type: 'String',
      defaultValue: 'ecs.g6.xlarge',
      required: true,
      picker: 'ALIYUN::ECS::Instance::InstanceType',
      pickerMetadata: { RegionId: '${RegionId}', ZoneId: '${ZoneId}', InstanceChargeType: '${PayType}' },
      visible: newAck,
    },
    WorkerCount: { type: 'Number', defaultValue: 2, minValue: 1, maxValue: 100, required: true, visible: newAck },
    WorkerSystemDiskCategory: {
      type: 'String',
      defaultValue: 'cloud_essd',
      allowedValues: ['cloud_efficiency', 'cloud_ssd', 'cloud_essd'],
      required: true,
      picker: 'ALIYUN::ECS::Disk::SystemDiskCategory',
      pickerMetadata: { RegionId: '${RegionId}', ZoneId: '${ZoneId}', InstanceType: '${WorkerInstanceType}' },
      visible: newAck,
    },
    WorkerSystemDiskSize: {
      type: 'Number',
      defaultValue: 120,
      minValue: 40,
      maxValue: 500,
      required: true,
      visible: newAck,
    },
    LoginPassword: {
      type: 'String',
      defaultValue: null,
      noEcho: true,
      allowedPattern: orEmpty(PASSWORD_PATTERN),
      required: true,
      picker: 'ALIYUN::ECS::Instance::Password',
      visible: newAck,
    },
    PayType: {
      type: 'String',
      defaultValue: 'PostPaid',
      allowedValues: ['PostPaid', 'PrePaid'],
      required: true,
      picker: 'ChargeType',
      pickerMetadata: { LocaleKey: 'InstanceChargeType' },
      visible: newAck,
    },
    PayPeriodUnit: {
      type: 'String',
      defaultValue: 'Month',
      allowedValues: ['Month', 'Year'],
      required: true,
      picker: 'PayPeriodUnit',
      visible: subscription,
    },
    PayPeriod: {
      type: 'Number',
      defaultValue: 1,
      allowedValues: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      required: true,
      picker: 'PayPeriod',
      pickerMetadata: { PayPeriodUnit: '${PayPeriodUnit}' },
      visible: subscription,
    },
  },
  GitLab: {
    GitLabUrl: {
      type: 'String',
      defaultValue: 'https://gitlab.com',
      allowedPattern: '^https?://[^/@\\s]+(/[^@\\s]*)?$',
      required: true,
    },
    RunnerToken: {
      type: 'String',
      noEcho: true,
      allowedPattern: '^glrt-[0-9A-Za-z_.-]+$',
      minLength: 20,
      required: true,
    },
    Namespace: {
      type: 'String',
      defaultValue: 'gitlab-runner',
      allowedPattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      maxLength: 63,
      required: true,
    },
    Concurrent: { type: 'Number', defaultValue: 10, minValue: 1, maxValue: 1000, required: true },
  },
  Jobs: {
    JobCompute: {
      type: 'String',
      defaultValue: 'Nodes',
      allowedValues: ['Nodes', 'Eci', 'Acs'],
      required: true,
      visible: isNot('CsOption', 'NewAcs'),
    },
    EciSpot: { type: 'Boolean', defaultValue: true, visible: onEci },
    ComputeClass: {
      type: 'String',
      defaultValue: 'general-purpose',
      allowedValues: ['general-purpose', 'performance'],
      required: true,
      visible: onAcs,
    },
    ComputeQos: {
      type: 'String',
      defaultValue: 'best-effort',
      allowedValues: ['best-effort', 'default'],
      required: true,
      visible: onAcs,
    },
    JobImage: {
      type: 'String',
      defaultValue: 'alpine:3',
      // It is put into the text of config.toml, which quotes, backslashes and template braces would break.
      allowedPattern: '^[-0-9A-Za-z_.:/@$]+$',
      required: true,
    },
    JobCpu: { type: 'String', defaultValue: '2', allowedPattern: cpus, required: true },
    JobMemory: { type: 'String', defaultValue: '4Gi', allowedPattern: bytes, required: true },
    JobEphemeralStorage: {
      type: 'String',
      defaultValue: '30Gi',
      allowedPattern: orEmpty(bytes),
      required: true,
      visible: any(onAcs, onEci),
    },
  },
  Managers: {
    ManagerAutoScaling: { type: 'Boolean', defaultValue: true },
    MinReplicas: {
      type: 'Number',
      defaultValue: 2,
      minValue: 1,
      maxValue: 100,
      required: true,
      visible: autoscaled,
    },
    MaxReplicas: {
      type: 'Number',
      defaultValue: 10,
      minValue: 1,
      maxValue: 100,
      required: true,
      visible: autoscaled,
    },
    TargetCpuUtilization: {
      type: 'Number',
      defaultValue: 10,
      minValue: 1,
      maxValue: 100,
      required: true,
      visible: autoscaled,
    },
    Replicas: {
      type: 'Number',
      defaultValue: 2,
      minValue: 1,
      maxValue: 100,
      required: true,
      visible: fixed,
    },
    Metrics: { type: 'Boolean', defaultValue: true },
  },
  Cache: {
    CacheEnabled: { type: 'Boolean', defaultValue: true },
    CacheExpirationDays: {
      type: 'Number',
      defaultValue: 14,
      minValue: 1,
      maxValue: 3650,
      required: true,
      visible: withCache,
    },
    CacheCredentials: {
      type: 'String',
      defaultValue: 'Create',
      allowedValues: ['Create', 'Given'],
      required: true,
      visible: withCache,
    },
    OssAccessKeyId: {
      type: 'String',
      defaultValue: null,
      noEcho: true,
      allowedPattern: '^\\S*$',
      required: true,
      visible: givenCredentials,
    },
    OssAccessKeySecret: {
      type: 'String',
      defaultValue: null,
      noEcho: true,
      allowedPattern: '^\\S*$',
      required: true,
      visible: givenCredentials,
    },
  },
  Helm: {
    SessionServerDomain: {
      type: 'String',
      defaultValue: null,
      allowedPattern: orEmpty('^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$'),
      maxLength: 253,
      visible: fixed,
    },
    ChartValues: { type: 'Json', defaultValue: {}, required: true },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FormField>>>>;

export type FormGroup = keyof typeof FORM;

type NamesOf<T> = T extends unknown ? Extract<keyof T, string> : never;

/** The names of all fields. */
export type FormFieldName = NamesOf<(typeof FORM)[FormGroup]>;
