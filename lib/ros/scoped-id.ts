import { Stack } from '@alicloud/ros-cdk-core';
import type { IConstruct } from '@alicloud/ros-cdk-core';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { shown } from '../diagnostics/shown';
import { rosRules } from './ros-rules';

/**
 * The logical id for an element called `id` inside `scope`, or for `scope` itself: the names on the path below the
 * stack, in PascalCase and without separators, so that `Small/Runner` + `Release` becomes `SmallRunnerRelease`.
 *
 * ros-cdk-core takes the construct id itself as logical id, so equal ids in two scopes collide. Every resource,
 * parameter, condition and output of this library gets its id from here. Logical ids are part of the public contract:
 * a new id replaces the resource in stacks that are already deployed.
 */
export function scopedId(scope: IConstruct, id?: string): string {
  return pathBelowStack(scope, id)
    .map((text) => pascalCase(text, scope))
    .join('');
}

/** The scoped id as lower-case words, for names in Kubernetes and OSS: `small-runner-release`. */
export function scopedName(scope: IConstruct, id?: string): string {
  return pathBelowStack(scope, id).map(kebabCase).filter(Boolean).join('-');
}

function pathBelowStack(scope: IConstruct, id?: string): string[] {
  const stack = Stack.of(scope);
  const path = scope.node.scopes.slice(stack.node.scopes.length).map((construct) => construct.node.id);
  return id === undefined ? path : [...path, id];
}

function pascalCase(text: string, scope: IConstruct): string {
  const name = words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  if (name === '') {
    throw new InvalidInputError(scope.node.path, [
      problemOf(
        rosRules['construct-id-latin'],
        'id',
        `${shown(text)} has no Latin letter or digit, and names in ROS consist of these; give the construct an id such as "Runner"`,
      ),
    ]);
  }
  return name;
}

function kebabCase(text: string): string {
  return words(text)
    .join('-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function words(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter(Boolean);
}
