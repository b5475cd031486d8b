import type { Report } from '../../../diagnostics/report';
import type { ChartValues } from '../../../chart/chart-values.generated';
import { mergeValues } from '../../../chart/merge-values';
import type { JsonObject } from '../../../chart/value-key';
import { isEmpty } from '../../../chart/value-key';
import { ValuesView } from '../../../chart/values-view';
import { shown } from '../../../diagnostics/shown';
import { alternative, text, Wording } from '../../../diagnostics/text';
import { parseQuantity } from '../../../config/quantity';
import type { RunnerConfig } from '../../../config/runner-config.generated';
import type { PrometheusContext } from '../../../monitoring/prometheus-operator';
import { isUnresolved, known } from '../../../ros/tokens';
import { allObjects } from '../../chosen-objects';
import type { ManagerAvailabilityOptions } from '../manager-availability';
import type { ManagerScaling, ManagerScalingConfig } from '../manager-scaling';

/** What the scaling of a runner is judged by. */
export interface ScaledRunner {
  readonly cluster: PrometheusContext;
  readonly scaling: ManagerScaling;
  readonly availability?: ManagerAvailabilityOptions;
  /** The chart values that the props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  readonly chartValues?: ChartValues;
  /** The configuration that the props yield, with the user's own settings laid over it. */
  readonly mergedConfig: RunnerConfig;
}

/** Adds what speaks against the scaling, by itself and beside the other props. */
export function checkScaling(runner: ScaledRunner, findings: Report): void {
  runner.scaling.check(findings, 'scaling');
  const config = runner.scaling.configure({ managerName: '' });
  const chartValues = new ValuesView((runner.chartValues ?? {}) as JsonObject, isUnresolved);
  const values = new ValuesView(mergeValues(runner.ownValues, runner.chartValues), isUnresolved);
  checkSecondAutoscaler(config, chartValues, findings);
  checkCpuRequest(config, values, chartValues, findings);
  checkPodMetric(config, values, runner.cluster, findings);
  checkSaturation(config, jobsBounds(runner, values, chartValues), findings);
  checkSessionServer(config, chartValues, findings);
  checkSingleManager(config, runner.availability ?? {}, chartValues, findings);
}

function checkSecondAutoscaler(
  { extraObjects = [] }: ManagerScalingConfig,
  chartValues: ValuesView,
  { errors }: Report,
): void {
  if (!allObjects(extraObjects).some((object) => (object as { kind?: unknown }).kind === 'HorizontalPodAutoscaler')) {
    return;
  }
  if (chartValues.has('hpa')) {
    errors.add(
      'chartValues.hpa',
      'is a second autoscaler beside the one of `scaling`, and they would undo each other; say what you want by `scaling`',
    );
  }
  if (chartValues.has('replicas')) {
    errors.add(
      'chartValues.replicas',
      text`is a number that the autoscaler of \`scaling\` would change; for a fixed number of managers use ${new Wording('ManagerScaling.fixed(...)', '{ fixed: ... }')}`,
    );
  }
}

function checkCpuRequest(
  { needsCpuRequest }: ManagerScalingConfig,
  values: ValuesView,
  chartValues: ValuesView,
  { errors }: Report,
): void {
  if (!needsCpuRequest) {
    return;
  }
  const request = values.has('resources.requests.cpu') ? values.at('resources.requests.cpu') : undefined;
  // Kubernetes takes the limit for the request where only a limit is set.
  if (isNone(request ?? values.at('resources.limits.cpu'))) {
    errors.add(
      chartValues.has('resources.requests.cpu') ? 'chartValues.resources.requests.cpu' : 'managerResources.cpu',
      `is ${request === undefined ? 'missing' : shown(request)}, and the autoscaler measures CPU use against it; give a CPU request such as 250m`,
    );
  }
}

function isNone(cpu: unknown): boolean {
  return isEmpty(cpu) || (!isUnresolved(cpu) && parseQuantity(String(cpu)) === 0n);
}

function checkPodMetric(
  { podMetric }: ManagerScalingConfig,
  values: ValuesView,
  { prometheusOperator }: PrometheusContext,
  findings: Report,
): void {
  if (podMetric === undefined) {
    return;
  }
  const name = known(podMetric);
  const shownMetric = name === undefined ? 'a metric' : `the metric ${name}`;
  if (values.isOff('metrics.enabled')) {
    findings.errors.add(
      'scaling',
      text`reads ${shownMetric} of the managers, and managers serve none; leave ${new Wording('Monitoring.none()', 'enabled: false')} out`,
    );
    return;
  }
  const prometheus =
    prometheusOperator === true
      ? ''
      : 'Managed Service for Prometheus (managedPrometheus: true on a new cluster, else the add-on arms-prometheus) and ';
  findings.warnings.add(
    'scaling',
    `reads ${shownMetric} from the custom metrics API, which clusters do not have by themselves. Install ${prometheus}ack-alibaba-cloud-metrics-adapter with the rule in docs/scaling.md; until then the smallest number of managers runs`,
  );
}

/** What stops a manager from taking more jobs. */
interface JobsBound {
  readonly setting: string;
  readonly jobs: number;
}

function jobsBounds({ mergedConfig }: ScaledRunner, values: ValuesView, chartValues: ValuesView): JobsBound[] {
  // A text of the user's takes the place of the configuration.
  const limit = chartValues.has('runners.config') ? undefined : known(mergedConfig.runners?.limit);
  const bounds = [
    { setting: 'concurrent', jobs: values.known('concurrent') },
    // GitLab Runner takes a limit of 0 for none.
    { setting: 'config.runners.limit', jobs: limit === 0 ? undefined : limit },
  ];
  return bounds.filter((bound): bound is JobsBound => typeof bound.jobs === 'number');
}

/** An autoscaler acts on loads that differ by more than a tenth from its target. */
function checkSaturation(
  { jobsPerManager }: ManagerScalingConfig,
  bounds: readonly JobsBound[],
  { errors }: Report,
): void {
  const target = known(jobsPerManager);
  const [lowest] = [...bounds].sort((a, b) => a.jobs - b.jobs);
  if (target === undefined || lowest === undefined || 11 * target < 10 * lowest.jobs) {
    return;
  }
  const { setting, jobs } = lowest;
  const most = Math.ceil((10 * jobs) / 11) - 1;
  const remedy = most < 1 ? '' : `lower it to ${most} or less, or `;
  errors.add(
    'scaling',
    `adds managers once there are clearly more than ${target} jobs per manager (jobsPerManager), but \`${setting}\` stops each at ${jobs}; ${remedy}raise \`${setting}\``,
  );
}

/** The session server by chart values alone, which the chart grants to any number of managers but fixed ones. */
function checkSessionServer(
  { values, maxReplicas }: ManagerScalingConfig,
  chartValues: ValuesView,
  { errors }: Report,
): void {
  const max = known(maxReplicas);
  if (chartValues.isOn('sessionServer.enabled') && values?.replicas === undefined && max !== undefined && max > 1) {
    errors.add(
      'chartValues.sessionServer.enabled',
      text`works with a single manager only, and \`scaling\` may start ${max}: sessions would reach the wrong one; use ${alternative('ManagerScaling', 'fixed', '1')}`,
    );
  }
}

/** What is made for several managers only, by the number that `scaling` gives. */
function checkSingleManager(
  { maxReplicas }: ManagerScalingConfig,
  availability: ManagerAvailabilityOptions,
  chartValues: ValuesView,
  { warnings }: Report,
): void {
  if (known(maxReplicas) !== 1) {
    return;
  }
  for (const name of ['podDisruptionBudget', 'spread'] as const) {
    if (availability[name] === true) {
      warnings.add(`availability.${name}`, 'is for several managers and has no effect, since `scaling` runs one only');
    }
  }
  const replicas = chartValues.known('replicas');
  if (typeof replicas === 'number' && replicas > 1) {
    warnings.add(
      'chartValues.replicas',
      text`is ${replicas}, and \`scaling\` runs one manager only, so the managers have no PodDisruptionBudget and are not spread; use ${alternative('ManagerScaling', 'fixed', String(replicas))}`,
    );
  }
}
