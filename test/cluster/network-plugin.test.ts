import { AckCluster } from '../../lib/cluster/ack-cluster';
import type { FlannelOptions, TerwayOptions } from '../../lib/cluster/network-plugin';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import type { NodePoolOptions } from '../../lib/cluster/node-pool-options';
import { synth } from '../support/synth';
import { ackTemplate, existingNetwork, faultsOf, parameter, properties } from './fixtures';

describe('Flannel', () => {
  function flannelFaults(options: FlannelOptions, nodePool: NodePoolOptions = {}, serviceCidr?: string) {
    return faultsOf((stack) => {
      const network = existingNetwork(stack, { cidrBlock: '192.168.0.0/16' });
      new AckCluster(stack, 'Cluster', {
        network,
        networkPlugin: NetworkPlugin.flannel(options),
        nodePool,
        serviceCidr,
      });
    });
  }

  test('gives pods a block of their own', () => {
    const networkPlugin = NetworkPlugin.flannel({ podCidr: '10.64.0.0/14', nodeCidrMask: 25 });
    const cluster = properties(ackTemplate({ networkPlugin }), 'Cluster');
    expect(cluster).toMatchObject({ ContainerCidr: '10.64.0.0/14', NodeCidrMask: '25' });
    expect((cluster.Addons as object[])[0]).toEqual({ Name: 'flannel' });
    expect(cluster).not.toHaveProperty('PodVswitchIds');
    expect(cluster).not.toHaveProperty('IsEnterpriseSecurityGroup');
  });

  test.each([23, 29, 25.5, NaN])('flannel-node-mask: refuses the node mask %s', (nodeCidrMask) => {
    expect(flannelFaults({ nodeCidrMask })).toMatchObject([
      {
        rule: 'flannel-node-mask',
        at: 'networkPlugin.flannel.nodeCidrMask',
        message: `is ${nodeCidrMask}; allowed is a whole number from 24 to 28`,
      },
    ]);
  });

  test.each([24, 28])('accepts the node mask %s', (nodeCidrMask) => {
    const cluster = properties(ackTemplate({ networkPlugin: NetworkPlugin.flannel({ nodeCidrMask }) }), 'Cluster');
    expect(cluster.NodeCidrMask).toBe(String(nodeCidrMask));
  });

  test.each([
    ['cidr-mask', '10.0.0.0/25', '"10.0.0.0/25" has mask /25; allowed is /8 to /24'],
    [
      'cidr-private',
      '9.0.0.0/8',
      '"9.0.0.0/8" is not a private range; use a block within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16',
    ],
    [
      'cidr-overlap',
      '192.168.0.0/20',
      '"192.168.0.0/20" overlaps the VPC block 192.168.0.0/16; choose another private block',
    ],
    [
      'cidr-overlap',
      '172.16.0.0/12',
      '"172.16.0.0/12" overlaps the Service block 172.16.0.0/16; choose another private block',
    ],
  ])('%s: refuses the pod block %s', (rule, podCidr, message) => {
    expect(flannelFaults({ podCidr })).toMatchObject([{ rule, at: 'networkPlugin.flannel.podCidr', message }]);
  });

  test('reports a bad node mask and a bad pod block together', () => {
    const faults = flannelFaults({ podCidr: 'ten', nodeCidrMask: 30 });
    expect(faults.map(({ at }) => at)).toEqual(['networkPlugin.flannel.nodeCidrMask', 'networkPlugin.flannel.podCidr']);
  });

  test.each([
    ['fixed', { desiredSize: 5 }],
    ['growing', { autoScaling: { minInstances: 0, maxInstances: 5 } }],
  ])('flannel-node-count: refuses a block that is too small for the %s number of nodes', (_case, nodePool) => {
    expect(flannelFaults({ podCidr: '10.0.0.0/24', nodeCidrMask: 26 }, nodePool)).toMatchObject([
      {
        rule: 'flannel-node-count',
        at: 'networkPlugin.flannel.podCidr',
        message:
          '"10.0.0.0/24" divided into /26 parts serves 4 nodes, and the cluster may have 5; use a larger block or a longer nodeCidrMask',
      },
    ]);
  });

  test('accepts a block that is just large enough', () => {
    const networkPlugin = NetworkPlugin.flannel({ podCidr: '10.0.0.0/24', nodeCidrMask: 26 });
    expect(() => ackTemplate({ networkPlugin, nodePool: { desiredSize: 4 } })).not.toThrow();
  });

  test('deploy-time values pass, while what is known is still checked', () => {
    const faults = faultsOf((stack) => {
      const network = existingNetwork(stack, { cidrBlock: parameter.text(stack, 'VpcBlock') });
      const networkPlugin = NetworkPlugin.flannel({
        podCidr: '9.0.0.0/8',
        nodeCidrMask: parameter.number(stack, 'Mask'),
      });
      new AckCluster(stack, 'Cluster', {
        network,
        networkPlugin,
        nodePool: { desiredSize: parameter.number(stack, 'N') },
      });
    });
    expect(faults.map(({ at }) => at)).toEqual(['networkPlugin.flannel.podCidr']);
  });
});

describe('Terway', () => {
  function terwayFaults(options: TerwayOptions) {
    return faultsOf((stack) => {
      const networkPlugin = NetworkPlugin.terway(options);
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), networkPlugin });
    });
  }

  test('takes pod addresses from the vSwitches of the network, with both halves at one version', () => {
    const cluster = properties(ackTemplate({ networkPlugin: NetworkPlugin.terway() }), 'Cluster');
    expect(cluster).toMatchObject({ PodVswitchIds: ['vsw-1', 'vsw-2'], IsEnterpriseSecurityGroup: true });
    expect((cluster.Addons as object[]).slice(0, 2)).toEqual([
      { Name: 'terway-controlplane', Version: 'v1.17.5' },
      { Name: 'terway-eniip', Version: 'v1.17.5' },
    ]);
    expect(cluster).not.toHaveProperty('ContainerCidr');
    expect(cluster).not.toHaveProperty('NodeCidrMask');
    expect(JSON.stringify(cluster)).not.toContain('flannel');
  });

  test('takes other vSwitches and another version', () => {
    const networkPlugin = NetworkPlugin.terway({ podVSwitchIds: ['vsw-pods0'], version: 'v1.20.0' });
    const cluster = properties(ackTemplate({ networkPlugin }), 'Cluster');
    expect(cluster.PodVswitchIds).toEqual(['vsw-pods0']);
    expect((cluster.Addons as { Version?: string }[]).slice(0, 2).map(({ Version }) => Version)).toEqual([
      'v1.20.0',
      'v1.20.0',
    ]);
  });

  test('takes deploy-time values', () => {
    const template = synth((stack) => {
      const networkPlugin = NetworkPlugin.terway({
        podVSwitchIds: parameter.list(stack, 'PodVSwitchIds'),
        version: parameter.text(stack, 'Version'),
      });
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), networkPlugin });
    });
    expect(properties(template, 'Cluster')).toMatchObject({ PodVswitchIds: { Ref: 'PodVSwitchIds' } });
    expect((properties(template, 'Cluster').Addons as object[])[1]).toMatchObject({ Version: { Ref: 'Version' } });
  });

  test('vswitch-list: refuses an empty list of vSwitches', () => {
    expect(terwayFaults({ podVSwitchIds: [] })).toMatchObject([
      {
        rule: 'vswitch-list',
        at: 'networkPlugin.terway.podVSwitchIds',
        message: 'is empty; name at least one vSwitch, or leave it out to use those of the network',
      },
    ]);
  });

  test('terway-version: refuses what is not a version', () => {
    expect(terwayFaults({ version: '1.17' })).toMatchObject([
      {
        rule: 'terway-version',
        at: 'networkPlugin.terway.version',
        message: '"1.17" is not a version of Terway; write it as v1.17.5',
      },
    ]);
  });

  test('vswitch-id: refuses what is not a vSwitch id', () => {
    expect(terwayFaults({ podVSwitchIds: ['vsw-1', 'pods', 'vpc-1'] })).toMatchObject([
      {
        rule: 'vswitch-id',
        at: 'networkPlugin.terway.podVSwitchIds',
        message: '"pods" is not a vSwitch id; it looks like vsw-bp1a2b3c…',
      },
      {
        rule: 'vswitch-id',
        at: 'networkPlugin.terway.podVSwitchIds',
        message: '"vpc-1" is not a vSwitch id; it looks like vsw-bp1a2b3c…',
      },
    ]);
  });
});
