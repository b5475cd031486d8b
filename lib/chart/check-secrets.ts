import type { FaultList } from '../diagnostics/report';
import { holdsSecret } from '../diagnostics/secrets';
import { isPlainObject, type IsUnresolved, type JsonObject } from './value-key';

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
    return value.flatMap((item: unknown, index) => secretsInItem(item, at, index, isUnresolved));
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([name, item]) => secretsIn(item, at === '' ? name : `${at}.${name}`, isUnresolved))
    : [];
}

function secretsInItem(item: unknown, list: string, index: number, isUnresolved: IsUnresolved): Secret[] {
  const at = `${list}[${index}]`;
  if (!isPlainObject(item)) {
    return secretsIn(item, at, isUnresolved);
  }
  if (list === 'envVars') {
    return secretsIn({ [String(item.name)]: item.value }, at, isUnresolved);
  }
  return list === 'extraObjects' && item.kind === 'Secret'
    ? contentsOfSecret(item, at, isUnresolved)
    : secretsIn(item, at, isUnresolved);
}

/** Base64 hides nothing. What Helm fills in, or the deployment, is not in the template. */
function contentsOfSecret(secret: JsonObject, at: string, isUnresolved: IsUnresolved): Secret[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries((secret[field] ?? {}) as JsonObject)
      .filter(([, text]) => typeof text === 'string' && text !== '' && !text.includes('{{') && !isUnresolved(text))
      .map(([name]) => ({
        at: `${at}.${field}.${name}`,
        instead: 'a Secret that exists, or KubernetesManifest with a NoEcho parameter',
      })),
  );
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
