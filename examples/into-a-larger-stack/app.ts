/**
 * Constructs of this library beside resources of your own: your VPC and bucket, one cluster, and two classes of runners
 * that share the cluster and the cache.
 */
import { App, DefaultStackSynthesizer, Stack, Token } from '@alicloud/ros-cdk-core';
import * as ecs from '@alicloud/ros-cdk-ecs';
import * as oss from '@alicloud/ros-cdk-oss';
import {
  AcsCluster,
  ComputeClass,
  ComputeQos,
  GitLabRunner,
  Network,
  OssCache,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'into-a-larger-stack', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'into-a-larger-stack' }),
});

const vpc = new ecs.Vpc(stack, 'Vpc', { vpcName: 'team', cidrBlock: '10.0.0.0/16' });
const vSwitch = new ecs.VSwitch(stack, 'VSwitch', {
  vpcId: vpc.attrVpcId,
  vSwitchName: 'team-l',
  zoneId: 'cn-shanghai-l',
  cidrBlock: '10.0.0.0/19',
});
const bucket = new oss.Bucket(stack, 'Cache', {
  bucketName: 'my-team-ci-cache',
  storageClass: 'Standard',
  blockPublicAccess: true,
  serverSideEncryptionConfiguration: { sseAlgorithm: 'AES256' },
  tags: { team: 'ci' },
});

const cluster = new AcsCluster(stack, 'Cluster', {
  network: Network.fromAttributes(stack, 'Network', {
    vpcId: vpc.attrVpcId,
    vSwitchIds: [vSwitch.attrVSwitchId],
    cidrBlock: '10.0.0.0/16',
  }),
});
const cache = OssCache.fromBucketName(stack, 'CiCache', Token.asString(bucket.attrName), { prefix: 'ci' });

// Most jobs: small, cheap, may be reclaimed.
new GitLabRunner(stack, 'Small', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(),
  concurrent: 30,
  jobs: { resources: { cpu: '1', memory: '2Gi' } },
});

// Releases: large, fast, never reclaimed. In GitLab this runner gets the tag `release`.
const release = new GitLabRunner(stack, 'Release', {
  cluster,
  cache,
  token: RunnerToken.fromParameter(),
  concurrent: 5,
  jobs: {
    placement: Placement.acs({ computeClass: ComputeClass.PERFORMANCE, qos: ComputeQos.DEFAULT }),
    resources: { cpu: '8', memory: '16Gi' },
    maxDurationSeconds: 7200,
  },
  config: { runners: { kubernetes: { priorityClassName: 'release-jobs' } } },
});

// Everything that has no prop is within reach on the resource itself.
release.release.resource.addPropertyOverride('ValidationMode', 'Strict');

app.synth();
