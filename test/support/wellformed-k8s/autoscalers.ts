import type { DeploymentSpec, KubernetesObject } from '../kubernetes';
import { objectsOfKind } from '../kubernetes';
import { parseQuantity } from './quantity';

interface AutoscalerSpec {
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly metrics?: readonly Metric[];
}

type Metric = Readonly<Record<string, unknown>> & { readonly type?: string };
type Target = Readonly<Record<string, unknown>>;
type Autoscaled = DeploymentSpec | undefined;

/** Where each type of metric keeps its own part, what that part needs, and which targets it takes. */
const METRIC_TYPES: Readonly<Record<string, { part: string; needs: readonly string[]; targets: readonly string[] }>> = {
  Resource: { part: 'resource', needs: ['name'], targets: ['Utilization', 'AverageValue'] },
  ContainerResource: {
    part: 'containerResource',
    needs: ['name', 'container'],
    targets: ['Utilization', 'AverageValue'],
  },
  Pods: { part: 'pods', needs: ['metric'], targets: ['AverageValue'] },
  Object: { part: 'object', needs: ['metric', 'describedObject'], targets: ['Value', 'AverageValue'] },
  External: { part: 'external', needs: ['metric'], targets: ['Value', 'AverageValue'] },
};
const TARGET_FIELDS: Readonly<Record<string, string>> = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
};

/** Every HorizontalPodAutoscaler, and the Deployment that it scales. */
export function checkAutoscalers(objects: readonly KubernetesObject[]): string[] {
  return objectsOfKind(objects, 'HorizontalPodAutoscaler').flatMap((autoscaler) =>
    checkAutoscaler(autoscaler, objects).map(
      (fault) => `HorizontalPodAutoscaler/${autoscaler.metadata.name}: ${fault}`,
    ),
  );
}

function checkAutoscaler(autoscaler: KubernetesObject, objects: readonly KubernetesObject[]): string[] {
  const { scaleTargetRef, minReplicas = 1, maxReplicas, metrics = [] } = (autoscaler.spec ?? {}) as AutoscalerSpec;
  const target = objects.find(
    ({ kind, metadata }) => kind === scaleTargetRef?.kind && metadata.name === scaleTargetRef.name,
  );
  const spec = target?.spec as Autoscaled;
  return [
    ...when(autoscaler.apiVersion !== 'autoscaling/v2', `apiVersion is ${autoscaler.apiVersion}, not autoscaling/v2`),
    ...when(target === undefined, `scales ${scaleTargetRef?.kind}/${scaleTargetRef?.name}, which is not rendered`),
    ...when(spec?.replicas !== undefined, 'fights with the replicas that its target sets'),
    ...when(!isCount(minReplicas), `minReplicas is ${JSON.stringify(minReplicas)}, not a whole number from 1`),
    ...when(!isCount(maxReplicas), `maxReplicas is ${JSON.stringify(maxReplicas)}, not a whole number from 1`),
    ...when(Number(maxReplicas) < minReplicas, `maxReplicas ${maxReplicas} is below minReplicas ${minReplicas}`),
    ...when(metrics.length === 0, 'has no metrics'),
    ...metrics.flatMap((metric, index) => checkMetric(metric, spec).map((fault) => `metrics.${index}: ${fault}`)),
  ];
}

function checkMetric(metric: Metric, spec: Autoscaled): string[] {
  const type = METRIC_TYPES[metric.type ?? ''];
  if (type === undefined) {
    return [`type is ${JSON.stringify(metric.type)}, not one of ${Object.keys(METRIC_TYPES).join(', ')}`];
  }
  const part = metric[type.part] as Readonly<Record<string, unknown>> | undefined;
  const target = part?.target as Target | undefined;
  if (part === undefined || target === undefined) {
    return [`needs ${type.part} with a target`];
  }
  const others = Object.keys(metric).filter((key) => key !== 'type' && key !== type.part);
  return [
    ...others.map((key) => `${key} does not belong to the type ${metric.type}`),
    ...type.needs.filter((key) => part[key] === undefined).map((key) => `${type.part}.${key} is missing`),
    ...checkTarget(target, type.targets),
    ...when(
      metric.type === 'Resource' && target.type === 'Utilization' && !requests(spec, part.name),
      unrequested(part.name),
    ),
  ];
}

function checkTarget(target: Target, allowed: readonly string[]): string[] {
  const type = String(target.type);
  const field = TARGET_FIELDS[type];
  if (field === undefined || !allowed.includes(type)) {
    return [`target.type is ${type}, not one of ${allowed.join(', ')}`];
  }
  const value = target[field];
  const valid = type === 'Utilization' ? isCount(value) : parseQuantity(value) !== undefined;
  const others = Object.keys(target).filter((key) => key !== 'type' && key !== field);
  return [
    ...when(!valid, `target.${field} is ${JSON.stringify(value)}`),
    ...others.map((key) => `target.${key} does not go with the type ${type}`),
  ];
}

/** A utilization is a share of what the containers request: without a request the autoscaler never acts. */
function requests(spec: Autoscaled, resource: unknown): boolean {
  const containers = spec?.template.spec.containers ?? [];
  return containers.every(({ resources }) => resources?.requests?.[String(resource)] !== undefined);
}

function unrequested(resource: unknown): string {
  return `scales on the utilization of ${String(resource)}, which some container does not request`;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function when(condition: boolean, fault: string): string[] {
  return condition ? [fault] : [];
}
