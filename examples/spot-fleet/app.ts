/**
 * Three runners on one ACK Pro cluster, from the cheapest compute to the steadiest: ACS best-effort and ECI spot, both
 * through virtual nodes, and the node pool. They share one cache, so a job that is repeated elsewhere finds its files.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  AckCluster,
  AckClusterSpec,
  ComputeQos,
  GitLabRunner,
  ManagerScaling,
  Network,
  OssCache,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'spot-fleet', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'spot-fleet' }) });

const cluster = new AckCluster(stack, 'Cluster', {
  network: new Network(stack, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] }),
  // ACS pods on virtual nodes are a matter of ACK Pro.
  clusterSpec: AckClusterSpec.PRO,
  nodePool: {
    instanceTypes: ['ecs.g7.2xlarge', 'ecs.g6.2xlarge'],
    autoScaling: { minInstances: 2, maxInstances: 6 },
  },
  virtualNode: true,
});

const fleet = {
  cluster,
  cache: new OssCache(stack, 'Cache'),
  // Managers run on the nodes, where nothing is reclaimed. Two for each runner, so that one can be replaced.
  managers: { scaling: ManagerScaling.fixed(2) },
};

// In GitLab: tags `spot` and `acs`. Pods may be reclaimed with five minutes' notice.
new GitLabRunner(stack, 'Acs', {
  ...fleet,
  token: RunnerToken.fromParameter(),
  concurrent: 20,
  jobs: { placement: Placement.acs({ qos: ComputeQos.BEST_EFFORT }) },
});

// In GitLab: tags `spot` and `eci`. Instances are safe in their first hour, so jobs are kept below it. Where there is no
// spot capacity, pay-as-you-go instances take over.
new GitLabRunner(stack, 'Eci', {
  ...fleet,
  token: RunnerToken.fromParameter(),
  concurrent: 20,
  jobs: {
    placement: Placement.eci({ spot: { protectFirstHour: true, fallbackToPayAsYouGo: true }, imageCache: true }),
    maxDurationSeconds: 3300,
  },
});

// In GitLab: tag `steady`. For jobs that must not be cut off: deployments, database migrations, Terraform.
new GitLabRunner(stack, 'Nodes', {
  ...fleet,
  token: RunnerToken.fromParameter(),
  concurrent: 4,
  jobs: { placement: Placement.nodePool(), resources: { cpu: '1', memory: '2Gi' }, maxDurationSeconds: 7200 },
});

app.synth();
