/**
 * A new ACK cluster with the Terway network plug-in in a VPC that you have, with subscribed nodes that also run the
 * jobs.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  AckCluster,
  GitLabRunner,
  ManagerScaling,
  Network,
  NetworkPlugin,
  NodeBilling,
  NodeLogin,
  Placement,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'new-ack-terway', {
  synthesizer: new DefaultStackSynthesizer({ qualifier: 'new-ack-terway' }),
});

const network = Network.fromAttributes(stack, 'Network', {
  vpcId: 'vpc-bp1example0000000000',
  vSwitchIds: ['vsw-bp1nodesi0000000000', 'vsw-bp1nodesj0000000000'],
  cidrBlock: '192.168.0.0/16',
});

const cluster = new AckCluster(stack, 'Cluster', {
  network,
  // Pods take their addresses from vSwitches of their own; give them masks of /19 or shorter.
  networkPlugin: NetworkPlugin.terway({ podVSwitchIds: ['vsw-bp1podsi00000000000', 'vsw-bp1podsj00000000000'] }),
  nodePool: {
    instanceTypes: ['ecs.g7.2xlarge'],
    desiredSize: 3,
    systemDiskSizeGiB: 200,
    billing: NodeBilling.subscription({ period: 1, periodUnit: 'Month' }),
    login: NodeLogin.fromKeyPair('ops'),
  },
});

new GitLabRunner(stack, 'Runner', {
  cluster,
  token: RunnerToken.fromOosSecret('ci-runner-token'),
  managers: { scaling: ManagerScaling.fixed(2) },
  jobs: {
    placement: Placement.nodePool(),
    resources: { cpu: '1', memory: '2Gi', limits: { cpu: '4', memory: '8Gi' } },
  },
});

app.synth();
