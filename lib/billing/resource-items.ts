import { isMap } from '../diagnostics/is-map';
import type { Range } from '../runner/managers/manager-range';
import type { RosTemplate } from '../template/ros-template';
import type { BilledItem } from './billed-item';
import { exactly, HOURS_OF_MONTH, times } from './billed-item';

type Properties = Readonly<Record<string, unknown>>;
type Line = Omit<BilledItem, 'of' | 'per'>;

const MONTH = exactly(HOURS_OF_MONTH);
const hourly = (what: string, price: string, amount: Range | undefined = MONTH): Line => ({
  what,
  prices: [price],
  unit: 'hours',
  amount,
});
const byUse = (what: string, price: string, unit: string): Line => ({ what, prices: [price], unit });

const TRAFFIC = byUse('traffic to the internet', 'internet-traffic', 'GB');
const EIP = [hourly('EIP', 'eip'), TRAFFIC];
const NAT_GATEWAY = [hourly('NAT gateway', 'nat-gateway'), byUse('use of the NAT gateway', 'nat-gateway-cu', 'CU')];

/**
 * What each type of resource is billed by. Types that are not here are free: VPCs, vSwitches, RAM, applications.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/product-overview/cluster-management-fee
 * @see https://www.alibabacloud.com/help/en/cs/product-overview/product-billing-rules
 */
const LINES: Readonly<Record<string, (properties: Properties) => readonly Line[]>> = {
  'ALIYUN::CS::ManagedKubernetesCluster': (properties) => [
    ...(String(properties.ClusterSpec).startsWith('ack.pro')
      ? [hourly('management of an ACK Pro cluster', 'ack-pro')]
      : []),
    ...clusterLines(properties),
  ],
  // Without a fee for the cluster.
  'ALIYUN::ACS::Cluster': (properties) => clusterLines(properties),
  'ALIYUN::CS::ClusterNodePool': nodeLines,
  'ALIYUN::VPC::NatGateway': () => NAT_GATEWAY,
  'ALIYUN::VPC::EIP': (properties) =>
    properties.InternetChargeType === 'PayByBandwidth'
      ? [
          hourly('EIP', 'eip'),
          { what: 'bandwidth', prices: ['eip-bandwidth'], unit: 'Mbit/s × hours', ...bandwidth(properties) },
        ]
      : EIP,
  'ALIYUN::OSS::Bucket': () => [
    byUse('storage', 'oss-storage', 'GB × months'),
    byUse('requests', 'oss-requests', '10,000 requests'),
  ],
};

/** The lines of a bill that the resources of a template come to, for a month. */
export function resourceItems({ Resources = {} }: RosTemplate): BilledItem[] {
  return Object.entries(Resources).flatMap(([of, resource]) => {
    const { Type: type, Properties: properties = {} } = resource as { Type: string; Properties?: Properties };
    return (LINES[type]?.(properties) ?? []).map((line): BilledItem => ({ of, ...line, per: 'month' }));
  });
}

function clusterLines({ EndpointPublicAccess, SnatEntry, Addons }: Properties): Line[] {
  const prometheus = Array.isArray(Addons) && Addons.some((addon) => isMap(addon) && addon.Name === 'arms-prometheus');
  return [
    hourly('load balancer of the API server', 'clb'),
    ...(EndpointPublicAccess === true ? [hourly('EIP of the API server', 'eip'), TRAFFIC] : []),
    ...(SnatEntry === true ? [...NAT_GATEWAY, hourly('EIP of the NAT gateway', 'eip'), TRAFFIC] : []),
    ...(prometheus ? [byUse('metrics of Managed Service for Prometheus', 'prometheus', 'GB')] : []),
  ];
}

function nodeLines({ ScalingGroup, AutoScaling, Count }: Properties): Line[] {
  const group = isMap(ScalingGroup) ? ScalingGroup : {};
  const nodes = nodeCount(Count, AutoScaling);
  const types = Array.isArray(group.InstanceTypes) ? group.InstanceTypes.filter((one) => typeof one === 'string') : [];
  const isPaidAhead = group.InstanceChargeType === 'PrePaid';
  const kind = isPaidAhead ? '-subscription' : group.SpotStrategy === undefined ? '' : '-spot';
  const perNode = isPaidAhead ? 1 : HOURS_OF_MONTH;
  const disk = group.SystemDiskSize;
  return [
    {
      what: `nodes, ${types.length === 0 ? 'of a type that is chosen at deployment' : types.join(' or ')}`,
      prices: types.map((type) => `${type}${kind}`),
      unit: isPaidAhead ? 'months' : 'hours',
      amount: nodes && times(nodes, perNode),
    },
    {
      what: 'system disks of the nodes',
      prices: typeof group.SystemDiskCategory === 'string' ? [`disk-${group.SystemDiskCategory}`] : [],
      unit: 'GiB × months',
      amount: nodes && (typeof disk === 'number' ? times(nodes, disk) : undefined),
    },
  ];
}

function nodeCount(count: unknown, scaling: unknown): Range | undefined {
  if (isMap(scaling) && scaling.Enable === true) {
    const [from, to] = [scaling.MinInstances, scaling.MaxInstances];
    return typeof from === 'number' && typeof to === 'number' ? { from, to } : undefined;
  }
  return typeof count === 'number' ? exactly(count) : undefined;
}

function bandwidth({ Bandwidth }: Properties): Pick<Line, 'amount'> {
  return typeof Bandwidth === 'number' ? { amount: times(MONTH, Bandwidth) } : {};
}
