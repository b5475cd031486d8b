import { checkArguments } from '../checks/check-arguments';
import type { RosResource } from '@alicloud/ros-cdk-core';
import { Construct, RemovalPolicy, RosPseudo, Stack } from '@alicloud/ros-cdk-core';
import { shown } from '../diagnostics/shown';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { oss } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import type { Tags } from '../ros/tags';
import { asString } from '../ros/tokens';
import type { CacheConfig, CacheContext } from './cache';
import { CacheCredentials } from './cache-credentials';
import { cacheRules } from './cache-rules';
import { checkNewBucket, checkOssOptions, checkRegion } from './check-oss-cache';
import type { BoundCredentials, CacheUser } from './credentials-source';
import type { IOssCache, OssBucketAttributes, OssCacheOptions, OssCacheProps } from './oss-cache-props';
import { prefixOf } from './cache-options';
import { OssEncryption } from './oss-encryption';
import type { BucketArea } from './ram-access';
import { accessPolicy } from './ram-access';
import type { RamPrincipal } from './ram-principal';
import { uniqueName } from './unique-name';

/**
 * An OSS bucket for the caches of CI jobs: private, encrypted, never public, emptied by expiry.
 *
 * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runnerscaches3-section
 */
export class OssCache extends Construct implements IOssCache {
  /** Uses an existing bucket. By default a RAM user is created for it; see {@link OssCacheOptions.credentials}. */
  static fromBucketName(scope: Construct, id: string, bucketName: string, options: OssCacheOptions = {}): IOssCache {
    checkArguments('OssCache.fromBucketName', { scope, id, bucketName, options });
    return OssCache.fromBucketAttributes(scope, id, { ...options, bucketName });
  }

  /** Uses an existing bucket, possibly of another region. */
  static fromBucketAttributes(scope: Construct, id: string, attributes: OssBucketAttributes): IOssCache {
    checkArguments('OssCache.fromBucketAttributes', { scope, id, attributes });
    return new ImportedOssCache(scope, id, attributes);
  }

  /** Name of the bucket. */
  readonly bucketName: string;
  /** Prefix of the cache's objects. */
  readonly prefix: string;
  /** The L1 of the bucket, for properties that this construct does not offer. */
  readonly resource: RosResource;
  private readonly access: OssAccess;

  constructor(scope: Construct, id: string, props: OssCacheProps = {}) {
    checkArguments('OssCache', { scope, id });
    super(scope, id);
    checkArguments('OssCache', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkNewBucket(props, report);
    settle(report, this);

    const encryption = props.encryption ?? OssEncryption.ossManaged();
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const bucketName = props.bucketName ?? uniqueName(this);
    const bucket = new (oss().RosBucket)(
      this,
      scopedId(this, 'Bucket'),
      {
        bucketName,
        accessControl: 'private',
        storageClass: 'Standard',
        blockPublicAccess: true,
        policy: httpsOnly(bucketName),
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
        tags: bucketTags(props.tags),
      },
      true,
    );
    bucket.applyRemovalPolicy(removalPolicy);
    this.resource = bucket;
    this.bucketName = asString(bucket.attrName);
    this.prefix = prefixOf(props);
    this.access = new OssAccess(this, props, { encryption });
  }

  bind(scope: Construct, context: CacheContext): CacheConfig {
    const config = this.access.bind(scope, context);
    return { ...config, httpsOnly: true, dependencies: [this.resource, ...config.dependencies] };
  }

  grantReadWrite(grantee: RamPrincipal, id?: string): RosResource {
    return this.access.grant(grantee, id);
  }
}

/** Says whose bucket it is where the user does not: buckets are kept when the stack is deleted. */
const DEFAULT_TAGS: Tags = { app: 'gitlab-runner' };

function bucketTags(tags: Tags = DEFAULT_TAGS): Record<string, string> | undefined {
  return Object.keys(tags).length === 0 ? undefined : { ...tags };
}

/** Who has keys cannot use them in clear text either. */
function httpsOnly(bucketName: string): Record<string, unknown> {
  const bucket = `acs:oss:*:*:${bucketName}`;
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Deny',
        Principal: ['*'],
        Action: ['oss:*'],
        Resource: [bucket, `${bucket}/*`],
        Condition: { Bool: { 'acs:SecureTransport': ['false'] } },
      },
    ],
  };
}

class ImportedOssCache extends Construct implements IOssCache {
  readonly bucketName: string;
  readonly prefix: string;
  private readonly access: OssAccess;

  constructor(scope: Construct, id: string, attributes: OssBucketAttributes) {
    super(scope, id);
    StackChecks.attachTo(this);
    const report = new Report();
    checkOssOptions(attributes.bucketName, attributes, report);
    checkRegion(attributes, Stack.of(this).region, report);
    settle(report, this);
    this.bucketName = attributes.bucketName;
    this.prefix = prefixOf(attributes);
    this.access = new OssAccess(this, attributes, attributes);
  }

  bind(scope: Construct, context: CacheContext): CacheConfig {
    return this.access.bind(scope, context);
  }

  grantReadWrite(grantee: RamPrincipal, id?: string): RosResource {
    return this.access.grant(grantee, id);
  }
}

/** Whether the library itself says what they may do. */
function isLimited({ createsRamUser, _source }: CacheCredentials): boolean {
  return createsRamUser || _source.isPerRunner === true;
}

/** How runners and others get at a bucket. The credentials are created once, however many runners use the cache. */
class OssAccess {
  private readonly area: BucketArea;
  private credentials?: BoundCredentials;

  constructor(
    private readonly cache: IOssCache & Construct,
    private readonly options: OssCacheOptions,
    private readonly bucket: { readonly region?: string; readonly encryption?: OssEncryption },
  ) {
    const { bucketName, prefix } = cache;
    this.area = { bucketName, prefix, encryption: bucket.encryption };
  }

  bind(runner: Construct, { namespace, cluster: { clusterId } }: CacheContext): CacheConfig {
    const { options, area } = this;
    const region = this.bucket.region ?? RosPseudo.region;
    const credentials = options.credentials ?? CacheCredentials.newRamUser();
    const user = { runner: runner as CacheUser['runner'], namespace, clusterId };
    const bind = () => credentials._source.bind(this.cache, area, user);
    const bound = credentials._source.isPerRunner === true ? bind() : (this.credentials ??= bind());
    return {
      serverAddress: options.endpoint ?? `oss-${region}-internal.aliyuncs.com`,
      bucketName: area.bucketName,
      bucketLocation: region,
      path: area.prefix,
      shared: options.shared ?? true,
      // OSS refuses path-style requests.
      pathStyle: false,
      ...(isLimited(credentials) && { grantedPath: area.prefix }),
      credentials: bound.config,
      dependencies: bound.dependencies,
    };
  }

  grant(grantee: RamPrincipal, id = grantee._grantId): RosResource {
    const report = new Report();
    grantee._check(report, 'grantee');
    if (id === undefined) {
      report.add(
        cacheRules['cache-grant-id'],
        'id',
        'is missing, and the name of the user or role is only known at deploy time; give an id, such as "Grant"',
      );
    } else if (this.cache.node.tryFindChild(scopedId(this.cache, id)) !== undefined) {
      report.add(
        cacheRules['cache-grant-id'],
        'id',
        `is ${shown(id)}, which another grant or resource of this cache has; give another`,
      );
    }
    report.throwIfAny(`${this.cache.node.path}, grantReadWrite(...)`);
    return accessPolicy(this.cache, id!, uniqueName(this.cache, id), this.area, grantee._attachment);
  }
}
