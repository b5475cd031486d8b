import type { RemovalPolicy, RosResource } from '@alicloud/ros-cdk-core';
import type { Tags } from '../ros/tags';
import type { CacheOptions, ICache } from './cache';
import type { CacheCredentials } from './cache-credentials';
import type { OssEncryption } from './oss-encryption';
import type { RamPrincipal } from './ram-principal';

/** What new and existing buckets have in common. */
export interface OssCacheOptions extends CacheOptions {
  /**
   * Where the AccessKey pair comes from.
   *
   * @default CacheCredentials.newRamUser()
   */
  readonly credentials?: CacheCredentials;
  /**
   * OSS endpoint without scheme.
   *
   * @default - the internal endpoint of the region, which is free of traffic charges and needs no NAT gateway
   * @see https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints
   */
  readonly endpoint?: string;
}

/** A new bucket. */
export interface OssCacheProps extends OssCacheOptions {
  /**
   * Name of the bucket, 3 to 63 lower-case letters, digits and hyphens, unique in all of OSS.
   *
   * @default - made from the construct's path and the stack id
   */
  readonly bucketName?: string;
  /**
   * Days after which a cache that was not written again is deleted, 1 or more. The runner itself never deletes.
   *
   * @default 14
   */
  readonly expirationDays?: number;
  /**
   * Encryption at rest.
   *
   * @default OssEncryption.ossManaged()
   */
  readonly encryption?: OssEncryption;
  /**
   * What happens to the bucket when it leaves the stack. DESTROY deletes the bucket with all caches in it; OSS would
   * refuse to delete a bucket that is not empty, and so block the deletion of the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Tags of the bucket; `{}` for none.
   *
   * @default - `app: gitlab-runner`
   */
  readonly tags?: Tags;
}

/** What is needed to know of an existing bucket. */
export interface OssBucketAttributes extends OssCacheOptions {
  /** Name of the bucket. */
  readonly bucketName: string;
  /**
   * Region of the bucket. One of another region than the stack's needs an `endpoint` too: the public one.
   *
   * @default - the region of the stack
   */
  readonly region?: string;
  /**
   * How the bucket is encrypted, for the permissions of the RAM user that is created for it.
   *
   * @default - by OSS itself or not at all, which needs no permission
   */
  readonly encryption?: OssEncryption;
}

/** A cache in a bucket of OSS, new or existing. */
export interface IOssCache extends ICache {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Prefix of the cache's objects. */
  readonly prefix: string;
  /**
   * Lets a RAM user or role of yours read and write the objects of this cache and list its bucket, nothing else: the
   * policy that the RAM user of {@link CacheCredentials.newRamUser} has.
   *
   * @param grantee the user or role
   * @param id id of the policy in the cache; by default made from the name of the user or role, and needed where only
   * the deployment knows that
   * @returns the policy, attached to the user or role
   */
  grantReadWrite(grantee: RamPrincipal, id?: string): RosResource;
}
