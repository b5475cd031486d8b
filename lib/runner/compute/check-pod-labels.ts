import type { FaultList } from '../../diagnostics/report';
import { problemOf } from '../../diagnostics/problem';
import { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { alternative, text } from '../../diagnostics/text';
import { ClusterKind } from '../../cluster/cluster-kind';
import { isMap } from '../../schema/is-map';
import type { LabelledPods, SendingLabel } from './labelled-pods';
import {
  SENDING_LABELS,
  computeOf,
  givenLabel,
  isTrue,
  labelAt,
  mayHave,
  mayLandOn,
  overridingLabel,
  placedLabels,
} from './labelled-pods';

const COMPUTE_LABEL = /^alibabacloud\.com\/compute-(class|qos)$/;

/** Adds what is odd about labels by which the user decides on the compute of pods, past their placement. */
export function checkPodLabels(pods: LabelledPods, findings: Report): void {
  SENDING_LABELS.forEach((label) => checkTakenAway(label, pods, findings));
  checkSentTwice(pods, findings);
  checkSentElsewhere(pods, findings);
  checkComputeLabels(pods, findings);
}

function checkTakenAway({ key }: SendingLabel, pods: LabelledPods, { errors }: Report): void {
  const given = givenLabel(pods, key);
  if (given !== undefined && !isTrue(given) && placedLabels(pods, key).some(isTrue)) {
    errors.add(
      labelAt(pods, key),
      text`is ${shown(given)}, and the label ${shown(key)} is what sends ${pods.name} to ${pods.placement.name}; leave it out, or use ${alternative('JobPlacement', 'nodePool')}`,
    );
  }
}

/** A pod that has both labels of virtual nodes goes by the first. */
function checkSentTwice(pods: LabelledPods, { errors }: Report): void {
  const [first, second] = SENDING_LABELS;
  if (mayHave(pods, first.key) && isTrue(givenLabel(pods, second.key))) {
    errors.add(
      labelAt(pods, second.key),
      text`is "true" beside the label ${shown(first.key)}, which comes first and sends ${pods.name} to ${first.compute.name}; leave it out, or use ${second.placement} without the other`,
    );
  }
}

function checkSentElsewhere(pods: LabelledPods, { errors, warnings }: Report): void {
  const { context, name } = pods;
  const [eci] = SENDING_LABELS;
  const label = context.kind === ClusterKind.ACS && isTrue(givenLabel(pods, eci.key)) ? eci : overridingLabel(pods);
  if (label === undefined) {
    return;
  }
  const at = labelAt(pods, label.key);
  const found = new Report();
  label.compute.check(context, found, '');
  const added = (list: FaultList) =>
    list.faults.map((found) => problemOf(found.meta, at, text`sends ${name} to compute that ${found.text}`));
  errors.addAll(added(found.errors));
  warnings.addAll(added(found.warnings));
  if (found.errors.faults.length === 0) {
    warnings.add(
      at,
      text`sends ${name} to ${label.compute.name}, whatever their placement says, which is ${pods.placement.name}; say so by ${label.placement}, which has its options`,
    );
  }
}

/** ACS reads the compute labels; a pod that lands on ECI keeps them without any effect. */
function checkComputeLabels(pods: LabelledPods, { warnings }: Report): void {
  const { labels, context } = pods;
  if (!isMap(labels) || context.kind === ClusterKind.ACS || !mayLandOn(pods, 'eci') || mayLandOn(pods, 'acs')) {
    return;
  }
  Object.keys(labels)
    .filter((label) => COMPUTE_LABEL.test(label))
    .forEach((label) =>
      warnings.add(
        labelAt(pods, label),
        text`is a label of ACS, and ${pods.name} run on ${computeOf(pods).name}, where it has no effect; use ${alternative('JobPlacement', 'acs')}`,
      ),
    );
}
