import { synth } from '../support/synth';
import { existingCluster, existingNetwork } from './fixtures';

const loaded = jest.fn<void, [name: string]>();

jest.mock('@alicloud/ros-cdk-ecs', () => {
  loaded('ecs');
  return jest.requireActual<object>('@alicloud/ros-cdk-ecs');
});

test('the heavy ECS package is loaded for a new network only', async () => {
  const { Network } = await import('../../lib/network/network');
  synth((stack) => {
    existingNetwork(stack);
    existingCluster(stack).addManifest('M', {
      objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } }],
    });
  });
  expect(loaded).not.toHaveBeenCalled();

  synth((stack) => new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] }));
  expect(loaded).toHaveBeenCalledWith('ecs');
});
