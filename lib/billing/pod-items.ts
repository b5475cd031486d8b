import type { Settings } from '../model/reading';
import type { BilledAs, Compute } from '../placement/pod-placement';
import { ECI_FREE_GIB } from '../placement/eci-storage';
import { partsOf } from '../placement/parts';
import { isUnresolved } from '../ros/tokens';
import { inUnits, managerAmounts, mostOf, totalLimit } from '../rules/amounts';
import type { RunnerModel } from '../runner/compose-runner';
import type { PodSize } from '../runner/sizes/billed-size';
import { billedSize } from '../runner/sizes/billed-size';
import type { Range } from '../runner/managers/manager-range';
import { managerRange } from '../runner/managers/manager-range';
import type { BilledItem } from './billed-item';
import { exactly, HOURS_OF_MONTH, times } from './billed-item';

/** What an image cache has where nothing is said. */
const ECI_CACHE_GIB = 20;

/** Some pods: how large, and how long they run. */
interface Pods {
  readonly of: string;
  readonly per: BilledItem['per'];
  /** Undefined for what only the deployment knows. */
  readonly size?: PodSize;
  readonly storageGiB?: number;
  /** Undefined where only the deployment knows how many there are. */
  readonly hours?: Range;
  /** The labels that they have. */
  readonly label: (name: string) => string | undefined;
}

/** The lines of a bill that the pods of a runner come to: managers for a month, and a job for an hour. */
export function podItems(name: string, model: RunnerModel): BilledItem[] {
  const { pods, settings, values } = model;
  const managers = managerRange(model);
  const vCpus = mostOf(managerAmounts(values, 'cpu'))?.nanos;
  const memory = mostOf(managerAmounts(values, 'memory'))?.nanos;
  const sizeOf = (cpu: bigint | undefined, gib: bigint | undefined): Pick<Pods, 'size'> =>
    cpu === undefined || gib === undefined
      ? {}
      : { size: { vCpus: inUnits(cpu, 'cpu'), memoryGiB: inUnits(gib, 'memory') } };
  const [jobCpu, jobMemory, jobStorage] = (['cpu', 'memory', 'ephemeralStorage'] as const).map((amount) => {
    const total = totalLimit(settings, amount);
    return total?.isExact === true && total.isBuildSized ? total.nanos : undefined;
  });
  return [
    ...itemsOn(pods.managers.compute, {
      of: `managers of ${name}`,
      per: 'month',
      ...sizeOf(vCpus, memory),
      ...(managers !== undefined && { hours: times(managers, HOURS_OF_MONTH) }),
      label: labelsIn(values, ['podLabels']),
    }),
    ...itemsOn(pods.jobs.compute, {
      of: `a job of ${name}`,
      per: 'job hour',
      ...sizeOf(jobCpu, jobMemory),
      ...(jobStorage !== undefined && { storageGiB: inUnits(jobStorage, 'ephemeralStorage') }),
      hours: exactly(1),
      label: labelsIn(settings, ['runners', 'kubernetes', 'podLabels']),
    }),
    ...besidePods(name, model),
  ];
}

/** What comes with a runner besides its pods. */
function besidePods(name: string, { values, placed }: RunnerModel): BilledItem[] {
  const hasLoadBalancer =
    values.known('sessionServer.enabled') === true &&
    (values.known('sessionServer.serviceType') ?? 'LoadBalancer') === 'LoadBalancer';
  const caches = partsOf(placed.jobs.compute).flatMap(({ newImageCache }) => newImageCache ?? []);
  return [
    ...(hasLoadBalancer
      ? [
          {
            of: `web terminals of ${name}`,
            what: 'load balancer',
            prices: ['clb'],
            unit: 'hours',
            amount: exactly(HOURS_OF_MONTH),
            per: 'month' as const,
          },
        ]
      : []),
    ...caches.map(({ sizeGiB = ECI_CACHE_GIB }) => ({
      of: `jobs of ${name}`,
      what: 'image cache',
      prices: ['eci-image-cache'],
      unit: 'GiB × months',
      ...(!isUnresolved(sizeGiB) && { amount: exactly(sizeGiB) }),
      per: 'month' as const,
    })),
  ];
}

/** Nodes are billed by themselves, so that pods on them cost nothing more. */
function itemsOn(compute: Compute, pods: Pods): BilledItem[] {
  const { parts = [], serverless, billedAs = [], unit, name } = compute;
  if (parts.length > 0) {
    return parts.flatMap((part) => itemsOn(part, { ...pods, of: `${pods.of}, on ${part.name}` }));
  }
  if (!serverless) {
    return [];
  }
  if (billedAs.length === 0) {
    return [{ of: pods.of, what: `${name}, by its instance type or GPUs`, prices: [], unit: 'hours', per: pods.per }];
  }
  // In a fallback the scheduler gives the labels, and the pods have none.
  const label = (key: string) => pods.label(key) ?? unit?.podLabels?.[key];
  return billedAs.flatMap((table) => itemsOfTable(table, priceOf(table, label), pods));
}

function itemsOfTable(table: BilledAs, price: string, { of, per, size, storageGiB = 0, hours }: Pods): BilledItem[] {
  const billed = size && billedSize(size, table);
  const amount = (units: number | undefined) =>
    units === undefined || hours === undefined ? {} : { amount: times(hours, units) };
  const extra = Math.max(0, storageGiB - ECI_FREE_GIB);
  return [
    { of, what: `vCPUs of ${table}`, prices: [`${price}-vcpu`], unit: 'vCPU × hours', ...amount(billed?.vCpus), per },
    {
      of,
      what: `memory of ${table}`,
      prices: [`${price}-memory`],
      unit: 'GiB × hours',
      ...amount(billed?.memoryGiB),
      per,
    },
    ...(extra === 0
      ? []
      : [
          {
            of,
            what: `ephemeral storage above ${ECI_FREE_GIB} GiB`,
            prices: [`${table === 'ACS' ? 'acs' : 'eci'}-storage`],
            unit: 'GiB × hours',
            ...amount(extra),
            per,
          },
        ]),
  ];
}

/** ACS has a price for each compute class and quality of service. */
function priceOf(table: BilledAs, label: (name: string) => string | undefined): string {
  if (table !== 'ACS') {
    return table === 'ECI' ? 'eci' : 'eci-spot';
  }
  const computeClass = label('alibabacloud.com/compute-class') ?? 'general-purpose';
  return `acs-${computeClass}-${label('alibabacloud.com/compute-qos') ?? 'default'}`;
}

function labelsIn(settings: Settings, path: readonly string[]) {
  return (name: string) => settings.knownText([...path, name]);
}
