import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { text, Wording } from '../diagnostics/text';
import { isUnresolved, known } from '../ros/tokens';
import { checkCacheOptions } from './cache-options';
import { cacheRules } from './cache-rules';
import { isHost } from './endpoint';
import type { S3CacheProps } from './s3-cache-props';

/** What MinIO, Ceph and others call the region that they do not have. */
export const DEFAULT_S3_REGION = 'us-east-1';

/** Reports what is wrong with the props of a cache in an S3-compatible store. */
export function checkS3Cache(props: S3CacheProps, report: Report): void {
  checkCacheOptions(props, report);
  checkBucketName(props, report);
  checkEndpoint(props, report);
  checkRegion(props, report);
  for (const name of ['pathStyle', 'insecure'] as const) {
    if (isUnresolved(props[name])) {
      report.add(
        cacheRules['cache-shared-deploy-time'],
        name,
        'is a deploy-time value, which cannot be written into config.toml as true or false; decide it when the template is made',
      );
    }
  }
  props.credentials?._source.check(report, 'credentials');
  if (props.credentials?.createsRamUser === true || props.credentials?._source.isPerRunner === true) {
    report.add(
      cacheRules['cache-s3-ram-user'],
      'credentials',
      text`create a RAM user or role, which other stores than OSS do not know; use ${new Wording('CacheCredentials.fromParameters(...) or fromExistingSecret(...)', '{ parameters: {} } or { existingSecret: ... }')}`,
    );
  }
}

/** Stores differ in what they take, and names in the path need not be names of hosts. */
function checkBucketName({ bucketName, pathStyle, insecure }: S3CacheProps, report: Report): void {
  const name = known(bucketName);
  if (name === undefined) {
    return;
  }
  if (!/^[A-Za-z0-9._-]{3,255}$/.test(name)) {
    report.add(
      cacheRules['cache-bucket-name'],
      'bucketName',
      `${shown(name)} is not the name of a bucket; write it alone, 3 to 255 letters, digits, ".", "_" and "-"`,
    );
  } else if (pathStyle === false && !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name)) {
    report.add(
      cacheRules['cache-bucket-name'],
      'bucketName',
      `${shown(name)} cannot stand in the host of requests, which is what pathStyle: false asks for; leave pathStyle out`,
    );
  } else if (pathStyle === false && insecure !== true && name.includes('.')) {
    report.add(
      cacheRules['cache-bucket-name'],
      'bucketName',
      `${shown(name)} has a dot, and no certificate of the store is for such a host, which pathStyle: false asks for; leave pathStyle out`,
    );
  }
}

/** Hosts of stores that have the name of the bucket in front. */
const BUCKET_IN_HOST = /^(s3|oss|cos|obs|tos)[.-]/;

function checkEndpoint({ endpoint, bucketName, insecure }: S3CacheProps, report: Report): void {
  const host = known(endpoint);
  if (host === undefined) {
    return;
  }
  const [, scheme, behind = ''] = /^(https?):\/\/(.*?)\/?$/i.exec(host) ?? [];
  const bucket = known(bucketName);
  if (host.includes('@')) {
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      'holds a login, which is not shown; write the host alone, and give the access key as credentials',
    );
  } else if (scheme !== undefined && isHost(behind)) {
    const isHttp = scheme.toLowerCase() === 'http';
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      `${shown(host)} has a scheme, which the runner puts in front itself; write ${shown(behind)}${isHttp ? ' and insecure: true' : ''}`,
    );
  } else if (!isHost(host)) {
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      `${shown(host)} is not the host of a store; write the host alone, with a port at most, such as "minio.example.com:9000"`,
    );
  } else if (
    bucket !== undefined &&
    host.startsWith(`${bucket}.`) &&
    BUCKET_IN_HOST.test(host.slice(bucket.length + 1))
  ) {
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      `${shown(host)} begins with the name of the bucket, which runners put there themselves; write ${shown(host.slice(bucket.length + 1))}`,
    );
  } else if (host.endsWith(':80') && insecure !== true) {
    report.add(
      cacheRules['cache-scheme'],
      'endpoint',
      `is ${shown(host)}, and the runner speaks HTTPS there, while port 80 is that of HTTP; leave the port out, or set insecure: true`,
    );
  } else if (host.endsWith(':443') && insecure === true) {
    report.add(
      cacheRules['cache-scheme'],
      'insecure',
      `is true, and port 443 of ${shown(host)} is that of HTTPS; leave insecure out`,
    );
  }
}

/** The region in an endpoint of Amazon S3, which for `s3.amazonaws.com` is the first one. */
const OF_AMAZON =
  /^s3(?:[.-]fips)?(?:[.-]dualstack)?(?:[.-]([a-z]+(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?(?::\d+)?$/;

function checkRegion({ region = DEFAULT_S3_REGION, endpoint }: S3CacheProps, report: Report): void {
  const name = known(region);
  if (name === undefined) {
    return;
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) {
    report.add(
      cacheRules['cache-region'],
      'region',
      `${shown(name)} is not a region; write its name, such as "eu-west-1", or leave it out where the store has none`,
    );
    return;
  }
  const [address, ofEndpoint = DEFAULT_S3_REGION] = OF_AMAZON.exec(known(endpoint) ?? '') ?? [];
  if (address !== undefined && ofEndpoint !== name) {
    report.add(
      cacheRules['cache-region'],
      'region',
      `is ${shown(name)}, and the endpoint is that of ${shown(ofEndpoint)}: Amazon S3 refuses what is signed for another region; set region to that of the bucket, and the endpoint to that of the region`,
    );
  }
}
