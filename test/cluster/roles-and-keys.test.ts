import { AckCluster, Network } from '../../lib';
import type { AckClusterProps } from '../../lib';
import { synth } from '../support/synth';
import { onlyResource } from '../support/template';

function clusterOf(props: Partial<AckClusterProps>) {
  const template = synth((stack) => {
    const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
    new AckCluster(stack, 'Cluster', { network, ...props });
  });
  return onlyResource(template, 'ALIYUN::CS::ManagedKubernetesCluster').Properties;
}

test('RAM roles for service accounts are turned on, or said to be off', () => {
  expect(clusterOf({ rrsa: true }).RrsaConfig).toEqual({ Enabled: true });
  expect(clusterOf({ rrsa: false }).RrsaConfig).toEqual({ Enabled: false });
  expect(clusterOf({})).not.toHaveProperty('RrsaConfig');
});

test('a key of KMS encrypts the Secrets of the cluster', () => {
  expect(clusterOf({ secretEncryptionKeyId: 'key-hzz1' }).EncryptionProviderKey).toBe('key-hzz1');
  expect(clusterOf({})).not.toHaveProperty('EncryptionProviderKey');
});
