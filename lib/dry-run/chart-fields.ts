import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../diagnostics/is-map';
import type { Step } from '../model/origin';
import type { RenderedObject } from '../testing/helm';
import { valueAt } from './field-path';

/** Which value of the chart a field of one of its objects comes from: both as keys with dots between. */
type Fields = readonly (readonly [field: string, value: string])[];

const POD: Fields = [
  ['metadata.labels', 'podLabels'],
  ['metadata.annotations', 'podAnnotations'],
  // So Kubernetes calls the labels and annotations of a template.
  ['labels', 'podLabels'],
  ['annotations', 'podAnnotations'],
  ['spec.containers.0.securityContext', 'securityContext'],
  ['spec.containers.0.resources', 'resources'],
  ['spec.containers.0.image', 'image'],
  ['spec.containers.0.imagePullPolicy', 'imagePullPolicy'],
  ['spec.containers.0.lifecycle', 'deploymentLifecycle'],
  ['spec.containers.0.livenessProbe', 'livenessProbe'],
  ['spec.containers.0.readinessProbe', 'readinessProbe'],
  ['spec.containers.0.env', 'extraEnv'],
  ['spec.containers.0.envFrom', 'extraEnvFromRefs'],
  ['spec.containers.0.volumeMounts', 'volumeMounts'],
  ['spec.containers.0.ports', 'metrics'],
  ['spec.containers', 'extraContainers'],
  ['spec.securityContext', 'podSecurityContext'],
  ['spec.serviceAccountName', 'serviceAccount.name'],
  ...[
    'affinity',
    'automountServiceAccountToken',
    'hostAliases',
    'hostname',
    'imagePullSecrets',
    'nodeSelector',
    'priorityClassName',
    'runtimeClassName',
    'schedulerName',
    'terminationGracePeriodSeconds',
    'tolerations',
    'topologySpreadConstraints',
    'volumes',
  ].map((key) => [`spec.${key}`, key] as const),
];

const DEPLOYMENT: Fields = [
  ['metadata.labels', 'deploymentLabels'],
  ['metadata.annotations', 'deploymentAnnotations'],
  ['spec.replicas', 'replicas'],
  ['spec.revisionHistoryLimit', 'revisionHistoryLimit'],
  ['spec.strategy', 'strategy'],
  ...POD.map(([field, value]) => [`spec.template.${field}`, value] as const),
];

/** The fields of what the chart makes by its own templates, by kind. */
const FIELDS: Readonly<Record<string, Fields>> = {
  Deployment: DEPLOYMENT,
  Pod: POD,
  Role: [['rules', 'rbac.rules']],
  ClusterRole: [['rules', 'rbac.rules']],
  ServiceAccount: [
    ['metadata.annotations', 'serviceAccount.annotations'],
    ['metadata.name', 'serviceAccount.name'],
    ['imagePullSecrets', 'serviceAccount.imagePullSecrets'],
  ],
  HorizontalPodAutoscaler: [['', 'hpa']],
  PodMonitor: [['', 'metrics.podMonitor']],
  ServiceMonitor: [['', 'metrics.serviceMonitor']],
  Ingress: [['', 'sessionServer.ingress']],
  Service: [['', 'sessionServer']],
};

/**
 * The path of the chart value that a field of a rendered object comes from, as far as it is known; undefined for what the
 * chart writes by itself.
 *
 * @param values the values that the chart was rendered with
 */
export function valuePathOf(object: RenderedObject, field: readonly Step[], values: unknown): Step[] | undefined {
  const extra = valueAt(values, ['extraObjects']);
  const index = Array.isArray(extra) ? extra.findIndex((one) => isSameObject(one, object)) : -1;
  if (index >= 0) {
    return ['extraObjects', index, ...field];
  }
  const known = FIELDS[object.kind]?.find(([start]) => startsWith(field, stepsOf(start)));
  if (known === undefined) {
    return undefined;
  }
  const [start, value] = known;
  return itemOf(object, field, stepsOf(start), stepsOf(value), values);
}

/** In a list that the chart adds to, the number of an item is another one than in the value. */
function itemOf(
  object: RenderedObject,
  field: readonly Step[],
  start: readonly Step[],
  value: readonly Step[],
  values: unknown,
): Step[] {
  const [number, ...rest] = field.slice(start.length);
  const given = valueAt(values, value);
  if (typeof number !== 'number' || !Array.isArray(given)) {
    return [...value, ...field.slice(start.length)];
  }
  const item = valueAt(object, [...start, number]);
  const index = given.findIndex((one) => isDeepStrictEqual(one, item));
  return index < 0 ? [...value] : [...value, index, ...rest];
}

function isSameObject(one: unknown, { kind, metadata }: RenderedObject): boolean {
  return isMap(one) && one.kind === kind && isMap(one.metadata) && one.metadata.name === metadata.name;
}

function startsWith(field: readonly Step[], start: readonly Step[]): boolean {
  return start.every((step, index) => String(field[index]) === String(step));
}

function stepsOf(path: string): Step[] {
  return path === '' ? [] : path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
