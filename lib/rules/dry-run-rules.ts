import { defineRules } from '../diagnostics/rule';

/** Rules on `check --cluster`: what it needs, and what a cluster says to the objects of a configuration. */
export const dryRunRules = defineRules({
  'dry-run-program': {
    severity: 'error',
    title: 'A program that a dry run needs is not on this machine',
    reason: 'The objects are rendered by your Helm, and the cluster is asked by your kubectl.',
    remedy: 'Install the program, or name its file in the environment variable HELM_BIN or KUBECTL.',
    fatal: true,
  },
  'dry-run-cluster': {
    severity: 'error',
    title: 'The cluster does not answer kubectl',
    reason: 'Without an answer of its API server nothing can be said.',
    remedy: 'Choose a context by `--context`, and see that `kubectl version` shows a server version with it.',
    fatal: true,
  },
  'dry-run-chart': {
    severity: 'error',
    title: 'The chart cannot be had, or does not render',
    reason: 'The objects of a release are what Helm makes of the chart.',
    remedy: 'Give the archive of the chart by `--chart`, or mend the values that Helm names.',
    fatal: true,
  },
  'dry-run-parameter': {
    severity: 'error',
    title: 'A parameter of the template cannot have the value that it is given, or has none',
    reason: 'The template cannot be evaluated, as ROS could not create the stack.',
    remedy: 'Give each parameter that is named a value by `--parameter NAME=VALUE`. Secrets are never given.',
    fatal: true,
  },
  'dry-run-refused': {
    severity: 'error',
    title: 'The API server of a cluster refuses an object of the configuration',
    reason: 'The deployment fails at this object, or with a pod of a job each job fails.',
    remedy: 'Change the value at the place that is named, or what the cluster allows.',
  },
  'dry-run-warned': {
    severity: 'warning',
    title: 'The API server of a cluster takes an object of the configuration with a warning',
    reason: 'The object may not work as it is meant, or not with a later version of Kubernetes.',
    remedy: 'Do what the warning says.',
  },
  'dry-run-kind': {
    severity: 'error',
    title: 'A cluster does not know the kind of an object',
    reason: 'The deployment fails at this object, unless what defines the kind is installed before.',
    remedy: 'Install the operator that defines the kind, or leave out the option that makes the object.',
  },
  'dry-run-forbidden': {
    severity: 'error',
    title: 'Your account in a cluster may not try an object',
    reason: 'A dry run needs the same permissions as the deployment itself, so nothing is known of the object.',
    remedy: 'Use a context whose user may create the object.',
  },
});
