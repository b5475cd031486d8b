import { parse } from '@iarna/toml';
import type { KubernetesObject } from '../support/kubernetes';
import { configTemplate, globalConfig } from '../support/kubernetes';
import type { ApiCall } from './cluster';

/** What of a runner makes it call more than all do. */
export interface Uses {
  readonly sessionServer: boolean;
  readonly podDisruptionBudget: boolean;
  /** FF_SUSPENDABLE_ENVIRONMENTS */
  readonly suspends: boolean;
}

const verbs = (resource: string, list: string): ApiCall[] => list.split(' ').map((verb) => ({ verb, resource }));

/**
 * The calls that managers make in the namespace of their jobs: those that the audit log of an API server showed of real
 * runners, and those of features that a pipeline turns on by a variable.
 */
export function callsInJobNamespace({ podDisruptionBudget, sessionServer, suspends }: Uses): ApiCall[] {
  return [
    ...verbs('pods', 'create get delete list watch'),
    ...verbs('pods.exec', 'create'),
    ...verbs('pods.attach', 'create'),
    // FF_PRINT_POD_EVENTS and the warnings of a failed job.
    ...verbs('events', 'list watch'),
    // FF_KUBERNETES_HONOR_ENTRYPOINT, FF_WAIT_FOR_POD_TO_BE_REACHABLE, and attaching.
    ...verbs('pods.log', 'get list'),
    // Variables and pull secrets of the job.
    ...verbs('secrets', 'create get update delete'),
    // The account that jobs are given, and services of jobs.
    ...verbs('serviceaccounts', 'get'),
    ...verbs('services', 'create get'),
    ...(sessionServer ? verbs('services.proxy', 'get') : []),
    ...(podDisruptionBudget ? verbs('policy/poddisruptionbudgets', 'create get') : []),
    ...(suspends ? SUSPENDING : []),
  ];
}

const SUSPENDING = [
  ...verbs('configmaps', 'create get update delete'),
  ...verbs('persistentvolumeclaims', 'create delete'),
];

/** Calls that a manager does not make in the namespace of its jobs. */
export function callsOfOthers({ suspends }: Uses): ApiCall[] {
  return [...FORBIDDEN, ...(suspends ? [] : SUSPENDING)];
}

const FORBIDDEN: readonly ApiCall[] = [
  ...verbs('secrets', 'list watch patch deletecollection'),
  ...verbs('pods', 'update deletecollection'),
  ...verbs('pods.ephemeralcontainers', 'update patch'),
  ...verbs('serviceaccounts', 'create update delete impersonate'),
  ...verbs('serviceaccounts.token', 'create'),
  ...verbs('apps/deployments', 'create update delete'),
  ...verbs('apps/daemonsets', 'create'),
  ...verbs('rbac.authorization.k8s.io/roles', 'create update escalate bind'),
  ...verbs('rbac.authorization.k8s.io/rolebindings', 'create update'),
];

/** Calls that no manager makes anywhere: beyond its namespaces, and of the cluster. */
export const FORBIDDEN_IN_CLUSTER: readonly ApiCall[] = [
  ...verbs('secrets', 'get list'),
  ...verbs('pods', 'create list'),
  ...verbs('nodes', 'get list'),
  ...verbs('nodes.proxy', 'get'),
  ...verbs('namespaces', 'create delete list'),
  ...verbs('persistentvolumes', 'create'),
  ...verbs('rbac.authorization.k8s.io/clusterroles', 'create bind escalate'),
  ...verbs('rbac.authorization.k8s.io/clusterrolebindings', 'create'),
  ...verbs('users', 'impersonate'),
  ...['kube-system', 'default'].flatMap((namespace) =>
    [...verbs('secrets', 'get list create'), ...verbs('pods', 'create')].map((call) => ({ ...call, namespace })),
  ),
];

/** What a release makes of a runner, read from what the chart has rendered. */
export function usesOf(objects: readonly KubernetesObject[]): { readonly jobNamespace: string; readonly uses: Uses } {
  const { runners } = parse(configTemplate(objects)) as { runners?: unknown };
  type Table = Readonly<Record<string, unknown>>;
  const [{ kubernetes, feature_flags: flags = {} }] = runners as [{ kubernetes: Table; feature_flags?: Table }];
  return {
    jobNamespace: String(kubernetes.namespace),
    uses: {
      sessionServer: globalConfig(objects).includes('[session_server]'),
      suspends: flags.FF_SUSPENDABLE_ENVIRONMENTS === true,
      podDisruptionBudget: kubernetes.pod_disruption_budget === true,
    },
  };
}
