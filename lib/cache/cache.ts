import type { Construct, RosCondition, RosResource } from '@alicloud/ros-cdk-core';
import { chooseText } from '../ros/conditions';

/** Where a runner keeps the caches of its jobs, in the terms of `[runners.cache.s3]`. */
export interface CacheBinding {
  /** Endpoint without scheme, as reached from the cluster. */
  readonly serverAddress: string;
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Region id, such as `cn-hangzhou`. */
  readonly bucketLocation: string;
  /** Prefix of all objects in the bucket. */
  readonly path: string;
  /** Whether runners see each other's caches. */
  readonly shared: boolean;
  /**
   * The prefix that the AccessKey pair is limited to.
   *
   * @default - not known
   */
  readonly grantedPath?: string;
  /** The AccessKey pair that managers sign with. */
  readonly credentials: CacheCredentialsBinding;
  /** What must exist before a runner can use the cache. */
  readonly dependencies: readonly RosResource[];
  /**
   * The cache is there only if this condition of the deployment holds.
   *
   * @default - always
   */
  readonly condition?: RosCondition;
}

/** The AccessKey pair of a cache: either in a Secret that exists, or as deploy-time values for a new Secret. */
export type CacheCredentialsBinding =
  | {
      /** Name of a Secret with the keys `accesskey` and `secretkey`. */
      readonly secretName: string;
    }
  | {
      /** Id of the AccessKey, a deploy-time value. */
      readonly accessKeyId: string;
      /** The secret of the AccessKey, a deploy-time value. */
      readonly accessKeySecret: string;
    };

/** A distributed cache for runners. */
export interface ICache {
  /** The configuration for a runner; undefined when there is no cache. `scope` is the runner. */
  bind(scope: Construct): CacheBinding | undefined;
}

/** Ways of having no cache, always or sometimes. */
export abstract class Cache {
  /** Jobs keep no cache between runs, beyond what stays on one node. */
  static none(): ICache {
    return { bind: () => undefined };
  }

  /**
   * A cache that is there only if a condition of the deployment holds. Give its resources the condition too, by
   * `createOnlyIf` after the runners: some are created for the first of them.
   */
  static onlyIf(condition: RosCondition, cache: ICache): ICache {
    return {
      bind: (scope) => {
        const binding = cache.bind(scope);
        return binding && { ...binding, condition, credentials: onlyIf(condition, binding.credentials) };
      },
    };
  }
}

/** Attributes of resources that are not created may only stand where the condition keeps ROS from reading them. */
function onlyIf(condition: RosCondition, credentials: CacheCredentialsBinding): CacheCredentialsBinding {
  return 'secretName' in credentials
    ? credentials
    : {
        accessKeyId: chooseText(condition, credentials.accessKeyId, ''),
        accessKeySecret: chooseText(condition, credentials.accessKeySecret, ''),
      };
}
