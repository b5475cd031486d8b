import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@alicloud/ros-cdk-core';
import type { GitLabRunnerConfig } from '../../lib/stack/config';
import { GitLabRunnerStack } from '../../lib/stack/gitlab-runner-stack';
import { SAMPLED_KEYS, samplesOf } from './samples';
import type { Leaf } from './schema-walk';
import { leaves } from './schema-walk';

const outdir = mkdtempSync(join(tmpdir(), 'gitlab-runner-every-key-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Tells its template without writing files, which takes most of the time of a synthesis. */
class ToldStack extends GitLabRunnerStack {
  /** The template, and the advice that comes with it. */
  tell(): string {
    const advice = this.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => data as unknown));
    return JSON.stringify([this._toRosTemplate(), advice]);
  }
}

function outcomeOf(config: object): string {
  const app = new App({ outdir, stackTraces: false, treeMetadata: false });
  return new ToldStack(app, 'Test', { config: config as GitLabRunnerConfig }).tell();
}

/** Keys that only serve to judge others. */
const FOR_CHECKS = [
  // Is compared with the ranges of the cluster, as a test below shows.
  'network.existing.cidrBlock',
  // Says what nodes are. Managers are advised against such nodes, jobs are not.
  'runners.Runner.jobs.placement.nodePool.spot',
  // An image cache is for jobs, and managers with one are advised against it.
  ...['images', 'imagePullSecrets', 'sizeGiB', 'retentionDays'].map(
    (key) => `runners.Runner.managers.placement.eci.newImageCache.${key}`,
  ),
  // Follows from the value, and is compared with it.
  'runners.Runner.jobs.placement.nodePool.tolerations.0.operator',
  'runners.Runner.managers.placement.nodePool.tolerations.0.operator',
];

const isSame = (leaf: Leaf) => {
  const [first, second] = samplesOf(leaf);
  // Compared here, since a difference of none between two long texts helps nobody.
  return outcomeOf(first) === outcomeOf(second);
};

const keys = leaves.map((leaf) => [leaf.path.join('.'), leaf] as const);

test.each(keys.filter(([path]) => !FOR_CHECKS.includes(path)))('%s has an effect', (_, leaf) => {
  expect(isSame(leaf)).toBe(false);
});

test.each(keys.filter(([path]) => FOR_CHECKS.includes(path)))('%s shows nowhere', (_, leaf) => {
  expect(isSame(leaf)).toBe(true);
});

test('network.existing.cidrBlock is checked against the ranges of the cluster', () => {
  const config = {
    cluster: { ack: { networkPlugin: { flannel: { podCidr: '10.0.0.0/16' } } } },
    network: { existing: { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'], cidrBlock: '10.0.0.0/8' } },
    runners: { Runner: {} },
  };
  expect(() => outcomeOf(config)).toThrow('overlaps the VPC block 10.0.0.0/8');
});

test('no sample is for a key that is gone', () => {
  const known = new Set(leaves.map(({ section, key }) => `${section.name}.${key}`));
  expect(SAMPLED_KEYS.filter((key) => !known.has(key))).toEqual([]);
});
