import { checkArguments } from '../checks/check-arguments';
import type { IResolvable, RosResource } from '@alicloud/ros-cdk-core';
import { Construct, RemovalPolicy, RosPseudo, Stack } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { oss } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { asString } from '../ros/tokens';
import type { CacheBinding, ICache } from './cache';
import type { BoundCacheCredentials } from './cache-credentials';
import { CacheCredentials } from './cache-credentials';
import { checkNewBucket, checkOssOptions, checkRegion } from './check-oss-cache';
import type { OssBucketAttributes, OssCacheOptions, OssCacheProps } from './oss-cache-props';
import { OssEncryption } from './oss-encryption';
import { uniqueName } from './unique-name';

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
    checkArguments('OssCache.fromBucketName', { scope, bucketName, options });
    return OssCache.fromBucketAttributes(scope, id, { ...options, bucketName });
  }

  /** Uses an existing bucket, possibly of another region. */
  static fromBucketAttributes(scope: Construct, id: string, attributes: OssBucketAttributes): ICache {
    checkArguments('OssCache.fromBucketAttributes', { scope, attributes });
    return new ImportedOssCache(scope, id, attributes);
  }

  /** Name of the bucket. */
  readonly bucketName: string;
  /** The L1 of the bucket, for properties that this construct does not offer. */
  readonly resource: RosResource;
  private readonly access: OssAccess;

  constructor(scope: Construct, id: string, props: OssCacheProps = {}) {
    super(scope, id);
    checkArguments('OssCache', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkNewBucket(props, report);
    settle(report, this);

    const encryption = props.encryption ?? OssEncryption.ossManaged();
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
    const bucketName = asString(attributes.bucketName);
    const report = new Report();
    checkOssOptions(bucketName, attributes, report);
    checkRegion(attributes, Stack.of(this).region, report);
    settle(report, this);
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
    const credentials = this.options.credentials ?? CacheCredentials.created();
    this.credentials ??= credentials.bind(this.scope, {
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
      ...(credentials.createsAccount && { grantedPath: path }),
      credentials: this.credentials.binding,
      dependencies: this.credentials.dependencies,
    };
  }
}
