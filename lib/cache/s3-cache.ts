import { Construct } from '@alicloud/ros-cdk-core';
import { checkArguments } from '../checks/check-arguments';
import { StackChecks } from '../checks/stack-checks';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import type { CacheConfig, ICache } from './cache';
import { CacheCredentials } from './cache-credentials';
import { prefixOf } from './cache-options';
import { checkS3Cache, DEFAULT_S3_REGION } from './check-s3-cache';
import type { BoundCredentials } from './credentials-source';
import type { S3CacheProps } from './s3-cache-props';

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
