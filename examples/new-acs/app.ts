/**
 * A new ACS cluster: Kubernetes without nodes. Jobs run on best-effort compute, which is cheap and may be reclaimed;
 * managers on compute that stays.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  AcsCluster,
  ComputeClass,
  ComputeQos,
  GitLabRunner,
  Network,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'new-acs', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'new-acs' }) });

const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] });
const cluster = new AcsCluster(stack, 'Cluster', { network });

new GitLabRunner(stack, 'Runner', {
  cluster,
  token: RunnerToken.fromParameter(),
  jobs: { placement: Placement.acs({ computeClass: ComputeClass.GENERAL_PURPOSE, qos: ComputeQos.BEST_EFFORT }) },
});

app.synth();
