import type { Construct, RosCondition, RosResource } from '@alicloud/ros-cdk-core';
import type { ChartVersion } from '../chart/chart-version';
import type { Report } from '../diagnostics/report';

/** What a cache is told of the runner that uses it. */
export interface CacheContext {
  /** Namespace of the managers, in which a Secret that exists must be. */
  readonly namespace: string;
  /** Version of the chart, which decides the version of GitLab Runner. */
  readonly chartVersion: ChartVersion;
  /** The cluster of the runner. */
  readonly cluster: CacheCluster;
}

/** A cluster, as far as a cache is concerned. */
export interface CacheCluster {
  /** Id of the cluster. */
  readonly clusterId: string;
}

/** What every cache has, wherever it is. */
export interface CacheOptions {
  /**
   * Prefix of the cache's objects, without slashes at its ends. Runners that share a bucket but not their caches take
   * prefixes of their own.
   *
   * @default 'gitlab-runner'
   */
  readonly prefix?: string;
  /**
   * Whether all runners with this cache see each other's caches. False keeps the caches of each runner token apart. It
   * cannot be a deploy-time value.
   *
   * @default true
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runnerscache-section
   */
  readonly shared?: boolean;
}

/** Where a runner keeps the caches of its jobs, in the terms of `[runners.cache.s3]`. */
export interface CacheConfig {
  /** Endpoint without scheme, as reached from the cluster. */
  readonly serverAddress: string;
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Region that requests are signed for, such as `cn-hangzhou`. */
  readonly bucketLocation: string;
  /** Prefix of all objects in the bucket. */
  readonly path: string;
  /** Whether runners see each other's caches. */
  readonly shared: boolean;
  /**
   * Whether the bucket stands in the path of requests instead of the host.
   *
   * @default - the runner decides by the endpoint
   */
  readonly pathStyle?: boolean;
  /**
   * Whether requests go over HTTP instead of HTTPS.
   *
   * @default false
   */
  readonly insecure?: boolean;
  /**
   * Whether the bucket refuses requests over HTTP.
   *
   * @default false - not known
   */
  readonly httpsOnly?: boolean;
  /**
   * The prefix that the AccessKey pair is limited to.
   *
   * @default - not known
   */
  readonly grantedPath?: string;
  /** What managers sign with. */
  readonly credentials: CacheCredentialsConfig;
  /** What must exist before a runner can use the cache. */
  readonly dependencies: RosResource[];
  /**
   * The cache is there only if this condition of the deployment holds.
   *
   * @default - always
   */
  readonly condition?: RosCondition;
}

/** A RAM role that managers take by the token of their service account. */
export interface CacheRole {
  /** ARN of the role. */
  readonly roleArn: string;
  /** ARN of the OIDC provider that the cluster is for RAM. */
  readonly oidcProviderArn: string;
}

/**
 * The credentials of a cache: an AccessKey pair in a Secret that exists, a pair as deploy-time values for a new Secret, or
 * a role.
 */
export type CacheCredentialsConfig =
  | {
      /** Name of a Secret with the keys `accesskey` and `secretkey`. */
      readonly secretName: string;
    }
  | {
      /** Id of the AccessKey, a deploy-time value. */
      readonly accessKeyId: string;
      /** The secret of the AccessKey, a deploy-time value. */
      readonly accessKeySecret: string;
    }
  | {
      /** The role that gives keys which expire. */
      readonly role: CacheRole;
    };

/** A distributed cache for runners. */
export interface ICache {
  /** The configuration for a runner; undefined when there is no cache. `scope` is the runner. */
  bind(scope: Construct, context: CacheContext): CacheConfig | undefined;
  /** Reports what is wrong with the cache for a runner; `at` is its path in the props. */
  check?(context: CacheContext, report: Report, at: string): void;
}

/** Having no cache. Implement {@link ICache} for a cache of your own. */
export class Cache implements ICache {
  /** Jobs keep no cache between runs, beyond what stays on one node. */
  static none(): Cache {
    return new Cache({ bind: () => undefined });
  }

  private constructor(private readonly cache: ICache) {}

  bind(scope: Construct, context: CacheContext): CacheConfig | undefined {
    return this.cache.bind(scope, context);
  }

  check(context: CacheContext, report: Report, at: string): void {
    this.cache.check?.(context, report, at);
  }
}
