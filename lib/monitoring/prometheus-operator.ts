import type { Report } from '../diagnostics/report';
import type { ICluster } from '../cluster/icluster';
import { monitoringRules } from './monitoring-rules';

/** What is known of a cluster's monitoring. */
export interface PrometheusContext extends Pick<ICluster, 'prometheusOperator'> {
  /** The arms-prometheus add-on that a new cluster was given, where there is one. */
  readonly managedPrometheus?: object;
}

/** Adds what speaks against a PodMonitor in the cluster, or a ServiceMonitor. */
export function checkPodMonitors(
  cluster: PrometheusContext,
  report: Report,
  at: string,
  kind: 'PodMonitor' | 'ServiceMonitor' = 'PodMonitor',
): void {
  const rule = monitoringRules['pod-monitor-kind'];
  if (cluster.prometheusOperator === false) {
    report.add(
      rule,
      at,
      `the cluster does not know the kind ${kind}; install the add-on arms-prometheus or a Prometheus Operator, and then state prometheusOperator: true`,
    );
  } else if (cluster.prometheusOperator === undefined) {
    report.add(
      rule,
      at,
      `the kind ${kind} is known only to clusters with the add-on arms-prometheus or a Prometheus Operator, and elsewhere the chart leaves it out without a word. Set managedPrometheus: true on a new cluster. State prometheusOperator: true on an existing one that has either`,
      { severity: 'warning' },
    );
  }
}

/** Adds what speaks against a PrometheusRule in the cluster, which fails the deployment where the kind is not known. */
export function checkPrometheusRules(cluster: PrometheusContext, report: Report, at: string): void {
  const rule = monitoringRules['prometheus-rule-kind'];
  const instead = 'import monitoring/gitlab-runner.rules.yaml into Managed Service for Prometheus instead';
  if (cluster.prometheusOperator === false) {
    report.add(
      rule,
      at,
      `the cluster does not know the kind PrometheusRule; install a Prometheus Operator, and then state prometheusOperator: true, or ${instead}`,
    );
  } else if (cluster.managedPrometheus !== undefined) {
    report.add(
      rule,
      at,
      `whether the add-on arms-prometheus brings the kind PrometheusRule is not documented, and without it the deployment fails; to be sure, ${instead}`,
      { severity: 'warning' },
    );
  } else if (cluster.prometheusOperator === undefined) {
    report.add(
      rule,
      at,
      `the kind PrometheusRule is known only to clusters with a Prometheus Operator, and elsewhere the deployment fails. State prometheusOperator: true on an existing cluster that has one; with the add-on arms-prometheus, ${instead}`,
      { severity: 'warning' },
    );
  }
}
