// What only a form needs: a template whose parameters decide what is created. Exports only.
import '../ros/manifest-schema';

export { createOnlyIf, not } from '../ros/conditions';
export type { ConditionExpression } from '../ros/conditions';
export { Rule } from '../ros/rule';
export type { RuleProps } from '../ros/rule';

export { cacheOnlyIf } from '../cache/optional-cache';
export { chooseCacheCredentials } from '../cache/cache-credentials';
export { chooseNetworkPlugin } from '../cluster/network-plugin';
export { chooseNodeBilling } from '../cluster/node-billing';
export { choosePlacement } from '../placement/choice';
export { chooseScaling } from '../runner/managers/scaling-choice';
export { NetworkChoice } from '../network/network-choice';
export { ClusterChoice } from '../cluster/cluster-choice';
export { ConditionalObject } from '../cluster/kubernetes-manifest';
export { DeployTimeChoice } from '../config/deploy-time-choice';

export { GitLabRunnerConsoleStack } from '../console/gitlab-runner-console-stack';
export type { GitLabRunnerConsoleStackProps } from '../console/gitlab-runner-console-stack';
