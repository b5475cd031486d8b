import { isHost, withoutOssBucket } from '../cache/endpoint';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import { knownValue, placeOf } from '../model/reading';
import { Table } from '../model/tree';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

const CACHE = 'runners.cache';
const OF_OSS = /\.aliyuncs\.com(:\d+)?$/;
const STORAGES = ['s3', 'gcs', 'azure'];

type Rules = Readonly<
  Record<
    | 'cache-server-address'
    | 'cache-path-style'
    | 'cache-section-missing'
    | 'cache-type-missing'
    | 'cache-https-only'
    | 'cache-path-denied'
    | 'cache-contradicted',
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
    'cache-https-only': {
      severity: 'error',
      title: 'Requests to a bucket that takes HTTPS only are to go over HTTP',
      reason: 'The policy of the bucket denies them: OSS answers every request of the cache with 403.',
      remedy: 'Leave `insecure` out.',
    },
    'cache-path-denied': {
      severity: 'error',
      title: 'The cache is at a path that its RAM user has no access to',
      reason: 'OSS answers every request of the cache with 403.',
      remedy: 'Use `cache.prefix`, which the policy of the RAM user follows.',
    },
    'cache-contradicted': {
      severity: 'warning',
      title: 'What config.toml says of the store is not what the cache says',
      reason: 'Bucket, address and credentials of a cache belong together; with others jobs may reach none.',
      remedy: 'Say it in `cache`, and nothing of it in `config`.',
    },
  },
  (rules, model: RunnerModel, report) => {
    checkAddress(rules, model, report);
    checkPathStyle(rules, model, report);
    checkType(rules, model, report);
    checkSections(rules, model, report);
    checkHttps(rules, model, report);
    checkPath(rules, model, report);
    checkContradictions(rules, model, report);
  },
);

function checkAddress({ 'cache-server-address': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.s3.serverAddress`)) {
    if (typeof value !== 'string' || !isOverride(origin)) {
      continue;
    }
    const endpoint = withoutOssBucket(value);
    if (endpoint !== undefined) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        `${shown(value)} begins with the name of a bucket, which runners put before the address themselves; write ${shown(endpoint)}`,
      );
    } else if (!isHost(value)) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        `is ${shown(value)}; allowed is a host, with a port at most, as in "oss-cn-hangzhou-internal.aliyuncs.com". The runner puts https:// in front of it, or http:// with \`insecure\``,
      );
    }
  }
}

function checkPathStyle({ 'cache-path-style': rule }: Rules, { settings }: RunnerModel, report: Report): void {
  const addresses = settings.candidates(`${CACHE}.s3.serverAddress`);
  const isInOss = addresses.some(({ node }) => 'value' in node && OF_OSS.test(String(node.value)));
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

function checkHttps({ 'cache-https-only': rule }: Rules, model: RunnerModel, report: Report): void {
  const { settings, cacheIsHttpsOnly } = model;
  const isOfLibrary = settings.candidates(`${CACHE}.s3.bucketName`).some(({ node }) => !isOverride(node.origin));
  for (const { value, origin, isCertain } of settings.possible(`${CACHE}.s3.insecure`)) {
    if (value === true && cacheIsHttpsOnly && isOfLibrary) {
      report.add(
        rule,
        placeOf(origin, isCertain),
        'is true, and the policy of the bucket denies requests over HTTP; leave it out',
      );
    }
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

const OF_THE_STORE = [
  'serverAddress',
  'bucketName',
  'bucketLocation',
  'authenticationType',
  'pathStyle',
  'insecure',
] as const;

/** What only the deployment knows may be the same, but for the name of a new bucket, which nobody can foretell. */
function checkContradictions(rules: Rules, { settings }: RunnerModel, report: Report): void {
  for (const key of OF_THE_STORE) {
    for (const { node, isCertain } of settings.candidates(`${CACHE}.s3.${key}`)) {
      const [given, own] = [knownValue(node), node.under && knownValue(node.under)];
      const isOther = given !== undefined && (own === undefined ? key === 'bucketName' : own !== given);
      const place = placeOf(node.origin, isCertain);
      const isSaid = report.problems.some(({ at }) => at === place.at);
      if (isOverride(node.origin) && node.under !== undefined && isOther && !isSaid) {
        report.add(
          rules['cache-contradicted'],
          place,
          `is ${shown(given)}, in place of ${own === undefined ? 'the bucket' : shown(own)} of \`cache\`; say it in \`cache\`, whose bucket, address and credentials belong together`,
        );
      }
    }
  }
}

function isBelow(path: string, prefix: string): boolean {
  return `${path.replace(/^\/+|\/+$/g, '')}/`.startsWith(`${prefix}/`);
}
