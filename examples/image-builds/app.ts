/**
 * Three runners in an ACK cluster that you have, with one cache: one for ordinary jobs, one for image builds by kaniko,
 * and one for image builds by BuildKit. Builds have more memory, and are not reclaimed in the middle of a push.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  Cluster,
  ClusterKind,
  GitLabRunner,
  ImageBuilds,
  ManagerScaling,
  OssCache,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'image-builds', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'image-builds' }),
});

const cluster = Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
  kind: ClusterKind.ACK,
  virtualNode: true,
});
const cache = new OssCache(stack, 'Cache');

// All defaults, so on ECI spot instances. The pipeline beside this file builds here too, by kaniko.
new GitLabRunner(stack, 'Runner', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(),
});

// kaniko, which needs no node. In GitLab: tag `images`.
new GitLabRunner(stack, 'Images', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(),
  concurrent: 5,
  managers: { scaling: ManagerScaling.fixed(2) },
  jobs: { placement: Placement.eci() },
  imageBuilds: ImageBuilds.kaniko({
    // A copy in a registry near the cluster, which starts faster and does not depend on the internet.
    image: 'registry-vpc.cn-hangzhou.aliyuncs.com/my-team/kaniko:v1.28.3-debug',
  }),
});

// BuildKit without root, which is not known to work on ECI. In GitLab: tag `buildkit`.
new GitLabRunner(stack, 'Buildkit', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(),
  concurrent: 2,
  managers: { scaling: ManagerScaling.fixed(2) },
  // Nodes of its own, since its pods have neither seccomp nor AppArmor profiles.
  jobs: {
    placement: Placement.nodePool({
      nodeSelector: { role: 'image-builds' },
      tolerations: [{ key: 'role', value: 'image-builds', effect: 'NoSchedule' }],
    }),
  },
  imageBuilds: ImageBuilds.buildkitRootless({
    image: 'registry-vpc.cn-hangzhou.aliyuncs.com/my-team/buildkit:v0.32.2-rootless',
    // The kernel of Alibaba Cloud Linux 3 has no overlays in user namespaces. On 5.11 and later leave this out.
    buildkitdFlags: ['--oci-worker-snapshotter=native'],
  }),
});

app.synth();
