import type { RbacFeatures } from '../chart/rbac-rules';
import { RBAC_FLAGS } from '../chart/rbac-rules';
import type { Settings } from '../model/reading';
import { isFlagOn, mayFlagBeOn } from './feature-flags';

/**
 * What a configuration uses of the Kubernetes executor, so that the managers get the permissions for it. A choice
 * that only the deployment knows counts as made: a right too many is better than jobs that fail.
 */
export function rbacFeaturesOf(settings: Settings, values: Settings): RbacFeatures {
  return {
    flags: RBAC_FLAGS.filter((flag) => mayFlagBeOn(settings, flag)),
    serviceAccount: settings.has('runners.kubernetes.serviceAccount'),
    sessionServer: !values.isOff('sessionServer.enabled'),
    useLegacyKubernetesExecutionStrategy: isFlagOn(settings, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY'),
    printPodWarningEvents: settings.known('runners.kubernetes.printPodWarningEvents') !== false,
    namespacePerJob: !settings.isOff('runners.kubernetes.namespacePerJob'),
    podDisruptionBudget: !settings.isOff('runners.kubernetes.podDisruptionBudget'),
    autoscaler: settings.has('runners.kubernetes.autoscaler'),
  };
}
