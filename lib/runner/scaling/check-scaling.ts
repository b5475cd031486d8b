import type { ChartValues } from '../../chart/chart-values.generated';
import { mergeValues } from '../../chart/merge-values';
import type { JsonObject } from '../../chart/value-key';
import { ValuesView } from '../../chart/values-view';
import type { PlacementFindings } from '../../placement/pod-placement';
import { isUnresolved, known } from '../../ros/tokens';
import type { ManagerScaling, ManagerScalingConfig } from '../manager-scaling';

/** What the scaling of a runner is judged by. */
export interface ScaledRunner {
  readonly scaling: ManagerScaling;
  /** The chart values that the props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  readonly chartValues?: ChartValues;
}

/** Adds what speaks against the scaling, by itself and beside the other props. */
export function checkScaling(runner: ScaledRunner, findings: PlacementFindings): void {
  runner.scaling.check(findings.errors, 'scaling');
  const config = runner.scaling.configure({ managerName: '' });
  const chartValues = new ValuesView((runner.chartValues ?? {}) as JsonObject, isUnresolved);
  const values = new ValuesView(mergeValues(runner.ownValues, runner.chartValues), isUnresolved);
  checkSecondAutoscaler(config, chartValues, findings);
  checkCpuRequest(config, values, findings);
  checkPodMetric(config, values, findings);
  checkSaturation(config, values, findings);
  checkSessionServer(config, chartValues, findings);
}

function checkSecondAutoscaler(
  { extraObjects = [] }: ManagerScalingConfig,
  chartValues: ValuesView,
  { errors }: PlacementFindings,
): void {
  if (!extraObjects.some((object) => (object as { kind?: unknown }).kind === 'HorizontalPodAutoscaler')) {
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
      'is a number that the autoscaler of `scaling` would change; for a fixed number of managers use ManagerScaling.fixed(...)',
    );
  }
}

function checkCpuRequest({ needsCpuRequest }: ManagerScalingConfig, values: ValuesView, { errors }: PlacementFindings) {
  // Kubernetes takes the limit for the request where only a limit is set.
  if (needsCpuRequest && !values.has('resources.requests.cpu') && !values.has('resources.limits.cpu')) {
    errors.add(
      'managerResources.cpu',
      'is missing, and the autoscaler measures CPU use against it; give a CPU request such as 250m',
    );
  }
}

function checkPodMetric({ podMetric }: ManagerScalingConfig, values: ValuesView, findings: PlacementFindings): void {
  if (podMetric === undefined) {
    return;
  }
  if (values.isOff('metrics.enabled')) {
    findings.errors.add(
      'scaling',
      `reads the metric ${podMetric} of the managers, and managers serve none; leave Monitoring.none() out`,
    );
    return;
  }
  findings.warnings.add(
    'scaling',
    `reads ${podMetric} from the custom metrics API, which clusters do not have by themselves. Install Managed Service for Prometheus (add-on arms-prometheus) and ack-alibaba-cloud-metrics-adapter with the rule in docs/scaling.md; until then the smallest number of managers runs`,
  );
}

/** An autoscaler acts on loads that differ by more than a tenth from its target. */
function checkSaturation({ jobsPerManager }: ManagerScalingConfig, values: ValuesView, { errors }: PlacementFindings) {
  const [target, concurrent] = [known(jobsPerManager), values.known('concurrent')];
  if (target === undefined || typeof concurrent !== 'number' || 11 * target < 10 * concurrent) {
    return;
  }
  const most = Math.ceil((10 * concurrent) / 11) - 1;
  const remedy = most < 1 ? '' : `lower it to ${most} or less, or `;
  errors.add(
    'scaling',
    `adds managers once there are clearly more than ${target} jobs per manager (jobsPerManager), but \`concurrent\` stops each at ${concurrent}; ${remedy}raise \`concurrent\``,
  );
}

/** The session server by chart values alone, which the chart grants to any number of managers but fixed ones. */
function checkSessionServer(
  { values, maxReplicas }: ManagerScalingConfig,
  chartValues: ValuesView,
  { errors }: PlacementFindings,
): void {
  const max = known(maxReplicas);
  if (chartValues.isOn('sessionServer.enabled') && values?.replicas === undefined && max !== undefined && max > 1) {
    errors.add(
      'chartValues.sessionServer.enabled',
      `works with a single manager only, and \`scaling\` may start ${max}: sessions would reach the wrong one; use ManagerScaling.fixed(1)`,
    );
  }
}
