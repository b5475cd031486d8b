import type { Stack } from '@alicloud/ros-cdk-core';
import { Rule } from '../ros/rule';
import type { Form } from './form';
import type { FormFieldName } from './form-fields';
import { RULE_TEXTS } from './form-texts';

/**
 * What the fields demand of each other, which no pattern of a single field can say. The rules hold for the defaults,
 * since ROS may check them before anything is filled in; that an existing cluster is named is up to the field itself.
 */
export function declareRules(stack: Stack, form: Form): void {
  const is = (field: FormFieldName, value: unknown) => ({ 'Fn::Equals': [form.ref(field), value] });
  const not = (condition: object) => ({ 'Fn::Not': condition });
  const all = (...conditions: object[]) => ({ 'Fn::And': conditions });
  const filled = (field: FormFieldName) => all(not(is(field, null)), not(is(field, '')));
  const rule = (name: string, condition: object, assert: object, description: string) =>
    new Rule(stack, name, { condition, assert, description });

  const newCluster = not(is('CsOption', 'ExistCs'));
  const newAck = is('CsOption', 'NewAck');
  const existingVpc = is('VpcOption', 'ExistingVPC');

  rule('ZoneRule', newCluster, filled('ZoneId'), RULE_TEXTS.newClusterNeedsZone);
  rule(
    'VpcRule',
    all(newCluster, existingVpc),
    all(filled('VpcId'), filled('VSwitchId')),
    RULE_TEXTS.existingVpcNeedsIds,
  );
  rule('PasswordRule', newAck, filled('LoginPassword'), RULE_TEXTS.ackNeedsPassword);
  rule(
    'SubscriptionRule',
    all(newAck, is('PayType', 'PrePaid'), is('PayPeriodUnit', 'Year')),
    { 'Fn::Contains': [[1, 2, 3, 4, 5], form.ref('PayPeriod')] },
    RULE_TEXTS.subscriptionNeedsPeriod,
  );
  rule(
    'TerwayRule',
    all(newAck, is('NetworkPlugin', 'Terway'), existingVpc),
    filled('PodVSwitchId'),
    RULE_TEXTS.terwayNeedsPodVSwitch,
  );
  rule(
    'CacheCredentialsRule',
    all(is('CacheEnabled', true), is('CacheCredentials', 'Given')),
    all(filled('OssAccessKeyId'), filled('OssAccessKeySecret')),
    RULE_TEXTS.givenCredentialsNeedPair,
  );
  rule(
    'ManagersRule',
    is('ManagerAutoScaling', true),
    { 'Fn::Equals': [{ 'Fn::Max': [form.ref('MinReplicas'), form.ref('MaxReplicas')] }, form.ref('MaxReplicas')] },
    RULE_TEXTS.managersNeedOrder,
  );
  rule(
    'SessionServerRule',
    filled('SessionServerDomain'),
    all(is('ManagerAutoScaling', false), is('Replicas', 1)),
    RULE_TEXTS.sessionServerNeedsOneManager,
  );
}
