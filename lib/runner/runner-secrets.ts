import { Fn, Token } from '@alicloud/ros-cdk-core';
import type { CacheCredentialsBinding } from '../cache/cache';
import type { KubernetesObject } from '../cluster/kubernetes-manifest';
import { isUnresolved } from '../ros/tokens';
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
  const create = (name: string, data: Record<string, string>) => {
    objects.push(secret(name, data));
    return name;
  };
  const tokenSecretName =
    'secretName' in token
      ? token.secretName
      : // The chart mounts both keys and the pod hangs without either.
        create(`${releaseName}-token`, { 'runner-registration-token': '', 'runner-token': token.value });
  const cacheSecretName =
    cache === undefined
      ? undefined
      : 'secretName' in cache
        ? cache.secretName
        : create(`${releaseName}-cache`, { accesskey: cache.accessKeyId, secretkey: cache.accessKeySecret });
  return { tokenSecretName, cacheSecretName, objects };
}

function secret(name: string, data: Record<string, string>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type: 'Opaque',
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
  };
}

/**
 * Base64 keeps a value with quotes or line breaks from breaking the YAML that it is put into at deploy time. Whether
 * ROS ends or wraps its own with line breaks is not documented, so any are taken out.
 */
function base64(value: string): string {
  return isUnresolved(value)
    ? Token.asString(Fn.replace({ '\n': '' }, Token.asString(Fn.base64Encode(value))))
    : Buffer.from(value).toString('base64');
}
