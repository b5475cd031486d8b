import { checkArguments } from '../checks/check-arguments';
import { Construct } from '@alicloud/ros-cdk-core';
import { checkLabels } from '../chart/kubernetes-labels';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import type { ICluster } from '../cluster/icluster';
import { KubernetesManifest } from '../cluster/kubernetes-manifest';
import { isUnresolved } from '../ros/tokens';
import type { AlertOptions } from './alert-options';
import { checkAlertOptions } from './alert-options';
import { alertRules } from './alert-rules';
import type { IGitLabRunner } from './igitlab-runner';
import { takeObjectName } from './object-names';
import { checkPrometheusRules } from './prometheus-operator';
import { warnWithoutMetrics } from './served-metrics';

/** Which alerts there are, and how Prometheus finds them. */
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

/** Options of the alerts, with the cluster and the runner. */
export interface RunnerAlertsProps extends RunnerAlertsOptions {
  /** The cluster whose Prometheus evaluates the rules. */
  readonly cluster: ICluster;
  /**
   * The runner to watch.
   *
   * @default - all runners that Prometheus scrapes
   */
  readonly runner?: IGitLabRunner;
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

  private readonly runner?: IGitLabRunner;

  constructor(scope: Construct, id: string, props: RunnerAlertsProps) {
    checkArguments('RunnerAlerts', { scope, id });
    super(scope, id);
    checkArguments('RunnerAlerts', { props }, this.node.path);
    const { cluster, runner, ruleLabels = {}, namespace: ownNamespace, ...alerts } = props;
    const name = runner?.managerName ?? 'gitlab-runner';
    const namespace = ownNamespace ?? runner?.namespace ?? 'default';
    this.runner = runner;
    const report = new Report();
    checkAlertOptions(props, report);
    checkLabels(ruleLabels, 'ruleLabels', report, { isUnresolved });
    // About the alerts as a whole: a gitlab-runner.yaml names the cluster elsewhere.
    checkPrometheusRules(cluster, report, '');
    takeObjectName(cluster, this, { kind: 'PrometheusRule', namespace, name }, report);
    settle(report, this);

    this.manifest = new KubernetesManifest(this, 'Rules', {
      cluster,
      namespace,
      objects: [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name, labels: ruleLabels },
          spec: { groups: [alertRules({ ...alerts, runner })] },
        },
      ],
    });
  }

  /** When all runners are there. */
  protected override prepare(): void {
    warnWithoutMetrics(
      this,
      'the alerts have no numbers, and GitLabRunnerManagersAbsent fires all the time',
      this.runner,
    );
  }
}
