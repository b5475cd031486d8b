import { missingPermissions } from '../chart/missing-permissions';
import { rbacRules, type RbacRule } from '../chart/rbac-rules';
import { isEmpty } from '../chart/value-key';
import { isMap } from '../diagnostics/is-map';
import type { Place, Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { option } from '../model/origin';
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
    'managers-without-rights': {
      severity: 'warning',
      title: 'Managers get no rights, and no service account that has them',
      reason: 'They cannot create the pods of jobs.',
      remedy: 'Leave `rbac.create` out, or name a service account that has the rights.',
    },
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
    'rbac-rules-empty': {
      severity: 'error',
      title: 'The rules of the managers are empty, for which the chart grants everything',
      reason: 'Managers get every verb on every resource of the core group, Secrets included.',
      remedy: 'Leave `rbac.rules` out to get the rules that managers need.',
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
      reason: 'Jobs fail. Without the rights to list and watch pods they are only slower.',
      remedy: 'Add what the message lists, or leave `rbac.rules` out.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    checkAccount(rules, runner, report);
    const { node } = runner.values.entries('rbac').find(({ key }) => key === 'rules')?.candidate ?? {};
    if (node?.origin.layer !== 'chartValues') {
      return;
    }
    const value = knownValue(node);
    if (runner.values.isOff('rbac.create')) {
      if (!isEmpty(value)) {
        report.add(
          rules['rbac-rules-without-role'],
          placeOf(node.origin),
          'has no effect while `rbac.create` is not true',
        );
      }
    } else if (value !== undefined && isEmpty(value)) {
      checkEmptyRules(rules['rbac-rules-empty'], placeOf(node.origin), report);
    } else if (Array.isArray(value)) {
      checkRules(rules, runner, value, placeOf(node.origin), report);
    }
  },
);

function checkAccount(
  rules: Record<'managers-without-rights' | 'service-account-key-unused', Rule>,
  { values }: RunnerModel,
  report: Report,
): void {
  const createsRole = !values.isOff('rbac.create');
  const oldKey = values.origin('rbac.serviceAccountName');
  if (oldKey !== undefined) {
    report.add(
      rules['service-account-key-unused'],
      placeOf(oldKey),
      createsRole
        ? 'is read only where `rbac.create` is false, and the managers would run as the account that the chart creates; use `serviceAccount.name`'
        : 'is out of date: use `serviceAccount.name`',
      createsRole ? {} : { severity: 'warning' },
    );
  }
  if (!createsRole && oldKey === undefined && !values.has('serviceAccount.name')) {
    report.add(
      rules['managers-without-rights'],
      placeOf(values.origin('rbac.create') ?? values.origin('rbac') ?? option('chartValues', 'rbac')),
      'is not true and no `serviceAccount.name` is given: the managers have no right to create job pods',
    );
  }
}

function checkEmptyRules(rule: Rule, place: Place, report: Report): void {
  report.add(
    rule,
    place,
    'is empty, for which the chart grants the managers every verb on every resource of the core group, Secrets included; leave it out to get the rules that they need',
  );
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
  const needed = rbacRules(chartVersion, { ...rbacFeatures, informers: false });
  const missing = missingPermissions(given, withoutWatching(needed));
  const slower = missingPermissions(given, rbacRules(chartVersion, rbacFeatures));
  if (missing.length > 0) {
    report.add(
      rules['rbac-rules-incomplete'],
      place,
      `replaces every permission of the managers, and lacks what they need: ${missing.join('; ')}. Add these, or leave \`rbac.rules\` out`,
    );
  } else if (slower.length > 0) {
    report.add(
      rules['rbac-rules-incomplete'],
      place,
      `lacks ${slower.join('; ')}: managers ask for the state of pods again and again instead of being told, so that jobs start and fail later. Add these, or leave \`rbac.rules\` out`,
      { severity: 'warning' },
    );
  }
}

/** The runner watches pods to learn of their state at once, and asks again and again where it may not. */
function withoutWatching(needed: readonly RbacRule[]): RbacRule[] {
  return needed.map((rule) =>
    rule.resources.includes('pods') ? { ...rule, verbs: rule.verbs.filter((verb) => verb !== 'watch') } : rule,
  );
}

function isTextList(list: unknown): boolean {
  return (
    Array.isArray(list) && !isUnresolved(list) && list.every((one) => typeof one === 'string' && !isUnresolved(one))
  );
}
