import type { RbacFeatures } from '../chart/rbac-rules';
import type { Settings } from '../model/reading';

/** Feature flags that pipelines and runners set as variables too. */
const FLAG_ON = /^(true|1|t|yes|on)$/i;

/**
 * What a configuration uses of the Kubernetes executor, so that the managers get the permissions for it, and no more. A
 * choice that only the deployment knows counts as made: a right too many is better than jobs that fail.
 */
export function rbacFeaturesOf(settings: Settings): RbacFeatures {
  return {
    useLegacyKubernetesExecutionStrategy: isFlagOn(settings, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY'),
    honorEntrypoint: mayBeOn(settings, 'FF_KUBERNETES_HONOR_ENTRYPOINT'),
    printPodEvents: mayBeOn(settings, 'FF_PRINT_POD_EVENTS'),
    waitForPodToBeReachable: mayBeOn(settings, 'FF_WAIT_FOR_POD_TO_BE_REACHABLE'),
    suspendableEnvironments: mayBeOn(settings, 'FF_SUSPENDABLE_ENVIRONMENTS'),
    printPodWarningEvents: settings.known('runners.kubernetes.printPodWarningEvents') !== false,
    namespacePerJob: !settings.isOff('runners.kubernetes.namespacePerJob'),
    podDisruptionBudget: !settings.isOff('runners.kubernetes.podDisruptionBudget'),
    autoscaler: settings.has('runners.kubernetes.autoscaler'),
  };
}

/** Whether a feature flag is certainly on, by the section of the flags or by a variable. */
function isFlagOn(settings: Settings, flag: string): boolean {
  return (
    settings.isOn(['runners', 'featureFlags', flag]) || variablesOf(settings, flag).some((value) => FLAG_ON.test(value))
  );
}

function mayBeOn(settings: Settings, flag: string): boolean {
  return (
    !settings.isOff(['runners', 'featureFlags', flag]) ||
    variablesOf(settings, flag).some((value) => FLAG_ON.test(value))
  );
}

/** The values of a variable in `environment`, of which the last one counts. */
function variablesOf(settings: Settings, name: string): string[] {
  const values = settings.items('runners.environment').flatMap((item) => {
    const [, value] = new RegExp(`^${name}=(.*)$`, 's').exec(item.knownText([]) ?? '') ?? [];
    return value === undefined ? [] : [value];
  });
  return values.slice(-1);
}
