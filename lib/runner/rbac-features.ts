import type { RbacFeatures } from '../chart/rbac-rules';
import { RBAC_FLAGS } from '../chart/rbac-rules';
import type { Settings } from '../model/reading';

/** Feature flags that pipelines and runners set as variables too. */
const FLAG_ON = /^(true|1|t|yes|on)$/i;

/**
 * What a configuration uses of the Kubernetes executor, so that the managers get the permissions for it. A
 * choice that only the deployment knows counts as made: a right too many is better than jobs that fail.
 */
export function rbacFeaturesOf(settings: Settings, values: Settings): RbacFeatures {
  return {
    flags: RBAC_FLAGS.filter((flag) => mayBeOn(settings, flag)),
    sessionServer: !values.isOff('sessionServer.enabled'),
    useLegacyKubernetesExecutionStrategy: isFlagOn(settings, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY'),
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
