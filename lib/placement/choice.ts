import type { RosCondition } from '@alicloud/ros-cdk-core';
import { DeployTimeChoice } from '../config/deploy-time-choice';
import type { Compute, PlacementFindings, PodMap, PodPlacement } from './pod-placement';

/** One of two computes, chosen when the stack is deployed: the first if the condition holds. */
export function choice(condition: RosCondition, whenTrue: Compute, whenFalse: Compute): Compute {
  return {
    name: `${whenTrue.name} or ${whenFalse.name}`,
    serverless: whenTrue.serverless && whenFalse.serverless,
    interruptible: whenTrue.interruptible || whenFalse.interruptible,
    place: (context) => {
      const [a, b] = [whenTrue.place(context), whenFalse.place(context)];
      return {
        labels: chooseMap(condition, a.labels, b.labels),
        annotations: chooseMap(condition, a.annotations, b.annotations),
        nodeSelector: chooseMap(condition, a.nodeSelector, b.nodeSelector),
      };
    },
    check: (context, findings, at) => {
      checkChoosable(whenTrue.place(context), findings, at);
      checkChoosable(whenFalse.place(context), findings, at);
      whenTrue.check(context, findings, at);
      whenFalse.check(context, findings, at);
    },
  };
}

function chooseMap(condition: RosCondition, a: PodMap | undefined, b: PodMap | undefined): PodMap | undefined {
  const [first, second] = [notEmpty(a), notEmpty(b)];
  return first === undefined && second === undefined ? undefined : new DeployTimeChoice(condition, first, second);
}

function notEmpty(map: PodMap | undefined): PodMap | undefined {
  return map instanceof DeployTimeChoice || Object.keys(map ?? {}).length > 0 ? map : undefined;
}

function checkChoosable(pods: PodPlacement, { errors }: PlacementFindings, at: string): void {
  for (const name of ['tolerations', 'affinity', 'objects'] as const) {
    if ((pods[name] as { length?: number } | undefined)?.length !== 0 && pods[name] !== undefined) {
      errors.add(
        at,
        `chooses between placements of which one needs ${name}, and the deployment cannot choose those; use placements without`,
      );
    }
  }
}
