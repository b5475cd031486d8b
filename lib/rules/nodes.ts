import type { INodePool, NodeTaint } from '../cluster/inode-pool';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { alternative, text, Wording } from '../diagnostics/text';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { knownValue } from '../model/reading';
import { Items, Table } from '../model/tree';
import { nodePoolsOf } from '../placement/node-pools';
import type { Toleration } from '../placement/pod-placement';
import { isUnresolved } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import type { PodsToPlace } from '../runner/compute/pods';
import { ruleSet } from './rule-set';

const JOBS = 'runners.kubernetes';

/** By what users send pods elsewhere than their placement says. */
const SELECTIONS = {
  managers: ['nodeSelector', 'affinity'],
  jobs: [`${JOBS}.nodeSelector`, `${JOBS}.affinity`],
} as const;

/** By what pipelines, or patches of the pod, may do so, or have pods tolerate more. */
const LATER_CHANGES = ['podSpec', 'nodeSelectorOverwriteAllowed', 'nodeTolerationsOverwriteAllowed'];

/** Whether there are nodes for the pods of jobs and managers in a cluster whose node pools are known. */
export const nodes = ruleSet(
  'Nodes for pods',
  {
    'placement-needs-nodes': {
      severity: 'warning',
      title: 'Pods are placed on node pools that are made without nodes',
      reason: 'They stay Pending until you add nodes.',
      remedy: 'Give the node pool nodes or `autoScaling`, or place the pods on ECI or ACS.',
    },
    'taint-not-tolerated': {
      severity: 'error',
      title: 'Pods are placed on node pools that all have a taint which they do not tolerate',
      reason:
        'They stay Pending. Without managers the deployment fails after 15 minutes; jobs fail one after the other.',
      remedy: 'Have the placement tolerate the taint, or add a node pool without it.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    for (const name of ['managers', 'jobs'] as const) {
      const pools = nodePoolsOf(runner.pods[name].compute, runner.cluster) ?? [];
      if (pools.length > 0) {
        checkSize(rules['placement-needs-nodes'], pools, report, `${name}.placement`);
        checkTaints(rules['taint-not-tolerated'], runner, name, pools, report);
      }
    }
  },
);

function checkSize(rule: Rule, pools: readonly INodePool[], report: Report, at: string): void {
  if (pools.every(({ maxNodes }) => maxNodes === 0)) {
    report.add(
      rule,
      at,
      text`is the node pool, which is made without nodes (desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use ${alternative('Placement', 'eci')} or ${alternative('Placement', 'acs')}`,
    );
  }
}

function checkTaints(
  rule: Rule,
  runner: RunnerModel,
  name: PodsToPlace['name'],
  pools: readonly INodePool[],
  report: Report,
): void {
  const { settings } = runner.pods[name];
  const tolerations = name === 'jobs' ? tolerationsOfJobs(settings) : tolerationsOfManagers(settings);
  const taints = pools.map((pool) => pool.taints.find((taint) => !isTolerated(taint, tolerations)));
  if (!isSentElsewhere(settings, name) && taints.every((taint) => taint !== undefined)) {
    const { key, value, effect = 'NoSchedule' } = taints[0]!;
    report.add(
      rule,
      `${name}.placement`,
      text`is the node pool, whose taint ${key}=${value}:${effect} the ${name} do not tolerate: they stay Pending. Use ${TOLERATING}, or add a node pool without taints to the cluster before the runner`,
    );
  }
}

const TOLERATING = new Wording(
  'Placement.nodePool(...) with the node pool or with tolerations',
  '{ nodePool: ... } with the name of the node pool or with tolerations',
);

function isSentElsewhere(settings: Settings, name: PodsToPlace['name']): boolean {
  const isChanged = (path: string) =>
    [...settings.candidates(path), ...settings.entries(path).map(({ candidate }) => candidate)].some(({ node }) =>
      isOverride(node.origin),
    );
  const mayChange = name === 'jobs' && LATER_CHANGES.some((key) => settings.hasContent(`${JOBS}.${key}`));
  return mayChange || SELECTIONS[name].some(isChanged);
}

/** What is not known at synth is undefined, and tolerates anything. */
type KnownToleration = Partial<Toleration>;

function tolerationsOfJobs(settings: Settings): KnownToleration[] {
  const path = `${JOBS}.nodeTolerations`;
  const isKnown = settings.candidates(path).every(({ node }) => node instanceof Table);
  const known = settings.entries(path).map(({ key: written, candidate }) => {
    const [, key, value] = /^([^=]+)(?:=(.*))?$/s.exec(written) ?? [];
    return { key, value, effect: effectOf(knownValue(candidate.node)) };
  });
  return isKnown ? known : [{}];
}

function tolerationsOfManagers(values: Settings): KnownToleration[] {
  const isKnown = values.candidates('tolerations').every(({ node }) => node instanceof Items);
  const known = values.items('tolerations').map((item) => ({
    key: item.knownText('key'),
    value: item.knownText('operator') === 'Exists' ? undefined : item.knownText('value'),
    effect: effectOf(item.known('effect')),
  }));
  return isKnown ? known : [{}];
}

function effectOf(value: unknown): Toleration['effect'] {
  return EFFECTS.find((effect) => effect === value);
}

const EFFECTS = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'] as const;

function isTolerated(taint: NodeTaint, tolerations: readonly KnownToleration[]): boolean {
  const { effect = 'NoSchedule' } = taint;
  const fits = (given: string | undefined, own: string) =>
    given === undefined || isUnresolved(given) || isUnresolved(own) || given === own;
  return (
    effect === 'PreferNoSchedule' ||
    tolerations.some((one) => fits(one.key, taint.key) && fits(one.value, taint.value) && fits(one.effect, effect))
  );
}
