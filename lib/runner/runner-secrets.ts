import type { CacheCredentialsBinding } from '../cache/cache';
import type { KubernetesObject } from '../cluster/kubernetes-manifest';
import { secretObject } from './kubernetes-secret';
import type { RunnerTokenBinding } from './runner-token';

/** The Secrets of a runner: their names, and those that have to be created. */
export interface RunnerSecrets {
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string;
  readonly objects: readonly KubernetesObject[];
}

/** @param releaseName prefix of the Secrets that are created */
export function runnerSecrets(
  releaseName: string,
  token: RunnerTokenBinding,
  cache: CacheCredentialsBinding | undefined,
): RunnerSecrets {
  const objects: KubernetesObject[] = [];
  const create = (name: string, texts: Record<string, string>) => {
    objects.push(secretObject(name, texts));
    return name;
  };
  const tokenSecretName =
    'secretName' in token ? token.secretName : create(`${releaseName}-token`, tokenTexts(token.value, token.kind));
  const cacheSecretName =
    cache === undefined
      ? undefined
      : 'secretName' in cache
        ? cache.secretName
        : create(`${releaseName}-cache`, { accesskey: cache.accessKeyId, secretkey: cache.accessKeySecret });
  return { tokenSecretName, cacheSecretName, objects };
}

/** The chart mounts both keys, and the pod hangs without either. The manager registers with the one that is filled. */
function tokenTexts(token: string, kind: 'authentication' | 'registration' = 'authentication') {
  return kind === 'registration'
    ? { 'runner-registration-token': token, 'runner-token': '' }
    : { 'runner-registration-token': '', 'runner-token': token };
}
