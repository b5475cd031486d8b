import type { Stack } from '@alicloud/ros-cdk-core';
import { Rule } from '../ros/rule';
import type { Form } from './form';
import type { FormFieldName } from './form-fields';
import { RULE_TEXTS } from './form-texts';

/**
 * What the fields demand of each other, which no pattern of a single field can say. The rules hold for the defaults,
 * since ROS may check them before anything is filled in: a cluster that was never picked is left to the field itself.
 */
export function declareRules(stack: Stack, form: Form): void {
  const is = (field: FormFieldName, value: unknown) => ({ 'Fn::Equals': [form.ref(field), value] });
  const not = (condition: object) => ({ 'Fn::Not': condition });
  const all = (...conditions: object[]) => ({ 'Fn::And': conditions });
  const any = (...conditions: object[]) => ({ 'Fn::Or': conditions });
  // Fn::Select gives an empty text for a key that is not there.
  const notEntered = (key: string) => ({ 'Fn::Equals': [{ 'Fn::Select': [key, form.ref('ChartValues')] }, ''] });
  const managersNotEntered = all(notEntered('hpa'), notEntered('replicas'));
  const filled = (...fields: FormFieldName[]) =>
    all(...fields.flatMap((field) => [not(is(field, null)), not(is(field, ''))]));
  const rule = (name: string, condition: object | undefined, assert: object, description: string) =>
    new Rule(stack, name, { condition, assert, description });

  const newCluster = not(is('CsOption', 'ExistCs'));
  const newAck = is('CsOption', 'NewAck');
  const existingVpc = is('VpcOption', 'ExistingVPC');
  const newVpc = all(newCluster, is('VpcOption', 'NewVPC'));
  const serverless = any(is('CsOption', 'NewAcs'), is('JobCompute', 'Acs'), is('JobCompute', 'Eci'));
  const autoscaled = is('ManagerAutoScaling', true);
  const fixed = not(autoscaled);
  const cache = is('CacheEnabled', true);

  rule('ClusterRule', is('CsOption', 'ExistCs'), not(is('ClusterId', '')), RULE_TEXTS.existingClusterNeedsId);
  rule('ZoneRule', newCluster, filled('ZoneId'), RULE_TEXTS.newClusterNeedsZone);
  rule('VpcRule', all(newCluster, existingVpc), filled('VpcId', 'VSwitchId'), RULE_TEXTS.existingVpcNeedsIds);
  rule('NewVpcRule', newVpc, filled('VpcCidrBlock', 'VSwitchCidrBlock'), RULE_TEXTS.newVpcNeedsBlocks);
  rule('ServiceCidrRule', newCluster, filled('ServiceCidr'), RULE_TEXTS.newClusterNeedsServiceCidr);
  rule(
    'NodesRule',
    newAck,
    filled('WorkerInstanceType', 'WorkerCount', 'WorkerSystemDiskSize'),
    RULE_TEXTS.ackNeedsNodes,
  );
  rule('PasswordRule', newAck, filled('LoginPassword'), RULE_TEXTS.ackNeedsPassword);
  rule(
    'SubscriptionRule',
    all(newAck, is('PayType', 'PrePaid')),
    all(
      filled('PayPeriodUnit', 'PayPeriod'),
      any(is('PayPeriodUnit', 'Month'), { 'Fn::Contains': [[1, 2, 3, 4, 5], form.ref('PayPeriod')] }),
    ),
    RULE_TEXTS.subscriptionNeedsPeriod,
  );
  rule('FlannelRule', all(newAck, is('NetworkPlugin', 'Flannel')), filled('PodCidr'), RULE_TEXTS.flannelNeedsPodCidr);
  rule(
    'TerwayRule',
    all(newAck, is('NetworkPlugin', 'Terway'), existingVpc),
    filled('PodVSwitchId'),
    RULE_TEXTS.terwayNeedsPodVSwitch,
  );
  rule('StorageRule', serverless, filled('JobEphemeralStorage'), RULE_TEXTS.serverlessJobsNeedStorage);
  rule('CacheRule', cache, filled('CacheExpirationDays'), RULE_TEXTS.cacheNeedsDays);
  rule(
    'CacheCredentialsRule',
    all(cache, is('CacheCredentials', 'Given')),
    filled('OssAccessKeyId', 'OssAccessKeySecret'),
    RULE_TEXTS.givenCredentialsNeedPair,
  );
  rule('ConcurrentRule', undefined, filled('Concurrent'), RULE_TEXTS.managersNeedConcurrent);
  rule(
    'AutoscaledManagersRule',
    autoscaled,
    filled('MinReplicas', 'MaxReplicas', 'TargetCpuUtilization'),
    RULE_TEXTS.autoscalerNeedsNumbers,
  );
  rule('FixedManagersRule', fixed, filled('Replicas'), RULE_TEXTS.fixedManagersNeedNumber);
  rule(
    'ManagersRule',
    // Fn::Max fails without a number, of which the rule above tells.
    all(autoscaled, filled('MinReplicas', 'MaxReplicas')),
    { 'Fn::Equals': [{ 'Fn::Max': [form.ref('MinReplicas'), form.ref('MaxReplicas')] }, form.ref('MaxReplicas')] },
    RULE_TEXTS.managersNeedOrder,
  );
  rule('AutoscalerRule', autoscaled, managersNotEntered, RULE_TEXTS.oneAutoscaler);
  rule(
    'SessionServerRule',
    all(fixed, filled('SessionServerDomain', 'Replicas')),
    all(is('Replicas', 1), managersNotEntered),
    RULE_TEXTS.sessionServerNeedsOneManager,
  );
}
