import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isUnresolved, known } from '../ros/tokens';
import type { CacheOptions } from './cache';
import { cacheRules } from './cache-rules';

/** The prefix of the objects of a cache. */
export function prefixOf({ prefix = 'gitlab-runner' }: CacheOptions): string {
  return prefix;
}

/** Reports what is wrong with the options that caches in all stores have. */
export function checkCacheOptions({ prefix, shared }: CacheOptions, report: Report): void {
  if (isUnresolved(shared)) {
    report.add(
      cacheRules['cache-shared-deploy-time'],
      'shared',
      'is a deploy-time value, which cannot be written into config.toml as true or false; decide it when the template is made',
    );
  }
  const text = known(prefix);
  if (text !== undefined && !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(text)) {
    report.add(
      cacheRules['cache-prefix'],
      'prefix',
      `${shown(text)} is not a prefix; use letters, digits, ".", "_", "-", with single slashes between them`,
    );
  }
}
