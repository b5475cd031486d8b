import { ClusterKind } from '../../cluster/cluster-kind';
import { DeployTimeChoice } from '../../config/deploy-time-choice';
import type { Wording } from '../../diagnostics/text';
import { alternative } from '../../diagnostics/text';
import type { Origin, Step } from '../../model/origin';
import type { Settings } from '../../model/reading';
import { isText, isOverride } from '../../model/origin';
import { knownValue } from '../../model/reading';
import type { ComputeClass } from '../../placement/acs';
import { acs, ComputeQos } from '../../placement/acs';
import { eci } from '../../placement/eci';
import { nodePool } from '../../placement/node-pool';
import { partsOf } from '../../placement/parts';
import type {
  BuiltInCompute,
  Compute,
  PlacementConfig,
  PlacementContext,
  PodMap,
  ResourceUnit,
} from '../../placement/pod-placement';

/** A label that sends pods to a virtual node. */
export interface SendingLabel {
  /** Where it stands. Labels of pods go ahead of node selectors, affinity and a ResourcePolicy. */
  readonly table: 'podLabels' | 'nodeSelector';
  readonly key: string;
  readonly value: string;
  /** The compute that it sends pods to, as far as their annotations and labels tell. */
  compute(pods: PodsToPlace): BuiltInCompute;
  /** How a placement says the same. */
  readonly placement: Wording;
}

/** Labels of pods. The one that comes first counts where pods have both. */
export const SENDING_LABELS: readonly [SendingLabel, SendingLabel] = [
  {
    table: 'podLabels',
    key: 'alibabacloud.com/eci',
    value: 'true',
    compute: eciOf,
    placement: alternative('Placement', 'eci'),
  },
  {
    table: 'podLabels',
    key: 'alibabacloud.com/acs',
    value: 'true',
    compute: acsOf,
    placement: alternative('Placement', 'acs'),
  },
];

/** The label of virtual nodes. Pods that select it, and tolerate the taint there, run on ECI. */
const VIRTUAL_NODES: SendingLabel = {
  ...SENDING_LABELS[0],
  table: 'nodeSelector',
  key: 'type',
  value: 'virtual-kubelet',
};

/** Annotations by which ECI takes the sizes of instance types and not those of its own. */
const BY_INSTANCE_TYPE = ['eci-use-specs', 'eci-instance-family', 'eci-instance-generation'];

/** What decides on the compute of the pods of jobs or of managers. */
export interface PodsToPlace {
  readonly name: 'jobs' | 'managers';
  readonly context: PlacementContext;
  /** What the placement comes to. */
  readonly placed: PlacementConfig;
  /** Where the labels and annotations that the pods come to stand. */
  readonly settings: Settings;
  /** The table in the settings that has `podLabels` and `podAnnotations`. */
  readonly path: readonly Step[];
}

/** The pods of jobs or of managers, on the compute that their labels send them to. */
export interface Pods extends PodsToPlace {
  /** That of the placement, unless the user's labels, or the want of a label, say otherwise. */
  readonly compute: Compute;
  /** The label of the user's that sends the pods there in place of their placement. */
  readonly sentBy?: SendingLabel & { readonly origin: Origin };
}

/**
 * Finds the compute of pods by the labels that they come to, whoever gave them: a text of config.toml may leave out those
 * of the placement, and `config` and `chartValues` may have others.
 */
export function onCompute(pods: PodsToPlace): Pods {
  const { placed, context } = pods;
  if (context.kind === ClusterKind.ACS) {
    return { ...pods, compute: placed.compute };
  }
  for (const label of SENDING_LABELS) {
    const origin = whereGiven(pods, label);
    if (origin !== undefined) {
      const isOfPlacement = !isOverride(origin) || (!isText(origin) && placedValues(pods, label.key).every(isTrue));
      return isOfPlacement
        ? { ...pods, compute: placed.compute }
        : { ...pods, compute: label.compute(pods), sentBy: { ...label, origin } };
    }
  }
  const selected = whereGiven(pods, VIRTUAL_NODES);
  if (selected !== undefined) {
    return { ...pods, compute: eciOf(pods), sentBy: { ...VIRTUAL_NODES, origin: selected } };
  }
  return { ...pods, compute: isPlacementLost(pods) ? nodePool({}) : placed.compute };
}

/** Whether pods may land on a kind of compute, as far as it is known what a placement is. */
export function mayLandOn({ compute }: Pick<Pods, 'compute'>, resource: ResourceUnit['resource']): boolean {
  return partsOf(compute).some(({ unit }) => unit?.resource === resource);
}

/** The values of a label in the placement, whatever the deployment chooses. */
export function placedValues({ placed }: Pick<Pods, 'placed'>, key: string): unknown[] {
  return sidesOf(placed.pods.labels).map((labels) => labels[key]);
}

export function isTrue(value: unknown): boolean {
  return value === 'true';
}

/** Where a label sends pods to a virtual node, for certain or on one side of a choice. */
function whereGiven({ settings, path }: PodsToPlace, { table, key, value }: SendingLabel): Origin | undefined {
  return settings.possible([...path, table, key]).find((one) => one.value === value)?.origin;
}

function eciOf({ settings, path }: PodsToPlace): BuiltInCompute {
  const annotation = (name: string) => [...path, 'podAnnotations', `k8s.aliyun.com/${name}`];
  const isSpot = settings.knownText(annotation('eci-spot-strategy'))?.startsWith('Spot') === true;
  const compute = eci(isSpot ? { spot: {} } : {});
  return BY_INSTANCE_TYPE.some((name) => settings.has(annotation(name))) ? { ...compute, billedAs: [] } : compute;
}

function acsOf({ settings, path }: PodsToPlace): BuiltInCompute {
  const label = (name: string) => settings.knownText([...path, 'podLabels', `alibabacloud.com/compute-${name}`]);
  return acs({
    computeClass: label('class') as ComputeClass | undefined,
    qos: label('qos') === ComputeQos.BEST_EFFORT ? ComputeQos.BEST_EFFORT : ComputeQos.DEFAULT,
  });
}

/** Whether a placement that sends pods to virtual nodes by labels has none of these left. */
function isPlacementLost(pods: PodsToPlace): boolean {
  const { compute, pods: added } = pods.placed;
  const sides = sidesOf(added.labels).map((side) => {
    const sending = SENDING_LABELS.map(({ key }) => key).filter((key) => key in side);
    return sending.length > 0 ? sending : Object.keys(side);
  });
  const keys = sides.flat();
  return (
    partsOf(compute).some(({ serverless }) => serverless) &&
    keys.length > 0 &&
    !keys.some((key) => placedValues(pods, key).some((value) => mayBe(pods, key, value)))
  );
}

function mayBe({ settings, path }: PodsToPlace, key: string, placed: unknown): boolean {
  return settings
    .candidates([...path, 'podLabels', key])
    .some(({ node }) => [undefined, placed].includes(knownValue(node)));
}

function sidesOf(map: PodMap | undefined): Readonly<Record<string, unknown>>[] {
  return map instanceof DeployTimeChoice ? [...sidesOf(map.whenTrue), ...sidesOf(map.whenFalse)] : [map ?? {}];
}
