import { parseQuantity, quantityFault } from '../config/quantity';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import type { Origin } from '../model/origin';
import { isOverride } from '../model/origin';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import { nodePoolsOf } from '../placement/node-pools';
import { partsOf } from '../placement/parts';
import type { RunnerModel } from '../runner/compose-runner';
import type { Amount, RequestAndLimit } from './amounts';
import {
  AMOUNTS,
  amountsOf,
  CONTAINERS,
  inUnits,
  kindOf,
  managerAmounts,
  maximaOf,
  mostOf,
  podAmounts,
  shownAmount,
  totalRequest,
} from './amounts';
import { ruleSet } from './rule-set';

/** @see https://docs.gitlab.com/runner/executors/kubernetes/#helper-container-memory-sizing-recommendations */
const LEAST_HELPER_MEMORY = '250Mi';

type Rules = Readonly<
  Record<
    | 'resource-quantity'
    | 'limit-below-request'
    | 'limit-of-zero'
    | 'pod-request-below-containers'
    | 'pod-limit-below-container'
    | 'helper-memory-low'
    | 'job-request-above-node',
    Rule
  >
>;

/** Requests and limits of the containers of jobs and of managers. */
export const containerSizes = ruleSet(
  'Requests and limits of containers',
  {
    'resource-quantity': {
      severity: 'error',
      title: 'An amount of CPU, memory or storage is malformed',
      reason: 'Kubernetes refuses the pod, or takes the amount for another than is meant, such as 4 bytes of memory.',
      remedy: 'Give CPUs as in "500m" or "2", memory and storage as in "512Mi" or "4Gi".',
    },
    'limit-below-request': {
      severity: 'error',
      title: 'A container asks for more than it may use',
      reason: 'Kubernetes refuses pods with such a container.',
      remedy: 'Raise the limit, or lower the request.',
    },
    'limit-of-zero': {
      severity: 'error',
      title: 'A limit is zero',
      reason: 'Kubernetes takes no CPU and no memory for no limit, and evicts pods that write to storage of zero.',
      remedy: 'Leave the limit out, or give an amount.',
    },
    'pod-request-below-containers': {
      severity: 'error',
      title: 'The pod of a job asks for less than its containers ask for together',
      reason: 'Kubernetes refuses such a pod.',
      remedy: 'Raise the request of the pod, or leave it out.',
    },
    'pod-limit-below-container': {
      severity: 'error',
      title: 'A container of a job may use more than its pod',
      reason: 'Kubernetes refuses such a pod.',
      remedy: 'Raise the limit of the pod, or leave it out.',
    },
    'helper-memory-low': {
      severity: 'warning',
      title: 'The helper container has little memory',
      reason: 'A helper that packs caches and artifacts is killed when it runs out of memory.',
      remedy: `Give it ${LEAST_HELPER_MEMORY} or more.`,
    },
    'job-request-above-node': {
      severity: 'warning',
      title: 'Jobs ask for as many CPUs as the largest node has',
      reason: 'The system keeps a part of each node, so the pods of jobs stay Pending.',
      remedy: 'Use larger instance types, or a smaller request.',
    },
  },
  (rules, model: RunnerModel, report) => {
    const { settings, values } = model;
    checkQuantities(rules, settings, values, report);
    checkLimits(rules, settings, values, report);
    checkPod(rules, settings, report);
    checkHelperMemory(rules, settings, report);
    checkNodeSize(rules, model, report);
  },
);

/** The settings of config.toml are held against their types, which know quantities. */
function checkQuantities(rules: Rules, settings: Settings, values: Settings, report: Report): void {
  const ofJobs = AMOUNTS.flatMap((name) =>
    CONTAINERS.flatMap((container) => [
      ...pairOf(amountsOf(settings, container, name)),
      ...pairOf(maximaOf(settings, container, name)),
    ]),
  ).filter(({ origin }) => !isOverride(origin));
  const ofManagers = AMOUNTS.flatMap((name) => pairOf(managerAmounts(values, name)));
  for (const { name, value, origin, isCertain } of [...ofJobs, ...ofManagers]) {
    const fault = value === undefined ? undefined : quantityFault(value, kindOf(name));
    if (fault !== undefined) {
      report.add(rules['resource-quantity'], placeOf(origin, isCertain), fault);
    }
  }
}

/** A request and a limit, or the one that both follow from. */
function pairOf({ request, limit }: RequestAndLimit): Amount[] {
  const isOne = request !== undefined && limit !== undefined && at(request.origin) === at(limit.origin);
  return [request, isOne ? undefined : limit].filter((amount) => amount !== undefined);
}

function checkLimits(rules: Rules, settings: Settings, values: Settings, report: Report): void {
  for (const container of CONTAINERS) {
    AMOUNTS.forEach((name) => checkLimit(rules, amountsOf(settings, container, name), report));
  }
  (['cpu', 'memory'] as const).forEach((name) => checkLimit(rules, podAmounts(settings, name), report));
  AMOUNTS.forEach((name) => checkLimit(rules, managerAmounts(values, name), report));
}

function checkLimit(rules: Rules, { request, limit }: RequestAndLimit, report: Report): void {
  if (limit?.nanos === undefined) {
    return;
  }
  if (request?.nanos !== undefined && limit.nanos < request.nanos) {
    const isCertain = request.isCertain && limit.isCertain;
    const [asked, most] = [shown(request.value), shown(limit.value)];
    // What the user has laid over is where to mend it.
    if (isOverride(request.origin) && !isOverride(limit.origin)) {
      report.add(
        rules['limit-below-request'],
        placeOf(request.origin, isCertain),
        `${asked} is above the limit ${most} of ${at(limit.origin)}; lower the request or raise the limit`,
      );
    } else {
      report.add(
        rules['limit-below-request'],
        placeOf(limit.origin, isCertain),
        `${most} is below the request ${asked} of ${at(request.origin)}; raise the limit or lower the request`,
      );
    }
  } else if (limit.nanos === 0n) {
    const effect =
      limit.name === 'ephemeralStorage'
        ? 'and Kubernetes evicts the pod as soon as it writes anything'
        : 'which Kubernetes takes for no limit at all';
    report.add(
      rules['limit-of-zero'],
      placeOf(limit.origin, limit.isCertain),
      `limits the container to ${shown(limit.value)}, ${effect}; leave it out, or give an amount`,
    );
  }
}

/**
 * What the whole pod gets must do for its containers. How many services there are is up to the pipeline.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
 */
function checkPod(rules: Rules, settings: Settings, report: Report): void {
  for (const name of ['cpu', 'memory'] as const) {
    const { request, limit } = podAmounts(settings, name);
    const total = totalRequest(settings, name);
    if (request?.nanos !== undefined && total !== undefined && request.nanos < total.nanos) {
      report.add(
        rules['pod-request-below-containers'],
        placeOf(request.origin, request.isCertain && total.isCertain),
        `${shown(request.value)} is below the ${shownAmount(total)} that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out`,
      );
    }
    for (const container of CONTAINERS) {
      const own = amountsOf(settings, container, name).limit;
      if (limit?.nanos !== undefined && own?.nanos !== undefined && limit.nanos < own.nanos) {
        report.add(
          rules['pod-limit-below-container'],
          placeOf(limit.origin, limit.isCertain && own.isCertain),
          `${shown(limit.value)} is below the limit ${shown(own.value)} of ${at(own.origin)}, and Kubernetes refuses a container that may use more than its pod; raise it, or leave it out`,
        );
      }
    }
  }
}

function checkHelperMemory(rules: Rules, settings: Settings, report: Report): void {
  const memory = mostOf(amountsOf(settings, 'helper', 'memory'));
  // No memory at all is a limit of zero.
  if (memory?.nanos !== undefined && memory.nanos > 0n && memory.nanos < parseQuantity(LEAST_HELPER_MEMORY)!) {
    report.add(
      rules['helper-memory-low'],
      placeOf(memory.origin, memory.isCertain),
      `is ${shown(memory.value)}; a helper that packs caches and artifacts needs ${LEAST_HELPER_MEMORY} and more, or it is killed`,
    );
  }
}

/** A pod that asks for more than any node has stays Pending for ever. */
function checkNodeSize(rules: Rules, model: RunnerModel, report: Report): void {
  const { compute } = model.pods.jobs;
  const pools = partsOf(compute).map((part) => nodePoolsOf(part, model.cluster));
  const sizes = pools.flatMap((some) => some?.map((pool) => pool.largestNodeCpu) ?? [undefined]);
  const total = totalRequest(model.settings, 'cpu');
  if (total === undefined || sizes.includes(undefined)) {
    return;
  }
  const largestNodeCpu = Math.max(...(sizes as number[]));
  if (inUnits(total.nanos, 'cpu') >= largestNodeCpu) {
    report.add(
      rules['job-request-above-node'],
      placeOf(total.origin, total.isCertain),
      `build and helper container together ask for ${shownAmount(total)}, and the largest node has ${largestNodeCpu}, of which the system keeps a part: jobs would stay Pending. Use larger instance types or a smaller request`,
    );
  }
}

function at(origin: Origin): string {
  return placeOf(origin).at;
}
