import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { RRSA_TOKEN_VOLUME } from '../runner/credentials/role-credentials';
import { isFlagOn } from '../runner/feature-flags';
import { ruleSet } from './rule-set';

const LEGACY_ADAPTER = 'FF_USE_LEGACY_S3_CACHE_ADAPTER';
const AT = 'cache.credentials';

/** A cache without any AccessKey, by the role of the managers. */
export const cacheRole = ruleSet(
  'A cache without AccessKeys',
  {
    'cache-role-unproven': {
      severity: 'warning',
      title: 'The managers take a role for the cache, which is not proven to work with OSS',
      reason:
        'Keys of a role come with a token, which a signed URL carries in a parameter of its own. OSS does not document it, and no account has shown it: every request of the cache may end with 403.',
      remedy: 'Try it with one job that keeps a cache, and acknowledge this when it works; else use an AccessKey pair.',
    },
    'cache-role-cluster': {
      severity: 'error',
      title: 'The managers are to take a role in a cluster without RRSA',
      reason: 'RAM trusts no token of such a cluster: STS gives no keys, and jobs have no cache.',
      remedy: 'Set `rrsa` of the cluster.',
    },
    'cache-role-legacy-adapter': {
      severity: 'error',
      title: 'The managers are to take a role, and use the S3 client that cannot',
      reason: 'The legacy adapter asks the metadata service of the node for keys: it finds none, or those of the node.',
      remedy: `Leave the feature flag ${LEGACY_ADAPTER} out.`,
    },
    'cache-role-mount': {
      severity: 'error',
      title: 'The managers are to take a role, and do not mount the token for it',
      reason: 'Lists of chart values replace those of the library. Without the token STS gives no keys.',
      remedy: `Add the volume ${RRSA_TOKEN_VOLUME} and its mount to your lists; \`explain\` shows them.`,
    },
  },
  (rules, { cacheRole: role, cluster, settings, values, deployTimeChartValues }: RunnerModel, report) => {
    if (role === undefined) {
      return;
    }
    report.add(rules['cache-role-unproven'], AT, 'take a role, and it is not proven that OSS takes its keys');
    if (cluster.rrsa !== true) {
      const isKnown = cluster.rrsa === false;
      report.add(
        rules['cache-role-cluster'],
        { at: AT, ...(!isKnown && { isPossible: true }) },
        `need RRSA, which the cluster ${isKnown ? 'does not have' : 'is not known to have'}; set its \`rrsa\` to true`,
      );
    }
    if (isFlagOn(settings, LEGACY_ADAPTER)) {
      const origin =
        settings.origin(['runners', 'featureFlags', LEGACY_ADAPTER]) ?? settings.origin('runners.environment');
      report.add(
        rules['cache-role-legacy-adapter'],
        origin ? placeOf(origin) : AT,
        'turns the S3 client back to one that takes no role; leave it out',
      );
    }
    const mounts = values.items('volumeMounts').map((mount) => mount.known('name'));
    if (deployTimeChartValues === undefined && !mounts.includes(undefined) && !mounts.includes(RRSA_TOKEN_VOLUME)) {
      const origin = values.origin('volumeMounts');
      report.add(
        rules['cache-role-mount'],
        origin ? placeOf(origin) : AT,
        `lacks ${RRSA_TOKEN_VOLUME}, by which the managers take their role; add it, and its volume`,
      );
    }
  },
);
