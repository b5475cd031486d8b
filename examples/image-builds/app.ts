/**
 * Two runners in an ACS cluster that you have, with one cache: one for ordinary jobs, and one for image builds by
 * kaniko, which has more memory and is not reclaimed in the middle of a push.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  Cluster,
  ClusterKind,
  ComputeQos,
  GitLabRunner,
  ImageBuilds,
  JobPlacement,
  ManagerScaling,
  OssCache,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'image-builds', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'image-builds' }),
});

const cluster = Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
  kind: ClusterKind.ACS,
});
const cache = new OssCache(stack, 'Cache');

// All defaults. The pipeline beside this file runs here too.
new GitLabRunner(stack, 'Runner', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(stack, 'RunnerToken'),
});

// In GitLab: tag `images`.
new GitLabRunner(stack, 'Images', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(stack, 'ImagesToken'),
  concurrent: 5,
  scaling: ManagerScaling.fixed(2),
  placement: JobPlacement.acs({ qos: ComputeQos.DEFAULT }),
  imageBuilds: ImageBuilds.kaniko({
    // A copy in a registry near the cluster, which starts faster and does not depend on the internet.
    image: 'registry-vpc.cn-hangzhou.aliyuncs.com/my-team/kaniko:v1.28.3-debug',
  }),
});

app.synth();
