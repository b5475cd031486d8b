import type { CacheOptions } from './cache';
import type { CacheCredentials } from './cache-credentials';

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
