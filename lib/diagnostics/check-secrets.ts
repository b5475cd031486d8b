import type { Place, Report } from './report';
import { secretRules } from './secret-rules';
import type { SecretKind } from './secrets';
import { findSecrets, isRandom, secretAsName } from './secrets';
import type { Text } from './text';
import { text, Wording } from './text';

/** What is in clear text, and what to do instead. */
const KINDS: Readonly<Record<SecretKind, { readonly what: string; readonly instead: Text }>> = {
  token: {
    what: 'a secret',
    instead: 'keep secrets in a Kubernetes Secret, or in masked CI/CD variables of GitLab',
  },
  'access-key': {
    what: 'a secret',
    instead: 'keep AccessKeys in a Kubernetes Secret, or in masked CI/CD variables of GitLab',
  },
  'private-key': {
    what: 'a private key',
    instead: 'keep private keys in a Kubernetes Secret, or in CI/CD variables of GitLab of the type File',
  },
  'registry-login': {
    what: 'the login to a registry',
    instead:
      'use `registryCredentials`, which asks for it when the stack is deployed, or the CI/CD variable DOCKER_AUTH_CONFIG of GitLab',
  },
  'url-password': {
    what: 'a URL with a password',
    instead:
      'write the URL without it, or keep the whole URL in a Kubernetes Secret (for managers, the chart value `extraEnvFrom`) or in a masked CI/CD variable of GitLab',
  },
  'proxy-password': {
    what: 'the address of a proxy with a password',
    instead:
      'keep the address in a Kubernetes Secret, and name the Secret in `httpProxy.existingSecret` of the runner, or give `httpProxy` the value of a NoEcho parameter',
  },
  'manager-variable': {
    what: 'a secret of the manager',
    instead: 'use the chart value `extraEnvFrom` with a Kubernetes Secret',
  },
  'config-key': {
    what: 'a secret of config.toml',
    instead:
      'use the chart values `runners.secret` for the token and `runners.cache.secretName` for the cache, which name Kubernetes Secrets',
  },
  'secret-manifest': {
    what: 'the content of a Secret',
    instead: text`name a Secret that exists${new Wording(', or use KubernetesManifest with a NoEcho parameter', '')}`,
  },
};

/**
 * Adds the secrets that stand in clear text in a value or below, and tells whether there are any; `at` is the path of the
 * value, empty for the whole. What has a problem already is left alone.
 */
export function checkNoSecrets(value: unknown, at: string, report: Report): boolean {
  const taken = new Set(report.problems.filter(({ severity }) => severity === 'error').map((one) => one.at));
  const secrets = findSecrets(value);
  for (const { at: below, kind, line } of secrets) {
    const place = at === '' || below === '' || below.startsWith('[') ? `${at}${below}` : `${at}.${below}`;
    if (!taken.has(place)) {
      const { what, instead } = KINDS[kind];
      report.add(
        secretRules['secret-in-clear'],
        line === undefined ? place : { at: place, line },
        text`holds ${what} in clear text, which would stand in the template for all to read. Take it out and revoke it; ${instead}`,
      );
    }
  }
  return secrets.length > 0;
}

/**
 * Adds a secret that is given in place of the name of what holds it, and tells whether there was one. It is not shown.
 *
 * @param what what is named, for instance `a Secret`
 * @param isWrong whether the name is none for other reasons: then it may be a secret of a form that nobody knows
 */
export function checkSecretAsName(
  name: string,
  { what, isWrong = false }: { readonly what: string; readonly isWrong?: boolean },
  report: Report,
  place: string | Place,
): boolean {
  const secret = secretAsName(name);
  if (secret === undefined && !(isWrong && isRandom(name))) {
    return false;
  }
  const given =
    secret === undefined
      ? `is not the name of ${what}, and not shown, since it may be a secret`
      : `looks like ${secret}`;
  const way = secret === undefined ? '' : '. Take the secret out, and revoke it';
  report.add(secretRules['secret-as-name'], place, `${given}; here stands the NAME of ${what}${way}`);
  return true;
}
