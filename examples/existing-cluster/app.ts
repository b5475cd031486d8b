/**
 * A runner in a cluster that you have. Everything but the cluster and the token has a default: a new OSS bucket for the
 * cache, two to ten managers, jobs on ECI spot instances.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import { Cluster, ClusterKind, GitLabRunner, RunnerToken } from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'existing-cluster', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'existing-cluster' }),
});

const cluster = Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
  kind: ClusterKind.ACK,
  // The cluster has the ack-virtual-node add-on, so jobs need no nodes.
  virtualNode: true,
});

new GitLabRunner(stack, 'Runner', {
  cluster,
  token: RunnerToken.fromParameter(),
});

app.synth();
