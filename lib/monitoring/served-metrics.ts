import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import type { JsonObject } from '../chart/value-key';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { text, Wording } from '../diagnostics/text';
import { option } from '../model/origin';
import { Settings } from '../model/reading';
import { treeFrom } from '../model/tree';
import { monitoringRules } from './monitoring-rules';

/** What a `GitLabRunner` tells of its release. */
interface ReleasedRunner {
  readonly managerName: string;
  readonly chartValues: JsonObject;
}

/**
 * Warns where no runner of the stack serves metrics; to be called when all are there.
 *
 * @param so what comes of it
 * @param watched the one runner that counts, if it is one
 */
export function warnWithoutMetrics(construct: Construct, so: string, watched?: object): void {
  const candidates = watched === undefined ? Stack.of(construct).node.findAll() : [watched];
  const runners = candidates.filter(isReleasedRunner);
  if (runners.length > 0 && runners.every(servesNoMetrics)) {
    const who = watched === undefined ? 'no runner of the stack serves' : 'the runner serves no';
    const report = new Report();
    const none = new Wording('Metrics.none()', 'none: true');
    report.add(monitoringRules['metrics-not-served'], '', text`${who} metrics, so ${so}; leave ${none} out`);
    settle(report, construct);
  }
}

function isReleasedRunner(candidate: object): candidate is ReleasedRunner {
  return 'managerName' in candidate && 'chartValues' in candidate;
}

function servesNoMetrics({ chartValues }: ReleasedRunner): boolean {
  return new Settings(treeFrom(option('chartValues'), chartValues)).isOff('metrics.enabled');
}
