import type { App } from '@alicloud/ros-cdk-core';
import type { GitLabRunnerConfig } from '../../lib/stack/config';
import { GitLabRunnerStack } from '../../lib/stack/gitlab-runner-stack';
import { synthesizeApp } from '../support/synth';
import { samplesOf } from './samples';
import { leaves } from './schema-walk';

/** The template, and the advice that comes with it. */
function outcomeOf(config: object): string {
  const build = (app: App) => new GitLabRunnerStack(app, 'Test', { config: config as GitLabRunnerConfig });
  const { text, warnings } = synthesizeApp(build);
  return [text, ...warnings].join('\n');
}

/** Keys that only serve to judge others. */
const FOR_CHECKS = [
  // Is compared with the ranges of the cluster, as a test below shows.
  'network.existing.cidrBlock',
  // Says what nodes are. Managers are advised against such nodes, jobs are not.
  'runners.Runner.placement.nodePool.spot',
];

const keys = leaves.map((leaf) => [leaf.path.join('.'), leaf] as const).filter(([path]) => !FOR_CHECKS.includes(path));

test.each(keys)('%s has an effect', (_, leaf) => {
  const [first, second] = samplesOf(leaf);
  // Compared here, since a difference of none between two long texts helps nobody.
  expect(outcomeOf(first) === outcomeOf(second)).toBe(false);
});

test('network.existing.cidrBlock is checked against the ranges of the cluster', () => {
  const config = {
    cluster: { ack: { networkPlugin: { flannel: { podCidr: '10.0.0.0/16' } } } },
    network: { existing: { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'], cidrBlock: '10.0.0.0/8' } },
    runners: { Runner: {} },
  };
  expect(() => outcomeOf(config)).toThrow('overlaps the VPC block 10.0.0.0/8');
});
