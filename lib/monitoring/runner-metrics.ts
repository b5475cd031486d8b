import { checkArguments } from '../checks/check-arguments';
import type { Construct, IResolvable } from '@alicloud/ros-cdk-core';
import type { ChartVersion } from '../chart/chart-version';
import { checkAnnotations, checkLabels } from '../chart/kubernetes-labels';
import { namespaceFault } from '../chart/kubernetes-names';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import type { ICluster } from '../cluster/icluster';
import { isUnresolved, known, numberText } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { monitoringRules } from './monitoring-rules';
import { checkPodMonitors } from './prometheus-operator';

/** The runner whose metrics are served: its chart, and what is known of its cluster. */
export interface MetricsContext extends Pick<ICluster, 'prometheusOperator'> {
  /** Version of the runner's chart. */
  readonly chartVersion: ChartVersion;
}

/** What the metrics of a runner come to. */
export interface MetricsConfig {
  /** Values of the chart. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** How Prometheus learns of a runner's managers. */
export interface IMetrics {
  /** The values of the chart; called once for each runner, which is the scope. */
  bind(scope: Construct, context: MetricsContext): MetricsConfig;
  /** Adds what speaks against it; `at` is its path in the props. */
  check?(context: MetricsContext, report: Report, at: string): void;
}

/** How managers serve their metrics. */
export interface MetricsOptions {
  /**
   * Port of the managers, 1024 to 65535, since they do not run as root.
   *
   * @default 9252
   * @see https://docs.gitlab.com/runner/monitoring/
   */
  readonly port?: number;
}

/** How annotations tell Prometheus of the managers. */
export interface MetricsAnnotationsOptions extends MetricsOptions {
  /**
   * Whether metrics are served, as a deploy-time value, where that is decided when the stack is deployed.
   *
   * @default - they are
   */
  readonly enabled?: IResolvable;
}

/** How a PodMonitor tells Prometheus of the managers. */
export interface PodMonitorOptions extends MetricsOptions {
  /**
   * Seconds between two scrapes.
   *
   * @default - the interval of the Prometheus that scrapes
   */
  readonly intervalSeconds?: number;
  /**
   * Labels of the PodMonitor, by which a Prometheus finds those that are meant for it. The chart sets `app`, `chart`,
   * `release` and `heritage` itself.
   *
   * @default - those of the chart
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the PodMonitor.
   *
   * @default - `arms.prometheus.io/discovery: 'true'`, which turns it on in Managed Service for Prometheus
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Namespace of the PodMonitor, where a Prometheus looks into some namespaces only. It must exist. Charts before 0.77.2
   * know the namespace of the release only.
   *
   * @default - the namespace of the runner
   */
  readonly namespace?: string;
}

/** How Prometheus learns of a runner's managers. Implement {@link IMetrics} for a way of your own. */
export class Metrics implements IMetrics {
  /**
   * Managers serve metrics, and the annotations `prometheus.io/scrape` and `prometheus.io/port` of their
   * pods say so.
   */
  static annotations(options: MetricsAnnotationsOptions = {}): Metrics {
    checkArguments('Metrics.annotations', { options });
    const { enabled = true, port } = options;
    return new Metrics({
      bind: () => ({ values: { metrics: { enabled, port } } }),
      check: (_, report, at) => checkPort(port, report, `${at}.annotations.port`),
    });
  }

  /**
   * Managers serve metrics, and a PodMonitor tells a Prometheus of the Prometheus Operator's kind to scrape them, also
   * while they finish their last jobs. Charts before 0.85.0 get a ServiceMonitor with a Service instead, which lose sight
   * of a manager that is told to stop.
   *
   * The chart leaves either out, without a word, in a cluster that does not know them when the chart is installed.
   *
   * @see https://prometheus-operator.dev/docs/developer/getting-started/#using-podmonitors
   */
  static podMonitor(options: PodMonitorOptions = {}): Metrics {
    checkArguments('Metrics.podMonitor', { options });
    return new Metrics({
      bind: (_, context) => ({ values: podMonitorValues(options, context) }),
      check: (context, report, at) => checkPodMonitor(options, context, report, at),
    });
  }

  /** Managers serve no metrics. */
  static none(): Metrics {
    return new Metrics({ bind: () => ({ values: { metrics: { enabled: false } } }) });
  }

  private constructor(private readonly metrics: IMetrics) {}

  bind(scope: Construct, context: MetricsContext): MetricsConfig {
    return this.metrics.bind(scope, context);
  }

  check(context: MetricsContext, report: Report, at: string): void {
    this.metrics.check?.(context, report, at);
  }
}

function podMonitorValues(options: PodMonitorOptions, { chartVersion }: MetricsContext): MetricsConfig['values'] {
  const { port, intervalSeconds, labels, annotations, namespace } = options;
  const monitor = {
    enabled: true,
    namespace,
    interval: intervalSeconds === undefined ? undefined : `${numberText(intervalSeconds)}s`,
    labels,
    annotations: { 'arms.prometheus.io/discovery': 'true', ...annotations },
  };
  return hasPodMonitor(chartVersion)
    ? { metrics: { enabled: true, port, podMonitor: monitor } }
    : { metrics: { enabled: true, port, serviceMonitor: monitor }, service: { enabled: true } };
}

function checkPodMonitor(options: PodMonitorOptions, context: MetricsContext, report: Report, at: string): void {
  const { port, intervalSeconds, labels = {}, annotations = {}, namespace } = options;
  const { chartVersion } = context;
  const below = `${at}.podMonitor`;
  checkPort(port, report, `${below}.port`);
  checkWholeNumber(intervalSeconds, 1, report, `${below}.intervalSeconds`);
  checkLabels(labels, `${below}.labels`, report, { isUnresolved });
  checkAnnotations(annotations, `${below}.annotations`, report, { isUnresolved });
  for (const name of CHART_LABELS.filter((label) => label in labels)) {
    report.add(
      monitoringRules['pod-monitor-label'],
      `${below}.labels.${name}`,
      'is a label that the chart writes itself, and a second one of the name breaks the object; let Prometheus select by another label, or all PodMonitors',
    );
  }
  checkNamespace(namespace, chartVersion, report, `${below}.namespace`);
  checkPodMonitors(context, report, at);
  if (!hasPodMonitor(chartVersion)) {
    report.add(
      monitoringRules['pod-monitor-chart'],
      at,
      `becomes a ServiceMonitor, since the chart ${chartVersion.version} has no PodMonitor: managers that finish their last jobs are not scraped. Use the chart 0.85.0 or later`,
    );
  }
}

function checkNamespace(namespace: string | undefined, chartVersion: ChartVersion, report: Report, at: string): void {
  const rule = monitoringRules['pod-monitor-namespace'];
  const problem = known(namespace) === undefined ? undefined : namespaceFault(namespace!);
  if (problem !== undefined) {
    report.add(rule, at, `${shown(namespace)} ${problem}`);
  }
  if (namespace !== undefined && !chartVersion.knowsKey('metrics.serviceMonitor.namespace')) {
    report.add(
      rule,
      at,
      `is given, and the chart ${chartVersion.version} puts its monitor beside the runner; leave it out, or use the chart 0.77.2 or later`,
    );
  }
}

/** Labels that the chart gives to its monitors. */
const CHART_LABELS = ['app', 'chart', 'release', 'heritage'];

function hasPodMonitor(chartVersion: ChartVersion): boolean {
  return chartVersion.knowsKey('metrics.podMonitor');
}

function checkPort(port: number | undefined, report: Report, at: string): void {
  const number = known(port);
  if (number !== undefined && !(Number.isInteger(number) && number >= 1024 && number <= 65535)) {
    report.add(
      monitoringRules['metrics-port'],
      at,
      `is ${shown(number)}; allowed is a whole number from 1024 to 65535`,
    );
  }
}
