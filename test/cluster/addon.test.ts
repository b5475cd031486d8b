import { Fn, RosCondition } from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { ChartSource } from '../../lib/cluster/chart-source';
import { ClusterChoice } from '../../lib/cluster/cluster-choice';
import { synth } from '../support/synth';
import { dependsOn } from '../support/template';
import {
  CLUSTER_ID,
  existingCluster,
  existingNetwork,
  faultsOf,
  OTHER_CLUSTER_ID,
  parameter,
  properties,
  resource,
} from './fixtures';

const SETTINGS = {
  objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }],
};
const RELEASE = { chart: ChartSource.fromUrl('https://charts.example.com/a.tgz'), releaseName: 'a' };

test('an add-on is installed in an existing cluster, with its settings as JSON', () => {
  const template = synth((stack) => {
    existingCluster(stack).addAddon('Keda', { name: 'ack-keda', version: 'v2.14.1', config: { replicas: 2 } });
  });
  expect(resource(template, 'ClusterKeda')).toMatchObject({
    Type: 'ALIYUN::CS::ClusterAddons',
    Properties: {
      ClusterId: CLUSTER_ID,
      Addons: [{ Name: 'ack-keda', Version: 'v2.14.1', Config: '{"replicas":2}' }],
      InstalledIgnore: true,
    },
  });
});

test('an add-on that is installed already takes the settings of the stack if asked for', () => {
  const template = synth((stack) => {
    existingCluster(stack).addAddon('Keda', { name: 'ack-keda', overrideExisting: true });
  });
  // ROS takes one of the two at most.
  expect(properties(template, 'ClusterKeda')).toEqual({
    ClusterId: CLUSTER_ID,
    Addons: [{ Name: 'ack-keda' }],
    OverrideExisting: true,
  });
});

test.each([
  [
    'ACK',
    (stack: Parameters<typeof existingNetwork>[0]) =>
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack) }),
  ],
  [
    'ACS',
    (stack: Parameters<typeof existingNetwork>[0]) =>
      new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) }),
  ],
])('what is added to a new %s cluster waits for it, and for the add-ons before it', (_kind, make) => {
  const template = synth((stack) => {
    const cluster = make(stack);
    cluster.addManifest('Before', SETTINGS);
    cluster.addAddon('Keda', { name: 'ack-keda' });
    cluster.addManifest('Settings', { ...SETTINGS, namespace: 'ci' });
    cluster.addHelmRelease('Release', { ...RELEASE, namespace: 'tools' });
  });
  expect(dependsOn(resource(template, 'ClusterBefore'))).toEqual(['ClusterReady']);
  expect(dependsOn(resource(template, 'ClusterKeda'))).toEqual(['ClusterReady']);
  expect(dependsOn(resource(template, 'ClusterSettings'))).toEqual(['ClusterReady', 'ClusterKeda']);
  expect(dependsOn(resource(template, 'ClusterRelease'))).toEqual(['ClusterReady', 'ClusterKeda']);
});

test('an add-on and objects wait for what is named', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    const release = cluster.addHelmRelease('Release', RELEASE);
    cluster.addAddon('Keda', { name: 'ack-keda', dependencies: [release] });
    existingCluster(stack, 'Again').addManifest('Settings', { ...SETTINGS, namespace: 'ci', dependencies: [release] });
  });
  expect(dependsOn(resource(template, 'ClusterKeda'))).toEqual(['ClusterRelease']);
  expect(dependsOn(resource(template, 'AgainSettings'))).toEqual(['ClusterRelease']);
});

test('whichever cluster the deployment chooses gets what is added to the choice', () => {
  const template = synth((stack) => {
    const isFirst = new RosCondition(stack, 'IsFirst', { expression: Fn.conditionEquals('a', 'b') });
    const choice = new ClusterChoice(
      isFirst,
      existingCluster(stack, 'A'),
      existingCluster(stack, 'B', OTHER_CLUSTER_ID),
    );
    choice.addAddon('Keda', { name: 'ack-keda' });
    choice.addManifest('Settings', SETTINGS);
    choice.addHelmRelease('Release', RELEASE);
  });
  const clusterId = { 'Fn::If': ['IsFirst', CLUSTER_ID, OTHER_CLUSTER_ID] };
  for (const id of ['Keda', 'Settings', 'Release']) {
    expect(properties(template, id).ClusterId).toEqual(clusterId);
  }
  expect(dependsOn(resource(template, 'Release'))).toEqual(['Keda', 'Settings']);
});

describe('addon-list', () => {
  test('refuses an add-on without a name', () => {
    expect(faultsOf((stack) => existingCluster(stack).addAddon('Keda', { name: ' ' }))).toMatchObject([
      { rule: 'addon-list', at: 'name', message: 'is empty; give the name of the add-on, as the console lists it' },
    ]);
  });

  test('takes a name that only the deployment knows', () => {
    const template = synth((stack) => {
      existingCluster(stack).addAddon('Keda', { name: parameter.text(stack, 'Name') });
    });
    expect(properties(template, 'ClusterKeda').Addons).toEqual([{ Name: { Ref: 'Name' } }]);
  });
});
