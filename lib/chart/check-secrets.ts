import type { FaultList } from '../checks/faults';
import { holdsSecret } from '../checks/secrets';
import { isPlainObject, type JsonObject } from './value-key';
import type { IsUnresolved } from './values-view';

/** Environment variables from which the runner takes secrets. */
const SECRET_VARIABLES = [
  'CI_SERVER_TOKEN',
  'REGISTRATION_TOKEN',
  'CACHE_S3_ACCESS_KEY',
  'CACHE_S3_SECRET_KEY',
  'CACHE_S3_SESSION_TOKEN',
  'CACHE_GCS_PRIVATE_KEY',
  'CACHE_AZURE_ACCOUNT_KEY',
];

/** Keys of config.toml that hold secrets, with a value that is not empty. */
const SECRET_TOML = /^\s*((bearer_)?token|AccessKey|SecretKey|SessionToken|PrivateKey|AccountKey)\s*=\s*(["'])(?!\3)/im;

/** Secrets in clear text, which would stand in the template for all to read. They are never shown. */
export function checkSecrets(values: JsonObject, isUnresolved: IsUnresolved, errors: FaultList): void {
  for (const { at, instead } of secretsIn(values, '', isUnresolved)) {
    // A key that is refused as a whole needs no second word about its text.
    if (!errors.faults.some((fault) => fault.at === at)) {
      errors.add(
        at,
        `holds a secret in clear text, which would stand in the template and in the release; use ${instead}`,
      );
    }
  }
}

interface Secret {
  readonly at: string;
  readonly instead: string;
}

function secretsIn(value: unknown, at: string, isUnresolved: IsUnresolved): Secret[] {
  if (isUnresolved(value)) {
    return [];
  }
  if (typeof value === 'string') {
    return secretText(value, at);
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      at === 'envVars' && isPlainObject(item)
        ? secretsIn({ [String(item.name)]: item.value }, `${at}[${index}]`, isUnresolved)
        : secretsIn(item, `${at}[${index}]`, isUnresolved),
    );
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([name, item]) => secretsIn(item, at === '' ? name : `${at}.${name}`, isUnresolved))
    : [];
}

function secretText(text: string, at: string): Secret[] {
  const isVariable = /^(extraEnv|envVars\[\d+\])\.(.+)$/.exec(at)?.[2];
  if (isVariable !== undefined && SECRET_VARIABLES.includes(isVariable) && text !== '') {
    return [{ at, instead: '`extraEnvFrom` with a Secret' }];
  }
  if (at.startsWith('runners.config') && SECRET_TOML.test(text)) {
    return [{ at, instead: '`runners.secret` for the token and `runners.cache.secretName` for the cache' }];
  }
  return holdsSecret(text) ? [{ at, instead: 'a Kubernetes Secret' }] : [];
}
