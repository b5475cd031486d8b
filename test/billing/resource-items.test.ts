import { resourceItems } from '../../lib/billing/resource-items';
import { AckCluster, AckClusterSpec, AcsCluster, Network, NodeBilling, OssCache } from '../../lib';
import type { NodePoolOptions } from '../../lib';
import { synth } from '../support/synth';
import type { Stack } from '@alicloud/ros-cdk-core';

/** The lines of what a stack makes, as text: `Eip: EIP, 730 hours [eip]`. */
function linesOf(build: (stack: Stack) => unknown): string[] {
  return resourceItems(synth(build)).map(({ of, what, amount, unit, prices, per }) => {
    expect(per).toBe('month');
    const much = amount === undefined ? 'by' : amount.from === amount.to ? amount.to : `${amount.from} to ${amount.to}`;
    return `${of}: ${what}, ${much} ${unit} [${prices.join()}]`;
  });
}

const network = (stack: Stack, natGateway?: object) =>
  new Network(stack, 'Network', { zones: ['cn-hangzhou-i'], natGateway });

test('an ACS cluster has no fee of its own', () => {
  expect(linesOf((stack) => new AcsCluster(stack, 'Cluster', { network: network(stack) }))).toEqual([
    'Cluster: load balancer of the API server, 730 hours [clb]',
    'Cluster: EIP of the API server, 730 hours [eip]',
    'Cluster: traffic to the internet, by GB [internet-traffic]',
    'Cluster: NAT gateway, 730 hours [nat-gateway]',
    'Cluster: use of the NAT gateway, by CU [nat-gateway-cu]',
    'Cluster: EIP of the NAT gateway, 730 hours [eip]',
    'Cluster: traffic to the internet, by GB [internet-traffic]',
  ]);
});

test('what is not there is not billed', () => {
  const closed = { endpointPublicAccess: false, snatEntry: false };
  expect(linesOf((stack) => new AcsCluster(stack, 'Cluster', { network: network(stack), ...closed }))).toEqual([
    'Cluster: load balancer of the API server, 730 hours [clb]',
  ]);
});

test.each([
  [AckClusterSpec.PRO, ['Cluster: management of an ACK Pro cluster, 730 hours [ack-pro]']],
  [AckClusterSpec.BASIC, []],
])('a cluster of %s', (clusterSpec, expected) => {
  const lines = linesOf((stack) => new AckCluster(stack, 'Cluster', { network: network(stack), clusterSpec }));
  expect(lines.filter((line) => line.includes('management'))).toEqual(expected);
});

test('a NAT gateway of the network, by traffic and by bandwidth', () => {
  expect(linesOf((stack) => network(stack, {}))).toEqual([
    'NetworkNatGateway: NAT gateway, 730 hours [nat-gateway]',
    'NetworkNatGateway: use of the NAT gateway, by CU [nat-gateway-cu]',
    'NetworkEip: EIP, 730 hours [eip]',
    'NetworkEip: traffic to the internet, by GB [internet-traffic]',
  ]);
  const byBandwidth = linesOf((stack) => network(stack, { bandwidthMbps: 10, chargeType: 'PayByBandwidth' }));
  expect(byBandwidth.slice(-2)).toEqual([
    'NetworkEip: EIP, 730 hours [eip]',
    'NetworkEip: bandwidth, 7300 Mbit/s × hours [eip-bandwidth]',
  ]);
});

test.each<[string, Partial<NodePoolOptions>, string[]]>([
  [
    'a fixed number, of one of two types',
    { instanceTypes: ['ecs.g7.xlarge', 'ecs.g6.xlarge'], desiredSize: 3 },
    [
      'nodes, ecs.g7.xlarge or ecs.g6.xlarge, 2190 hours [ecs.g7.xlarge,ecs.g6.xlarge]',
      'system disks of the nodes, 360 GiB × months [disk-cloud_essd]',
    ],
  ],
  [
    'spot nodes, from none to five',
    { billing: NodeBilling.spot(), autoScaling: { minInstances: 0, maxInstances: 5 } },
    [
      'nodes, ecs.g7.xlarge, 0 to 3650 hours [ecs.g7.xlarge-spot]',
      'system disks of the nodes, 0 to 600 GiB × months [disk-cloud_essd]',
    ],
  ],
  [
    'subscribed nodes',
    { billing: NodeBilling.subscription({ period: 1, periodUnit: 'Month' }), desiredSize: 2 },
    [
      'nodes, ecs.g7.xlarge, 2 months [ecs.g7.xlarge-subscription]',
      'system disks of the nodes, 240 GiB × months [disk-cloud_essd]',
    ],
  ],
])('nodes: %s', (_, options, expected) => {
  const lines = linesOf((stack) =>
    new AckCluster(stack, 'Cluster', { network: network(stack) }).addNodePool('Extra', {
      instanceTypes: ['ecs.g7.xlarge'],
      ...options,
    }),
  );
  expect(lines.filter((line) => line.startsWith('ClusterExtra: '))).toEqual(
    expected.map((line) => `ClusterExtra: ${line}`),
  );
});

test('a bucket is billed by use', () => {
  expect(linesOf((stack) => new OssCache(stack, 'Cache'))).toEqual([
    'CacheBucket: storage, by GB × months [oss-storage]',
    'CacheBucket: requests, by 10,000 requests [oss-requests]',
  ]);
});
