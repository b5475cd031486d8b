import { Construct } from '@alicloud/ros-cdk-core';
import { checkArguments } from '../checks/check-arguments';
import { StackChecks } from '../checks/stack-checks';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import type { CacheConfig, CacheOptions, ICache } from './cache';
import { CacheCredentials } from './cache-credentials';
import { prefixOf } from './cache-options';
import { checkS3Cache, DEFAULT_S3_REGION } from './check-s3-cache';
import type { BoundCredentials } from './credentials-source';

/** A bucket in an S3-compatible store. */
export interface S3CacheProps extends CacheOptions {
  /**
   * Host of the store as reached from the cluster, without scheme, with a port where it is not the usual one:
   * `minio.example.com:9000`, `s3.eu-west-1.amazonaws.com`. Anything but a host is refused.
   */
  readonly endpoint: string;
  /** Name of the bucket, which must exist. */
  readonly bucketName: string;
  /**
   * Region that requests are signed for. It must be that of an endpoint of Amazon S3; other stores have their own
   * names for it, such as `garage` and `auto`.
   *
   * @default 'us-east-1' - the name that MinIO, Ceph and others take
   */
  readonly region?: string;
  /**
   * Whether the bucket stands in the path of requests, `https://<endpoint>/<bucket>`, instead of the host,
   * `https://<bucket>.<endpoint>`.
   *
   * @default - the runner decides: in the host for Amazon S3, Google Cloud Storage and OSS, in the path for others
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runnerscaches3-section
   */
  readonly pathStyle?: boolean;
  /**
   * Requests over HTTP instead of HTTPS. WARNING: who is on the way reads and replaces caches, so only for a store in
   * the cluster or its network.
   *
   * @default false
   */
  readonly insecure?: boolean;
  /**
   * Where the access key comes from. A RAM user cannot be created for a store that is not in OSS.
   *
   * @default CacheCredentials.fromParameters()
   */
  readonly credentials?: CacheCredentials;
}

/**
 * A bucket for the caches of CI jobs in any S3-compatible store: MinIO, Ceph, Amazon S3. The bucket and its expiry are
 * yours. For OSS use {@link OssCache}.
 *
 * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#the-runnerscaches3-section
 */
export class S3Cache extends Construct implements ICache {
  private readonly props: S3CacheProps;
  private credentials?: BoundCredentials;

  constructor(scope: Construct, id: string, props: S3CacheProps) {
    checkArguments('S3Cache', { scope, id });
    super(scope, id);
    checkArguments('S3Cache', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkS3Cache(props, report);
    settle(report, this);
    this.props = props;
  }

  bind(): CacheConfig {
    const { endpoint, bucketName, region, pathStyle, insecure, shared, credentials } = this.props;
    this.credentials ??= (credentials ?? CacheCredentials.fromParameters())._source.bind(this);
    return {
      serverAddress: endpoint,
      bucketName,
      bucketLocation: region ?? DEFAULT_S3_REGION,
      path: prefixOf(this.props),
      shared: shared ?? true,
      pathStyle,
      insecure,
      credentials: this.credentials.config,
      dependencies: this.credentials.dependencies,
    };
  }
}
