import type { RosCondition } from '@alicloud/ros-cdk-core';
import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { DeployTimeChoice } from '../config/deploy-time-choice';
import { placementRules } from './placement-rules';
import type { Compute, PodMap, PodPlacement } from './pod-placement';

/** One of two computes, chosen when the stack is deployed: the first if the condition holds. */
export function choice(condition: RosCondition, whenTrue: Compute, whenFalse: Compute): Compute {
  return {
    name: [...new Set([whenTrue.name, whenFalse.name])].join(' or '),
    serverless: whenTrue.serverless && whenFalse.serverless,
    interruptible: whenTrue.interruptible || whenFalse.interruptible,
    parts: [whenTrue, whenFalse],
    capabilities: whenTrue.capabilities &&
      whenFalse.capabilities && [...new Set([...whenTrue.capabilities, ...whenFalse.capabilities])],
    place: (context) => {
      const [a, b] = [whenTrue.place(context), whenFalse.place(context)];
      return {
        labels: chooseMap(condition, a.labels, b.labels),
        annotations: chooseMap(condition, a.annotations, b.annotations),
        nodeSelector: chooseMap(condition, a.nodeSelector, b.nodeSelector),
      };
    },
    check: (context, report, at) => {
      const both = new Report();
      for (const compute of [whenTrue, whenFalse]) {
        checkChoosable(compute.place(context), both, at);
        compute.check(context, both, at);
      }
      report.addAll(distinct(both.problems));
    },
  };
}

/** What both computes have against them is said once. */
function distinct(problems: readonly RuledProblem[]): RuledProblem[] {
  const same = (a: RuledProblem, b: RuledProblem) => a.at === b.at && a.message === b.message;
  return problems.filter((problem, index) => problems.findIndex((other) => same(other, problem)) === index);
}

function chooseMap(condition: RosCondition, a: PodMap | undefined, b: PodMap | undefined): PodMap | undefined {
  const [first, second] = [notEmpty(a), notEmpty(b)];
  return first === undefined && second === undefined ? undefined : new DeployTimeChoice(condition, first, second);
}

function notEmpty(map: PodMap | undefined): PodMap | undefined {
  return map instanceof DeployTimeChoice || Object.keys(map ?? {}).length > 0 ? map : undefined;
}

function checkChoosable(pods: PodPlacement, report: Report, at: string): void {
  for (const name of ['tolerations', 'affinity', 'objects'] as const) {
    if ((pods[name] as { length?: number } | undefined)?.length !== 0 && pods[name] !== undefined) {
      report.add(
        placementRules['placement-choice-fields'],
        at,
        `chooses between placements of which one needs ${name}, and the deployment cannot choose those; use placements without`,
      );
    }
  }
}
