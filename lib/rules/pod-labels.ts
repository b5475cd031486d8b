import { ClusterKind } from '../cluster/cluster-kind';
import { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import { isText, isOverride } from '../model/origin';
import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import type { Pods, SendingLabel } from '../runner/compute/pods';
import { isTrue, mayLandOn, placedValues, SENDING_LABELS } from '../runner/compute/pods';
import { ruleSet } from './rule-set';

const COMPUTE_LABEL = /^alibabacloud\.com\/compute-(class|qos)$/;
const QOS_LABEL = 'alibabacloud.com/compute-qos';
const SPOT_ANNOTATION = 'k8s.aliyun.com/eci-spot-strategy';
const NODE_POOL = alternative('Placement', 'nodePool');

type Rules = Readonly<Record<'label-overrules-placement', Rule>>;

/** Labels and annotations by which the user decides on the compute of pods, past their placement. */
export const podLabels = ruleSet(
  'Pods on virtual nodes',
  {
    'placement-label-removed': {
      severity: 'error',
      title: 'The label that sends pods to their placement is taken away',
      reason: 'The pods go to nodes, while everything else of them is made for the placement.',
      remedy: 'Leave the label out, or choose a node pool as placement.',
    },
    'virtual-node-labels-clash': {
      severity: 'error',
      title: 'Pods have the label of ECI and that of ACS',
      reason: 'The pods go to ECI, and the label of ACS has no effect.',
      remedy: 'Leave one of the labels out.',
    },
    'label-overrules-placement': {
      severity: 'warning',
      title: 'A label sends pods elsewhere than their placement says',
      reason: 'The pods get the options of neither: labels go before node selectors, affinity and a ResourcePolicy.',
      remedy: 'Choose that compute as placement, which has its options too.',
    },
    'acs-label-without-effect': {
      severity: 'warning',
      title: 'Pods on ECI or on nodes have a label of ACS',
      reason: 'Only ACS reads it.',
      remedy: 'Choose ACS as placement, or leave the label out.',
    },
    'managers-reclaimed': {
      severity: 'warning',
      title: 'Managers run on compute that may be reclaimed',
      reason: 'A manager that is killed leaves its jobs orphaned, and GitLab shows them as failed.',
      remedy: 'Keep managers on compute that stays.',
    },
  },
  (rules, { pods }: RunnerModel, report) => {
    for (const some of [pods.jobs, pods.managers]) {
      SENDING_LABELS.forEach((label) => checkRemoved(rules['placement-label-removed'], label, some, report));
      checkBoth(rules['virtual-node-labels-clash'], some, report);
      checkSentElsewhere(rules, some, report);
      checkComputeLabels(rules['acs-label-without-effect'], some, report);
    }
    checkReclaimed(rules['managers-reclaimed'], pods.managers, report);
  },
);

/** A text of config.toml takes all labels away, which has a warning of its own. */
function checkRemoved(rule: Rule, { key }: SendingLabel, pods: Pods, report: Report): void {
  const path = labelPath(pods, key);
  const value = pods.settings.possible(path).find((one) => isOverride(one.origin)) ?? pods.settings.unset(path);
  if (value === undefined || isText(value.origin) || isTrue(value.value) || !placedValues(pods, key).some(isTrue)) {
    return;
  }
  report.add(
    rule,
    placeOf(value.origin),
    text`is ${shown(value.value)}, and the label ${shown(key)} is what sends ${pods.name} to ${pods.placed.compute.name}; leave it out, or use ${NODE_POOL}`,
  );
}

/** A pod that has both labels of virtual nodes goes by the first. */
function checkBoth(rule: Rule, pods: Pods, report: Report): void {
  const [first, second] = SENDING_LABELS;
  const isFirst = pods.settings.possible(labelPath(pods, first.key)).some(({ value }) => isTrue(value));
  const given = givenTrue(pods, second);
  if (isFirst && given !== undefined) {
    report.add(
      rule,
      placeOf(given.origin, given.isCertain),
      text`is "true" beside the label ${shown(first.key)}, which comes first and sends ${pods.name} to ${first.compute(pods).name}; leave it out, or use ${second.placement} without the other`,
    );
  }
}

/** An ACS cluster has nowhere else, so that the label of ECI has no compute there. */
function checkSentElsewhere(rules: Rules, pods: Pods, report: Report): void {
  const { context, name, placed } = pods;
  const [eci] = SENDING_LABELS;
  const label = context.kind === ClusterKind.ACS ? eci : pods.sentBy;
  const given = label && givenTrue(pods, label);
  if (label === undefined || given === undefined) {
    return;
  }
  const compute = label.compute(pods);
  const place = placeOf(given.origin, given.isCertain);
  const there = new Report();
  compute.check(context, there, '');
  for (const { meta, at, severity, text: why } of there.problems) {
    const what = at === '' ? 'that' : `whose ${at.replace(/^\./, '')}`;
    report.add(meta, place, text`sends ${name} to compute ${what} ${why}`, given.isCertain ? { severity } : {});
  }
  // A text takes the place of the placement altogether.
  if (!there.problems.some(({ severity }) => severity === 'error') && !isText(given.origin)) {
    report.add(
      rules['label-overrules-placement'],
      place,
      text`sends ${name} to ${compute.name}, whatever their placement says, which is ${placed.compute.name}; say so by ${label.placement}, which has its options`,
    );
  }
}

/** ACS reads the compute labels; a pod that lands on ECI keeps them without any effect. */
function checkComputeLabels(rule: Rule, pods: Pods, report: Report): void {
  if (pods.context.kind === ClusterKind.ACS || !mayLandOn(pods, 'eci') || mayLandOn(pods, 'acs')) {
    return;
  }
  pods.settings
    .entries([...pods.path, 'podLabels'])
    .filter(({ key, candidate }) => COMPUTE_LABEL.test(key) && isOverride(candidate.node.origin))
    .forEach(({ candidate }) =>
      report.add(
        rule,
        placeOf(candidate.node.origin, candidate.isCertain),
        text`is a label of ACS, and ${pods.name} run on ${pods.compute.name}, where it has no effect; use ${alternative('Placement', 'acs')}`,
      ),
    );
}

const LOST_JOBS =
  'a manager that is killed leaves its jobs orphaned and GitLab shows them as failed. Keep managers on compute that stays';

function checkReclaimed(rule: Rule, managers: Pods, report: Report): void {
  const { settings, placed, context } = managers;
  if (placed.compute.interruptible) {
    report.add(rule, 'managers.placement', `may be reclaimed: ${LOST_JOBS}`);
    return;
  }
  const qos = settings.find(labelPath(managers, QOS_LABEL));
  const onAcs = context.kind === ClusterKind.ACS || mayLandOn(managers, 'acs');
  if (onAcs && settings.knownText(labelPath(managers, QOS_LABEL)) === 'best-effort') {
    report.add(rule, placeOf(qos!.node.origin), `is "best-effort", by which managers may be reclaimed: ${LOST_JOBS}`);
  }
  const spot = ['podAnnotations', SPOT_ANNOTATION];
  if (mayLandOn(managers, 'eci') && settings.knownText(spot)?.startsWith('Spot') === true) {
    report.add(
      rule,
      placeOf(settings.origin(spot)!),
      `puts managers on spot instances, which may be reclaimed: ${LOST_JOBS}`,
    );
  }
}

/** Where the user gives pods a label of virtual nodes. */
function givenTrue({ settings, path }: Pods, { table, key, value }: SendingLabel) {
  return settings.possible([...path, table, key]).find((one) => one.value === value && isOverride(one.origin));
}

function labelPath({ path }: Pods, key: string): (string | number)[] {
  return [...path, 'podLabels', key];
}
