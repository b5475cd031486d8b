import type { Report } from '../diagnostics/report';
import { isOverride } from '../model/origin';
import { placeOf } from '../model/reading';
import type { Node } from '../model/tree';
import { Choice, Items, Leaf, Table } from '../model/tree';
import { isUnresolved } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { checkKnownList, knownListRules } from '../runner/known-list';
import type { RuleSet } from './rule-set';

const LISTS = ['allowedImages', 'allowedServices', 'allowedPullPolicies', 'allowedUsers', 'allowedGroups'] as const;

/** Lists in config.toml, and in `jobs`, which become such. Other options say it of theirs. */
export const deployTimeLists: RuleSet<RunnerModel> = {
  title: 'Deploy-time lists',
  rules: knownListRules,
  check: ({ jobs, settings }, report) => {
    LISTS.forEach((name) => checkKnownList(jobs[name], report, `jobs.${name}`));
    if (isUnresolved(jobs.env)) {
      report.add(
        knownListRules['deploy-time-list'],
        'jobs.env',
        'is a map that only the deployment knows, and config.toml needs the names of variables; name them one by one, each of which may have a deploy-time value',
      );
    }
    checkNode(settings.root, report);
  },
};

function checkNode(node: Node | undefined, report: Report): void {
  if (node instanceof Leaf && isOverride(node.origin)) {
    checkKnownList(node.value, report, placeOf(node.origin).at);
  } else if (node instanceof Table) {
    node.entries.forEach((inner) => checkNode(inner, report));
  } else if (node instanceof Items) {
    node.items.forEach((inner) => checkNode(inner, report));
  } else if (node instanceof Choice) {
    [node.whenTrue, node.whenFalse].forEach((side) => checkNode(side, report));
  }
}
