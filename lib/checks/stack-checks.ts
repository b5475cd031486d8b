import type { IConstruct } from '@alicloud/ros-cdk-core';
import { Construct, RosElement, RosParameter, RosResource, Stack } from '@alicloud/ros-cdk-core';
import { showWarnings } from '../diagnostics/settle';

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

  protected override validate(): string[] {
    const stack = Stack.of(this);
    showWarnings(stack.node.root);
    return [...duplicateLogicalIds(stack), ...crossStackReferences(stack)];
  }
}

/** Construct ids are part of paths in messages, so this one speaks. */
const CHILD_ID = 'GitLabRunnerChecks';

/**
 * Parameters and resources share one name space in ROS, while core checks each section alone and names no path.
 * Outputs and conditions may be called like a resource.
 */
function duplicateLogicalIds(stack: Stack): string[] {
  const paths = new Map<string, string>();
  const faults: string[] = [];
  for (const element of elementsOf(stack)) {
    const key = `${nameSpaceOf(element)} ${element.node.id}`;
    const earlier = paths.get(key);
    if (earlier === undefined) {
      paths.set(key, element.node.path);
    } else {
      faults.push(
        `the logical id "${element.node.id}" is taken twice, by ${earlier} and by ${element.node.path}; ` +
          'give one of the constructs another id',
      );
    }
  }
  return faults;
}

function nameSpaceOf(element: RosElement): string {
  return element instanceof RosResource || element instanceof RosParameter ? 'name' : element.constructor.name;
}

/** core exports what another stack refers to and writes Fn::ImportValue there, a function that ROS does not have. */
function crossStackReferences(stack: Stack): string[] {
  // The stack that is referred to may hold no construct of this library, and then nobody else looks at it.
  return [stack, ...stack.dependencies]
    .filter((producer) => producer.node.tryFindChild('Exports') !== undefined)
    .map(
      (producer) =>
        `a resource or parameter of the stack ${producer.node.path} is used in another stack, and ROS has no ` +
        'Fn::ImportValue; pass ids in as parameters, or use Network.fromAttributes, Cluster.fromClusterId and ' +
        'Fn.getStackOutput',
    );
}

function elementsOf(stack: Stack): RosElement[] {
  return stack.node
    .findAll()
    .filter(
      (construct): construct is RosElement => RosElement.isRosElement(construct) && Stack.of(construct) === stack,
    );
}
