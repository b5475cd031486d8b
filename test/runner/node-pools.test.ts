import { AckCluster, Cluster, Network, NodePool, Placement } from '../../lib';
import { CLUSTER_ID, addRunner, renderRunner } from '../support/runner';
import { synth } from '../support/synth';
import { dependsOn, onlyResource } from '../support/template';

const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';

test('a runner is released when the node pools of its jobs and managers are there', () => {
  const template = synth((stack) => {
    const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
    const cluster = new AckCluster(stack, 'New', { network });
    const [managers, arm, x86] = ['Managers', 'Arm', 'X86'].map((id) => cluster.addNodePool(id));
    addRunner(stack, {
      cluster,
      managers: { placement: Placement.nodePool(managers) },
      jobs: { placement: Placement.fallback([Placement.nodePool(arm), Placement.nodePool(x86)]) },
    });
  });
  expect(dependsOn(onlyResource(template, RELEASE))).toEqual(['NewReady', 'NewManagers', 'NewArm', 'NewX86']);
});

test('a pool that exists is there already', () => {
  const template = synth((stack) => {
    addRunner(stack, { jobs: { placement: Placement.nodePool(NodePool.fromNodePoolId(stack, 'Pool', 'np0123')) } });
  });
  expect(dependsOn(onlyResource(template, RELEASE))).toEqual([]);
});

test('jobs go to the pool by its id, tolerate its taints, and get its helper image', () => {
  const { kubernetes } = renderRunner((stack) => ({
    images: { mirror: 'registry.example.com/ci' },
    jobs: {
      placement: Placement.nodePool(
        new NodePool(stack, 'Pool', {
          cluster: Cluster.fromClusterId(stack, 'Same', CLUSTER_ID),
          vSwitchIds: ['vsw-1'],
          instanceTypes: ['ecs.g8y.xlarge'],
          taints: [{ key: 'ci', value: 'arm' }],
        }),
      ),
    },
  }));
  expect(kubernetes.node_selector).toEqual({
    'alibabacloud.com/nodepool-id': expect.stringContaining('Pool') as string,
    'kubernetes.io/arch': 'arm64',
  });
  expect(kubernetes.node_tolerations).toEqual({ 'ci=arm': 'NoSchedule' });
  expect(kubernetes.helper_image).toContain(':arm64-');
});
