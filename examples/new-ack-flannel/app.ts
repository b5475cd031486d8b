/**
 * A new ACK cluster with the Flannel network plug-in. Nodes carry the managers; jobs run on ECI spot instances through
 * virtual nodes, so the node pool stays small.
 */
import { App, DefaultStackSynthesizer, RemovalPolicy, Stack } from '@alicloud/ros-cdk-core';
import {
  AckCluster,
  GitLabRunner,
  ManagerScaling,
  Network,
  NetworkPlugin,
  NodeLogin,
  OssCache,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'new-ack-flannel', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'new-ack-flannel' }),
});

const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] });

const cluster = new AckCluster(stack, 'Cluster', {
  network,
  networkPlugin: NetworkPlugin.flannel({ podCidr: '10.0.0.0/16' }),
  nodePool: {
    // Several types find capacity more easily than one.
    instanceTypes: ['ecs.g6.xlarge', 'ecs.g7.xlarge'],
    desiredSize: 2,
    login: NodeLogin.fromPasswordParameter(),
  },
  virtualNode: true,
});

new GitLabRunner(stack, 'Runner', {
  cluster,
  // Caches are made again when they are gone, so they may go with the stack.
  cache: new OssCache(stack, 'Cache', { expirationDays: 7, removalPolicy: RemovalPolicy.DESTROY }),
  token: RunnerToken.fromParameter(),
  concurrent: 20,
  managers: { scaling: ManagerScaling.onCpu({ minReplicas: 2, maxReplicas: 10, targetUtilizationPercent: 10 }) },
  jobs: { placement: Placement.eci({ spot: {}, imageCache: true }) },
});

app.synth();
