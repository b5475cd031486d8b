import { isIPv4 } from 'node:net';
import type { ChartValues } from '../../chart/chart-values.generated';
import type { ChartVersion } from '../../chart/chart-version';
import { mergeValues } from '../../chart/merge-values';
import { ValuesView } from '../../chart/values-view';
import type { FaultList, Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { didYouMean } from '../../diagnostics/suggest';
import { alternative, text } from '../../diagnostics/text';
import { checkPrintedNumber } from '../printed-number';
import type { JobPlacement } from '../../placement/job-placement';
import { isUnresolved, known } from '../../ros/tokens';
import type { SessionServerOptions } from './session-server';
import { DEFAULT_PORT } from './session-server';

const SERVICE_TYPES = ['LoadBalancer', 'ClusterIP', 'Headless', 'NodePort'];
/**
 * A name of at least two parts, the last one with two letters at its beginning. The chart writes it into YAML without
 * quotes, where `yes`, `12` and `1.e5` are no texts.
 */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2}([-a-z0-9]{0,60}[a-z0-9])?$/i;

/** Where the chart has managers serve their metrics. */
const METRICS_PORT = 9252;

export interface CheckSessionServerContext {
  readonly chartVersion: ChartVersion;
  /**
   * Most managers that the scaling lets run.
   *
   * @default - not known: more than one
   */
  readonly maxReplicas?: number;
  readonly managerPlacement: Pick<JobPlacement, 'name' | 'serverless'>;
  /** The chart values that the other props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
  readonly chartValues?: ChartValues;
}

/** Adds what is wrong with the options; `at` is their path in the props. */
export function checkSessionServer(
  options: SessionServerOptions,
  context: CheckSessionServerContext,
  report: Report,
  at: string,
): void {
  const { errors } = report;
  if (!isUnresolved(context.maxReplicas) && context.maxReplicas !== 1) {
    errors.add(
      at,
      text`works with exactly one manager, since GitLab is told one address for all of them; use scaling: ${alternative('ManagerScaling', 'fixed', '1')}, and another runner for the jobs that need no terminal`,
    );
  }
  checkServiceType(options, context, errors, at);
  checkDomain(options, errors, `${at}.domain`);
  checkPort(options, errors, `${at}.port`);
  checkMetricsPort(options, context, errors, `${at}.port`);
  checkPrintedNumber(options.timeoutSeconds, 1, report, `${at}.timeoutSeconds`);
  checkLoadBalancer(options, report, `${at}.loadBalancer`);
}

function checkServiceType(
  { serviceType }: SessionServerOptions,
  { chartVersion, managerPlacement }: CheckSessionServerContext,
  errors: FaultList,
  at: string,
): void {
  const type = known(serviceType);
  if (type === undefined) {
    return;
  }
  if (!SERVICE_TYPES.includes(type)) {
    errors.add(
      `${at}.serviceType`,
      `is ${shown(type)}; allowed are ${SERVICE_TYPES.join(', ')}.${didYouMean(type, SERVICE_TYPES)}`,
    );
  } else if (type !== 'LoadBalancer' && !chartVersion.knowsKey('sessionServer.serviceType')) {
    errors.add(
      `${at}.serviceType`,
      `is ${shown(type)}, which the chart ${chartVersion.version} cannot do; use 0.67.0 or later`,
    );
  } else if (type === 'NodePort' && managerPlacement.serverless) {
    errors.add(
      `${at}.serviceType`,
      `is NodePort, and managers run on ${managerPlacement.name}, where nodes have no ports of their own; use Headless`,
    );
  }
}

function checkDomain(
  { serviceType = 'LoadBalancer', domain }: SessionServerOptions,
  errors: FaultList,
  at: string,
): void {
  const name = known(domain);
  if (name === undefined) {
    return;
  }
  if (isIPv4(name)) {
    if (serviceType === 'LoadBalancer') {
      errors.add(at, `is the address ${shown(name)}; leave it out, the manager finds the address of its load balancer`);
    }
  } else if (!DOMAIN.test(name)) {
    errors.add(
      at,
      `${shown(name)} is not a name in DNS with its domain; write it in full, without scheme and port, as in "terminal.example.com"`,
    );
  }
}

function checkPort({ serviceType, port }: SessionServerOptions, errors: FaultList, at: string): void {
  const number = known(port);
  // The manager is no root user, so it cannot listen below 1024.
  const [min, max] = serviceType === 'NodePort' ? [30000, 32767] : [serviceType === 'Headless' ? 1024 : 1, 65535];
  if (number !== undefined && !(Number.isInteger(number) && number >= min && number <= max)) {
    errors.add(at, `is ${shown(number)}; allowed is a whole number from ${min} to ${max}`);
  }
}

/** Behind the other types of Service, the manager listens on a port that is not for the user to choose. */
function checkMetricsPort(
  { serviceType, port = DEFAULT_PORT }: SessionServerOptions,
  { ownValues, chartValues }: CheckSessionServerContext,
  errors: FaultList,
  at: string,
): void {
  const values = new ValuesView(mergeValues(ownValues, chartValues), isUnresolved);
  const metricsPort = values.at('metrics.port') ?? METRICS_PORT;
  if (serviceType === 'Headless' && port === metricsPort && !values.isOff('metrics.enabled')) {
    errors.add(at, `is ${port}, where the manager serves its metrics; choose another port`);
  }
}

function checkLoadBalancer(
  { serviceType, loadBalancer }: SessionServerOptions,
  { errors, warnings }: Report,
  at: string,
): void {
  if (loadBalancer === undefined) {
    return;
  }
  if ((known(serviceType) ?? 'LoadBalancer') !== 'LoadBalancer') {
    errors.add(at, `is given, and the Service of the type ${serviceType} has none; leave it out`);
  }
  const { addressType, loadBalancerId, aclId } = loadBalancer;
  const type = known(addressType);
  if (type !== undefined && !['internet', 'intranet'].includes(type)) {
    errors.add(`${at}.addressType`, `is ${shown(type)}; allowed are internet and intranet`);
  } else if (addressType !== undefined && loadBalancerId !== undefined) {
    warnings.add(
      `${at}.addressType`,
      'cannot change the load balancer that loadBalancerId names, and the Service gets no address where it has the other type; leave addressType out',
    );
  }
  checkId(loadBalancerId, 'lb', `${at}.loadBalancerId`, errors);
  checkId(aclId, 'acl', `${at}.aclId`, errors);
}

function checkId(id: string | undefined, prefix: string, at: string, errors: FaultList): void {
  const text = known(id);
  if (text !== undefined && !new RegExp(`^${prefix}-[a-z0-9]+$`).test(text)) {
    errors.add(
      at,
      `${shown(text)} is not an id; it begins with "${prefix}-", as the console of the load balancer shows it`,
    );
  }
}
