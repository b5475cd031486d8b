import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { known } from '../../ros/tokens';

const AT = 'config.runners.cache.s3';
const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Adds an address and a way of naming buckets by which no cache would be reached. */
export function checkConfigCache(
  { config, hasCache }: { readonly config?: RunnerConfig; readonly hasCache: boolean },
  errors: FaultList,
): void {
  const { serverAddress, pathStyle } = config?.runners?.cache?.s3 ?? {};
  const address: unknown = known(serverAddress);
  if (typeof address === 'string' && address !== '' && !HOST.test(address)) {
    errors.add(
      `${AT}.serverAddress`,
      `is ${shown(address)}; allowed is a host, with a port at most, as in "oss-cn-hangzhou-internal.aliyuncs.com". The runner puts https:// in front of it, or http:// with \`insecure\``,
    );
  }
  // The caches of this library are in OSS, unless another address takes the place of theirs.
  const isInOss = serverAddress === undefined ? hasCache : /\.aliyuncs\.com(:\d+)?$/.test(String(address));
  if (pathStyle === true && isInOss) {
    errors.add(
      `${AT}.pathStyle`,
      'is true, and OSS refuses requests with the bucket in the path (SecondLevelDomainForbidden); leave it out',
    );
  }
}
