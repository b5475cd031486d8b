import type { KubernetesConfig } from '../config/runner-config.generated';
import { parseQuantity, quantityFault } from '../config/quantity';
import type { Origin } from '../model/origin';
import { isOverride } from '../model/origin';
import type { PathTo, Settings } from '../model/reading';
import { knownValue } from '../model/reading';

/** What containers ask for and may use, in the order of problems. */
export const AMOUNTS = ['cpu', 'memory', 'ephemeralStorage'] as const;
export type AmountName = (typeof AMOUNTS)[number];

/** The containers of a job's pod. */
export const CONTAINERS = ['build', 'helper', 'service'] as const;
export type Container = (typeof CONTAINERS)[number];

/** The settings that an amount of a container has. */
interface AmountKeys {
  readonly request: keyof KubernetesConfig;
  readonly limit: keyof KubernetesConfig;
  /** The most that a job may set by itself. */
  readonly maxRequest: keyof KubernetesConfig;
  readonly maxLimit: keyof KubernetesConfig;
}

const KEYS: Readonly<Record<Container, Readonly<Record<AmountName, AmountKeys>>>> = {
  build: {
    cpu: {
      request: 'cpuRequest',
      limit: 'cpuLimit',
      maxRequest: 'cpuRequestOverwriteMaxAllowed',
      maxLimit: 'cpuLimitOverwriteMaxAllowed',
    },
    memory: {
      request: 'memoryRequest',
      limit: 'memoryLimit',
      maxRequest: 'memoryRequestOverwriteMaxAllowed',
      maxLimit: 'memoryLimitOverwriteMaxAllowed',
    },
    ephemeralStorage: {
      request: 'ephemeralStorageRequest',
      limit: 'ephemeralStorageLimit',
      maxRequest: 'ephemeralStorageRequestOverwriteMaxAllowed',
      maxLimit: 'ephemeralStorageLimitOverwriteMaxAllowed',
    },
  },
  helper: {
    cpu: {
      request: 'helperCpuRequest',
      limit: 'helperCpuLimit',
      maxRequest: 'helperCpuRequestOverwriteMaxAllowed',
      maxLimit: 'helperCpuLimitOverwriteMaxAllowed',
    },
    memory: {
      request: 'helperMemoryRequest',
      limit: 'helperMemoryLimit',
      maxRequest: 'helperMemoryRequestOverwriteMaxAllowed',
      maxLimit: 'helperMemoryLimitOverwriteMaxAllowed',
    },
    ephemeralStorage: {
      request: 'helperEphemeralStorageRequest',
      limit: 'helperEphemeralStorageLimit',
      maxRequest: 'helperEphemeralStorageRequestOverwriteMaxAllowed',
      maxLimit: 'helperEphemeralStorageLimitOverwriteMaxAllowed',
    },
  },
  service: {
    cpu: {
      request: 'serviceCpuRequest',
      limit: 'serviceCpuLimit',
      maxRequest: 'serviceCpuRequestOverwriteMaxAllowed',
      maxLimit: 'serviceCpuLimitOverwriteMaxAllowed',
    },
    memory: {
      request: 'serviceMemoryRequest',
      limit: 'serviceMemoryLimit',
      maxRequest: 'serviceMemoryRequestOverwriteMaxAllowed',
      maxLimit: 'serviceMemoryLimitOverwriteMaxAllowed',
    },
    ephemeralStorage: {
      request: 'serviceEphemeralStorageRequest',
      limit: 'serviceEphemeralStorageLimit',
      maxRequest: 'serviceEphemeralStorageRequestOverwriteMaxAllowed',
      maxLimit: 'serviceEphemeralStorageLimitOverwriteMaxAllowed',
    },
  },
};

const POD_KEYS: Readonly<Record<'cpu' | 'memory', Pick<AmountKeys, 'request' | 'limit'>>> = {
  cpu: { request: 'podCpuRequest', limit: 'podCpuLimit' },
  memory: { request: 'podMemoryRequest', limit: 'podMemoryLimit' },
};

/** An amount with what says so. */
export interface Amount {
  readonly name: AmountName;
  /** As it was written; undefined for what only the deployment knows. */
  readonly value: unknown;
  /** In billionths of its unit; undefined for what cannot be judged: what only the deployment knows, and what is malformed. */
  readonly nanos?: bigint;
  readonly origin: Origin;
  readonly isCertain: boolean;
}

/** A request and a limit, each undefined when there is none. */
export interface RequestAndLimit {
  readonly request?: Amount;
  readonly limit?: Amount;
}

/** What build and helper container have together. */
export interface Total extends Amount {
  readonly nanos: bigint;
  /** Whether all that it consists of can be judged. */
  readonly isExact: boolean;
  /** Whether the build container has a part in it. Without one, the platform takes an amount of its own. */
  readonly isBuildSized: boolean;
}

/** What a container of jobs asks for and may use. */
export function amountsOf(settings: Settings, container: Container, name: AmountName): RequestAndLimit {
  const { request, limit } = KEYS[container][name];
  return {
    request: amountAt(settings, ['runners', 'kubernetes', request], name),
    limit: amountAt(settings, ['runners', 'kubernetes', limit], name),
  };
}

/** The most that a job may set for a container by itself. */
export function maximaOf(settings: Settings, container: Container, name: AmountName): RequestAndLimit {
  const { maxRequest, maxLimit } = KEYS[container][name];
  return {
    request: amountAt(settings, ['runners', 'kubernetes', maxRequest], name),
    limit: amountAt(settings, ['runners', 'kubernetes', maxLimit], name),
  };
}

/** What managers ask for and may use, among the chart values. */
export function managerAmounts(values: Settings, name: AmountName): RequestAndLimit {
  const key = name === 'ephemeralStorage' ? 'ephemeral-storage' : name;
  return {
    request: amountAt(values, ['resources', 'requests', key], name),
    limit: amountAt(values, ['resources', 'limits', key], name),
  };
}

/** What all containers of a job's pod share. It has no ephemeral storage of its own. */
export function podAmounts(settings: Settings, name: 'cpu' | 'memory'): RequestAndLimit {
  const { request, limit } = POD_KEYS[name];
  return {
    request: amountAt(settings, ['runners', 'kubernetes', request], name),
    limit: amountAt(settings, ['runners', 'kubernetes', limit], name),
  };
}

/** The amount at a path. Of several that the deployment chooses from, none can be judged. */
export function amountAt(settings: Settings, path: PathTo, name: AmountName): Amount | undefined {
  const [candidate, ...others] = settings.candidates(path);
  if (candidate === undefined) {
    return undefined;
  }
  const { node, isCertain } = candidate;
  const known = others.length === 0 ? knownValue(node) : undefined;
  // Among chart values, which are YAML, an amount may be a number.
  const value = typeof known === 'number' && node.origin.layer === 'chartValues' ? String(known) : known;
  const isWellFormed = typeof value === 'string' && quantityFault(value, kindOf(name)) === undefined;
  return { name, value, nanos: isWellFormed ? parseQuantity(value) : undefined, origin: node.origin, isCertain };
}

/** What a container may use: its limit, or without one what it asks for. */
export function mostOf({ request, limit }: RequestAndLimit): Amount | undefined {
  return limit ?? request;
}

/** What build and helper container ask for together. Kubernetes takes a limit without a request for both. */
export function totalRequest(settings: Settings, name: AmountName): Total | undefined {
  return total(settings, name, ({ request, limit }) => request ?? limit);
}

/** What build and helper container may use together. How many services there are is up to the pipeline. */
export function totalLimit(settings: Settings, name: AmountName): Total | undefined {
  return total(settings, name, mostOf);
}

/** What a quantity of it is a quantity of. */
export function kindOf(name: AmountName): 'cpu' | 'memory' {
  return name === 'cpu' ? 'cpu' : 'memory';
}

/** In CPUs or GiB. */
export function inUnits(nanos: bigint, name: AmountName): number {
  return Number(nanos) / (name === 'cpu' ? 1e9 : 1e9 * 2 ** 30);
}

/** A sum as it stands in messages, `at least` where a part of it is not known. */
export function shownAmount(amount: Amount | Total): string {
  const { name, nanos = 0n } = amount;
  const sum = inUnits(nanos, name);
  const unit = name === 'cpu' ? (sum === 1 ? 'vCPU' : 'vCPUs') : 'GiB';
  return `${'isExact' in amount && !amount.isExact ? 'at least ' : ''}${rounded(sum)} ${unit}`;
}

/** To thousandths. */
export function rounded(sum: number): number {
  return Math.round(sum * 1000) / 1000;
}

function total(
  settings: Settings,
  name: AmountName,
  choose: (amounts: RequestAndLimit) => Amount | undefined,
): Total | undefined {
  const build = choose(amountsOf(settings, 'build', name));
  const helper = choose(amountsOf(settings, 'helper', name));
  const parts = [build, helper].filter((amount) => amount !== undefined);
  const largest = (helper?.nanos ?? 0n) > (build?.nanos ?? 0n) ? helper : (build ?? helper);
  const toMend = parts.find(({ origin }) => isOverride(origin)) ?? largest;
  return (
    toMend && {
      ...toMend,
      nanos: parts.reduce((sum, { nanos = 0n }) => sum + nanos, 0n),
      isExact: parts.every(({ nanos }) => nanos !== undefined),
      isCertain: parts.every(({ isCertain }) => isCertain),
      isBuildSized: build !== undefined,
    }
  );
}
