import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct, RemovalPolicy, RosPseudo } from '@alicloud/ros-cdk-core';
import { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkPropKinds } from '../checks/prop-kinds';
import { StackChecks } from '../checks/stack-checks';
import { oss } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import type { Tags } from '../ros/tags';
import { checkTags } from '../ros/tags';
import { asString, known } from '../ros/tokens';
import type { CacheBinding, ICache } from './cache';
import type { BoundCacheCredentials } from './cache-credentials';
import { CacheCredentials } from './cache-credentials';
import { checkOssOptions, warnOfOtherRegion } from './check-oss-cache';
import type { OssEncryption } from './oss-encryption';
import { OssEncryption as Encryption } from './oss-encryption';
import { uniqueName } from './unique-name';

/** What new and existing buckets have in common. */
export interface OssCacheOptions {
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
  /**
   * Where the AccessKey pair comes from.
   *
   * @default CacheCredentials.created()
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
   * Tags of the bucket.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** OSS takes shorter keys than other services. */
const TAG_LIMITS = { count: 20, key: 64, value: 128 };

/** What is needed to know of an existing bucket. */
export interface OssBucketAttributes extends OssCacheOptions {
  /** Name of the bucket. */
  readonly bucketName: string | IResolvable;
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

/**
 * An OSS bucket for the caches of CI jobs: private, encrypted, never public, emptied by expiry.
 *
 * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runnerscaches3-section
 */
export class OssCache extends Construct implements ICache {
  /** Uses an existing bucket. By default a RAM user is created for it; see {@link OssCacheOptions.credentials}. */
  static fromBucketName(
    scope: Construct,
    id: string,
    bucketName: string | IResolvable,
    options: OssCacheOptions = {},
  ): ICache {
    return OssCache.fromBucketAttributes(scope, id, { ...options, bucketName });
  }

  /** Uses an existing bucket, possibly of another region. */
  static fromBucketAttributes(scope: Construct, id: string, attributes: OssBucketAttributes): ICache {
    return new ImportedOssCache(scope, id, attributes);
  }

  /** Name of the bucket. */
  readonly bucketName: string;
  /** The L1 of the bucket, for properties that this construct does not offer. */
  readonly resource: RosResource;
  private readonly access: OssAccess;

  constructor(scope: Construct, id: string, props: OssCacheProps = {}) {
    super(scope, id);
    StackChecks.attachTo(this);
    checkPropKinds(props, [], this.node.path);
    const faults = new FaultList();
    const days = known(props.expirationDays);
    if (days !== undefined && !(Number.isInteger(days) && days >= 1)) {
      faults.add('expirationDays', `is ${shown(days)}; allowed is a whole number of days of at least 1`);
    }
    checkOssOptions(props.bucketName, props, faults);
    checkTags(props.tags, faults, 'tags', TAG_LIMITS);
    faults.throwIfAny(this.node.path);

    const encryption = props.encryption ?? Encryption.ossManaged();
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const bucket = new (oss().RosBucket)(
      this,
      scopedId(this, 'Bucket'),
      {
        bucketName: props.bucketName ?? uniqueName(this),
        accessControl: 'private',
        blockPublicAccess: true,
        serverSideEncryptionConfiguration: { sseAlgorithm: encryption.algorithm, kmsMasterKeyId: encryption.kmsKeyId },
        lifecycleConfiguration: {
          rule: [
            {
              id: 'expire-caches',
              prefix: '',
              status: 'Enabled',
              expiration: { days: props.expirationDays ?? 14 },
              abortMultipartUpload: { days: 1 },
            },
          ],
        },
        deletionForce: removalPolicy === RemovalPolicy.DESTROY,
        tags: props.tags && { ...props.tags },
      },
      true,
    );
    bucket.applyRemovalPolicy(removalPolicy);
    this.resource = bucket;
    this.bucketName = asString(bucket.attrName);
    this.access = new OssAccess(this, this.bucketName, props, { encryption });
  }

  bind(): CacheBinding {
    const config = this.access.bind();
    return { ...config, dependencies: [this.resource, ...config.dependencies] };
  }
}

class ImportedOssCache extends Construct implements ICache {
  private readonly access: OssAccess;

  constructor(scope: Construct, id: string, attributes: OssBucketAttributes) {
    super(scope, id);
    StackChecks.attachTo(this);
    checkPropKinds(attributes, ['bucketName'], this.node.path);
    const faults = new FaultList();
    const bucketName = asString(attributes.bucketName);
    checkOssOptions(bucketName, attributes, faults);
    faults.throwIfAny(this.node.path);
    warnOfOtherRegion(this, attributes);
    this.access = new OssAccess(this, bucketName, attributes, attributes);
  }

  bind(): CacheBinding {
    return this.access.bind();
  }
}

/** How runners get at a bucket. The credentials are created once, however many runners use the cache. */
class OssAccess {
  private credentials?: BoundCacheCredentials;

  constructor(
    private readonly scope: Construct,
    private readonly bucketName: string,
    private readonly options: OssCacheOptions,
    private readonly bucket: { readonly region?: string; readonly encryption?: OssEncryption },
  ) {}

  bind(): CacheBinding {
    const path = this.options.prefix ?? 'gitlab-runner';
    const region = this.bucket.region ?? RosPseudo.region;
    this.credentials ??= (this.options.credentials ?? CacheCredentials.created()).bind(this.scope, {
      bucketName: this.bucketName,
      path,
      encryption: this.bucket.encryption,
    });
    return {
      serverAddress: this.options.endpoint ?? `oss-${region}-internal.aliyuncs.com`,
      bucketName: this.bucketName,
      bucketLocation: region,
      path,
      shared: this.options.shared ?? true,
      credentials: this.credentials.binding,
      dependencies: this.credentials.dependencies,
    };
  }
}
