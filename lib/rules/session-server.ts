import { isIPv4 } from 'node:net';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { alternative, text } from '../diagnostics/text';
import type { Origin } from '../model/origin';
import { placeOf } from '../model/reading';
import { known } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { checkPrintedNumber } from '../runner/printed-number';
import type { SessionServerOptions } from '../runner/session-server/session-server';
import { ruleSet } from './rule-set';

const SERVICE_TYPES = ['LoadBalancer', 'ClusterIP', 'Headless', 'NodePort'];
/**
 * A name of at least two parts, the last one with two letters at its beginning. The chart writes it into YAML without
 * quotes, where `yes`, `12` and `1.e5` are not strings.
 */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2}([-a-z0-9]{0,60}[a-z0-9])?$/i;

/** Where managers of the chart serve sessions and metrics, unless told otherwise. */
const DEFAULT_LISTEN_PORT = 8093;
const DEFAULT_METRICS_PORT = 9252;

/** Interactive terminals, by the option `sessionServer` or by chart values. */
export const sessionServer = ruleSet(
  'The session server',
  {
    'session-server-managers': {
      severity: 'error',
      title: 'A session server with more than one manager',
      reason: 'GitLab is told one address for all managers, so terminals would reach one that does not run the job.',
      remedy: 'Run one manager, and another runner for jobs that need no terminal.',
    },
    'session-server-service-type': {
      severity: 'error',
      title: 'The type of the Service does not exist, or does not work here',
      reason: 'GitLab cannot reach the session server.',
      remedy: 'Use the type that the message names.',
    },
    'session-server-domain': {
      severity: 'error',
      title: 'The domain of the session server is not a name in DNS',
      reason: 'GitLab is told an address that it cannot reach.',
      remedy: 'Write the name in full, without scheme and port.',
    },
    'session-server-port': {
      severity: 'error',
      title: 'The port of the session server is out of its range, or taken',
      reason: 'Kubernetes refuses the Service, or the manager ends at its start.',
      remedy: 'Choose a port in the range that the message names, which the metrics do not have.',
    },
    'session-server-load-balancer': {
      severity: 'error',
      title: 'A setting of the load balancer of the session server does not work',
      reason: 'The Service has no load balancer, or none that is as the setting says.',
      remedy: 'Give ids as the console of the load balancer shows them, or leave the setting out.',
    },
    'session-server-ingress': {
      severity: 'error',
      title: 'An Ingress without what it leads to, or without a host',
      reason: 'The Ingress leads nowhere.',
      remedy: 'Set `sessionServer.enabled` and `sessionServer.publicIP` too.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    const { values } = runner;
    checkIngress(rules['session-server-ingress'], runner, report);
    if (values.isOn('sessionServer.enabled')) {
      checkManagers(rules['session-server-managers'], runner, report);
      checkNodePort(rules['session-server-service-type'], runner, report);
      checkMetricsPort(rules['session-server-port'], runner, report);
    }
    if (runner.sessionServer !== undefined) {
      checkServiceType(rules['session-server-service-type'], runner, runner.sessionServer, report);
      checkDomain(rules['session-server-domain'], runner.sessionServer, report);
      checkPort(rules['session-server-port'], runner.sessionServer, report);
      checkPrintedNumber(runner.sessionServer.timeoutSeconds, 1, report, 'sessionServer.timeoutSeconds');
      checkLoadBalancer(rules['session-server-load-balancer'], runner.sessionServer, report);
    }
  },
);

/** The place of a chart value that an option of the same meaning may have given. */
function placeOr(option: string, origin: Origin) {
  return origin.layer === 'option' ? `sessionServer.${option}` : placeOf(origin);
}

function checkManagers(rule: Rule, { values, scaled }: RunnerModel, report: Report): void {
  const enabled = values.origin('sessionServer.enabled')!;
  const isOption = enabled.layer === 'option';
  const one = text`use managers.scaling: ${alternative('ManagerScaling', 'fixed', '1')}, and another runner for the jobs that need no terminal`;
  if (values.has('replicas')) {
    const [replicas, origin] = [values.known('replicas'), values.origin('replicas')!];
    if (typeof replicas !== 'number' || replicas <= 1) {
      return;
    }
    const isChanged = isOption && origin.layer === 'chartValues';
    report.add(
      rule,
      placeOf(isChanged ? origin : enabled),
      isChanged
        ? `is ${replicas}, and the session server works with a single manager only: the chart would leave it out`
        : text`works with a single manager only, and \`${placeOf(origin).at}\` makes ${replicas}: the chart would leave it out; ${one}`,
    );
    return;
  }
  const most = values.known('hpa.maxReplicas') ?? scaled.maxReplicas;
  const number = known(most);
  if (typeof number === 'number' ? number > 1 : isOption && most === undefined) {
    report.add(
      rule,
      placeOf(enabled),
      text`works with a single manager only, since GitLab is told one address for all of them, and there may be ${typeof number === 'number' ? number : 'more'}: sessions would reach the wrong one; ${one}`,
    );
  }
}

function checkNodePort(rule: Rule, { values, placed: { managers } }: RunnerModel, report: Report): void {
  if (values.known('sessionServer.serviceType') === 'NodePort' && managers.compute.serverless) {
    report.add(
      rule,
      placeOr('serviceType', values.origin('sessionServer.serviceType')!),
      `is NodePort, and managers run on ${managers.compute.name}, where nodes have no ports of their own; use Headless`,
    );
  }
}

function checkMetricsPort(rule: Rule, { values }: RunnerModel, report: Report): void {
  const [listens, metrics] = ['sessionServer.internalPort', 'metrics.port'].map((path) => values.find(path));
  const port = listens === undefined ? DEFAULT_LISTEN_PORT : values.known('sessionServer.internalPort');
  const metricsPort = metrics === undefined ? DEFAULT_METRICS_PORT : values.known('metrics.port');
  if (typeof port !== 'number' || port !== metricsPort || values.isOff('metrics.enabled')) {
    return;
  }
  if (listens !== undefined) {
    report.add(
      rule,
      placeOr('port', listens.node.origin),
      `is ${port}, where the manager serves its metrics; choose another port`,
    );
  } else {
    report.add(
      rule,
      placeOf(metrics!.node.origin),
      `has the metrics on port ${port}, where the session server of the manager listens; choose another port`,
    );
  }
}

/** The chart takes its own default for a host. */
function checkIngress(rule: Rule, { values }: RunnerModel, report: Report): void {
  if (!values.isOn('sessionServer.ingress.enabled')) {
    return;
  }
  const place = placeOf(values.origin('sessionServer.ingress.enabled')!);
  if (values.isOff('sessionServer.enabled')) {
    report.add(rule, place, 'leads nowhere unless `sessionServer.enabled` is true too');
  }
  if (!values.has('sessionServer.publicIP')) {
    report.add(rule, place, 'takes its host from `sessionServer.publicIP`, which is missing');
  }
}

function checkServiceType(
  rule: Rule,
  { chartVersion }: RunnerModel,
  { serviceType }: SessionServerOptions,
  report: Report,
): void {
  const [type, at] = [known(serviceType), 'sessionServer.serviceType'];
  if (type === undefined) {
    return;
  }
  if (!SERVICE_TYPES.includes(type)) {
    const allowed = `allowed are ${SERVICE_TYPES.join(', ')}.${didYouMean(type, SERVICE_TYPES)}`;
    report.add(rule, at, `is ${shown(type)}; ${allowed}`);
  } else if (type !== 'LoadBalancer' && !chartVersion.knowsKey('sessionServer.serviceType')) {
    report.add(rule, at, `is ${shown(type)}, which the chart ${chartVersion.version} cannot do; use 0.67.0 or later`);
  }
}

function checkDomain(rule: Rule, { serviceType = 'LoadBalancer', domain }: SessionServerOptions, report: Report): void {
  const [name, at] = [known(domain), 'sessionServer.domain'];
  if (name === undefined) {
    return;
  }
  if (isIPv4(name)) {
    if (serviceType === 'LoadBalancer') {
      report.add(
        rule,
        at,
        `is the address ${shown(name)}; leave it out, the manager finds the address of its load balancer`,
      );
    }
  } else if (!DOMAIN.test(name)) {
    report.add(
      rule,
      at,
      `${shown(name)} is not a name in DNS with its domain; write it in full, without scheme and port, as in "terminal.example.com"`,
    );
  }
}

function checkPort(rule: Rule, { serviceType, port }: SessionServerOptions, report: Report): void {
  const number = known(port);
  // The manager is no root user, so it cannot listen below 1024.
  const [min, max] = serviceType === 'NodePort' ? [30000, 32767] : [serviceType === 'Headless' ? 1024 : 1, 65535];
  if (number !== undefined && !(Number.isInteger(number) && number >= min && number <= max)) {
    report.add(rule, 'sessionServer.port', `is ${shown(number)}; allowed is a whole number from ${min} to ${max}`);
  }
}

function checkLoadBalancer(rule: Rule, { serviceType, loadBalancer }: SessionServerOptions, report: Report): void {
  const at = 'sessionServer.loadBalancer';
  if (loadBalancer === undefined) {
    return;
  }
  if ((known(serviceType) ?? 'LoadBalancer') !== 'LoadBalancer') {
    report.add(rule, at, `is given, and the Service of the type ${serviceType} has none; leave it out`);
  }
  const { addressType, loadBalancerId, aclId } = loadBalancer;
  const type = known(addressType);
  if (type !== undefined && !['internet', 'intranet'].includes(type)) {
    report.add(rule, `${at}.addressType`, `is ${shown(type)}; allowed are internet and intranet`);
  } else if (addressType !== undefined && loadBalancerId !== undefined) {
    report.add(
      rule,
      `${at}.addressType`,
      'cannot change the load balancer that loadBalancerId names, and the Service gets no address where it has the other type; leave addressType out',
      { severity: 'warning' },
    );
  }
  for (const [name, id, prefix] of [
    ['loadBalancerId', loadBalancerId, 'lb'],
    ['aclId', aclId, 'acl'],
  ] as const) {
    const given = known(id);
    if (given !== undefined && !new RegExp(`^${prefix}-[a-z0-9]+$`).test(given)) {
      report.add(
        rule,
        `${at}.${name}`,
        `${shown(given)} is not an id; it begins with "${prefix}-", as the console of the load balancer shows it`,
      );
    }
  }
}
