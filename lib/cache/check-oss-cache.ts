import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkNoRosFunctions } from '../checks/value-forms';
import { checkTags } from '../ros/tags';
import { known } from '../ros/tokens';
import { bucketNameFault } from './bucket-name';
import { checkCacheOptions } from './cache-options';
import { cacheRules } from './cache-rules';
import { withoutOssBucket } from './endpoint';
import type { OssBucketAttributes, OssCacheOptions, OssCacheProps } from './oss-cache-props';

/** OSS takes shorter keys than other services. */
const TAG_LIMITS = { count: 20, key: 64, value: 128 };

/** Reports what is wrong with the props of a new bucket. */
export function checkNewBucket(props: OssCacheProps, report: Report): void {
  const days = known(props.expirationDays);
  if (days !== undefined && !(Number.isInteger(days) && days >= 1)) {
    report.add(
      cacheRules['cache-expiration'],
      'expirationDays',
      `is ${shown(days)}; allowed is a whole number of days of at least 1`,
    );
  }
  checkOssOptions(props.bucketName, props, report);
  checkTags(props.tags, report, 'tags', TAG_LIMITS);
  // Unlike those of other resources, they are written as the map that they are.
  checkNoRosFunctions(props.tags, 'tags', report);
}

/** Reports what is wrong with the options of a new or an existing bucket. */
export function checkOssOptions(bucketName: string | undefined, options: OssCacheOptions, report: Report): void {
  const nameFault = bucketName === undefined ? undefined : bucketNameFault(bucketName);
  if (nameFault !== undefined) {
    report.add(cacheRules['cache-bucket-name'], 'bucketName', nameFault);
  }
  options.credentials?._source.check(report, 'credentials');
  checkCacheOptions(options, report);
  checkEndpoint(known(options.endpoint), report);
}

function checkEndpoint(endpoint: string | undefined, report: Report): void {
  if (endpoint === undefined) {
    return;
  }
  const behindBucket = withoutOssBucket(endpoint);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(endpoint)) {
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      `${shown(endpoint)} is not an endpoint; write the host alone, such as oss-cn-hangzhou-internal.aliyuncs.com`,
    );
  } else if (behindBucket !== undefined) {
    report.add(
      cacheRules['cache-endpoint'],
      'endpoint',
      `${shown(endpoint)} begins with the name of a bucket, which runners put before the endpoint themselves; write ${shown(behindBucket)}`,
    );
  }
}

/** Reports a bucket that the default endpoint does not reach: it is the internal one, which answers in its own region only. */
export function checkRegion({ region, endpoint }: OssBucketAttributes, stackRegion: string, report: Report): void {
  const [ofBucket, ofStack] = [known(region), known(stackRegion)];
  if (ofBucket === undefined || ofBucket === ofStack || endpoint !== undefined) {
    return;
  }
  const way = `set endpoint to the public one, oss-${ofBucket}.aliyuncs.com`;
  report.add(
    cacheRules['cache-other-region'],
    'region',
    ofStack === undefined
      ? `${shown(ofBucket)} must be the region of the stack, since the internal endpoint cannot be reached from another; if it is not, ${way}`
      : `is ${shown(ofBucket)}, and the stack is in ${shown(ofStack)}, from where the internal endpoint cannot be reached; ${way}`,
  );
}
