import type { ContainerResources } from './container-resources';

/**
 * Sizes of jobs after those of GitLab's hosted runners. The build and the helper container together ask for a size that
 * ECI, ECI spot and ACS bill as it is.
 */
export enum JobSize {
  /** 2 vCPUs and 8 GiB. */
  SMALL = 'small',
  /** 4 vCPUs and 16 GiB. */
  MEDIUM = 'medium',
  /** 8 vCPUs and 32 GiB. */
  LARGE = 'large',
  /** 16 vCPUs and 64 GiB, the most that ACS gives without a ticket. */
  XLARGE = 'xlarge',
}

/** The resources that a size stands for. */
export interface JobSizeResources {
  /** Resources of the build container. */
  readonly resources: ContainerResources;
  /** Resources of the helper container. */
  readonly helperResources: ContainerResources;
}

/**
 * What each size is made of, to be spread into `jobs` or changed. GitLab asks for 250 MiB or more for a helper that moves
 * caches and artifacts; packing large ones takes more.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#helper-container-memory-sizing-recommendations
 */
export const JOB_SIZES: Readonly<Record<JobSize, JobSizeResources>> = {
  [JobSize.SMALL]: {
    resources: { cpu: '1750m', memory: '7680Mi' },
    helperResources: { cpu: '250m', memory: '512Mi' },
  },
  [JobSize.MEDIUM]: {
    resources: { cpu: '3500m', memory: '15Gi' },
    helperResources: { cpu: '500m', memory: '1Gi' },
  },
  [JobSize.LARGE]: {
    resources: { cpu: '7500m', memory: '31Gi' },
    helperResources: { cpu: '500m', memory: '1Gi' },
  },
  [JobSize.XLARGE]: {
    resources: { cpu: '15', memory: '62Gi' },
    helperResources: { cpu: '1', memory: '2Gi' },
  },
};

/** What jobs get when nothing else is said. */
export const DEFAULT_RESOURCES: ContainerResources = { cpu: '2', memory: '4Gi' };
export const SERVERLESS_RESOURCES: ContainerResources = { ...DEFAULT_RESOURCES, ephemeralStorage: '30Gi' };
