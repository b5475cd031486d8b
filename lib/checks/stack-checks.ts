import type { IConstruct } from '@alicloud/ros-cdk-core';
import { Construct, RosElement, RosParameter, RosResource, Stack } from '@alicloud/ros-cdk-core';
import { checkNoSecrets } from '../diagnostics/check-secrets';
import type { RuledProblem } from '../diagnostics/problem';
import { InvalidInputError, problemText } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { openProblems, showWarnings } from '../diagnostics/settle';
import { text, Wording } from '../diagnostics/text';
import { stackRules } from './stack-rules';
import { checkNoTokens } from './value-forms';

/**
 * Rules over a whole stack, run once for each stack that holds a construct of this library. They turn what
 * ros-cdk-core says late, without a path, or not at all, into errors at synth.
 */
export class StackChecks extends Construct {
  /** Makes sure that the stack of `scope` is checked. */
  static attachTo(scope: IConstruct): void {
    const stack = Stack.of(scope);
    if (stack.node.tryFindChild(CHILD_ID) === undefined) {
      new StackChecks(stack, CHILD_ID);
    }
  }

  /** Before core looks for references, at which it would fail for a token that does not exist. */
  protected override prepare(): void {
    checkTexts(Stack.of(this));
  }

  /** What is wrong with the stack as a whole. */
  problems(): readonly RuledProblem[] {
    const stack = Stack.of(this);
    const report = new Report();
    checkLogicalIds(stack, report);
    checkReferences(stack, report);
    checkSize(stack, report);
    return openProblems(report, this);
  }

  protected override validate(): string[] {
    showWarnings(this.node.root);
    return this.problems().map(problemText);
  }
}

/** Construct ids are part of paths in messages, so this one speaks. */
const CHILD_ID = 'GitLabRunnerChecks';

/**
 * Looks for secrets and for texts that look like tokens in the ids of constructs and in what goes into the template,
 * whatever they were given to.
 */
function checkTexts(stack: Stack): void {
  const problems = stack.node.findAll().flatMap((construct) => {
    const report = new Report();
    checkNoSecrets(construct.node.id, '', report);
    if (RosElement.isRosElement(construct) && Stack.of(construct) === stack) {
      const content = contentOf(construct);
      checkNoSecrets(content, '', report);
      checkNoTokens(content, '', report);
    }
    const { path } = construct.node;
    return openProblems(report, construct).map((one) => ({ ...one, at: one.at === '' ? path : `${path}: ${one.at}` }));
  });
  if (problems.length > 0) {
    throw new InvalidInputError(stack.node.path, problems);
  }
}

/** The properties of a resource, before core fills in deploy-time values; of others what goes into the template. */
function contentOf(element: RosElement): unknown {
  const { rosProperties } = element as unknown as { readonly rosProperties?: object };
  return element instanceof RosResource ? rosProperties : Object.values(element._toRosTemplate());
}

/**
 * Parameters and resources share one name space in ROS, while core checks each section alone and names no path.
 * Outputs and conditions may be called like a resource.
 */
function checkLogicalIds(stack: Stack, report: Report): void {
  const paths = new Map<string, string>();
  for (const element of elementsOf(stack)) {
    const key = `${nameSpaceOf(element)} ${element.node.id}`;
    const earlier = paths.get(key);
    if (earlier === undefined) {
      paths.set(key, element.node.path);
    } else {
      report.add(
        stackRules['logical-id-taken'],
        '',
        `the logical id "${element.node.id}" is taken twice, by ${earlier} and by ${element.node.path}; give one of the constructs another id`,
      );
    }
  }
}

function nameSpaceOf(element: RosElement): string {
  return element instanceof RosResource || element instanceof RosParameter ? 'name' : element.constructor.name;
}

/** core exports what another stack refers to and writes Fn::ImportValue there, a function that ROS does not have. */
function checkReferences(stack: Stack, report: Report): void {
  // The stack that is referred to may hold no construct of this library, and then nobody else looks at it.
  for (const producer of [stack, ...stack.dependencies]) {
    if (producer.node.tryFindChild('Exports') !== undefined) {
      report.add(
        stackRules['cross-stack-reference'],
        '',
        `a resource or parameter of the stack ${producer.node.path} is used in another stack, and ROS has no Fn::ImportValue; pass ids in as parameters, or use Network.fromAttributes, Cluster.fromClusterId and Fn.getStackOutput`,
      );
    }
  }
}

/** The limit of ROS. core knows it too, and then throws at the user as if it were broken. */
const MAX_RESOURCES = 300;

function checkSize(stack: Stack, report: Report): void {
  const count = elementsOf(stack).filter((element) => element instanceof RosResource).length;
  if (count > MAX_RESOURCES) {
    report.add(
      stackRules['stack-too-large'],
      '',
      text`the stack ${stack.node.path} has ${count} resources, and ROS takes at most ${MAX_RESOURCES}; ${DIVIDE}`,
    );
  }
}

const DIVIDE = new Wording(
  'divide its runners among several stacks, which can share a cluster by Cluster.fromClusterId',
  'divide the runners among several files with a stackName of their own, which can share a cluster by cluster.existing',
);

function elementsOf(stack: Stack): RosElement[] {
  return stack.node
    .findAll()
    .filter(
      (construct): construct is RosElement => RosElement.isRosElement(construct) && Stack.of(construct) === stack,
    );
}
