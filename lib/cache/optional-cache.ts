import type { RosCondition } from '@alicloud/ros-cdk-core';
import { chooseText } from '../ros/conditions';
import type { CacheCredentialsConfig, ICache } from './cache';

/**
 * A cache that is there only if a condition of the deployment holds. Give its resources the condition too, by
 * `createOnlyIf` after the runners: some are created for the first of them.
 */
export function cacheOnlyIf(condition: RosCondition, cache: ICache): ICache {
  return {
    bind: (scope, context) => {
      const config = cache.bind(scope, context);
      return config && { ...config, condition, credentials: onlyIf(condition, config.credentials) };
    },
    check: (context, report, at) => cache.check?.(context, report, at),
  };
}

/** Attributes of resources that are not created may only stand where the condition keeps ROS from reading them. */
function onlyIf(condition: RosCondition, credentials: CacheCredentialsConfig): CacheCredentialsConfig {
  if ('role' in credentials) {
    const { roleArn, oidcProviderArn } = credentials.role;
    return { role: { roleArn: chooseText(condition, roleArn, ''), oidcProviderArn } };
  }
  return 'secretName' in credentials
    ? credentials
    : {
        accessKeyId: chooseText(condition, credentials.accessKeyId, ''),
        accessKeySecret: chooseText(condition, credentials.accessKeySecret, ''),
      };
}
