import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isPlainObject } from './value-key';
import type { ValuesView } from './values-view';

/** What `runners.configOverride` takes out of use, for want of a registration. */
const UNUSED_BY_OVERRIDE = ['runners.config', 'runners.configPath', 'runners.secret', 'runners.cache.secretName'];

/** Annotations of the managers' pods that the chart writes itself. */
const OWN_ANNOTATIONS = ['checksum/configmap', 'checksum/secrets'];
/** The same while managers serve metrics. */
const METRICS_ANNOTATIONS = ['prometheus.io/scrape', 'prometheus.io/port'];

/**
 * Values that need others beside them, or that others rule out.
 *
 * @param given the values that the user wrote, without what lies beneath
 */
export function checkDependentValues(view: ValuesView, given: ValuesView, findings: Report): void {
  checkMonitoring(view, given, findings);
  checkPodAnnotations(view, findings);
  checkConfigOverride(view, findings);
  checkMaximumTimeout(view, findings);
  const lifecycle = view.known('deploymentLifecycle');
  if (isPlainObject(lifecycle) && !unregisters(lifecycle) && !view.isOff('unregisterRunners')) {
    findings.warnings.add(
      'deploymentLifecycle',
      'takes the place of the hook of `unregisterRunners`: GitLab would keep an entry for every manager that has stopped. ' +
        'Add a preStop hook with the command ["/entrypoint", "unregister", "--all-runners"]',
    );
  }
}

function unregisters(lifecycle: object): boolean {
  return JSON.stringify(lifecycle).includes('unregister');
}

function checkMonitoring(view: ValuesView, given: ValuesView, { errors }: Report): void {
  for (const [monitor, needs] of [
    ['metrics.serviceMonitor', ['metrics.enabled', 'service.enabled']],
    ['metrics.podMonitor', ['metrics.enabled']],
    ['service', ['metrics.enabled']],
  ] as const) {
    const missing = needs.filter((path) => view.isOff(path));
    const enabled = `${monitor}.enabled`;
    if (!view.isOn(enabled) || missing.length === 0) {
      continue;
    }
    // The fault is with the key that the user wrote.
    const undone = given.isGiven(enabled) ? undefined : missing.find((path) => given.at(path) !== undefined);
    if (undone === undefined) {
      errors.add(enabled, `has no effect unless ${missing.map((path) => `\`${path}\``).join(' and ')} is true too`);
    } else {
      errors.add(undone, `is not true, and \`${enabled}\` has no effect without`);
    }
  }
  const isRendered = view.isOn('service.enabled') && view.isOn('metrics.enabled');
  if (isRendered && view.known('service.type') === 'NodePort' && !view.has('service.metrics.nodePort')) {
    errors.add('service.metrics.nodePort', 'is missing, and with `service.type` NodePort the chart breaks without it');
  }
}

/** The chart writes its own and those of the user below each other, and a name may stand there once. */
function checkPodAnnotations(view: ValuesView, { errors }: Report): void {
  const annotations = view.known('podAnnotations');
  const entries = Object.entries(isPlainObject(annotations) ? annotations : {}).filter(([, value]) => value !== null);
  for (const [name] of entries) {
    const isOfMetrics = METRICS_ANNOTATIONS.includes(name) && !view.isOff('metrics.enabled');
    if (isOfMetrics || OWN_ANNOTATIONS.includes(name)) {
      errors.add(
        `podAnnotations[${shown(name)}]`,
        `is written by the chart itself${isOfMetrics ? ' while managers serve metrics' : ''}, and a second one of the name breaks the pods; leave it out`,
      );
    }
  }
}

function checkConfigOverride(view: ValuesView, { warnings }: Report): void {
  if (!view.isGiven('runners.configOverride')) {
    return;
  }
  const unused = UNUSED_BY_OVERRIDE.filter((path) => view.isGiven(path));
  const list = unused.length > 0 ? `, ${unused.map((path) => `\`${path}\``).join(', ')}` : '';
  warnings.add(
    'runners.configOverride',
    `replaces registration: the runner's token and the cache credentials must be in this text, and \`concurrent\`, \`checkInterval\`, the log settings${list} have no effect`,
  );
}

/** A runner of a registration token may take jobs that are longer than a manager is given to end them. */
function checkMaximumTimeout(view: ValuesView, { warnings }: Report): void {
  const [longest, grace] = [view.known('runners.maximumTimeout'), view.known('terminationGracePeriodSeconds')];
  if (typeof longest === 'number' && typeof grace === 'number' && longest > grace) {
    warnings.add(
      'runners.maximumTimeout',
      `is ${longest}, and a manager that is stopped has ${grace} seconds (\`terminationGracePeriodSeconds\`) to end its jobs: longer ones fail then. Give the same time by jobs.maxDurationSeconds`,
    );
  }
}
