import { Construct } from '@alicloud/ros-cdk-core';
import { checkLabels } from '../chart/kubernetes-labels';
import { FaultList, shown } from '../checks/faults';
import type { ICluster } from '../cluster/cluster';
import { KubernetesManifest } from '../cluster/kubernetes-manifest';
import { isUnresolved, known } from '../ros/tokens';
import type { DashboardOptions } from './dashboard';
import { dashboard } from './dashboard';

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

export interface RunnerDashboardProps extends RunnerDashboardOptions {
  /** The cluster that Grafana runs in. */
  readonly cluster: ICluster;
}

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
    super(scope, id);
    const { cluster, folder } = props;
    const labels = props.labels ?? { grafana_dashboard: '1' };
    const faults = new FaultList();
    faults.addAll(checkLabels(labels, 'labels', { isUnresolved }));
    const uid = known(props.uid);
    if (uid !== undefined && !/^[\w-]{1,40}$/.test(uid)) {
      faults.add('uid', `is ${shown(uid)}; allowed are 1 to 40 letters, digits, hyphens and underscores`);
    }
    faults.throwIfAny(this.node.path);

    this.manifest = new KubernetesManifest(this, 'ConfigMap', {
      cluster,
      namespace: props.namespace,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'gitlab-runner-dashboard',
            labels,
            annotations: folder === undefined ? undefined : { grafana_folder: folder },
          },
          data: { 'gitlab-runner.json': JSON.stringify(dashboard(props)) },
        },
      ],
    });
  }
}
