import type { Construct } from '@alicloud/ros-cdk-core';
import { RosElement } from '@alicloud/ros-cdk-core';
import { scopedId } from './scoped-id';

/** When a rule applies, what must hold then, and what is said when it does not. */
export interface RuleProps {
  /**
   * When the rule applies, as ROS writes it.
   *
   * @default - always
   */
  readonly condition?: object;
  /** What must hold then, as ROS writes it. */
  readonly assert: object;
  /** What ROS answers when it does not. */
  readonly description: string;
}

/**
 * A rule on the parameters of a stack, which ROS checks before it creates anything. ROS documents a list of assertions,
 * and the RosRule of core writes a map.
 *
 * @see https://www.alibabacloud.com/help/en/ros/user-guide/rules
 */
export class Rule extends RosElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: RuleProps,
  ) {
    super(scope, scopedId(scope, id));
  }

  /** The rule as core writes it into the template. */
  override _toRosTemplate(): object {
    const { condition, assert, description } = this.props;
    return {
      Rules: {
        [this.node.id]: {
          ...(condition && { RuleCondition: condition }),
          Assertions: [{ Assert: assert, AssertDescription: description }],
        },
      },
    };
  }
}
