import { ClusterKind } from '../../lib';
import { managerDeployment, managerPod } from '../support/kubernetes';
import type { Rendered } from './render';

/** Clusters that have all the compute there is, for the `on` of a rendering. */
export const ACK = { kind: ClusterKind.ACK, virtualNode: true };
export const ACS = { kind: ClusterKind.ACS, virtualNode: undefined };

/** What places jobs, as config.toml says it. */
export function jobPlacement({ kubernetes }: Rendered) {
  const { pod_labels, pod_annotations, node_selector, node_tolerations, affinity } = kubernetes;
  return { pod_labels, pod_annotations, node_selector, node_tolerations, affinity };
}

const OTHER_KEYS = /^(app|chart|release|heritage|checksum\/.*|prometheus\.io\/.*|.*\/safe-to-evict)$/;

/** What managers have in common with each other alone. */
function own(map: Readonly<Record<string, unknown>> = {}) {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !OTHER_KEYS.test(key)));
}

/** What places managers, as Kubernetes reads it. */
export function managerPlacement({ objects }: Rendered) {
  const { labels, annotations } = managerDeployment(objects).spec.template.metadata;
  const { nodeSelector, tolerations, affinity } = managerPod(objects);
  return { labels: own(labels), annotations: own(annotations), nodeSelector, tolerations, affinity };
}

/** Managers that are bound to nothing. */
export const UNPLACED_MANAGERS = { labels: {}, annotations: {} };
