import { shown } from '../../diagnostics/shown';
import type { Wording } from '../../diagnostics/text';
import { alternative } from '../../diagnostics/text';
import { ClusterKind } from '../../cluster/cluster-kind';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import { JobPlacement } from '../../placement/job-placement';
import { partsOf } from '../../placement/parts';
import type { Compute, PlacementContext, PodMap, ResourceUnit } from '../../placement/pod-placement';
import { knownText } from '../../ros/tokens';
import { isMap } from '../../schema/is-map';
import type { ResolvedRunner } from '../resolved-runner';
import { placementContext } from '../resolved-runner';

/** The parts of a runner that decide where its pods land. */
export type PlacedRunner = Pick<
  ResolvedRunner,
  'cluster' | 'releaseName' | 'placement' | 'managerPlacement' | 'config' | 'chartValues'
>;

/** The pods of jobs or of managers, and the labels that the user lays over those of their placement. */
export interface LabelledPods {
  readonly name: 'jobs' | 'managers';
  readonly placement: Compute;
  readonly context: PlacementContext;
  readonly labels: unknown;
  /** Path of the labels. */
  readonly at: string;
}

export function jobPods(runner: PlacedRunner): LabelledPods {
  return {
    name: 'jobs',
    placement: runner.placement,
    context: placementContext(runner, 'jobs'),
    labels: runner.config?.runners?.kubernetes?.podLabels,
    at: 'config.runners.kubernetes.podLabels',
  };
}

export function managerPods(runner: PlacedRunner): LabelledPods {
  return {
    name: 'managers',
    placement: runner.managerPlacement,
    context: placementContext(runner, 'managers'),
    labels: runner.chartValues?.podLabels,
    at: 'chartValues.podLabels',
  };
}

/** A label that sends pods to a virtual node, ahead of node selectors, affinity and a ResourcePolicy. */
export interface SendingLabel {
  readonly key: string;
  readonly compute: Compute;
  /** How a placement says the same. */
  readonly placement: Wording;
}

/** The one that comes first where pods have both. */
export const SENDING_LABELS: readonly [SendingLabel, SendingLabel] = [
  { key: 'alibabacloud.com/eci', compute: JobPlacement.eci(), placement: alternative('JobPlacement', 'eci') },
  { key: 'alibabacloud.com/acs', compute: JobPlacement.acs(), placement: alternative('JobPlacement', 'acs') },
];

/**
 * The user's label that sends the pods elsewhere than their placement. An ACS cluster has nowhere else, and pods that
 * have the label of ECI go to ECI whatever the other one says.
 */
export function overridingLabel(pods: LabelledPods): SendingLabel | undefined {
  if (pods.context.kind === ClusterKind.ACS) {
    return undefined;
  }
  const label = SENDING_LABELS.find(({ key }) => mayHave(pods, key));
  return label !== undefined && givenLabel(pods, label.key) === 'true' && !placedLabels(pods, label.key).every(isTrue)
    ? label
    : undefined;
}

/** Whether pods have a label of virtual nodes, given by the user or by their placement, whatever the deployment chooses. */
export function mayHave(pods: LabelledPods, key: string): boolean {
  const isOverridden = pods.labels === null || (isMap(pods.labels) && pods.labels[key] !== undefined);
  return (isOverridden ? [givenLabel(pods, key)] : placedLabels(pods, key)).some(isTrue);
}

/** The compute that the pods run on. */
export function computeOf(pods: LabelledPods): Compute {
  return overridingLabel(pods)?.compute ?? pods.placement;
}

/** Whether the pods may land on a kind of compute, as far as it is known what a placement is. */
export function mayLandOn(pods: LabelledPods, resource: ResourceUnit['resource']): boolean {
  return partsOf(computeOf(pods)).some(({ unit }) => unit?.resource === resource);
}

/**
 * The value that the user gives to a label; null takes it away. Undefined stands for none, and for one that only the
 * deployment knows, as that of a template of Helm.
 */
export function givenLabel({ labels }: LabelledPods, key: string): string | null | undefined {
  const value = isMap(labels) ? labels[key] : labels;
  return value === null ? null : isMap(labels) ? knownText(value) : undefined;
}

/** The values of a label in the placement, whatever the deployment chooses. */
export function placedLabels({ placement, context }: LabelledPods, key: string): unknown[] {
  return sidesOf(placement.place(context).labels).map((labels) => labels[key]);
}

/** The path of a user's label. */
export function labelAt({ labels, at }: LabelledPods, key: string): string {
  return labels === null ? at : `${at}[${shown(key)}]`;
}

export function isTrue(value: unknown): boolean {
  return value === 'true';
}

function sidesOf(map: PodMap | undefined): Readonly<Record<string, unknown>>[] {
  return map instanceof DeployTimeChoice ? [...sidesOf(map.whenTrue), ...sidesOf(map.whenFalse)] : [map ?? {}];
}
