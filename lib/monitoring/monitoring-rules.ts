import { defineRules } from '../diagnostics/rule';

/** Rules about how Prometheus finds the managers, and about alerts and the dashboard. */
export const monitoringRules = defineRules({
  'metrics-port': {
    severity: 'error',
    title: 'The port of the metrics is not one that managers can open',
    reason: 'Managers do not run as root, so they can open ports from 1024 to 65535 only.',
    remedy: 'Give a port from 1024 to 65535, or leave it out for 9252.',
  },
  'pod-monitor-label': {
    severity: 'error',
    title: 'A label of the PodMonitor is one that the chart sets itself',
    reason: 'The object would have the key twice, and Helm could not apply it.',
    remedy: 'Have Prometheus select PodMonitors by another label, or all of them.',
  },
  'pod-monitor-namespace': {
    severity: 'error',
    title: 'The namespace of the PodMonitor is malformed, or the chart would ignore it',
    reason:
      'Kubernetes refuses a malformed namespace. Charts before 0.77.2 create the object in the namespace of the release only.',
    remedy: 'Give the name of an existing namespace and use the chart 0.77.2 or later, or leave the namespace out.',
  },
  'pod-monitor-chart': {
    severity: 'warning',
    title: 'The chart has no PodMonitor, and creates a ServiceMonitor instead',
    reason: 'A Service leaves out managers that finish their last jobs, so these are not scraped.',
    remedy: 'Use the chart 0.85.0 or later.',
  },
  'pod-monitor-kind': {
    severity: 'error',
    title: 'The cluster does not know the kind PodMonitor, or is not known to',
    reason: 'The chart leaves the object out without a message in such a cluster, so that nothing is scraped.',
    remedy:
      'Install the add-on arms-prometheus or a Prometheus Operator, and state `prometheusOperator: true` on an existing cluster.',
  },
  'prometheus-rule-kind': {
    severity: 'error',
    title: 'The cluster does not know the kind PrometheusRule, or is not known to',
    reason: 'The deployment fails in a cluster without that kind.',
    remedy:
      'Install a Prometheus Operator and state `prometheusOperator: true` on the cluster, or import `monitoring/gitlab-runner.rules.yaml` into Managed Service for Prometheus.',
  },
  'monitoring-object-twice': {
    severity: 'error',
    title: 'Two constructs create the same PrometheusRule or ConfigMap in one cluster',
    reason: 'One overwrites the other, and deleting either deletes the object.',
    remedy: 'Leave one of them out, or give it another namespace.',
  },
  'metrics-not-served': {
    severity: 'warning',
    title: 'Alerts or a dashboard are created for runners that serve no metrics',
    reason: 'The dashboard stays empty. Alerts have no numbers, and GitLabRunnerManagersAbsent fires all the time.',
    remedy: 'Leave the metrics of the runner on, or leave the alerts and the dashboard out.',
  },
  'alert-threshold': {
    severity: 'error',
    title: 'A threshold of an alert is out of its range',
    reason: 'The alert would fire always or never.',
    remedy: 'Give a number in the range that the message names, or leave it out for the default.',
  },
  'alert-unknown': {
    severity: 'error',
    title: 'An alert that is to be disabled does not exist',
    reason: 'The alert that was meant would stay enabled.',
    remedy: 'Give the name of an alert as the message lists them.',
  },
  'alerts-all-disabled': {
    severity: 'error',
    title: 'All alerts are disabled',
    reason: 'The PrometheusRule would hold no rule.',
    remedy: 'Leave the alerts out as a whole.',
  },
  'alert-label': {
    severity: 'error',
    title: 'A label of the alerts has a name or a value that Prometheus does not take',
    reason:
      'Prometheus refuses the whole group of rules. The labels `severity` and `alertname` are set by the alerts themselves.',
    remedy: 'Use letters, digits and "_" in names, and strings as values.',
  },
  'metric-window': {
    severity: 'error',
    title: 'The window of a query is not a duration',
    reason: 'Prometheus refuses the query.',
    remedy: 'Give a duration such as `5m`, or leave it out for an hour.',
  },
  'dashboard-uid': {
    severity: 'error',
    title: 'The id of the dashboard is not one that Grafana takes',
    reason: 'Grafana does not load a dashboard whose id is longer than 40 characters or has other characters.',
    remedy: 'Use 1 to 40 letters, digits, hyphens and underscores.',
  },
});
