import { checkArguments } from '../checks/check-arguments';
import type { RosCondition } from '@alicloud/ros-cdk-core';
import type { CredentialsSource } from './credentials-source';
import { CredentialsChoice, ExistingSecret, GivenPair, NewRamUser, PairFromParameters } from './credentials-source';
import type { RrsaOptions } from './rrsa-role';
import { RrsaRole } from './rrsa-role';

/** How the parameters for the AccessKey pair of a cache are called. */
export interface CacheParametersOptions {
  /**
   * What the names of the two parameters begin with: `Oss` for `OssAccessKeyId` and `OssAccessKeySecret`. Caches of a
   * stack with the same prefix have their parameters in common.
   *
   * @default - the path of the cache: `CacheAccessKeyId` and `CacheAccessKeySecret` for a cache called `Cache`
   */
  readonly parameterPrefix?: string;
}

/**
 * What signs the cache's URLs: an AccessKey pair, or the role of the managers. What a pair needs is created in the cache,
 * for the first runner that uses it.
 */
export class CacheCredentials {
  /**
   * A RAM user of its own with an AccessKey, allowed to read and write objects below the cache's prefix and to list the
   * bucket, nothing else. For OSS only. Whoever deploys needs permission to create RAM users, policies and AccessKeys.
   */
  static newRamUser(): CacheCredentials {
    return new CacheCredentials(new NewRamUser());
  }

  /** Asks for the AccessKey pair when the stack is deployed, by two NoEcho parameters. */
  static fromParameters(options: CacheParametersOptions = {}): CacheCredentials {
    checkArguments('CacheCredentials.fromParameters', { options });
    return new CacheCredentials(new PairFromParameters(options.parameterPrefix));
  }

  /** An AccessKey pair as deploy-time values, such as NoEcho parameters of yours. Clear text is refused. */
  static fromAccessKey(accessKeyId: string, accessKeySecret: string): CacheCredentials {
    return new CacheCredentials(new GivenPair(accessKeyId, accessKeySecret));
  }

  /** A Secret that exists in the runner's namespace, with the keys `accesskey` and `secretkey`. */
  static fromExistingSecret(secretName: string): CacheCredentials {
    return new CacheCredentials(new ExistingSecret(secretName));
  }

  /**
   * No AccessKey at all: the managers take a RAM role by the token of their service account (RRSA), and get keys that
   * expire. The role is created for each runner, trusts nobody but its managers, and may do what the RAM user may. The
   * cluster must have RRSA: `rrsa: true` of an {@link AckCluster}, or of the attributes of one that exists.
   *
   * **Experimental.** Not proven on an account: whether OSS takes the token of such keys in a signed URL. A warning says so.
   */
  static rrsa(options: RrsaOptions = {}): CacheCredentials {
    checkArguments('CacheCredentials.rrsa', { options });
    return new CacheCredentials(new RrsaRole(options));
  }

  /** @internal */
  static _choose(condition: RosCondition, whenTrue: CacheCredentials, whenFalse: CacheCredentials): CacheCredentials {
    return new CacheCredentials(new CredentialsChoice(condition, whenTrue._source, whenFalse._source));
  }

  /** Whether a RAM user is created for them. */
  readonly createsRamUser: boolean;

  /** @internal */
  readonly _source: CredentialsSource;

  private constructor(source: CredentialsSource) {
    this._source = source;
    this.createsRamUser = source.createsRamUser;
  }
}

/**
 * One of two AccessKey pairs, chosen when the stack is deployed: the first if the condition holds. What a pair needs is
 * created only if it is chosen. Either both are in Secrets that exist, or none is. Roles (RRSA) cannot be chosen so.
 */
export function chooseCacheCredentials(
  condition: RosCondition,
  whenTrue: CacheCredentials,
  whenFalse: CacheCredentials,
): CacheCredentials {
  return CacheCredentials._choose(condition, whenTrue, whenFalse);
}
