import { escapedForHelm } from '../../config/helm-template';
import type { ScaleDownOptions } from './autoscaler';
import { scaleDownRules } from './autoscaler';

/** What makes KEDA change the number of managers. */
export interface ScaledObjectTrigger {
  readonly type: string;
  /** Name that a formula has it by. */
  readonly name?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly authenticationRef?: { readonly name: string };
}

interface ScaledObjectOptions {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly scaleDown?: ScaleDownOptions | undefined;
  readonly triggers: readonly ScaledObjectTrigger[];
  /** How the numbers of several triggers come to one, which takes the place of each. */
  readonly formula?: { readonly formula: string; readonly target: string } | undefined;
}

/**
 * A ScaledObject for the managers, from which KEDA makes a HorizontalPodAutoscaler.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function scaledObject(managerName: string, options: ScaledObjectOptions): object {
  const { minReplicas, maxReplicas, scaleDown, triggers, formula } = options;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: managerName },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: managerName },
      minReplicaCount: minReplicas,
      maxReplicaCount: maxReplicas,
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: { scaleDown: scaleDownRules(scaleDown) } },
        ...(formula && { scalingModifiers: { ...formula, metricType: 'AverageValue' } }),
      },
      // The chart takes the objects beside it for templates.
      triggers: triggers.map((trigger) => ({ ...trigger, metadata: escapedForChart(trigger.metadata) })),
    },
  };
}

function escapedForChart(metadata: ScaledObjectTrigger['metadata']): ScaledObjectTrigger['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [key, typeof value === 'string' ? escapedForHelm(value) : value]),
  );
}
