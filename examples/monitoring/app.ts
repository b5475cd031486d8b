/**
 * A runner in a cluster that has kube-prometheus-stack: scraped by a PodMonitor, watched by alerts, and shown by a
 * Grafana dashboard.
 */
import { App, DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import {
  Cluster,
  ClusterKind,
  GitLabRunner,
  Metrics,
  RunnerAlerts,
  RunnerDashboard,
  RunnerToken,
} from 'ros-cdk-gitlab-runner';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
const stack = new Stack(app, 'monitoring', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'monitoring' }) });

const cluster = Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
  kind: ClusterKind.ACK,
  virtualNode: true,
  // The cluster knows PodMonitors and PrometheusRules. The chart would leave the PodMonitor out without a word otherwise.
  prometheusOperator: true,
});

const runner = new GitLabRunner(stack, 'Runner', {
  cluster,
  namespace: 'gitlab-runner',
  token: RunnerToken.fromParameter(),
  metrics: Metrics.podMonitor({ intervalSeconds: 30, labels: { 'monitored-by': 'platform' } }),
  // A short cut in the network must not silence a manager for an hour.
  config: { runners: { unhealthyInterval: '2m' } },
});

new RunnerAlerts(stack, 'Alerts', {
  cluster,
  runner,
  // Jobs run on spot instances, and some are reclaimed: that alone should wake nobody.
  systemFailurePercent: 25,
  // Who is told, by the routes of Alertmanager.
  labels: { team: 'build' },
  // How kube-prometheus-stack finds rules: by the name of its own release.
  ruleLabels: { release: 'kube-prometheus-stack' },
});

// The sidecar of its Grafana loads dashboards from all namespaces.
new RunnerDashboard(stack, 'Dashboard', { cluster, namespace: 'monitoring' });

app.synth();
