import type { RosCondition } from '@alicloud/ros-cdk-core';
import { chooseList, chooseText } from '../ros/conditions';
import type { INetwork } from './network-props';

/**
 * One of two networks, chosen when the stack is deployed. Where only one has a NAT gateway, give `snatEntry` of the
 * cluster as a deploy-time value too.
 */
export class NetworkChoice implements INetwork {
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly zoneIds?: string[];

  /** @param condition the first network is used if it holds, the second if not */
  constructor(condition: RosCondition, whenTrue: INetwork, whenFalse: INetwork) {
    this.vpcId = chooseText(condition, whenTrue.vpcId, whenFalse.vpcId);
    this.vSwitchIds = chooseList(condition, whenTrue.vSwitchIds, whenFalse.vSwitchIds);
    this.zoneIds = whenTrue.zoneIds && whenFalse.zoneIds && chooseList(condition, whenTrue.zoneIds, whenFalse.zoneIds);
  }
}
