import type { RosCondition, Stack } from '@alicloud/ros-cdk-core';
import type { ConditionExpression } from '../ros/conditions';
import { and, declareCondition, equals, not, or } from '../ros/conditions';
import type { Form } from './form';
import type { FormFieldName } from './form-fields';

/** What the form decides, as conditions of the template. */
export interface FormConditions {
  readonly existingCluster: RosCondition;
  readonly newAck: RosCondition;
  readonly newAcs: RosCondition;
  readonly newCluster: RosCondition;
  /** A VPC is created, for a new cluster. */
  readonly newVpc: RosCondition;
  readonly terway: RosCondition;
  readonly subscription: RosCondition;
  readonly jobsOnEci: RosCondition;
  readonly eciSpot: RosCondition;
  readonly jobsOnAcs: RosCondition;
  readonly jobsServerless: RosCondition;
  /** ack-virtual-node is installed in the new ACK cluster. */
  readonly virtualNodeInNewAck: RosCondition;
  /** ack-virtual-node is installed in the existing cluster. */
  readonly virtualNodeInExisting: RosCondition;
  readonly autoScaling: RosCondition;
  readonly cache: RosCondition;
  readonly cacheCredentialsGiven: RosCondition;
  readonly sessionServer: RosCondition;
}

export function declareConditions(stack: Stack, form: Form): FormConditions {
  const is = (field: FormFieldName, value: unknown) => equals(form.ref(field), value);
  const declare = (name: string, expression: ConditionExpression) => declareCondition(stack, name, expression);

  const existingCluster = declare('UseExistingCluster', is('CsOption', 'ExistCs'));
  const newAck = declare('CreateAck', is('CsOption', 'NewAck'));
  const newAcs = declare('CreateAcs', is('CsOption', 'NewAcs'));
  const newCluster = declare('CreateCluster', not(existingCluster));
  const jobsOnEci = declare('JobsOnEci', and(not(newAcs), is('JobCompute', 'Eci')));
  const jobsOnAcs = declare('JobsOnAcs', or(newAcs, is('JobCompute', 'Acs')));
  const jobsServerless = declare('JobsServerless', or(jobsOnEci, jobsOnAcs));
  const autoScaling = declare('ScaleManagers', is('ManagerAutoScaling', true));
  return {
    existingCluster,
    newAck,
    newAcs,
    newCluster,
    newVpc: declare('CreateVpc', and(newCluster, is('VpcOption', 'NewVPC'))),
    terway: declare('UseTerway', is('NetworkPlugin', 'Terway')),
    subscription: declare('UseSubscription', is('PayType', 'PrePaid')),
    jobsOnEci,
    eciSpot: declare('UseEciSpot', is('EciSpot', true)),
    jobsOnAcs,
    jobsServerless,
    virtualNodeInNewAck: declare('VirtualNodeInNewAck', and(newAck, jobsServerless)),
    virtualNodeInExisting: declare('VirtualNodeInExisting', and(existingCluster, is('VirtualNode', true))),
    autoScaling,
    cache: declare('CreateCache', is('CacheEnabled', true)),
    cacheCredentialsGiven: declare('CacheCredentialsGiven', is('CacheCredentials', 'Given')),
    sessionServer: declare(
      'UseSessionServer',
      and(not(autoScaling), not(is('SessionServerDomain', null)), not(is('SessionServerDomain', ''))),
    ),
  };
}
