import type { Report } from '../diagnostics/report';
import { mergeValues } from '../chart/merge-values';
import type { ChartValues } from '../chart/chart-values.generated';
import { ValuesView } from '../chart/values-view';
import { shown } from '../diagnostics/shown';
import type { RunnerConfig } from '../config/runner-config.generated';
import { isUnresolved, known, knownText } from '../ros/tokens';

/** Where a runner and its jobs are to live. */
export interface NamespacedRunner {
  /** The namespace of the release, and of the Secrets that the managers mount. */
  readonly namespace: string;
  /** The configuration with the user's own settings. */
  readonly mergedConfig: RunnerConfig;
  /** The chart values that the props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  readonly chartValues?: ChartValues;
}

/** Adds what managers could not do for want of permission, or for want of their Secrets. */
export function checkPermissions(runner: NamespacedRunner, findings: Report): void {
  const values = new ValuesView(mergeValues(runner.ownValues, runner.chartValues), isUnresolved);
  checkJobNamespace(runner, findings);
  checkNamespaces(runner, values, findings);
  checkClusterScope(runner, values, findings);
}

/** What is no object of a namespace cannot be had by a Role, and the whole cluster is nobody's by default. */
function checkClusterScope({ mergedConfig }: NamespacedRunner, values: ValuesView, { errors }: Report) {
  const { namespacePerJob, autoscaler } = mergedConfig.runners?.kubernetes ?? {};
  if (values.isOff('rbac.create') || !values.isOff('rbac.clusterWideAccess')) {
    return;
  }
  const needs = {
    namespacePerJob: namespacePerJob === true && 'creates a namespace for each job',
    autoscaler: isGiven(autoscaler) && 'makes a PriorityClass',
  };
  for (const [key, what] of Object.entries(needs)) {
    if (what !== false) {
      errors.add(
        `config.runners.kubernetes.${key}`,
        `${what}, for which the Role of the managers is too narrow; allow it in chartValues by \`rbac.clusterWideAccess: true\``,
      );
    }
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** That of the runner itself is judged elsewhere. */
function checkJobNamespace({ namespace, mergedConfig }: NamespacedRunner, { errors }: Report): void {
  const jobs: unknown = known(mergedConfig.runners?.kubernetes?.namespace);
  if (typeof jobs === 'string' && jobs !== namespace && jobs.startsWith('kube-')) {
    errors.add(
      'config.runners.kubernetes.namespace',
      `${shown(jobs)} is a namespace of Kubernetes itself: jobs would run beside the components of the cluster, and managers could read the Secrets of these. Give jobs a namespace of their own`,
    );
  }
}

function checkNamespaces(runner: NamespacedRunner, values: ValuesView, { errors, warnings }: Report): void {
  const text = (path: string) => values.known(path) as string | undefined;
  const namespace = known(runner.namespace);
  const managers = text('namespace');
  if (managers !== undefined && namespace !== undefined && managers !== namespace) {
    errors.add(
      'chartValues.namespace',
      `is ${shown(managers)}, where managers would not find their Secrets, which are in ${shown(namespace)}; use the prop \`namespace\``,
    );
    return;
  }
  if (values.isOff('rbac.create') || values.isOn('rbac.clusterWideAccess')) {
    return;
  }
  const kubernetes = runner.mergedConfig.runners?.kubernetes ?? {};
  const [jobs, overwrite] = [kubernetes.namespace, kubernetes.namespaceOverwriteAllowed].map(knownText);
  const role = values.has('runners.jobNamespace') ? text('runners.jobNamespace') : namespace;
  if (jobs !== undefined && role !== undefined && jobs !== role) {
    const at = values.has('runners.jobNamespace')
      ? 'chartValues.runners.jobNamespace'
      : 'config.runners.kubernetes.namespace';
    errors.add(
      at,
      `jobs are to run in ${shown(jobs)}, and the Role of the managers holds in ${shown(role)}: they could not create a single pod. Give both the same namespace (chart value runners.jobNamespace, from 0.84.0), or set \`rbac.clusterWideAccess\` in chartValues`,
    );
  }
  if (overwrite) {
    warnings.add(
      'config.runners.kubernetes.namespaceOverwriteAllowed',
      `lets jobs choose another namespace, and the Role of the managers holds in ${shown(role ?? runner.namespace)} only; set \`rbac.clusterWideAccess\` in chartValues for others, with the least rules that do`,
    );
  }
}
