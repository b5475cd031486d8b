import type { RosTemplate, TemplateRule } from '../../template/ros-template';
import type { Data } from '../../template/intrinsics';
import { isMap } from '../../template/intrinsics';
import type { Scope } from './resolve';
import { isTrue } from './resolve';

/** The assertions that do not hold, as `RuleName: what it says`. */
export function failedRules(template: RosTemplate, scope: Scope): string[] {
  return Object.entries(template.Rules ?? {}).flatMap(([name, rule]) => {
    const applies = rule.RuleCondition === undefined || isTrue(rule.RuleCondition, scope);
    const failed = applies ? assertionsOf(rule).filter((assertion) => !isTrue(assertion.Assert, scope)) : [];
    return failed.map((assertion) => `${name}: ${describe(assertion.AssertDescription)}`);
  });
}

/** ROS documents a list; the CDK's RosRule writes the one assertion without it. */
function assertionsOf(rule: TemplateRule): Data[] {
  const assertions: unknown[] = Array.isArray(rule.Assertions) ? rule.Assertions : [rule.Assertions];
  return assertions.filter(isMap);
}

function describe(description: unknown): string {
  const text = isMap(description) ? description.en : description;
  return typeof text === 'string' ? text : 'the assertion does not hold';
}
