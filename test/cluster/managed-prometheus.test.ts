import { ManagedPrometheus } from '../../lib/cluster/managed-prometheus';
import { Cluster } from '../../lib/cluster/cluster';
import { CLUSTER_ID } from './fixtures';
import { synth } from '../support/synth';
import { resourcesOfType } from '../support/template';

test('installs the add-on once, and waits until the cluster knows PodMonitors', () => {
  const template = synth((stack) => new ManagedPrometheus(stack, 'Prometheus', { clusterId: CLUSTER_ID }));
  expect(resourcesOfType(template, 'ALIYUN::CS::ClusterAddons')).toEqual([
    expect.objectContaining({
      id: 'Prometheus',
      Properties: {
        ClusterId: CLUSTER_ID,
        Addons: [{ Name: 'arms-prometheus' }],
        InstalledIgnore: true,
        WaitUntil: [
          {
            ApiVersion: 'apiextensions.k8s.io/v1',
            Kind: 'CustomResourceDefinition',
            Name: 'podmonitors.monitoring.coreos.com',
            JsonPath: '$.status.acceptedNames.kind',
            FirstMatch: true,
            Operator: 'Equals',
            Value: 'PodMonitor',
            Timeout: 600,
          },
        ],
      },
    }),
  ]);
});

test('what is released in the cluster waits for it', () => {
  const template = synth((stack) => {
    const { ready } = new ManagedPrometheus(stack, 'Prometheus', { clusterId: CLUSTER_ID });
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { dependencies: [ready] });
    cluster.addManifest('Objects', { objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }] });
  });
  const [manifest] = resourcesOfType(template, 'ALIYUN::CS::ClusterApplication');
  expect(manifest!.DependsOn).toContain('Prometheus');
});
