import type { RbacFeatures } from '../chart/rbac-rules';
import type { RunnerConfig } from '../config/runner-config.generated';

/** What a configuration uses of the Kubernetes executor, so that the managers get the permissions for it, and no more. */
export function rbacFeaturesOf(config: RunnerConfig): RbacFeatures {
  // YAML leaves null where a key has nothing after it, which is reported elsewhere.
  const kubernetes = config.runners?.kubernetes ?? {};
  const featureFlags = config.runners?.featureFlags ?? {};
  return {
    useLegacyKubernetesExecutionStrategy: featureFlags.FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY,
    honorEntrypoint: featureFlags.FF_KUBERNETES_HONOR_ENTRYPOINT,
    printPodEvents: featureFlags.FF_PRINT_POD_EVENTS,
    waitForPodToBeReachable: featureFlags.FF_WAIT_FOR_POD_TO_BE_REACHABLE,
    suspendableEnvironments: featureFlags.FF_SUSPENDABLE_ENVIRONMENTS,
    printPodWarningEvents: kubernetes.printPodWarningEvents,
    namespacePerJob: kubernetes.namespacePerJob,
    podDisruptionBudget: kubernetes.podDisruptionBudget,
    autoscaler: kubernetes.autoscaler !== undefined,
  };
}
