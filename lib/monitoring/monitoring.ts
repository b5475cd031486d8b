import { checkArguments } from '../checks/check-arguments';
import type { IResolvable } from '@alicloud/ros-cdk-core';
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

/** What monitoring is configured for. */
export interface MonitoringContext {
  /** Version of the runner's chart. */
  readonly chartVersion: ChartVersion;
}

/** What monitoring contributes to a release. */
export interface MonitoringContribution {
  /** Values of the chart. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What monitoring is judged by. */
export interface MonitoringCheckContext extends MonitoringContext {
  /** The cluster of the runner. */
  readonly cluster: Pick<ICluster, 'prometheusOperator'>;
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

/** How Prometheus learns of a runner's managers. */
export abstract class Monitoring {
  /**
   * Managers serve metrics, and the annotations `prometheus.io/scrape` and `prometheus.io/port` of their
   * pods say so.
   *
   * @param enabled whether they do, for a choice that is made when the stack is deployed
   */
  static annotations(enabled: boolean | IResolvable = true, options: MetricsOptions = {}): Monitoring {
    checkArguments('Monitoring.annotations', { options });
    return new MetricsOnly(enabled, options);
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
  static podMonitor(options: PodMonitorOptions = {}): Monitoring {
    checkArguments('Monitoring.podMonitor', { options });
    return new ByPodMonitor(options);
  }

  /** Managers serve no metrics. */
  static none(): Monitoring {
    return new MetricsOnly(false, {});
  }

  /** What this monitoring contributes to the release. */
  abstract configure(context: MonitoringContext): MonitoringContribution;

  /** Adds what speaks against this monitoring; `at` is its path in the props. */
  check(_context: MonitoringCheckContext, _report: Report, _at: string): void {
    // Whether metrics are served cannot be wrong.
  }
}

class MetricsOnly extends Monitoring {
  constructor(
    private readonly enabled: boolean | IResolvable,
    private readonly options: MetricsOptions,
  ) {
    super();
  }

  configure(): MonitoringContribution {
    return { values: { metrics: { enabled: this.enabled, port: this.options.port } } };
  }

  override check(_context: MonitoringCheckContext, report: Report, at: string): void {
    checkPort(this.options.port, report, `${at}.port`);
  }
}

class ByPodMonitor extends Monitoring {
  constructor(private readonly options: PodMonitorOptions) {
    super();
  }

  configure({ chartVersion }: MonitoringContext): MonitoringContribution {
    const { port, intervalSeconds, labels, annotations, namespace } = this.options;
    const monitor = {
      enabled: true,
      namespace,
      interval: intervalSeconds === undefined ? undefined : `${numberText(intervalSeconds)}s`,
      labels,
      annotations: { 'arms.prometheus.io/discovery': 'true', ...annotations },
    };
    return hasPodMonitor(chartVersion)
      ? { values: { metrics: { enabled: true, port, podMonitor: monitor } } }
      : { values: { metrics: { enabled: true, port, serviceMonitor: monitor }, service: { enabled: true } } };
  }

  override check({ chartVersion, cluster }: MonitoringCheckContext, report: Report, at: string): void {
    const { labels = {}, annotations = {} } = this.options;
    const below = `${at}.podMonitor`;
    checkPort(this.options.port, report, `${below}.port`);
    checkWholeNumber(this.options.intervalSeconds, 1, report, `${below}.intervalSeconds`);
    checkLabels(labels, `${below}.labels`, report, { isUnresolved });
    checkAnnotations(annotations, `${below}.annotations`, report, { isUnresolved });
    for (const name of CHART_LABELS.filter((label) => label in labels)) {
      report.add(
        monitoringRules['pod-monitor-label'],
        `${below}.labels.${name}`,
        'is a label that the chart writes itself, and a second one of the name breaks the object; let Prometheus select by another label, or all PodMonitors',
      );
    }
    this.checkNamespace(chartVersion, report, `${below}.namespace`);
    checkPodMonitors(cluster, report, at);
    if (!hasPodMonitor(chartVersion)) {
      report.add(
        monitoringRules['pod-monitor-chart'],
        at,
        `becomes a ServiceMonitor, since the chart ${chartVersion.version} has no PodMonitor: managers that finish their last jobs are not scraped. Use the chart 0.85.0 or later`,
      );
    }
  }

  private checkNamespace(chartVersion: ChartVersion, report: Report, at: string): void {
    const rule = monitoringRules['pod-monitor-namespace'];
    const { namespace } = this.options;
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
      monitoringRules['monitoring-port'],
      at,
      `is ${shown(number)}; allowed is a whole number from 1024 to 65535`,
    );
  }
}
