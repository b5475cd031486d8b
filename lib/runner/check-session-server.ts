import type { ChartVersion } from '../chart/chart-version';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { didYouMean } from '../checks/suggest';
import { checkWholeNumber } from './whole-number';
import type { JobPlacement } from '../placement/job-placement';
import { isUnresolved, known } from '../ros/tokens';
import type { SessionServerOptions } from './session-server';

const SERVICE_TYPES = ['LoadBalancer', 'ClusterIP', 'Headless', 'NodePort'];
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/i;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

export interface CheckSessionServerContext {
  readonly chartVersion: ChartVersion;
  /**
   * Most managers that the scaling lets run.
   *
   * @default - not known: more than one
   */
  readonly maxReplicas?: number;
  readonly managerPlacement: Pick<JobPlacement, 'name' | 'serverless'>;
}

/** Adds what is wrong with the options; `at` is their path in the props. */
export function checkSessionServer(
  options: SessionServerOptions,
  context: CheckSessionServerContext,
  errors: FaultList,
  at: string,
): void {
  if (!isUnresolved(context.maxReplicas) && context.maxReplicas !== 1) {
    errors.add(
      at,
      'works with exactly one manager, since GitLab is told one address for all of them; use scaling: ManagerScaling.fixed(1), and another runner for the jobs that need no terminal',
    );
  }
  checkServiceType(options, context, errors, at);
  checkDomain(options, errors, `${at}.domain`);
  checkPort(options, errors, `${at}.port`);
  checkWholeNumber(`${at}.timeoutSeconds`, options.timeoutSeconds, 1, errors);
  checkLoadBalancer(options, errors, `${at}.loadBalancer`);
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
  if (!DOMAIN.test(name)) {
    errors.add(
      at,
      `${shown(name)} is not a name in DNS; write it without scheme and port, as in "terminal.example.com"`,
    );
  } else if (IPV4.test(name) && serviceType === 'LoadBalancer') {
    errors.add(at, `is the address ${shown(name)}; leave it out, the manager finds the address of its load balancer`);
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

function checkLoadBalancer({ serviceType, loadBalancer }: SessionServerOptions, errors: FaultList, at: string): void {
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
