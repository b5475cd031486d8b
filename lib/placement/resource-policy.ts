import type { KubernetesObject } from '../cluster/kubernetes-manifest';
import type { ResourceUnit } from './pod-placement';

/** The label that tells the pods of one group from all others in the namespace. */
export const POD_GROUP_LABEL = 'ros-cdk-gitlab-runner/pod-group';

/**
 * Has the scheduler of ACK Pro and ACS try one unit after the other for each pod of the group.
 *
 * @see https://www.alibabacloud.com/help/en/cs/user-guide/custom-resource-priority-scheduling
 */
export function resourcePolicy(podGroup: string, units: readonly ResourceUnit[]): KubernetesObject {
  return {
    apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
    kind: 'ResourcePolicy',
    metadata: { name: podGroup },
    spec: {
      selector: { [POD_GROUP_LABEL]: podGroup },
      strategy: 'prefer',
      units: units.map(({ resource, nodeSelector, podLabels, podAnnotations }) => ({
        resource,
        ...unlessEmpty('nodeSelector', nodeSelector),
        ...unlessEmpty('podLabels', podLabels),
        ...unlessEmpty('podAnnotations', podAnnotations),
      })),
    },
  };
}

function unlessEmpty(name: string, map: Readonly<Record<string, string>> = {}) {
  return Object.keys(map).length > 0 ? { [name]: map } : {};
}
