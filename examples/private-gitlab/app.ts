/**
 * Runners for a self-managed GitLab in the same VPC, behind a private certificate authority, in a cluster without a way
 * to the internet: images, chart and cache all come from inside the region. A second runner opens web terminals.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  Cluster,
  ClusterKind,
  GitLabRunner,
  ManagerScaling,
  OssCache,
  RegistryCredentials,
  RunnerChart,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'private-gitlab', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'private-gitlab' }),
});

const registry = 'registry-vpc.cn-hangzhou.aliyuncs.com';
const cluster = Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
  kind: ClusterKind.ACK,
  virtualNode: true,
});

// What both runners have in common.
const shared = {
  cluster,
  cache: new OssCache(stack, 'Cache'),
  gitlabUrl: 'https://gitlab.example.com',
  // The authority that has signed GitLab's certificate. The file here is a sample; put yours in its place.
  caCertificate: { pem: readFileSync(join(__dirname, 'ca.crt'), 'utf8'), mountInJobs: true },
  chart: RunnerChart.fromUrl('https://my-charts.oss-cn-hangzhou.aliyuncs.com/gitlab-runner-0.90.1.tgz'),
  // Copies of gitlab-runner, gitlab-runner-helper and alpine.
  images: { mirror: `${registry}/ci` },
  // The repositories are private. User name and password are asked for when the stack is deployed.
  registryCredentials: [RegistryCredentials.fromParameters(registry, { parameterPrefix: 'Registry' })],
};

new GitLabRunner(stack, 'Runner', {
  ...shared,
  token: RunnerToken.fromParameter(),
});

// In GitLab: tag `terminal`. GitLab connects to the one manager of this runner, through a load balancer in the VPC.
new GitLabRunner(stack, 'Terminal', {
  ...shared,
  token: RunnerToken.fromParameter(),
  concurrent: 5,
  managers: { scaling: ManagerScaling.fixed(1) },
  sessionServer: { domain: 'terminal.example.com', loadBalancer: { addressType: 'intranet' } },
});

app.synth();
