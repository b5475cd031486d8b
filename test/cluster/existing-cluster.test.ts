import * as ros from '@alicloud/ros-cdk-core';
import * as ecs from '@alicloud/ros-cdk-ecs';
import * as oss from '@alicloud/ros-cdk-oss';
import { ChartSource } from '../../lib/cluster/chart-source';
import { Cluster } from '../../lib/cluster/cluster';
import type { ClusterAttributes } from '../../lib/cluster/cluster';
import type { ICluster } from '../../lib/cluster/icluster';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import { ManagedPrometheus } from '../../lib/cluster/managed-prometheus';
import { KubernetesManifest } from '../../lib/cluster/kubernetes-manifest';
import { VirtualNode } from '../../lib/cluster/virtual-node';
import { synth } from '../support/synth';
import { CLUSTER_ID, existingCluster, faultsOf, parameter, properties, resource } from './fixtures';

const OBJECTS = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }];

test('charts and manifests go to the existing cluster and wait for nothing', () => {
  const template = synth((stack) => existingCluster(stack).addManifest('Settings', { objects: OBJECTS }));
  expect(Object.keys(template.Resources ?? {})).toEqual(['ClusterSettings']);
  expect(properties(template, 'ClusterSettings').ClusterId).toBe(CLUSTER_ID);
  expect(resource(template, 'ClusterSettings')).not.toHaveProperty('DependsOn');
});

test('the id can be a parameter', () => {
  const template = synth((stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', parameter.text(stack, 'ClusterId'));
    cluster.addManifest('Settings', { objects: OBJECTS });
  });
  expect(properties(template, 'ClusterSettings').ClusterId).toEqual({ Ref: 'ClusterId' });
});

test('the id can be the attribute of another construct, as it is', () => {
  const template = synth((stack) => {
    const other = new ros.RosResource(stack, 'Official', {
      type: 'ALIYUN::CS::ASKCluster',
      properties: { Name: 'ci' },
    });
    const cluster = Cluster.fromClusterId(stack, 'Cluster', other.getAtt('ClusterId'));
    cluster.addManifest('Settings', { objects: OBJECTS });
  });
  expect(properties(template, 'ClusterSettings').ClusterId).toEqual({ 'Fn::GetAtt': ['Official', 'ClusterId'] });
});

test('what is installed in the existing cluster is waited for', () => {
  const template = synth((stack) => {
    const { ready } = new VirtualNode(stack, 'VirtualNode', { clusterId: CLUSTER_ID });
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { virtualNode: true, dependencies: [ready] });
    cluster.addManifest('Settings', { objects: OBJECTS });
  });
  expect(resource(template, 'ClusterSettings').DependsOn).toEqual(['VirtualNodeReady']);
  expect(resource(template, 'VirtualNodeReady').DependsOn).toEqual(['VirtualNode']);
  expect(resource(template, 'VirtualNode')).not.toHaveProperty('DependsOn');
});

test.each([
  ['nothing', {}, ClusterKind.UNKNOWN, undefined],
  ['ACK', { kind: ClusterKind.ACK }, ClusterKind.ACK, undefined],
  ['ACK with virtual nodes', { kind: ClusterKind.ACK, virtualNode: true }, ClusterKind.ACK, true],
  ['ACK without virtual nodes', { kind: ClusterKind.ACK, virtualNode: false }, ClusterKind.ACK, false],
  ['ACS', { kind: ClusterKind.ACS }, ClusterKind.ACS, true],
])('knows of a cluster what is said: %s', (_case, attributes, kind, virtualNode) => {
  synth((stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, attributes);
    expect([cluster.kind, cluster.virtualNode]).toEqual([kind, virtualNode]);
  });
});

test.each(['', 'my-cluster', CLUSTER_ID.slice(1), `${CLUSTER_ID}0`, `x${CLUSTER_ID}`, CLUSTER_ID.toUpperCase()])(
  'cluster-id: refuses the cluster id "%s"',
  (clusterId) => {
    expect(faultsOf((stack) => Cluster.fromClusterId(stack, 'Cluster', clusterId))).toMatchObject([
      {
        rule: 'cluster-id',
        at: 'clusterId',
        message: `"${clusterId}" is not a cluster id; it is the letter c and 32 letters or digits, as the cluster's page in the console shows it`,
      },
    ]);
  },
);

test('acs-cluster-traits: refuses an ACS cluster without virtual nodes, together with a bad id', () => {
  const faults = faultsOf((stack) => {
    Cluster.fromClusterId(stack, 'Cluster', 'c1', { kind: ClusterKind.ACS, virtualNode: false });
  });
  expect(faults.map(({ rule, at }) => [rule, at])).toEqual([
    ['cluster-id', 'clusterId'],
    ['acs-cluster-traits', 'virtualNode'],
  ]);
  expect(faults[1]!.message).toBe('is false, but every ACS cluster has virtual nodes; leave it out');
});

test('is of the edition that is stated', () => {
  synth((stack) => {
    const attributes = { kind: ClusterKind.ACK, edition: 'basic' } as const;
    expect(Cluster.fromClusterId(stack, 'Stated', CLUSTER_ID, attributes).edition).toBe('basic');
    expect(Cluster.fromClusterId(stack, 'Silent', CLUSTER_ID).edition).toBeUndefined();
  });
});

test.each<[string, string, ClusterAttributes, string]>([
  [
    'acs-cluster-traits',
    'of ACS',
    { kind: ClusterKind.ACS, edition: 'pro' },
    'is "pro", and ACS clusters have no editions; leave it out',
  ],
  [
    'value-not-allowed',
    'unknown',
    { edition: 'Pro' as 'pro' },
    'is "Pro"; allowed are "pro", "basic". Did you mean "pro"?',
  ],
])('%s: refuses an edition that is %s', (rule, _, attributes, message) => {
  expect(faultsOf((stack) => Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, attributes))).toMatchObject([
    { rule, at: 'edition', message },
  ]);
});

test("a cluster can be a class of one's own", () => {
  const template = synth((stack) => {
    const nodes = new ros.RosResource(stack, 'Nodes', {
      type: 'ALIYUN::CS::ClusterNodePool',
      properties: { Count: 1 },
    });
    class TeamCluster extends Cluster {
      readonly clusterId = CLUSTER_ID;
      readonly kind = ClusterKind.ACK;
      readonly dependencies: ros.IConstruct[] = [nodes];
    }
    const mine: ICluster = new TeamCluster(stack, 'Mine');
    new KubernetesManifest(stack, 'Settings', { cluster: mine, objects: OBJECTS });
  });
  expect(resource(template, 'Settings').DependsOn).toEqual(['Nodes']);
});

describe('an official construct', () => {
  test('is waited for like a resource, wherever there are dependencies', () => {
    const template = synth((stack) => {
      const official = (id: string) => new ecs.Vpc(stack, id, { cidrBlock: '10.0.0.0/8' });
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { dependencies: [official('One')] });
      cluster.addManifest('Settings', { objects: OBJECTS });
      cluster.addHelmRelease('Release', {
        chart: ChartSource.fromUrl('https://charts.example.com/a.tgz'),
        releaseName: 'runner',
        namespace: 'ci',
        dependencies: [official('Two')],
      });
      new VirtualNode(stack, 'Nodes', { clusterId: CLUSTER_ID, dependencies: [official('Three')] });
      new ManagedPrometheus(stack, 'Metrics', { clusterId: CLUSTER_ID, dependencies: [official('Four')] });
      const bucket = new oss.Bucket(stack, 'Five', { bucketName: 'five' });
      cluster.addManifest('Rights', { objects: OBJECTS, dependencies: [bucket] });
      cluster.addAddon('Keda', { name: 'ack-keda', dependencies: [official('Six')] });
    });
    const waitsFor = (id: string) => resource(template, id).DependsOn;
    expect(waitsFor('ClusterSettings')).toEqual(['One']);
    expect(waitsFor('ClusterRelease')).toEqual(['One', 'Two']);
    expect(waitsFor('Nodes')).toEqual(['Three']);
    expect(waitsFor('Metrics')).toEqual(['Four']);
    expect(waitsFor('ClusterRights')).toEqual(['One', 'ClusterSettings', 'Five']);
    expect(waitsFor('ClusterKeda')).toEqual(['One', 'Six']);
  });

  test('wrong-type: what is not a construct is refused in plain JavaScript', () => {
    expect(
      faultsOf((stack) => {
        Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { dependencies: ['Vpc' as never] });
      }),
    ).toMatchObject([{ rule: 'wrong-type', at: 'dependencies[0]', message: 'is a string; allowed is a construct' }]);
  });
});
