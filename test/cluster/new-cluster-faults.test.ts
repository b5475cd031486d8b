import type { Stack } from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import type { ClusterAddon } from '../../lib/cluster/cluster-addons';
import { ManagedPrometheus } from '../../lib/cluster/managed-prometheus';
import type { NewClusterProps } from '../../lib/cluster/new-cluster-props';
import { VirtualNode } from '../../lib/cluster/virtual-node';
import { acknowledgeRules } from '../../lib/rules/acknowledge';
import { synth, synthWarnings } from '../support/synth';
import { existingNetwork, faultsOf, parameter } from './fixtures';

type Props = Partial<NewClusterProps> & { readonly addons?: ClusterAddon[] };

describe.each([
  [
    'ACK',
    (stack: Stack, props: Props) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), ...props }),
  ],
  [
    'ACS',
    (stack: Stack, props: Props) => new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack), ...props }),
  ],
])('a new cluster of %s', (_kind, make) => {
  test.each<[string, string, Props, string, string]>([
    [
      'kubernetes-version',
      'a version with a letter',
      { kubernetesVersion: 'v1.34' },
      'kubernetesVersion',
      '"v1.34" is not a version; write it as 1.34.1-aliyun.1, or leave it out for the newest',
    ],
    [
      'kubernetes-version',
      'a version in words',
      { kubernetesVersion: 'latest' },
      'kubernetesVersion',
      '"latest" is not a version; write it as 1.34.1-aliyun.1, or leave it out for the newest',
    ],
    [
      'resource-group-id',
      'the name of a resource group',
      { resourceGroupId: 'default' },
      'resourceGroupId',
      '"default" is not a resource group id; it looks like rg-acfm1a2b3c…',
    ],
    [
      'tag-key',
      'a tag of Alibaba Cloud itself',
      { tags: { aliyun: 'ci' } },
      'tags["aliyun"]',
      'has a key that begins with "aliyun" or "acs:", which Alibaba Cloud keeps for itself; take another name',
    ],
    [
      'vswitch-list',
      'a network of one’s own without vSwitches',
      { network: { vpcId: 'vpc-1', vSwitchIds: [] } },
      'network.vSwitchIds',
      'is empty; a cluster needs at least one vSwitch',
    ],
    [
      'addon-list',
      'an add-on without a name',
      { addons: [{ name: '' }] },
      'addons[0].name',
      'is empty; give the name of the add-on, as the console lists it',
    ],
    [
      'addon-list',
      'an add-on twice',
      { addons: [{ name: 'csi-plugin' }, { name: 'a' }, { name: 'csi-plugin', disabled: true }] },
      'addons[2].name',
      'is "csi-plugin", as that of addons[0]; list each add-on once',
    ],
  ])('%s: refuses %s', (rule, _, props, at, message) => {
    expect(faultsOf((stack) => make(stack, props))).toMatchObject([{ rule, at, message }]);
  });

  test('private-api-server: warns that ROS may not reach a cluster without a public endpoint', () => {
    const warnings = (props: Props) => synthWarnings((stack) => make(stack, props));
    expect(warnings({ endpointPublicAccess: false })).toEqual([
      expect.stringMatching(/^endpointPublicAccess: is false, and nothing public shows .* \[private-api-server\]$/),
    ]);
    expect(warnings({ endpointPublicAccess: true })).toEqual([]);
    expect(warnings({})).toEqual([]);
    expect(synthWarnings((stack) => make(stack, { endpointPublicAccess: parameter.flag(stack, 'Public') }))).toEqual(
      [],
    );
    expect(
      synthWarnings((stack) => {
        acknowledgeRules(stack, { 'private-api-server': 'tried on our account' });
        make(stack, { endpointPublicAccess: false });
      }),
    ).toEqual([]);
  });

  test.each(['1.34.1-aliyun.1', '1.34', '1.34.1'])('accepts the version %s', (kubernetesVersion) => {
    expect(() => synth((stack) => make(stack, { kubernetesVersion }))).not.toThrow();
  });
});

test('ACS refuses vSwitches for pods that are none', () => {
  const podFaults = (podVSwitchIds: string[]) =>
    faultsOf((stack) => new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack), podVSwitchIds }));
  expect(podFaults([])).toMatchObject([
    {
      rule: 'vswitch-list',
      at: 'podVSwitchIds',
      message: 'is empty; name at least one vSwitch, or leave it out to use those of the network',
    },
  ]);
  expect(podFaults(['pods'])).toMatchObject([
    { rule: 'vswitch-id', at: 'podVSwitchIds', message: '"pods" is not a vSwitch id; it looks like vsw-bp1a2b3c…' },
  ]);
});

test.each([
  ['VirtualNode', (stack: Stack, clusterId: string) => new VirtualNode(stack, 'AddOn', { clusterId })],
  ['ManagedPrometheus', (stack: Stack, clusterId: string) => new ManagedPrometheus(stack, 'AddOn', { clusterId })],
])('cluster-id: %s needs the id of a cluster, not its name', (_, make) => {
  expect(faultsOf((stack) => make(stack, 'my-cluster'))).toMatchObject([
    {
      rule: 'cluster-id',
      at: 'clusterId',
      message:
        '"my-cluster" is not a cluster id; it is the letter c and 32 letters or digits, as the cluster\'s page in the console shows it',
    },
  ]);
  expect(() => synth((stack) => make(stack, parameter.text(stack, 'ClusterId')))).not.toThrow();
});
