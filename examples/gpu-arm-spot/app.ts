/**
 * One ACK cluster with four node pools: one for the managers, one with GPUs, one on Arm, and one of spot instances. Three
 * runners refer to their pools, which say the rest: selectors, tolerations, architecture. Pools of jobs begin without
 * nodes and grow with the jobs that wait.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  AckCluster,
  GitLabRunner,
  ManagerScaling,
  Network,
  NodeBilling,
  OssCache,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'gpu-arm-spot', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'gpu-arm-spot' }),
});

const cluster = new AckCluster(stack, 'Cluster', {
  network: new Network(stack, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] }),
  // The first pool stays: the managers and the cluster's own components live here, so it has no taints.
  nodePool: { instanceTypes: ['ecs.g7.xlarge', 'ecs.g6.xlarge'], desiredSize: 2 },
});

// A taint keeps off what does not need the GPUs. That they have some is known from the family.
const gpu = cluster.addNodePool('Gpu', {
  instanceTypes: ['ecs.gn7i-c8g1.2xlarge', 'ecs.gn6i-c8g1.2xlarge'],
  autoScaling: { minInstances: 0, maxInstances: 2 },
  taints: [{ key: 'nvidia.com/gpu', value: 'true' }],
});

// Images built for x86 do not run here, so a taint keeps other pods off.
const arm = cluster.addNodePool('Arm', {
  instanceTypes: ['ecs.g8y.2xlarge', 'ecs.c8y.2xlarge'],
  autoScaling: { minInstances: 0, maxInstances: 5 },
  taints: [{ key: 'kubernetes.io/arch', value: 'arm64' }],
});

const spot = cluster.addNodePool('Spot', {
  instanceTypes: ['ecs.g7.2xlarge', 'ecs.g6.2xlarge', 'ecs.g8i.2xlarge'],
  autoScaling: { minInstances: 0, maxInstances: 10 },
  // The more pools, the fewer nodes are reclaimed at once.
  billing: NodeBilling.spot({ spotInstancePools: 3 }),
  taints: [{ key: 'spot', value: 'true' }],
});

const shared = { cluster, cache: new OssCache(stack, 'Cache'), managers: { scaling: ManagerScaling.fixed(2) } };

// In GitLab: tag `gpu`.
new GitLabRunner(stack, 'Gpu', {
  ...shared,
  token: RunnerToken.fromParameter(),
  concurrent: 1,
  // A GPU goes to containers only that ask for one.
  jobs: { placement: Placement.nodePool(gpu), gpu: 1 },
});

// In GitLab: tag `arm64`.
new GitLabRunner(stack, 'Arm', {
  ...shared,
  token: RunnerToken.fromParameter(),
  jobs: { placement: Placement.nodePool(arm) },
});

// In GitLab: tag `spot`. Pods go to the first pool where there is no room on spot nodes.
new GitLabRunner(stack, 'Spot', {
  ...shared,
  token: RunnerToken.fromParameter(),
  jobs: { placement: Placement.fallback([Placement.nodePool(spot), Placement.nodePool(cluster.defaultNodePool)]) },
});

app.synth();
