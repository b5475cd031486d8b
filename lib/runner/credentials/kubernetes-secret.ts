import { Fn, Token } from '@alicloud/ros-cdk-core';
import type { KubernetesObject } from '../../cluster/kubernetes-manifest';
import { isUnresolved } from '../../ros/tokens';

/** A Secret with texts by their keys. Deploy-time texts are encoded at deploy time. */
export function secretObject(
  name: string,
  texts: Readonly<Record<string, string>>,
  type: 'Opaque' | 'kubernetes.io/dockerconfigjson' = 'Opaque',
): KubernetesObject {
  const data = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, base64(text)]));
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, type, data };
}

/**
 * Base64 keeps a value with quotes or line breaks from breaking the YAML that it is put into at deploy time. Whether
 * ROS ends or wraps its own with line breaks is not documented, so any are taken out.
 */
export function base64(text: string): string {
  return isUnresolved(text)
    ? Token.asString(Fn.replace({ '\n': '' }, Token.asString(Fn.base64Encode(text))))
    : Buffer.from(text).toString('base64');
}
