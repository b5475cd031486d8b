import type { AckClusterProps } from '../../lib/cluster/ack-cluster';
import type { AckClusterSpec } from '../../lib/cluster/ack-cluster';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import { NodeBilling } from '../../lib/cluster/node-billing';
import { Network } from '../../lib/network/network';
import { errorOf, existingNetwork, faultsOf } from './fixtures';

function faults(props: Partial<AckClusterProps>, vpcBlock?: string) {
  return faultsOf((stack) => {
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack, { cidrBlock: vpcBlock }), ...props });
  });
}

test.each(['', '-ci', 'my_cluster', 'a.b', 'x'.repeat(64)])('cluster-name: refuses the name "%s"', (clusterName) => {
  expect(faults({ clusterName })).toMatchObject([
    {
      rule: 'cluster-name',
      at: 'clusterName',
      message: expect.stringMatching(
        /^"[^"]*…?" is not a cluster name; use 1 to 63 letters, digits, Chinese characters and hyphens, not beginning with a hyphen$/,
      ) as string,
    },
  ]);
});

test.each(['集群', 'x'.repeat(63), '1-a-', 'a'])('accepts the name "%s"', (clusterName) => {
  expect(() => faults({ clusterName })).toThrow('the stack was synthesized without an error');
});

test.each([
  ['cidr-mask', '172.16.0.0/25', '"172.16.0.0/25" has mask /25; allowed is /16 to /24'],
  ['cidr-mask', '172.16.0.0/12', '"172.16.0.0/12" has mask /12; allowed is /16 to /24'],
  [
    'cidr-private',
    '100.64.0.0/16',
    '"100.64.0.0/16" is not a private range; use a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16',
  ],
  [
    'cidr-block',
    '172.16.0.0',
    '"172.16.0.0" is not an IPv4 CIDR block; write it as address/mask, for instance 192.168.0.0/16',
  ],
])('%s: refuses the Service block %s', (rule, serviceCidr, message) => {
  expect(faults({ serviceCidr })).toMatchObject([{ rule, at: 'serviceCidr', message }]);
});

test('cidr-overlap: refuses a Service block that overlaps the VPC, also the default one', () => {
  const message = '"172.16.0.0/16" overlaps the VPC block 172.16.0.0/12; choose another private block';
  expect(faults({}, '172.16.0.0/12')).toMatchObject([{ rule: 'cidr-overlap', at: 'serviceCidr', message }]);
});

test('knows the block of a new network', () => {
  const found = faultsOf((stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'], cidrBlock: '10.0.0.0/8' });
    new AckCluster(stack, 'Cluster', { network });
  });
  expect(found.map(({ at }) => at)).toEqual(['networkPlugin.flannel.podCidr']);
});

test('value-not-allowed: refuses an edition that is none', () => {
  expect(faults({ clusterSpec: 'ack.pro' as AckClusterSpec })).toMatchObject([
    {
      rule: 'value-not-allowed',
      at: 'clusterSpec',
      message: 'is "ack.pro"; allowed are "ack.pro.small", "ack.standard"',
    },
  ]);
});

test('addon-network-plugin: refuses another network plug-in among the add-ons, where pods would have two', () => {
  expect(faults({ addons: [{ name: 'terway-eniip' }] })).toMatchObject([
    {
      rule: 'addon-network-plugin',
      at: 'addons[0].name',
      message: 'is "terway-eniip", and the network plug-in of the cluster is flannel; choose it by networkPlugin',
    },
  ]);
  expect(faults({ addons: [{ name: 'flannel' }], networkPlugin: NetworkPlugin.terway() })).toMatchObject([
    {
      rule: 'addon-network-plugin',
      at: 'addons[0].name',
      message:
        'is "flannel", and the network plug-in of the cluster is terway-controlplane with terway-eniip; choose it by networkPlugin',
    },
  ]);
});

test('accepts another network plug-in that is kept away', () => {
  expect(() => faults({ addons: [{ name: 'terway-eniip', disabled: true }] })).toThrow(
    'the stack was synthesized without an error',
  );
});

test('reports everything at once, under the path of the construct', () => {
  const error = errorOf((stack) => {
    new AckCluster(stack, 'Cluster', {
      network: existingNetwork(stack, { cidrBlock: '192.168.0.0/16' }),
      clusterName: 'my_cluster',
      serviceCidr: '192.168.0.0/20',
      networkPlugin: NetworkPlugin.flannel({ podCidr: '192.168.128.0/20', nodeCidrMask: 23 }),
      nodePool: {
        instanceTypes: ['g6.xlarge'],
        desiredSize: -1,
        systemDiskSizeGiB: 20,
        billing: NodeBilling.subscription({ period: 10 }),
      },
    });
  });
  expect(error.message.split('\n').map((line) => line.split(' ').slice(0, 5).join(' '))).toEqual([
    'Test/Cluster has 8 problems:',
    '  - clusterName: "my_cluster"',
    '  - serviceCidr: "192.168.0.0/20"',
    '  - networkPlugin.flannel.nodeCidrMask: is',
    '  - networkPlugin.flannel.podCidr: "192.168.128.0/20"',
    '  - nodePool.instanceTypes: "g6.xlarge"',
    '  - nodePool.desiredSize: is',
    '  - nodePool.systemDiskSizeGiB: is',
    '  - nodePool.billing.subscription.period: is',
  ]);
});
