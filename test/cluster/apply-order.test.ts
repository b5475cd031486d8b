import * as ros from '@alicloud/ros-cdk-core';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { ChartSource } from '../../lib/cluster/chart-source';
import type { Cluster } from '../../lib/cluster/cluster';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure } from '../support/template';
import { dependsOn } from '../support/template';
import { OTHER_CLUSTER_ID, existingCluster, existingNetwork, parameter, resource } from './fixtures';

const CHART = ChartSource.fromUrl('https://charts.example.com/chart.tgz');

function addManifest(cluster: Cluster, id: string, namespace?: string) {
  const objects = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase() } }];
  return cluster.addManifest(id, { objects, namespace });
}

function addRelease(cluster: Cluster, id: string, namespace?: string, dependencies?: ros.RosResource[]) {
  return cluster.addHelmRelease(id, { chart: CHART, releaseName: id.toLowerCase(), namespace, dependencies });
}

function waitsFor(template: Template, id: string): readonly string[] {
  return dependsOn(resource(template, id));
}

test('cluster, node pool, virtual node, manifest, release: each waits for the one before, and for it to settle', () => {
  const template = synth((stack) => {
    const cluster = new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), virtualNode: true });
    const secret = addManifest(cluster, 'Secret', 'ci');
    addRelease(cluster, 'Release', 'ci', [secret.resource]);
  });
  expect(checkStructure(template)).toEqual([]);
  expect(resource(template, 'ClusterNodePool').Properties.ClusterId).toEqual({
    'Fn::GetAtt': ['Cluster', 'ClusterId'],
  });
  expect(waitsFor(template, 'ClusterReady')).toEqual(['ClusterNodePool']);
  expect(waitsFor(template, 'ClusterVirtualNode')).toEqual(['ClusterReady']);
  expect(waitsFor(template, 'ClusterVirtualNodeReady')).toEqual(['ClusterVirtualNode']);
  expect(waitsFor(template, 'ClusterSecret')).toEqual(['ClusterReady', 'ClusterVirtualNodeReady']);
  expect(waitsFor(template, 'ClusterRelease')).toEqual(['ClusterReady', 'ClusterVirtualNodeReady', 'ClusterSecret']);
});

test('the first resource in a namespace goes ahead and creates it; the others follow', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    addManifest(cluster, 'First', 'ci');
    addRelease(cluster, 'Second', 'ci');
    addManifest(cluster, 'Third', 'ci');
  });
  expect(['ClusterFirst', 'ClusterSecond', 'ClusterThird'].map((id) => waitsFor(template, id))).toEqual([
    [],
    ['ClusterFirst'],
    ['ClusterFirst'],
  ]);
});

test('resources in different namespaces do not wait for each other', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    addManifest(cluster, 'First', 'ci');
    addManifest(cluster, 'Other', 'builds');
    addRelease(cluster, 'Default');
  });
  expect(waitsFor(template, 'ClusterOther')).toEqual([]);
  expect(waitsFor(template, 'ClusterDefault')).toEqual([]);
});

test('no namespace and the namespace "default" are the same', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    addManifest(cluster, 'First');
    addManifest(cluster, 'Second', 'default');
  });
  expect(waitsFor(template, 'ClusterSecond')).toEqual(['ClusterFirst']);
});

test('resources in different clusters do not wait for each other', () => {
  const template = synth((stack) => {
    const network = existingNetwork(stack);
    const [blue, green] = ['Blue', 'Green'].map((id) => new AcsCluster(stack, id, { network }));
    addManifest(blue!, 'Settings', 'ci');
    addManifest(green!, 'Settings', 'ci');
  });
  expect(waitsFor(template, 'GreenSettings')).toEqual(['GreenReady']);
});

test('one deploy-time namespace is one namespace', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    const namespace = parameter.text(stack, 'Namespace');
    addManifest(cluster, 'First', namespace);
    addManifest(cluster, 'Second', namespace);
    addManifest(cluster, 'Other', parameter.text(stack, 'OtherNamespace'));
  });
  expect(waitsFor(template, 'ClusterSecond')).toEqual(['ClusterFirst']);
  expect(waitsFor(template, 'ClusterOther')).toEqual([]);
});

test('a release waits for what else it is told to wait for', () => {
  const template = synth((stack) => {
    const bucket = new ros.RosResource(stack, 'Bucket', {
      type: 'ALIYUN::OSS::Bucket',
      properties: { BucketName: 'b' },
    });
    addRelease(existingCluster(stack), 'Release', 'ci', [bucket]);
  });
  expect(waitsFor(template, 'ClusterRelease')).toEqual(['Bucket']);
});

test('a cluster that is imported twice is one cluster', () => {
  const template = synth((stack) => {
    addManifest(existingCluster(stack, 'Blue'), 'First', 'ci');
    addRelease(existingCluster(stack, 'Again'), 'Second', 'ci');
    addManifest(existingCluster(stack, 'Green', OTHER_CLUSTER_ID), 'Third', 'ci');
  });
  expect(waitsFor(template, 'AgainSecond')).toEqual(['BlueFirst']);
  expect(waitsFor(template, 'GreenThird')).toEqual([]);
});

test('what another stack applies is not waited for, which ROS could not do', () => {
  const template = synth((stack) => {
    addManifest(existingCluster(new ros.Stack(stack.node.root as ros.App, 'Other')), 'First', 'ci');
    addManifest(existingCluster(stack), 'Second', 'ci');
  });
  expect(waitsFor(template, 'ClusterSecond')).toEqual([]);
});
