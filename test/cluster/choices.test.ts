import * as ros from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { Cluster } from '../../lib/cluster/cluster';
import { ClusterChoice } from '../../lib/cluster/cluster-choice';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import { KubernetesManifest } from '../../lib/cluster/kubernetes-manifest';
import { NetworkPlugin } from '../../lib/cluster/network-plugin';
import { Network } from '../../lib/network/network';
import { NetworkChoice } from '../../lib/network/network-choice';
import { evaluate } from '../../lib/testing/evaluate';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure } from '../support/template';
import { CLUSTER_ID, existingCluster, existingNetwork, faultsOf, properties } from './fixtures';
import { chooseNetworkPlugin } from '../../lib/forms';

/** A condition that the user decides when the stack is deployed. */
function isFirst(stack: ros.Stack): ros.RosCondition {
  const choice = new ros.RosParameter(stack, 'Choice', { type: ros.RosParameterType.STRING });
  return new ros.RosCondition(stack, 'IsFirst', { expression: ros.Fn.conditionEquals(choice, 'first') });
}

function deployed(template: Template, choice: 'first' | 'second', id: string): Record<string, unknown> {
  return properties(evaluate(template, { parameters: { Choice: choice } }), id);
}

describe('a choice of network plug-ins', () => {
  const template = synth((stack) => {
    const networkPlugin = chooseNetworkPlugin(isFirst(stack), NetworkPlugin.flannel(), NetworkPlugin.terway());
    new AckCluster(stack, 'Cluster', {
      network: existingNetwork(stack),
      networkPlugin,
      addons: [{ name: 'loongcollector', version: 'v3', config: { a: 'b' } }],
    });
  });
  const others = [
    { Name: 'csi-plugin' },
    { Name: 'csi-provisioner' },
    { Name: 'nginx-ingress-controller', Disabled: true },
    { Name: 'loongcollector', Version: 'v3', Config: '{"a":"b"}' },
  ];

  test('deploys the first with its own properties only', () => {
    const cluster = deployed(template, 'first', 'Cluster');
    expect(cluster).toMatchObject({ ContainerCidr: '10.0.0.0/16', NodeCidrMask: '26' });
    expect(cluster.Addons).toEqual([{ Name: 'flannel' }, ...others]);
    expect(cluster).not.toHaveProperty('PodVswitchIds');
    expect(cluster).not.toHaveProperty('IsEnterpriseSecurityGroup');
  });

  test('deploys the second with its own properties only', () => {
    const cluster = deployed(template, 'second', 'Cluster');
    expect(cluster).toMatchObject({ PodVswitchIds: ['vsw-1', 'vsw-2'], IsEnterpriseSecurityGroup: true });
    expect(cluster.Addons).toEqual([
      { Name: 'terway-controlplane', Version: 'v1.17.5' },
      { Name: 'terway-eniip', Version: 'v1.17.5' },
      ...others,
    ]);
    expect(cluster).not.toHaveProperty('ContainerCidr');
    expect(cluster).not.toHaveProperty('NodeCidrMask');
  });

  test('checks both', () => {
    const faults = faultsOf((stack) => {
      const [flannel, terway] = [
        NetworkPlugin.flannel({ nodeCidrMask: 1 }),
        NetworkPlugin.terway({ podVSwitchIds: [] }),
      ];
      const networkPlugin = chooseNetworkPlugin(isFirst(stack), flannel, terway);
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), networkPlugin });
    });
    expect(faults.map(({ at }) => at)).toEqual([
      'networkPlugin.flannel.nodeCidrMask',
      'networkPlugin.terway.podVSwitchIds',
    ]);
  });
});

test('a choice of networks places the cluster in one or the other', () => {
  const template = synth((stack) => {
    const made = new Network(stack, 'Made', { zones: ['cn-hangzhou-i'] });
    const existing = existingNetwork(stack, { zoneIds: ['cn-hangzhou-j', 'cn-hangzhou-k'] });
    new AcsCluster(stack, 'Cluster', { network: new NetworkChoice(isFirst(stack), made, existing) });
  });
  expect(checkStructure(template)).toEqual([]);
  expect(deployed(template, 'first', 'Cluster')).toMatchObject({
    VpcId: 'MadeVpc.VpcId',
    VSwitchIds: ['MadeVSwitch1.VSwitchId'],
    PodVSwitchIds: ['MadeVSwitch1.VSwitchId'],
    ZoneIds: ['cn-hangzhou-i'],
  });
  expect(deployed(template, 'second', 'Cluster')).toMatchObject({
    VpcId: 'vpc-1',
    VSwitchIds: ['vsw-1', 'vsw-2'],
    ZoneIds: ['cn-hangzhou-j', 'cn-hangzhou-k'],
  });
});

describe('a choice of clusters', () => {
  test('applies manifests to one or the other, once what either needs is there', () => {
    const template = synth((stack) => {
      const made = new AcsCluster(stack, 'Made', { network: existingNetwork(stack) });
      const cluster = new ClusterChoice(isFirst(stack), made, existingCluster(stack, 'Existing'));
      const objects = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }];
      new KubernetesManifest(stack, 'Settings', { cluster, objects });
    });
    expect(deployed(template, 'first', 'Settings').ClusterId).toBe('Made.ClusterId');
    expect(deployed(template, 'second', 'Settings').ClusterId).toBe(CLUSTER_ID);
    expect(template.Resources?.Settings?.DependsOn).toEqual(['MadeReady']);
  });

  test.each([
    ['both ACS', ClusterKind.ACS, ClusterKind.ACS, ClusterKind.ACS, true],
    ['ACS or ACK', ClusterKind.ACS, ClusterKind.ACK, ClusterKind.UNKNOWN, undefined],
  ])('is known as far as both agree: %s', (_case, first, second, kind, virtualNode) => {
    synth((stack) => {
      const [a, b] = [first, second].map((of, index) =>
        Cluster.fromClusterId(stack, `C${index}`, CLUSTER_ID, { kind: of }),
      );
      const choice = new ClusterChoice(isFirst(stack), a!, b!);
      expect([choice.kind, choice.virtualNode]).toEqual([kind, virtualNode]);
    });
  });

  test('is of an edition when both are', () => {
    synth((stack) => {
      const of = (id: string, edition?: 'pro' | 'basic') =>
        Cluster.fromClusterId(stack, id, CLUSTER_ID, { kind: ClusterKind.ACK, edition });
      const [pro, alsoPro, basic] = [of('Pro', 'pro'), of('AlsoPro', 'pro'), of('Basic', 'basic')];
      expect(new ClusterChoice(isFirst(stack), pro, alsoPro).edition).toBe('pro');
      const other = new ros.RosCondition(stack, 'Other', { expression: ros.Fn.conditionEquals('a', 'b') });
      expect(new ClusterChoice(other, pro, basic).edition).toBeUndefined();
    });
  });
});
