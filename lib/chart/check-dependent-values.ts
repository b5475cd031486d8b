import type { Findings } from './check-value-keys';
import type { ValuesView } from './values-view';

/** What `runners.configOverride` takes out of use, for want of a registration. */
const UNUSED_BY_OVERRIDE = ['runners.config', 'runners.configPath', 'runners.secret', 'runners.cache.secretName'];

/** Values that need others beside them, or that others rule out. */
export function checkDependentValues(view: ValuesView, findings: Findings): void {
  checkMonitoring(view, findings);
  checkSessionServer(view, findings);
  checkConfigOverride(view, findings);
  if (view.has('deploymentLifecycle') && !view.isOff('unregisterRunners')) {
    findings.warnings.add(
      'deploymentLifecycle',
      'takes the place of the hook of `unregisterRunners`: GitLab would keep an entry for every manager that has stopped. ' +
        'Add a preStop hook with the command ["/entrypoint", "unregister", "--all-runners"]',
    );
  }
}

function checkMonitoring(view: ValuesView, { errors }: Findings): void {
  for (const [monitor, needs] of [
    ['metrics.serviceMonitor', ['metrics.enabled', 'service.enabled']],
    ['metrics.podMonitor', ['metrics.enabled']],
    ['service', ['metrics.enabled']],
  ] as const) {
    const missing = needs.filter((path) => view.isOff(path));
    if (view.isOn(`${monitor}.enabled`) && missing.length > 0) {
      errors.add(
        `${monitor}.enabled`,
        `has no effect unless ${missing.map((path) => `\`${path}\``).join(' and ')} is true too`,
      );
    }
  }
  const isRendered = view.isOn('service.enabled') && view.isOn('metrics.enabled');
  if (isRendered && view.known('service.type') === 'NodePort' && !view.has('service.metrics.nodePort')) {
    errors.add('service.metrics.nodePort', 'is missing, and with `service.type` NodePort the chart breaks without it');
  }
}

function checkSessionServer(view: ValuesView, { errors }: Findings): void {
  if (view.isOn('sessionServer.ingress.enabled')) {
    if (view.isOff('sessionServer.enabled')) {
      errors.add('sessionServer.ingress.enabled', 'leads nowhere unless `sessionServer.enabled` is true too');
    }
    if (!view.has('sessionServer.publicIP')) {
      errors.add('sessionServer.publicIP', 'is missing, and the Ingress takes its host from it');
    }
  }
  if (!view.isOn('sessionServer.enabled')) {
    return;
  }
  const replicas = view.known('replicas');
  if (typeof replicas === 'number' && replicas > 1) {
    errors.add(
      'sessionServer.enabled',
      `works with a single manager only, and \`replicas\` is ${replicas}: the chart would leave it out`,
    );
  }
  const maxReplicas = view.known('hpa.maxReplicas');
  if (typeof maxReplicas === 'number' && maxReplicas > 1) {
    errors.add(
      'sessionServer.enabled',
      `works with a single manager only, and \`hpa\` may start ${maxReplicas}: sessions would reach the wrong one`,
    );
  }
}

function checkConfigOverride(view: ValuesView, { warnings }: Findings): void {
  if (!view.has('runners.configOverride')) {
    return;
  }
  const unused = UNUSED_BY_OVERRIDE.filter((path) => view.has(path));
  const list = unused.length > 0 ? `, ${unused.map((path) => `\`${path}\``).join(', ')}` : '';
  warnings.add(
    'runners.configOverride',
    `replaces registration: the runner's token and the cache credentials must be in this text, and \`concurrent\`, \`checkInterval\`, the log settings${list} have no effect`,
  );
}
