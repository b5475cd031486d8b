import { shown } from '../diagnostics/shown';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const JOBS_NAMESPACE = 'runners.kubernetes.namespace';

/** What managers could not do for want of permission, or for want of their Secrets. */
export const permissions = ruleSet(
  'Permissions of the managers',
  {
    'jobs-in-kube-namespace': {
      severity: 'error',
      title: 'Jobs run in a namespace of Kubernetes itself',
      reason: 'Jobs run beside the components of the cluster, and managers can read their Secrets.',
      remedy: 'Give jobs a namespace of their own.',
    },
    'managers-namespace-moved': {
      severity: 'error',
      title: '`chartValues.namespace` moves the managers away from their Secrets',
      reason: 'The Secrets of the token, the cache and the registries are in the namespace of the runner.',
      remedy: 'Use the option `namespace`.',
    },
    'job-namespace-without-role': {
      severity: 'error',
      title: 'The Role of the managers does not hold in the namespace of the jobs',
      reason: 'Managers cannot create a single pod there.',
      remedy:
        'Give `runners.jobNamespace` and the namespace in config.toml the same value, or allow cluster-wide access.',
    },
    'namespace-overwrite-without-role': {
      severity: 'warning',
      title: 'Jobs may choose a namespace in which the Role of the managers does not hold',
      reason: 'Jobs that choose another namespace fail.',
      remedy: 'Set `rbac.clusterWideAccess` in `chartValues`, with the fewest rules that do.',
    },
    'cluster-scope-without-cluster-role': {
      severity: 'error',
      title: 'A feature of the executor needs objects outside of namespaces',
      reason: 'A Role cannot grant namespaces or priority classes, and managers get nothing cluster-wide by default.',
      remedy: 'Set `rbac.clusterWideAccess: true` in `chartValues`, or leave the feature out.',
    },
  },
  (rules, { settings, values, namespace: release }: RunnerModel, report) => {
    const jobs = settings.find(JOBS_NAMESPACE);
    const namespace = known(release);
    // The chart names the namespace of the release to runners whose text names none.
    const jobsNamespace = jobs === undefined ? namespace : settings.knownText(JOBS_NAMESPACE);
    if (jobsNamespace?.startsWith('kube-') === true && jobsNamespace !== namespace) {
      report.add(
        rules['jobs-in-kube-namespace'],
        placeOf(jobs!.node.origin),
        `${shown(jobsNamespace)} is a namespace of Kubernetes itself: jobs would run beside the components of the cluster, and managers could read the Secrets of these. Give jobs a namespace of their own`,
      );
    }

    const managers = values.knownText('namespace');
    if (managers !== undefined && namespace !== undefined && managers !== namespace) {
      report.add(
        rules['managers-namespace-moved'],
        placeOf(values.origin('namespace')!),
        `is ${shown(managers)}, where managers would not find their Secrets, which are in ${shown(namespace)}; use the option \`namespace\``,
      );
      return;
    }
    if (values.isOff('rbac.create') || !values.isOff('rbac.clusterWideAccess')) {
      return;
    }
    const ofRole = values.has('runners.jobNamespace') ? values.knownText('runners.jobNamespace') : namespace;
    if (jobsNamespace !== undefined && ofRole !== undefined && jobsNamespace !== ofRole) {
      report.add(
        rules['job-namespace-without-role'],
        placeOf(values.origin('runners.jobNamespace') ?? jobs!.node.origin),
        `jobs are to run in ${shown(jobsNamespace)}, and the Role of the managers holds in ${shown(ofRole)}: they could not create a single pod. Give both the same namespace (chart value runners.jobNamespace, from 0.84.0), or set \`rbac.clusterWideAccess\` in chartValues`,
      );
    }
    const overwrite = 'runners.kubernetes.namespaceOverwriteAllowed';
    if (settings.knownText(overwrite) !== undefined) {
      report.add(
        rules['namespace-overwrite-without-role'],
        placeOf(settings.origin(overwrite)!),
        `lets jobs choose another namespace, and the Role of the managers holds in ${shown(ofRole ?? release)} only; set \`rbac.clusterWideAccess\` in chartValues for others, with the fewest rules that do`,
      );
    }
    const needs = {
      namespacePerJob: settings.isOn('runners.kubernetes.namespacePerJob') && 'creates a namespace for each job',
      autoscaler: settings.possible('runners.kubernetes.autoscaler').length > 0 && 'makes a PriorityClass',
    };
    for (const [key, what] of Object.entries(needs)) {
      if (what !== false) {
        const { node, isCertain } = settings.find(`runners.kubernetes.${key}`)!;
        report.add(
          rules['cluster-scope-without-cluster-role'],
          placeOf(node.origin, isCertain),
          `${what}, for which the Role of the managers is too narrow; allow it in chartValues by \`rbac.clusterWideAccess: true\``,
        );
      }
    }
  },
);
