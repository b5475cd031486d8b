import { resolveParameters } from './evaluate/parameters';
import { resolve } from './evaluate/resolve';
import { failedRules } from './evaluate/rules';
import { ParameterScope, ResourceScope } from './evaluate/scope';
import type { Data } from '../template/intrinsics';
import { asMap } from './evaluate/arguments';
import { Template } from './template';
import type { NamedResource, RosTemplate } from '../template/ros-template';
import { allResources, dependsOn } from '../template/ros-template';

/** One deployment to play through: what the user enters, and what the cloud answers. */
export interface Scenario {
  /**
   * Values of parameters by name, as the user gives them.
   *
   * @default - each parameter's own default
   */
  readonly parameters?: Record<string, unknown>;
  /**
   * The region, `ALIYUN::Region`.
   *
   * @default 'cn-hangzhou'
   */
  readonly region?: string;
  /**
   * The id of the stack, `ALIYUN::StackId`.
   *
   * @default '3b6d0c1e-5f2a-4c9d-8e7b-a1b2c3d4e5f6'
   */
  readonly stackId?: string;
  /**
   * The name of the stack, `ALIYUN::StackName`.
   *
   * @default 'test-stack'
   */
  readonly stackName?: string;
  /**
   * The account, `ALIYUN::AccountId`.
   *
   * @default '1234567890123456'
   */
  readonly accountId?: string;
  /**
   * What resources answer, by `LogicalId.Attribute`.
   *
   * @default - the stand-in text `LogicalId.Attribute`
   */
  readonly attributes?: Record<string, unknown>;
  /**
   * Whether `Fn::Base64Encode` ends its result with a newline. The documentation shows none; Alibaba Cloud's template
   * validator models one. What holds Base64 should work with both.
   *
   * @default false
   */
  readonly base64Newline?: boolean;
}

/** What ROS would deploy: no functions are left in it. */
export interface EvaluatedTemplate {
  /** The values of all parameters, in their declared types. */
  readonly parameters: Record<string, unknown>;
  /** Whether each condition holds. */
  readonly conditions: Record<string, boolean>;
  /** The resources that exist, with `DependsOn` reduced to those that exist too. None when a rule failed. */
  readonly resources: Record<string, NamedResource>;
  /** The values of the outputs whose condition holds. None when a rule failed. */
  readonly outputs: Record<string, unknown>;
  /** The assertions that do not hold, as `RuleName: description`. ROS then refuses the stack. */
  readonly ruleFailures: string[];
}

/**
 * Evaluates a template as ROS does when it creates a stack, without a cloud: parameters, conditions, rules, resources,
 * outputs. Throws where ROS would fail: on invalid parameters, on references to what does not exist in this scenario,
 * on misused or unknown functions. A reference to a resource gives the stand-in `LogicalId-id`.
 */
export function evaluate(given: RosTemplate | Template, scenario: Scenario = {}): EvaluatedTemplate {
  const template = given instanceof Template ? given.toJSON() : given;
  for (const section of ['Locals', 'Transform']) {
    if (section in template) {
      throw new Error(`the section ${section} is beyond this evaluator`);
    }
  }
  const parameters = resolveParameters(template.Parameters ?? {}, scenario.parameters ?? {});
  const early = new ParameterScope(template, parameters, pseudoParameters(scenario), scenario.base64Newline ?? false);
  const conditions = mapValues(template.Conditions ?? {}, (_value, name) =>
    at(`Conditions.${name}`, () => early.condition(name)),
  );
  const ruleFailures = at('Rules', () => failedRules(template, early));
  if (ruleFailures.length > 0) {
    return { parameters, conditions, resources: {}, outputs: {}, ruleFailures };
  }

  const scope = new ResourceScope(template, early, scenario.attributes ?? {});
  const existing = allResources(template).filter(({ id }) => at(`Resources.${id}`, () => scope.exists(id)));
  const resources = existing.map((resource) => [resource.id, evaluateResource(resource, scope)] as const);
  const shown = Object.entries(template.Outputs ?? {}).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  const outputs = shown.map(
    ([id, output]) => [id, at(`Outputs.${id}`, () => asMap(resolve({ value: output.Value }, scope)).value)] as const,
  );
  return {
    parameters,
    conditions,
    resources: Object.fromEntries(resources),
    outputs: Object.fromEntries(outputs.filter(([, value]) => value !== undefined)),
    ruleFailures,
  };
}

function evaluateResource(resource: NamedResource, scope: ResourceScope): NamedResource {
  if (resource.Count !== undefined) {
    throw new Error(`Resources.${resource.id}: Count is beyond this evaluator`);
  }
  const properties = Object.entries(resource.Properties).map(([name, value]) =>
    at(`Resources.${resource.id}.Properties.${name}`, () => asMap(resolve({ [name]: value }, scope))),
  );
  return {
    ...resource,
    Properties: Object.assign({}, ...properties) as Data,
    DependsOn: dependsOn(resource).filter((id) => scope.exists(id)),
  };
}

function pseudoParameters(scenario: Scenario): Data {
  const accountId = scenario.accountId ?? '1234567890123456';
  return {
    'ALIYUN::StackId': scenario.stackId ?? '3b6d0c1e-5f2a-4c9d-8e7b-a1b2c3d4e5f6',
    'ALIYUN::StackName': scenario.stackName ?? 'test-stack',
    'ALIYUN::Region': scenario.region ?? 'cn-hangzhou',
    'ALIYUN::AccountId': accountId,
    'ALIYUN::TenantId': accountId,
  };
}

function mapValues<T, R>(map: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

/** Puts the place in the template before an error's message. */
function at<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
  }
}
