import type { RosCondition } from '@alicloud/ros-cdk-core';
import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { DeployTimeChoice } from '../config/deploy-time-choice';
import { placementRules } from './placement-rules';
import { checkPlacement } from './check-placement';
import type { IPlacement, PlacementConfig, PodMap, PodPlacement } from './pod-placement';

/**
 * One of two placements, chosen when the stack is deployed: the first if the condition holds. Placements with
 * tolerations, affinity or objects of their own cannot be chosen between.
 */
export function choosePlacement(condition: RosCondition, whenTrue: IPlacement, whenFalse: IPlacement): IPlacement {
  return {
    bind(scope, context) {
      const sides = [whenTrue, whenFalse].map((placement) => ({ placement, config: placement.bind(scope, context) }));
      const [a, b] = sides.map(({ config }) => config) as [PlacementConfig, PlacementConfig];
      const [first, second] = [a.compute, b.compute];
      return {
        compute: {
          name: [...new Set([first.name, second.name])].join(' or '),
          serverless: first.serverless && second.serverless,
          interruptible: first.interruptible || second.interruptible,
          parts: [first, second],
          capabilities: first.capabilities &&
            second.capabilities && [...new Set([...first.capabilities, ...second.capabilities])],
        },
        pods: {
          labels: chooseMap(condition, a.pods.labels, b.pods.labels),
          annotations: chooseMap(condition, a.pods.annotations, b.pods.annotations),
          nodeSelector: chooseMap(condition, a.pods.nodeSelector, b.pods.nodeSelector),
        },
        check: (report, at) => {
          const both = new Report();
          for (const { placement, config } of sides) {
            checkChoosable(config.pods, both, at);
            checkPlacement(placement, config, context, both, at);
          }
          report.addAll(distinct(both.problems));
        },
      };
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
