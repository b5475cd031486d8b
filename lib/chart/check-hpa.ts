import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { alternative, text, Wording } from '../diagnostics/text';
import { isPlainObject, type JsonObject } from './value-key';
import type { ValuesView } from './values-view';

/** Sources of a metric, by the key that describes each in autoscaling/v2. */
const METRIC_KEYS: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** Fields of the metrics before autoscaling/v2, which the example in the chart's values.yaml still has. */
const OLD_METRIC_FIELDS = ['metricName', 'targetAverageValue', 'targetAverageUtilization', 'targetValue'];

const METRICS_EXAMPLE =
  '[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]';

/**
 * The autoscaler of the chart, which takes three keys and writes them down as they are.
 *
 * @param given the values that the user wrote, without what lies beneath
 */
export function checkHpa(view: ValuesView, given: ValuesView, report: Report): void {
  const { errors } = report;
  const hpa = view.known('hpa');
  if (!isPlainObject(hpa) || Object.keys(hpa).length === 0) {
    return;
  }
  if (given.has('replicas')) {
    errors.add(
      'replicas',
      text`has no effect beside \`hpa\`; leave one of them out. For a fixed number of managers use ${new Wording('ManagerScaling.fixed(...)', '{ fixed: ... }')}`,
    );
  } else if (view.has('replicas')) {
    errors.add(
      'hpa',
      text`is an autoscaler, and \`scaling\` fixes the number of managers; leave \`hpa\` out, and for an autoscaler use ${alternative('ManagerScaling', 'onCpu', '...')} or ${alternative('ManagerScaling', 'onJobs', '...')}`,
    );
  }
  checkRange(view, report);

  const metrics = view.at('hpa.metrics');
  if (view.isUnresolved(metrics)) {
    return;
  }
  if (!Array.isArray(metrics) || metrics.length === 0) {
    errors.add(
      'hpa.metrics',
      `is missing or empty, which breaks the chart; give at least one, as in ${METRICS_EXAMPLE}`,
    );
    return;
  }
  metrics.forEach((metric: unknown, index) => {
    if (isPlainObject(metric) && !view.isUnresolved(metric)) {
      checkMetric(metric, `hpa.metrics[${index}]`, view, report);
    }
  });
}

function checkRange(view: ValuesView, { errors }: Report): void {
  if (!view.has('hpa.maxReplicas')) {
    errors.add('hpa.maxReplicas', 'is missing, which the chart takes for 1: the autoscaler could never add a manager');
  }
  const [min, max] = [view.known('hpa.minReplicas'), view.known('hpa.maxReplicas')];
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    errors.add('hpa.minReplicas', `is ${min}, more than \`hpa.maxReplicas\`, which is ${max}`);
  }
}

function checkMetric(metric: JsonObject, at: string, view: ValuesView, report: Report): void {
  const { errors } = report;
  const { type } = metric;
  if (view.isUnresolved(type)) {
    return;
  }
  const bodyKey = typeof type === 'string' ? METRIC_KEYS[type] : undefined;
  if (bodyKey === undefined) {
    errors.add(`${at}.type`, `is ${shown(type)}; allowed are ${Object.keys(METRIC_KEYS).map(shown).join(', ')}`);
    return;
  }
  const body = metric[bodyKey];
  if (view.isUnresolved(body)) {
    return;
  }
  if (!isPlainObject(body)) {
    errors.add(`${at}.${bodyKey}`, `is missing; a metric of type ${type as string} is described there`);
    return;
  }
  const old = OLD_METRIC_FIELDS.filter((field) => field in body);
  if (old.length > 0) {
    errors.add(
      `${at}.${bodyKey}`,
      `has ${old.join(' and ')}, the form before autoscaling/v2, which Kubernetes no longer takes; ` +
        'write `target: { type, averageUtilization | averageValue }`, and the name of a Pods or External metric as `metric: { name }`',
    );
    return;
  }
  if (!view.isUnresolved(body.target) && !isPlainObject(body.target)) {
    errors.add(`${at}.${bodyKey}.target`, 'is missing; give { type, averageUtilization | averageValue | value }');
  }
  checkSource(body, at, view, report);
}

function checkSource(body: JsonObject, at: string, view: ValuesView, { errors, warnings }: Report): void {
  const { name, target, metric } = body;
  const isUtilization = isPlainObject(target) && target.type === 'Utilization';
  if (typeof name === 'string' && isUtilization && !hasRequest(view, name)) {
    errors.add(at, `scales on the share of requested ${name}, and \`resources.requests.${name}\` is not set; set it`);
  }
  if (isPlainObject(metric) && metric.name === 'gitlab_runner_jobs' && view.isOff('metrics.enabled')) {
    warnings.add(
      at,
      'scales on a metric of the managers themselves, and `metrics.enabled` is not true: it would stay without data',
    );
  }
}

/** Kubernetes takes the limit for the request where only a limit is set. */
function hasRequest(view: ValuesView, resource: string): boolean {
  return view.has(`resources.requests.${resource}`) || view.has(`resources.limits.${resource}`);
}
