import { Construct } from '@alicloud/ros-cdk-core';
import { checkLabels } from '../chart/kubernetes-labels';
import { FaultList } from '../checks/faults';
import type { ICluster } from '../cluster/cluster';
import { KubernetesManifest } from '../cluster/kubernetes-manifest';
import { isUnresolved } from '../ros/tokens';
import type { AlertOptions } from './alert-options';
import { checkAlertOptions } from './alert-options';
import { alertRules } from './alert-rules';
import { checkPrometheusOperator } from './prometheus-operator';
import type { MonitoredRunner } from './promql';

export interface RunnerAlertsOptions extends AlertOptions {
  /**
   * Namespace of the PrometheusRule. ROS creates it when missing.
   *
   * @default - the namespace of the runner; 'default' for all runners
   */
  readonly namespace?: string;
  /**
   * Labels of the PrometheusRule, by which a Prometheus finds the rules that are meant for it, for instance
   * `release: kube-prometheus-stack`.
   *
   * @default - none
   */
  readonly ruleLabels?: Readonly<Record<string, string>>;
}

export interface RunnerAlertsProps extends RunnerAlertsOptions {
  /** The cluster whose Prometheus evaluates the rules. */
  readonly cluster: ICluster;
  /**
   * The runner to watch.
   *
   * @default - all runners that Prometheus scrapes
   */
  readonly runner?: MonitoredRunner;
}

/**
 * Alerts on runners, as a PrometheusRule in their cluster.
 *
 * A Prometheus of the Prometheus Operator's kind reads it by itself; Managed Service for Prometheus does when told to.
 *
 * @see https://prometheus-operator.dev/docs/developer/alerting/
 */
export class RunnerAlerts extends Construct {
  /** The PrometheusRule in the stack. */
  readonly manifest: KubernetesManifest;

  constructor(scope: Construct, id: string, props: RunnerAlertsProps) {
    super(scope, id);
    const { cluster, runner, ruleLabels = {} } = props;
    const errors = new FaultList();
    const warnings = new FaultList();
    checkAlertOptions(props, errors);
    errors.addAll(checkLabels(ruleLabels, 'ruleLabels', { isUnresolved }));
    checkPrometheusOperator(cluster, { errors, warnings }, 'cluster', 'PrometheusRule');
    errors.throwIfAny(this.node.path);
    warnings.faults.forEach(({ at, message }) => this.node.addWarning(`${at}: ${message}`));

    this.manifest = new KubernetesManifest(this, 'Rules', {
      cluster,
      namespace: props.namespace ?? runner?.namespace,
      objects: [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: runner?.managerName ?? 'gitlab-runner', labels: ruleLabels },
          spec: { groups: [alertRules(props)] },
        },
      ],
    });
  }
}
