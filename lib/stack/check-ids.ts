import type { Construct } from '@alicloud/ros-cdk-core';
import { FaultList, shown } from '../checks/faults';
import { tokenParameterId } from './build-config';
import type { RunnerSection } from './config';

/** Parts that are built after the runners. */
const LATER = ['Alerts', 'Dashboard'];

/**
 * A runner, and the parameter for its token, need ids of their own beside the other parts of the stack. For want of
 * one, core throws without saying what to mend.
 */
export function checkIds(stack: Construct, name: string, section: RunnerSection): void {
  const faults = new FaultList();
  const taken = (id: string) => LATER.includes(id) || stack.node.tryFindChild(id) !== undefined;
  if (taken(name)) {
    faults.add('', 'is the name of another part of the stack; choose another');
  }
  const parameter = tokenParameterId(name, section.token);
  if (parameter !== undefined && taken(parameter)) {
    faults.add(
      'token',
      `needs the parameter ${shown(parameter)}, and another part of the stack has that name; choose another`,
    );
  }
  faults.throwIfAny(stack.node.path);
}
