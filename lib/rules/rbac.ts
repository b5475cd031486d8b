import { missingPermissions } from '../chart/missing-permissions';
import { rbacRules, requiredRules } from '../chart/rbac-rules';
import { isMap } from '../diagnostics/is-map';
import type { Place, Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { knownValue, placeOf } from '../model/reading';
import { isUnresolved } from '../ros/tokens';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** The keys of a rule that the chart passes on. */
const RULE_KEYS = ['apiGroups', 'resources', 'verbs'];

/** What managers may do in Kubernetes, where chart values say otherwise than the library. */
export const rbac = ruleSet(
  'Permissions of the managers',
  {
    'service-account-key-unused': {
      severity: 'error',
      title: 'The service account is named under a key that the chart does not read here',
      reason: 'The managers run as the account that the chart creates, and every job may fail for want of rights.',
      remedy: 'Use `serviceAccount.name`.',
    },
    'rbac-rules-without-role': {
      severity: 'warning',
      title: 'Rules for a Role that is not created',
      reason: 'They have no effect.',
      remedy: 'Leave `rbac.create` or the rules out.',
    },
    'rbac-rule-key': {
      severity: 'error',
      title: 'A rule of the managers has a key that the chart drops',
      reason: 'The rule allows more than it says.',
      remedy: 'Use `apiGroups`, `resources` and `verbs` alone.',
    },
    'rbac-rules-incomplete': {
      severity: 'error',
      title: 'The rules of the managers lack what they need',
      reason: 'Jobs fail. Where that is not so, they are slower or tell less, which is a warning.',
      remedy: 'Add what the message lists, or leave `rbac.rules` out.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    checkAccount(rules['service-account-key-unused'], runner, report);
    const { node } = runner.values.entries('rbac').find(({ key }) => key === 'rules')?.candidate ?? {};
    if (node?.origin.layer !== 'chartValues') {
      return;
    }
    const value = knownValue(node);
    if (runner.values.isOff('rbac.create')) {
      report.add(
        rules['rbac-rules-without-role'],
        placeOf(node.origin),
        'has no effect while `rbac.create` is not true',
      );
    } else if (Array.isArray(value)) {
      checkRules(rules, runner, value, placeOf(node.origin), report);
    }
  },
);

/** The name that the chart reads for the account of the managers, and the one that it reads no more. */
function checkAccount(rule: Rule, { values }: RunnerModel, report: Report): void {
  const createsRole = !values.isOff('rbac.create');
  const oldKey = values.origin('rbac.serviceAccountName');
  // What stands for all of `rbac` may have it, or not.
  if (oldKey?.path.at(-1) === 'serviceAccountName') {
    report.add(
      rule,
      placeOf(oldKey),
      createsRole
        ? 'is read only where `rbac.create` is false, and the managers would run as the account that the chart creates; use `serviceAccount.name`'
        : 'is out of date: use `serviceAccount.name`',
      createsRole ? {} : { severity: 'warning' },
    );
  }
}

function checkRules(
  rules: Record<'rbac-rule-key' | 'rbac-rules-incomplete', Rule>,
  { chartVersion, rbacFeatures }: RunnerModel,
  value: readonly unknown[],
  place: Place,
  report: Report,
): void {
  // What is malformed, or only the deployment knows, cannot be judged.
  const given = value.filter((rule) => isMap(rule));
  const isKnown = given.every((rule) => Object.values(rule).every((list) => list === null || isTextList(list)));
  if (given.length < value.length) {
    return;
  }
  const dropped = given.flatMap((rule, index) =>
    Object.keys(rule).flatMap((key) => (RULE_KEYS.includes(key) ? [] : [`${place.at}[${index}].${key}`])),
  );
  dropped.forEach((at) =>
    report.add(rules['rbac-rule-key'], at, 'is dropped by the chart, so that the rule would allow more than it says'),
  );
  if (dropped.length > 0 || !isKnown) {
    return;
  }
  const missing = missingPermissions(given, requiredRules(rbacFeatures));
  const wanted = missingPermissions(given, rbacRules(chartVersion, rbacFeatures));
  if (missing.length > 0) {
    report.add(
      rules['rbac-rules-incomplete'],
      place,
      `replaces every permission of the managers, and lacks what jobs fail without: ${missing.join('; ')}. Add these, or leave \`rbac.rules\` out`,
    );
  } else if (wanted.length > 0) {
    const isPolled = wanted.some((one) => one.startsWith('pods: '));
    report.add(
      rules['rbac-rules-incomplete'],
      place,
      `lacks ${wanted.join('; ')}: ${isPolled ? 'managers ask for the state of pods again and again instead of being told, so that jobs start and fail later' : 'jobs run, but tell less of why they fail, or cannot have everything that a pipeline may turn on'}. Add these, or leave \`rbac.rules\` out`,
      { severity: 'warning' },
    );
  }
}

function isTextList(list: unknown): boolean {
  return (
    Array.isArray(list) && !isUnresolved(list) && list.every((one) => typeof one === 'string' && !isUnresolved(one))
  );
}
