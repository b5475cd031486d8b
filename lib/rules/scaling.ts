import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { alternative, text, Wording } from '../diagnostics/text';
import { parseQuantity } from '../config/quantity';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import { allObjects } from '../runner/chosen-objects';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** The kind by which KEDA changes the number of pods of a Deployment. */
const SCALED_OBJECT = 'ScaledObject';

/** Kinds of Kubernetes objects that do so. */
const SCALERS = ['HorizontalPodAutoscaler', SCALED_OBJECT];

const FIXED = new Wording('ManagerScaling.fixed(...)', '{ fixed: ... }');
const NO_METRICS = new Wording('Metrics.none()', 'none: true');
const ON_JOBS = new Wording('ManagerScaling.onJobs(...)', '{ onJobs: ... }');

/** How many managers run, and what must hold for the scaling to work. */
export const scaling = ruleSet(
  'Scaling of managers',
  {
    'manager-count-set-twice': {
      severity: 'error',
      title: 'Two settings decide the number of managers',
      reason: 'One of them has no effect, or they undo each other.',
      remedy: 'Set the number of managers, or its range, by `managers.scaling` alone.',
    },
    'hpa-without-metrics': {
      severity: 'error',
      title: 'The autoscaler of the chart has no metrics',
      reason: 'The chart cannot be rendered, and the deployment fails.',
      remedy: 'Set `hpa.metrics`, or use `managers.scaling` in place of `hpa`.',
    },
    'autoscaler-without-cpu-request': {
      severity: 'error',
      title: 'Managers have no CPU request, and are scaled by their CPU use',
      reason: 'The autoscaler measures CPU use against the request, so it would never add a manager.',
      remedy: 'Give managers a CPU request such as 250m.',
    },
    'scaling-metric-not-served': {
      severity: 'error',
      title: 'Managers are scaled by a metric that they do not serve',
      reason: 'The autoscaler finds no metric, and the smallest number of managers runs.',
      remedy: 'Let managers serve their metrics.',
    },
    'scaling-metric-adapter': {
      severity: 'warning',
      title: 'The metric that managers are scaled by needs a metrics adapter in the cluster',
      reason: 'Clusters have no custom metrics API by themselves, and until then the smallest number of managers runs.',
      remedy: 'Install the adapter with the rule in docs/scaling.md.',
    },
    'scaling-needs-keda': {
      severity: 'warning',
      title: 'The scaling of managers needs KEDA in the cluster',
      reason: 'Clusters do not know the kind ScaledObject by themselves, and without it the release fails.',
      remedy: 'Install the component ack-keda, or KEDA by its own chart.',
    },
    'scaling-target-out-of-reach': {
      severity: 'error',
      title: 'A manager can never have as many jobs as the autoscaler waits for',
      reason:
        'The autoscaler acts on loads that differ from its target by more than a tenth, so it never adds a manager.',
      remedy: 'Lower `jobsPerManager`, or raise what limits the jobs of a manager.',
    },
    'availability-of-one-manager': {
      severity: 'warning',
      title: 'Settings for the availability of several managers do not fit their number',
      reason: 'A PodDisruptionBudget and a spread are for several managers. They follow `managers.scaling`.',
      remedy: 'Set the number of managers by `managers.scaling`.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    runner.managers.scaling.check?.(runner, report, 'managers.scaling');
    checkDeciders(rules['manager-count-set-twice'], runner, report);
    checkScalers(rules['manager-count-set-twice'], runner, report);
    checkHpaMetrics(rules['hpa-without-metrics'], runner, report);
    checkCpuRequest(rules['autoscaler-without-cpu-request'], runner, report);
    checkPodMetric(rules, runner, report);
    checkKeda(rules['scaling-needs-keda'], runner, report);
    checkSaturation(rules['scaling-target-out-of-reach'], runner, report);
    checkSingleManager(rules['availability-of-one-manager'], runner, report);
  },
);

/** One problem for all that decides on the number beside `managers.scaling`. */
function checkDeciders(rule: Rule, runner: RunnerModel, report: Report): void {
  const { values } = runner;
  if (values.origin('replicas')?.isMalformed === true) {
    return;
  }
  const place = (path: string) => placeOf(values.origin(path)!);
  const isGiven = (path: string) => values.hasContent(path) && values.origin(path)?.layer === 'chartValues';
  const [hasHpa, hasReplicas] = [isGiven('hpa'), isGiven('replicas')];
  if (hasHpa && isAutoscaled(runner)) {
    report.add(
      rule,
      place('hpa'),
      'is a second autoscaler beside the one of `managers.scaling`, and they would undo each other; say what you want by `managers.scaling`',
    );
  } else if (hasReplicas && isAutoscaled(runner)) {
    report.add(
      rule,
      place('replicas'),
      text`is a number that the autoscaler of \`managers.scaling\` would change; for a fixed number of managers use ${FIXED}`,
    );
  } else if (hasReplicas && hasHpa) {
    report.add(
      rule,
      place('replicas'),
      text`has no effect beside \`hpa\`; leave one of them out. For a fixed number of managers use ${FIXED}`,
      { severity: 'warning' },
    );
  } else if (hasHpa && values.has('replicas')) {
    report.add(
      rule,
      place('hpa'),
      text`is an autoscaler, and \`managers.scaling\` fixes the number of managers; leave \`hpa\` out, and for an autoscaler use ${alternative('ManagerScaling', 'onCpu', '...')} or ${ON_JOBS}`,
    );
  }
}

/** Objects of the user that change the number of managers, which each deployment sets back. */
function checkScalers(rule: Rule, runner: RunnerModel, report: Report): void {
  const { values, managerName } = runner;
  if (!isAutoscaled(runner) && !values.has('replicas')) {
    return;
  }
  for (const object of values.items('extraObjects')) {
    const [origin, kind] = [object.origin([]), object.knownText('kind') ?? ''];
    const isOfManagers = object.knownText('spec.scaleTargetRef.name') === managerName;
    if (origin?.layer === 'chartValues' && SCALERS.includes(kind) && isOfManagers) {
      report.add(
        rule,
        placeOf(origin),
        `is a ${kind} of the managers, whose number \`managers.scaling\` decides too: they undo each other, at every deployment at least. Leave one of them out`,
        { severity: 'warning' },
      );
    }
  }
}

/** Whether the scaling brings an autoscaler, or may. */
function isAutoscaled({ scaled }: RunnerModel): boolean {
  return allObjects(scaled.extraObjects ?? []).some((object) =>
    SCALERS.includes(String((object as { readonly kind?: unknown }).kind)),
  );
}

function checkHpaMetrics(rule: Rule, runner: RunnerModel, report: Report): void {
  const { values } = runner;
  // Where something else decides, `hpa` as a whole is one too many.
  if (isAutoscaled(runner) || values.has('replicas') || !values.hasContent('hpa')) {
    return;
  }
  if (!values.hasContent('hpa.metrics')) {
    report.add(
      rule,
      placeOf(values.origin('hpa')!),
      'has no `metrics`, which breaks the chart; give at least one, as in [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]',
    );
  }
}

/** Kubernetes takes the limit for the request where only a limit is set. */
function checkCpuRequest(rule: Rule, { values, scaled }: RunnerModel, report: Report): void {
  const isScaledByCpu = values.items('hpa.metrics').some((metric) => metric.knownText('resource.name') === 'cpu');
  if (scaled.needsCpuRequest !== true && !isScaledByCpu) {
    return;
  }
  const request = 'resources.requests.cpu';
  const path = values.has(request) ? request : 'resources.limits.cpu';
  const cpu = values.known(path);
  const amount = typeof cpu === 'string' || typeof cpu === 'number' ? String(cpu) : undefined;
  const isNone = !values.has(path) || (amount !== undefined && parseQuantity(amount) === 0n);
  if (isNone) {
    const origin = values.origin(request);
    report.add(
      rule,
      origin?.layer === 'chartValues' ? placeOf(origin) : 'managers.resources.cpu',
      `is ${path === request ? shown(cpu) : 'missing'}, and the autoscaler measures CPU use against it; give a CPU request such as 250m`,
    );
  }
}

function checkPodMetric(
  rules: Record<'scaling-metric-not-served' | 'scaling-metric-adapter', Rule>,
  { values, scaled: { podMetric }, cluster }: RunnerModel,
  report: Report,
): void {
  if (podMetric === undefined) {
    return;
  }
  const name = known(podMetric);
  const shownMetric = name === undefined ? 'a metric' : `the metric ${name}`;
  if (values.isOff('metrics.enabled')) {
    report.add(
      rules['scaling-metric-not-served'],
      'managers.scaling',
      text`reads ${shownMetric} of the managers, and managers serve none; leave ${NO_METRICS} out`,
    );
    return;
  }
  const prometheus =
    cluster.prometheusOperator === true
      ? ''
      : 'Managed Service for Prometheus (managedPrometheus: true on a new cluster, else the add-on arms-prometheus) and ';
  report.add(
    rules['scaling-metric-adapter'],
    'managers.scaling',
    `reads ${shownMetric} from the custom metrics API, which clusters do not have by themselves. Install ${prometheus}ack-alibaba-cloud-metrics-adapter with the rule in docs/scaling.md; until then the smallest number of managers runs`,
  );
}

function checkKeda(rule: Rule, { scaled }: RunnerModel, report: Report): void {
  if (allObjects(scaled.extraObjects ?? []).some((object) => 'kind' in object && object.kind === SCALED_OBJECT)) {
    report.add(
      rule,
      'managers.scaling',
      'makes a ScaledObject of KEDA, which clusters do not have by themselves. Install the component ack-keda, or KEDA by its own chart; without it the release fails',
    );
  }
}

/** An autoscaler acts on loads that differ by more than a tenth from its target. */
function checkSaturation(rule: Rule, { values, settings, scaled }: RunnerModel, report: Report): void {
  const target = known(scaled.jobsPerManager);
  // GitLab Runner takes a limit of 0 for none.
  const bounds = [
    { jobs: values.known('concurrent'), origin: values.origin('concurrent') },
    { jobs: settings.known('runners.limit'), origin: settings.origin('runners.limit') },
  ].filter((bound) => typeof bound.jobs === 'number' && bound.jobs > 0);
  const [lowest] = bounds.sort((a, b) => Number(a.jobs) - Number(b.jobs));
  const jobs = Number(lowest?.jobs);
  if (target === undefined || lowest === undefined || 11 * target < 10 * jobs) {
    return;
  }
  const setting = placeOf(lowest.origin!).at;
  const most = Math.ceil((10 * jobs) / 11) - 1;
  const remedy = most < 1 ? '' : `lower it to ${most} or less, or `;
  report.add(
    rule,
    'managers.scaling',
    `adds managers once there are clearly more than ${target} jobs per manager (jobsPerManager), but \`${setting}\` stops each at ${jobs}; ${remedy}raise \`${setting}\``,
  );
}

/** What is made for several managers only, by the number that `managers.scaling` gives. */
function checkSingleManager(
  rule: Rule,
  { values, scaled, managers: { availability = {} } }: RunnerModel,
  report: Report,
): void {
  if (known(scaled.maxReplicas) !== 1) {
    return;
  }
  for (const name of ['podDisruptionBudget', 'spread'] as const) {
    if (availability[name] === true) {
      report.add(
        rule,
        `managers.availability.${name}`,
        'is for several managers and has no effect, since `managers.scaling` runs one only',
      );
    }
  }
  const replicas = values.known('replicas');
  const origin = values.origin('replicas');
  if (typeof replicas === 'number' && replicas > 1 && origin?.layer === 'chartValues') {
    report.add(
      rule,
      placeOf(origin),
      text`is ${replicas}, and \`managers.scaling\` runs one manager only, so the managers have no PodDisruptionBudget and are not spread; use ${alternative('ManagerScaling', 'fixed', String(replicas))}`,
    );
  }
}
