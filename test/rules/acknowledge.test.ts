import type { Stack } from '@alicloud/ros-cdk-core';
import { ClusterKind, Placement, acknowledgeRules } from '../../lib';
import type { GitLabRunnerProps, GitLabRunner } from '../../lib';
import { errorOf, existingCluster, faultsOf } from '../cluster/fixtures';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';

/** A runner that is warned of the edition of its cluster. */
function addWarned(stack: Stack, props: Partial<GitLabRunnerProps> = {}): GitLabRunner {
  return addRunner(stack, {
    on: { kind: ClusterKind.ACK, virtualNode: true },
    jobs: { placement: Placement.acs() },
    ...props,
  });
}

/** A runner on nodes of a cluster that has none. */
function addRefused(stack: Stack, props: Partial<GitLabRunnerProps> = {}): GitLabRunner {
  return addRunner(stack, {
    on: { kind: ClusterKind.ACS, virtualNode: undefined },
    jobs: { placement: Placement.nodePool() },
    ...props,
  });
}

const REASON = 'the cluster is Pro';

/** What a stack says in the manifest without anybody having to do something. */
function notesOf(build: (stack: Stack) => void): unknown[] {
  let notes: unknown[] = [];
  synth((stack) => {
    build(stack);
    notes = stack.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type.endsWith('info')));
  });
  return notes.map((note) => (note as { data: unknown }).data);
}

describe('a warning that is acknowledged', () => {
  test('is none any more, and stands in the manifest with the reason', () => {
    expect(synthWarnings((stack) => addWarned(stack))).toEqual([expect.stringContaining('[acs-edition]')]);
    const build = (stack: Stack) => addWarned(stack, { acknowledge: { 'acs-edition': REASON } });
    expect(synthWarnings(build)).toEqual([]);
    expect(notesOf(build)).toEqual([
      expect.stringMatching(/^acknowledged, since the cluster is Pro: jobs\.placement: is ACS, .* \[acs-edition\]$/),
    ]);
  });

  test('is acknowledged for all that is below, and nowhere else', () => {
    const below = (stack: Stack) => {
      acknowledgeRules(stack, { 'acs-edition': REASON });
      addWarned(stack);
    };
    expect(synthWarnings(below)).toEqual([]);
    const beside = (stack: Stack) => {
      acknowledgeRules(existingCluster(stack, 'Elsewhere'), { 'acs-edition': REASON });
      addWarned(stack);
    };
    expect(synthWarnings(beside)).toHaveLength(1);
  });

  test('leaves other problems alone', () => {
    const acknowledge = { 'placement-needs-nodes': REASON };
    expect(synthWarnings((stack) => addWarned(stack, { acknowledge }))).toHaveLength(1);
  });
});

test('an error that is acknowledged does not stop the synthesis', () => {
  expect(faultsOf((stack) => addRefused(stack))).toContainEqual(
    expect.objectContaining({ rule: 'placement-not-in-acs-cluster' }),
  );
  const acknowledge = { 'placement-not-in-acs-cluster': 'nodes are on their way' };
  expect(() => synth((stack) => addRefused(stack, { acknowledge }))).not.toThrow();
});

describe.each<[string, (stack: Stack, reasons: Record<string, string>) => void, string]>([
  ['acknowledgeRules', (stack, reasons) => acknowledgeRules(stack, reasons), ''],
  ['the prop of a runner', (stack, acknowledge) => addWarned(stack, { acknowledge }), 'acknowledge.'],
])('%s refuses', (_, acknowledge, prefix) => {
  test.each([
    ['acknowledge-unknown-rule', 'acs-editon', REASON, 'is not the id of a rule. Did you mean "acs-edition"?'],
    ['acknowledge-fatal-rule', 'config-shape', REASON, 'is a rule that cannot be acknowledged'],
    ['acknowledge-reason', 'acs-edition', '', 'has no reason; write one sentence'],
    ['acknowledge-reason', 'acs-edition', ' \n', 'has no reason'],
  ])('%s: %s by %j', (rule, id, reason, message) => {
    expect(faultsOf((stack) => acknowledge(stack, { [id]: reason }))).toMatchObject([
      { rule, severity: 'error', at: `${prefix}${id}`, message: expect.stringContaining(message) as string },
    ]);
  });
});

test('the prop of a runner is a map', () => {
  expect(errorOf((stack) => addWarned(stack, { acknowledge: ['acs-edition'] as never }))).toMatchObject({
    message: expect.stringContaining('acknowledge: is a list; allowed is a map') as string,
  });
});
