import type { RunnerConfig } from '../../config/runner-config.generated';
import { isMap } from '../../ros/validators';
import type { ResourceAmounts } from './container-resources';
import type { JobOptions } from '../jobs/job-options';
import type { ResourceAmount } from './resource-amount';
import { firstGiven, inUnits, nanosOf } from './resource-amount';

/** Path of the size that jobs may take their amounts from. */
export const JOB_SIZE = 'jobs.size';

/** The containers of a job's pod, and `pod`, for amounts that all of them share. */
export type JobContainer = 'build' | 'helper' | 'service' | 'pod';

/** What the keys of a container begin with, and the options that its amounts, and the most that jobs may set, come from. */
const CONTAINERS = {
  build: { prefix: '', resources: 'resources', maxima: 'max' },
  helper: { prefix: 'helper', resources: 'helperResources', maxima: 'maxHelperResources.' },
  service: { prefix: 'service', resources: 'serviceResources', maxima: 'maxServiceResources.' },
  // Only `config` has amounts of the whole pod.
  pod: { prefix: 'pod', resources: undefined, maxima: undefined },
} as const;

/** What build and helper container have together. */
export interface TotalAmount extends Pick<ResourceAmount, 'at' | 'isOwn'> {
  /** The sum of all that can be judged, in billionths of its unit. */
  readonly nanos: bigint;
  /** The same in CPUs or GiB. */
  readonly sum: number;
  /** Whether there is nothing else. */
  readonly isExact: boolean;
  /** Whether the build container has an amount. Without one, the platform takes one of its own. */
  readonly isBuildSized: boolean;
}

/** The configuration that jobs get, and the parts of it that the user wrote. */
export interface ConfiguredJobs {
  readonly jobs: Pick<JobOptions, 'size' | 'resources' | 'helperResources' | 'serviceResources'>;
  readonly mergedConfig: RunnerConfig;
  readonly config?: RunnerConfig;
}

/** What jobs ask for, and what they may use: as `jobs` yields it, with `config` laid over. */
export class JobAmounts {
  private readonly jobs: ConfiguredJobs['jobs'];
  private readonly merged: Readonly<Record<string, unknown>>;
  private readonly own: Readonly<Record<string, unknown>>;

  constructor({ jobs, mergedConfig, config }: ConfiguredJobs) {
    this.jobs = jobs;
    this.merged = mapOf(mergedConfig.runners?.kubernetes);
    this.own = mapOf(config?.runners?.kubernetes);
  }

  request(container: JobContainer, name: keyof ResourceAmounts): ResourceAmount {
    return this.amount(container, name, 'Request');
  }

  limit(container: JobContainer, name: keyof ResourceAmounts): ResourceAmount {
    return this.amount(container, name, 'Limit');
  }

  /** What one container may use: its limit, or without one what it asks for. */
  most(container: JobContainer, name: keyof ResourceAmounts): ResourceAmount {
    return firstGiven(this.limit(container, name), this.request(container, name));
  }

  /** The highest limit that a job may set for a container. */
  maximum(container: Exclude<JobContainer, 'pod'>, name: keyof ResourceAmounts): ResourceAmount {
    const { prefix, maxima } = CONTAINERS[container];
    const key = uncapitalized(`${prefix}${capitalized(name)}LimitOverwriteMaxAllowed`);
    return this.read(key, name, `jobs.overrides.${maxima}${container === 'build' ? capitalized(name) : name}`);
  }

  /** What build and helper container ask for. Kubernetes takes a limit without a request for both. */
  totalRequest(name: keyof ResourceAmounts): TotalAmount {
    return this.total(name, (container) => firstGiven(this.request(container, name), this.limit(container, name)));
  }

  /**
   * What build and helper container may use. Services are left out of account, since their number is known to the
   * pipeline alone.
   */
  totalLimit(name: keyof ResourceAmounts): TotalAmount {
    return this.total(name, (container) => this.most(container, name));
  }

  private amount(container: JobContainer, name: keyof ResourceAmounts, kind: 'Request' | 'Limit'): ResourceAmount {
    const { prefix, resources } = CONTAINERS[container];
    const place = resources === undefined ? 'jobs' : this.placeInJobs(resources, name, kind);
    return this.read(uncapitalized(`${prefix}${capitalized(name)}${kind}`), name, place);
  }

  /** Where in `jobs` an amount comes from. */
  private placeInJobs(
    resources: 'resources' | 'helperResources' | 'serviceResources',
    name: keyof ResourceAmounts,
    kind: 'Request' | 'Limit',
  ): string {
    const given = this.jobs[resources];
    if (kind === 'Limit' && given?.limits?.[name] !== undefined) {
      return `jobs.${resources}.limits.${name}`;
    }
    const isOfSize = this.jobs.size !== undefined && resources !== 'serviceResources' && given?.[name] === undefined;
    return isOfSize ? JOB_SIZE : `jobs.${resources}.${name}`;
  }

  private read(key: string, name: keyof ResourceAmounts, otherwise: string): ResourceAmount {
    const isOwn = this.own[key] !== undefined;
    // For the runner, an empty amount is one that is not set.
    const value = this.merged[key] === '' ? undefined : this.merged[key];
    return {
      at: isOwn ? `config.runners.kubernetes.${key}` : otherwise,
      isOwn,
      value,
      nanos: nanosOf(value, name),
    };
  }

  private total(name: keyof ResourceAmounts, amountOf: (container: JobContainer) => ResourceAmount): TotalAmount {
    const [build, helper] = [amountOf('build'), amountOf('helper')];
    const given = [build, helper].filter(({ value }) => value !== undefined);
    const largest = (helper.nanos ?? 0n) > (build.nanos ?? 0n) ? helper : build;
    const sum = given.reduce((nanos, amount) => nanos + (amount.nanos ?? 0n), 0n);
    const { at, isOwn } = given.find((amount) => amount.isOwn) ?? largest;
    return {
      at,
      isOwn,
      nanos: sum,
      sum: inUnits(sum, name),
      isExact: given.every(({ nanos }) => nanos !== undefined),
      isBuildSized: build.value !== undefined,
    };
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
