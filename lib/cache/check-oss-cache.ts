import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isUnresolved, known } from '../ros/tokens';
import { bucketNameFault } from './bucket-name';
import type { OssBucketAttributes, OssCacheOptions } from './oss-cache';

/** Adds what is wrong with the options of a new or an existing bucket. */
export function checkOssOptions(bucketName: string | undefined, options: OssCacheOptions, faults: FaultList): void {
  const nameFault = bucketName === undefined ? undefined : bucketNameFault(bucketName);
  if (nameFault !== undefined) {
    faults.add('bucketName', nameFault);
  }
  options.credentials?.check(faults, 'credentials');
  if (isUnresolved(options.shared)) {
    faults.add(
      'shared',
      'is a deploy-time value, which cannot be written into config.toml as true or false; decide it when the template is made',
    );
  }
  const prefix = known(options.prefix);
  if (prefix !== undefined && !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(prefix)) {
    faults.add(
      'prefix',
      `${shown(prefix)} is not a prefix; use letters, digits, ".", "_", "-", with single slashes between them`,
    );
  }
  const endpoint = known(options.endpoint);
  if (endpoint !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(endpoint)) {
    faults.add(
      'endpoint',
      `${shown(endpoint)} is not an endpoint; write the host alone, such as oss-cn-hangzhou-internal.aliyuncs.com`,
    );
  }
}

/** The default endpoint is the internal one, which answers in its own region only. */
export function warnOfOtherRegion(cache: Construct, { region, endpoint }: OssBucketAttributes): void {
  const ofBucket = known(region);
  const ofStack = known(Stack.of(cache).region);
  if (ofBucket === undefined || ofBucket === ofStack || endpoint !== undefined) {
    return;
  }
  const way = `set endpoint to the public one, oss-${ofBucket}.aliyuncs.com`;
  cache.node.addWarning(
    ofStack === undefined
      ? `region: ${shown(ofBucket)} must be the region of the stack, since the internal endpoint cannot be reached from another; if it is not, ${way}`
      : `region: is ${shown(ofBucket)}, and the stack is in ${shown(ofStack)}, from where the internal endpoint cannot be reached; ${way}`,
  );
}
