import type { KubernetesObject } from './kubernetes';
import { checkAutoscalers } from './wellformed-k8s/autoscalers';
import { checkMetadata, hasIdentity } from './wellformed-k8s/metadata';
import { checkPods } from './wellformed-k8s/pods';
import type { ExternalObjects } from './wellformed-k8s/references';
import { checkReferences } from './wellformed-k8s/references';

export type { ExternalObjects } from './wellformed-k8s/references';

/**
 * What the Kubernetes API would refuse in rendered objects, or accept and never make work; an empty list when nothing.
 * A light check of what charts get wrong, no schema.
 */
export function checkKubernetes(objects: readonly KubernetesObject[], external: ExternalObjects = {}): string[] {
  const identified = objects.filter(hasIdentity);
  return [
    ...checkMetadata(objects),
    ...checkPods(identified),
    ...checkAutoscalers(identified),
    ...checkReferences(identified, external),
  ];
}
