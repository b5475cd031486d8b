import { compareVersions } from './compare-versions';

/** A rule of a Role, with the keys that the chart passes on. */
export interface RbacRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Verbs by resource; a resource outside the core group is written with its group, as in `apps/deployments`. */
type Permissions = Readonly<Record<string, readonly string[]>>;

/**
 * What feature flags of the runner need beyond what all jobs need. Flags that are not here need nothing.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#configure-runner-api-permissions
 */
const FLAG_PERMISSIONS = {
  FF_KUBERNETES_HONOR_ENTRYPOINT: { pods: ['watch'], 'pods/log': ['get', 'list'] },
  FF_PRINT_POD_EVENTS: { events: ['list', 'watch'] },
  FF_WAIT_FOR_POD_TO_BE_REACHABLE: { 'pods/log': ['get'] },
  FF_CONCRETE: { 'pods/log': ['get', 'list'] },
  FF_SUSPENDABLE_ENVIRONMENTS: {
    configmaps: ['create', 'delete', 'get', 'update'],
    persistentvolumeclaims: ['create', 'delete'],
    namespaces: ['get'],
  },
} as const satisfies Readonly<Record<string, Permissions>>;

/** A feature flag that needs permissions of its own. */
export type RbacFlag = keyof typeof FLAG_PERMISSIONS;

/** All of them. */
export const RBAC_FLAGS = Object.keys(FLAG_PERMISSIONS) as RbacFlag[];

/**
 * Those that any pipeline turns on by a variable, unless the runner says otherwise. Suspended environments are for runners
 * that are made for them, and need much more.
 */
const FLAGS_OF_PIPELINES = RBAC_FLAGS.filter((flag) => flag !== 'FF_SUSPENDABLE_ENVIRONMENTS');

/**
 * What of the Kubernetes executor is in use, as far as it needs permissions of its own. The names are those of the keys of
 * [runners.kubernetes].
 */
export interface RbacFeatures {
  /**
   * Feature flags that are on, or may be.
   *
   * @default - none
   */
  readonly flags?: readonly RbacFlag[];
  /**
   * FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: run scripts by exec, not attach.
   *
   * @default false
   */
  readonly useLegacyKubernetesExecutionStrategy?: boolean;
  /**
   * service_account: the managers wait until the account of the jobs is there.
   *
   * @default false
   */
  readonly serviceAccount?: boolean;
  /**
   * The session server, which also takes users to services of jobs that have ports.
   *
   * @default false
   */
  readonly sessionServer?: boolean;
  /**
   * print_pod_warning_events: show warnings of the pod when a job fails. Runners before 18.0 always do.
   *
   * @default true
   */
  readonly printPodWarningEvents?: boolean;
  /**
   * namespace_per_job. A namespace needs a ClusterRole: `rbac.clusterWideAccess`.
   *
   * @default false
   */
  readonly namespacePerJob?: boolean;
  /**
   * pod_disruption_budget (GitLab Runner 18.11 and later)
   *
   * @default false
   */
  readonly podDisruptionBudget?: boolean;
  /**
   * [runners.kubernetes.autoscaler]: pause pods (GitLab Runner 18.11 and later). Their priority class needs a
   * ClusterRole: `rbac.clusterWideAccess`.
   *
   * @default false
   */
  readonly autoscaler?: boolean;
  /**
   * Watch job pods instead of asking for them again and again (GitLab Runner 17.9 and later). Without the permission
   * the runner warns in its log and asks again.
   *
   * @default true
   */
  readonly informers?: boolean;
}

/**
 * What jobs fail without. Scripts run over SPDY, whose one request is a POST, so that the other verbs of `pods/exec` and
 * `pods/attach` are documented and not used.
 */
const REQUIRED: Permissions = {
  pods: ['create', 'delete', 'get'],
  'pods/exec': ['create'],
  secrets: ['create', 'delete', 'get', 'update'],
};

/** What is documented for all jobs. */
const ALWAYS: Permissions = {
  pods: ['create', 'delete', 'get'],
  'pods/exec': ['create', 'delete', 'get', 'patch'],
  secrets: ['create', 'delete', 'get', 'update'],
  serviceaccounts: ['get'],
  services: ['create', 'get'],
};

/**
 * The rules that the managers get: those that their jobs need, and those that pipelines need to turn on feature flags,
 * which would fail without. No more.
 */
export function grantedRules(version: { readonly runnerVersion: string }, features: RbacFeatures): RbacRule[] {
  return rbacRules(version, { ...features, flags: [...FLAGS_OF_PIPELINES, ...(features.flags ?? [])] });
}

/**
 * The rules that the managers need to run jobs.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#configure-runner-api-permissions
 */
export function rbacRules(version: { readonly runnerVersion: string }, features: RbacFeatures = {}): RbacRule[] {
  const permissions = combine([ALWAYS, ...featurePermissions(version.runnerVersion, features)]);
  return [...permissions].map(([resource, verbs]) => toRule(resource, [...verbs].sort()));
}

/** The rules without which jobs fail: less than what is documented, much of which makes jobs quicker or easier to mend. */
export function requiredRules(features: RbacFeatures): RbacRule[] {
  const attaches = features.useLegacyKubernetesExecutionStrategy !== true;
  const permissions = combine([
    REQUIRED,
    attaches ? { 'pods/attach': ['create'] } : {},
    features.serviceAccount === true ? { serviceaccounts: ['get'] } : {},
    features.sessionServer === true ? { services: ['create', 'get'] } : {},
    ...usedPermissions(features),
  ]);
  return [...permissions].map(([resource, verbs]) => toRule(resource, [...verbs].sort()));
}

function featurePermissions(runnerVersion: string, features: RbacFeatures): Permissions[] {
  const isAtLeast = (minor: string) => compareVersions(runnerVersion, minor) >= 0;
  const attaches = features.useLegacyKubernetesExecutionStrategy !== true;
  return [
    ...when(attaches, { 'pods/attach': ['create', 'delete', 'get', 'patch'] }),
    ...when(attaches, { pods: ['watch'], 'pods/log': ['get', 'list'] }),
    ...when(isAtLeast('17.9') && features.informers !== false, { pods: ['list', 'watch'] }),
    ...when(!isAtLeast('18.0') || features.printPodWarningEvents !== false, { events: ['list'] }),
    ...usedPermissions(features),
  ];
}

/** What parts of the executor need that are in use by the configuration. */
function usedPermissions(features: RbacFeatures): Permissions[] {
  return [
    ...(features.flags ?? []).map((flag): Permissions => FLAG_PERMISSIONS[flag]),
    ...when(features.sessionServer, { 'services/proxy': ['get'] }),
    ...when(features.namespacePerJob, { namespaces: ['create', 'delete'] }),
    ...when(features.podDisruptionBudget, { 'policy/poddisruptionbudgets': ['create', 'get'] }),
    ...when(features.autoscaler, {
      'apps/deployments': ['create', 'delete', 'get', 'list', 'update'],
      'scheduling.k8s.io/priorityclasses': ['create', 'get'],
    }),
  ];
}

// A choice that only the deployment knows counts as made: a right too many is better than jobs that fail.
function when(condition: boolean | undefined, permissions: Permissions): Permissions[] {
  return condition === true ? [permissions] : [];
}

function combine(list: readonly Permissions[]): Map<string, Set<string>> {
  const combined = new Map<string, Set<string>>();
  for (const [resource, verbs] of list.flatMap((permissions) => Object.entries(permissions))) {
    combined.set(resource, new Set([...(combined.get(resource) ?? []), ...verbs]));
  }
  return combined;
}

function toRule(resource: string, verbs: string[]): RbacRule {
  const [group, name] = /^(policy|apps|scheduling\.k8s\.io)\/(.+)$/.exec(resource)?.slice(1) ?? ['', resource];
  return { apiGroups: [group!], resources: [name!], verbs };
}
