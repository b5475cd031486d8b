import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import { placeOf } from '../model/reading';
import { Table } from '../model/tree';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const CACHE = 'runners.cache';
const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;
const OF_OSS = /\.aliyuncs\.com(:\d+)?$/;
/** OSS has endpoints for S3 clients too, which begin with `s3.`. */
const BUCKET_OF_OSS = /^(?!s3\.)[^.]+\.(oss-[a-z0-9-]+\.aliyuncs\.com(:\d+)?)$/;
const STORAGES = ['s3', 'gcs', 'azure'];

type Rules = Readonly<
  Record<
    'cache-server-address' | 'cache-path-style' | 'cache-section-missing' | 'cache-type-missing' | 'cache-path-denied',
    Rule
  >
>;

/** What the user lays over the cache, and by which no cache would be reached. */
export const cacheSettings = ruleSet(
  'The cache in config.toml',
  {
    'cache-server-address': {
      severity: 'error',
      title: 'The address of the cache in config.toml is not a host, or that of a bucket',
      reason: 'The runner puts https:// and the bucket in front of it: no cache is reached.',
      remedy: 'Write the host alone, without the bucket, and with a port at most.',
    },
    'cache-path-style': {
      severity: 'error',
      title: 'The bucket of OSS is to stand in the path of requests',
      reason: 'OSS refuses such requests (SecondLevelDomainForbidden): no cache is reached.',
      remedy: 'Leave `pathStyle` out.',
    },
    'cache-section-missing': {
      severity: 'error',
      title: 'The type of the cache is one whose section is missing',
      reason: 'Jobs have no cache, and only the log of the managers says so.',
      remedy: 'Write the type of the section that is there, or the section of the storage too.',
    },
    'cache-type-missing': {
      severity: 'error',
      title: 'A section of the cache has no type beside it',
      reason: 'Jobs have no cache, and nothing says so.',
      remedy: 'Write the type too.',
    },
    'cache-path-denied': {
      severity: 'error',
      title: 'The cache is at a path that its RAM user has no access to',
      reason: 'OSS answers every request of the cache with 403.',
      remedy: 'Use `cache.prefix`, which the policy of the RAM user follows.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkAddress(rules, model, report);
    checkPathStyle(rules, model, report);
    checkType(rules, model, report);
    checkSections(rules, model, report);
    checkPath(rules, model, report);
  },
);

function checkAddress({ 'cache-server-address': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.s3.serverAddress`)) {
    if (typeof value !== 'string' || !isOverride(origin)) {
      continue;
    }
    const [, endpoint] = BUCKET_OF_OSS.exec(value) ?? [];
    if (endpoint !== undefined) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        `${shown(value)} begins with the name of a bucket, which runners put before the address themselves; write ${shown(endpoint)}`,
      );
    } else if (!HOST.test(value)) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        `is ${shown(value)}; allowed is a host, with a port at most, as in "oss-cn-hangzhou-internal.aliyuncs.com". The runner puts https:// in front of it, or http:// with \`insecure\``,
      );
    }
  }
}

/** The caches of this library are in OSS, unless another address takes the place of theirs. */
function checkPathStyle({ 'cache-path-style': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  const addresses = settings.candidates(`${CACHE}.s3.serverAddress`);
  const isInOss = addresses.some(
    ({ node }) => !isOverride(node.origin) || ('value' in node && OF_OSS.test(String(node.value))),
  );
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.s3.pathStyle`)) {
    if (value === true && isInOss) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        'is true, and OSS refuses requests with the bucket in the path (SecondLevelDomainForbidden); leave it out',
      );
    }
  }
}

/** Types such as `s3v2` have the section of their storage. */
function checkType({ 'cache-section-missing': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.type`)) {
    const storage = typeof value === 'string' ? value.replace(/v2$/, '') : '';
    if (STORAGES.includes(storage) && !settings.has(`${CACHE}.${storage}`)) {
      const there = STORAGES.find((one) => settings.has(`${CACHE}.${one}`));
      report.add(
        rule,
        placeOf(origin, isCertain),
        `is ${shown(value)}, and the section [runners.cache.${storage}] is missing: jobs would have no cache; ${there === undefined ? '' : `write ${shown(there)}, whose section is there, or `}write that section too`,
      );
    }
  }
}

/** Where the library has a cache, it says the type. */
function checkSections({ 'cache-type-missing': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  const storage = STORAGES.find((one) => settings.hasContent(`${CACHE}.${one}`));
  const { node, isCertain } = settings.find(`${CACHE}.${storage}`) ?? {};
  if (node instanceof Table && !settings.has(`${CACHE}.type`)) {
    report.add(
      rule,
      placeOf(node.origin, isCertain),
      `has no type beside it, without which jobs have no cache; write the type ${shown(storage)} in [runners.cache]`,
    );
  }
}

function checkPath({ 'cache-path-denied': rule }: Rules, model: RunnerModel, report: Report): void {
  const { settings, grantedCachePath: granted } = model;
  const isOfLibrary = settings.candidates(`${CACHE}.s3.bucketName`).some(({ node }) => !isOverride(node.origin));
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.path`)) {
    if (
      granted !== undefined &&
      isOfLibrary &&
      typeof value === 'string' &&
      isOverride(origin) &&
      !isBelow(value, granted)
    ) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        `is ${shown(value)}, and the RAM user of the cache has access below ${shown(granted)} only: OSS would answer every request with 403; use \`cache.prefix\` (the prefix of the cache), which its policy follows`,
      );
    }
  }
}

function isBelow(path: string, prefix: string): boolean {
  return `${path.replace(/^\/+|\/+$/g, '')}/`.startsWith(`${prefix}/`);
}
