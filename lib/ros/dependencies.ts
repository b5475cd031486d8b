import type { IConstruct } from '@alicloud/ros-cdk-core';
import { Construct, RosResource, Stack } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { Report } from '../diagnostics/report';
import { rosRules } from './ros-rules';

/**
 * Makes ROS create `resource` after the resources of other constructs. The `addDependsOn` and `node.addDependency` of
 * ros-cdk-core write nothing into the template; `addRosDependency` writes an id that nobody checks, hence this one door.
 */
export function dependOn(resource: RosResource, others: readonly IConstruct[]): void {
  for (const other of others.flatMap(resourcesOf)) {
    if (Stack.of(other) !== Stack.of(resource)) {
      throw new InvalidInputError(resource.node.path, [
        problemOf(
          rosRules['dependency-other-stack'],
          'dependencies',
          `${other.node.path} is in another stack, and ROS orders resources within one stack only; put both into one stack, or order the stacks by addDependency`,
        ),
      ]);
    }
    if (other !== resource) {
      resource.addRosDependency(other.logicalId);
    }
  }
}

/** Reports dependencies in which there is nothing to wait for. */
export function checkDependencies(dependencies: readonly IConstruct[] = [], report: Report): void {
  dependencies.forEach((one, index) => {
    const at = `dependencies[${index}]`;
    if (resourcesOf(one).length === 0) {
      report.add(
        rosRules['dependency-without-resource'],
        at,
        `${one.node.path} holds no resource, so nothing waits for it; give the construct that creates one, or leave it out`,
      );
    }
  });
}

/** A resource itself, or the resources below a construct, as with those of the official packages. */
function resourcesOf(construct: IConstruct): RosResource[] {
  return Construct.isConstruct(construct)
    ? construct.node.findAll().filter((one): one is RosResource => RosResource.isRosResource(one))
    : [];
}
