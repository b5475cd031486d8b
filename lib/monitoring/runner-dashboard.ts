import { checkArguments } from '../checks/check-arguments';
import { Construct } from '@alicloud/ros-cdk-core';
import { checkLabels } from '../chart/kubernetes-labels';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import type { ICluster } from '../cluster/icluster';
import { KubernetesManifest } from '../cluster/kubernetes-manifest';
import { isUnresolved } from '../ros/tokens';
import type { DashboardOptions } from './dashboard';
import { checkDashboardOptions, dashboard } from './dashboard';
import { takeObjectName } from './object-names';
import { warnWithoutMetrics } from './served-metrics';

/** What the dashboard is called, and how Grafana finds it. */
export interface RunnerDashboardOptions extends DashboardOptions {
  /**
   * Namespace of the ConfigMap, where Grafana looks for dashboards in some namespaces only. ROS creates it when missing.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * Labels of the ConfigMap, by which Grafana's sidecar finds it.
   *
   * @default - `grafana_dashboard: '1'`
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Folder of the dashboard in Grafana, where the sidecar is configured to read the annotation `grafana_folder`.
   *
   * @default - the folder that the sidecar puts dashboards into
   */
  readonly folder?: string;
}

/** Options of the dashboard, with the cluster. */
export interface RunnerDashboardProps extends RunnerDashboardOptions {
  /** The cluster that Grafana runs in. */
  readonly cluster: ICluster;
}

const NAME = 'gitlab-runner-dashboard';

/**
 * A Grafana dashboard of all runners, as a ConfigMap for the sidecar of a Grafana in the cluster. Other Grafanas,
 * Managed Service for Grafana among them, import the file `monitoring/gitlab-runner.dashboard.json` of the package.
 *
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 */
export class RunnerDashboard extends Construct {
  /** The ConfigMap in the stack. */
  readonly manifest: KubernetesManifest;

  constructor(scope: Construct, id: string, props: RunnerDashboardProps) {
    checkArguments('RunnerDashboard', { scope, id });
    super(scope, id);
    checkArguments('RunnerDashboard', { props }, this.node.path);
    const { cluster, folder, namespace = 'default' } = props;
    const labels = props.labels ?? { grafana_dashboard: '1' };
    const report = new Report();
    checkLabels(labels, 'labels', report, { isUnresolved });
    checkDashboardOptions(props, report);
    takeObjectName(cluster, this, { kind: 'ConfigMap', namespace, name: NAME }, report);
    settle(report, this);

    this.manifest = new KubernetesManifest(this, 'ConfigMap', {
      cluster,
      namespace,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: NAME,
            labels,
            annotations: folder === undefined ? undefined : { grafana_folder: folder },
          },
          data: { 'gitlab-runner.json': JSON.stringify(dashboard({ title: props.title, uid: props.uid })) },
        },
      ],
    });
  }

  /** When all runners are there. */
  protected override prepare(): void {
    warnWithoutMetrics(this, 'the dashboard stays empty');
  }
}
