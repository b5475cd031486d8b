import type { RosCondition } from '@alicloud/ros-cdk-core';
import type { CacheCredentialsConfig } from '../../cache/cache';
import type { ManifestObject } from '../../cluster/kubernetes-manifest';
import { ConditionalObject } from '../../cluster/kubernetes-manifest';
import { secretObject } from './kubernetes-secret';
import type { RunnerTokenConfig } from './runner-token';
import { RunnerTokenKind } from './runner-token';

/** The Secrets of a runner: their names, and those that have to be created. */
export interface RunnerSecrets {
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string;
  readonly objects: readonly ManifestObject[];
}

/**
 * @param releaseName prefix of the Secrets that are created
 * @param cacheCondition the cache, and its Secret with it, is there only if this holds
 */
export function runnerSecrets(
  releaseName: string,
  token: RunnerTokenConfig,
  cache: CacheCredentialsConfig | undefined,
  cacheCondition?: RosCondition,
): RunnerSecrets {
  const objects: ManifestObject[] = [];
  const create = (name: string, texts: Record<string, string>, condition?: RosCondition) => {
    const secret = secretObject(name, texts);
    objects.push(condition === undefined ? secret : new ConditionalObject(condition, secret));
    return name;
  };
  const tokenSecretName =
    'secretName' in token ? token.secretName : create(`${releaseName}-token`, tokenTexts(token.value, token.kind));
  const cacheSecretName =
    cache === undefined || 'role' in cache
      ? undefined
      : 'secretName' in cache
        ? cache.secretName
        : create(
            `${releaseName}-cache`,
            { accesskey: cache.accessKeyId, secretkey: cache.accessKeySecret },
            cacheCondition,
          );
  return { tokenSecretName, cacheSecretName, objects };
}

/** The chart mounts both keys, and the pod hangs without either. The manager registers with the one that is filled. */
function tokenTexts(token: string, kind = RunnerTokenKind.AUTHENTICATION) {
  return kind === RunnerTokenKind.REGISTRATION
    ? { 'runner-registration-token': token, 'runner-token': '' }
    : { 'runner-registration-token': '', 'runner-token': token };
}
