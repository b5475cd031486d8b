import type { Fault, Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import type { ChartVersion } from './chart-version';
import { missingPermissions } from './missing-permissions';
import { rbacRules, type RbacFeatures } from './rbac-rules';
import { isEmpty, isPlainObject, type JsonObject } from './value-key';
import type { ValuesView } from './values-view';

/** The keys of a rule that the chart passes on. */
const RULE_KEYS = ['apiGroups', 'resources', 'verbs'];

export interface RbacContext {
  /** The values that were given, without those that they are laid over. */
  readonly given: ValuesView;
  readonly version: ChartVersion;
  readonly features: RbacFeatures;
}

/** Whether the managers may do what they need in Kubernetes. */
export function checkRbac(view: ValuesView, { given, version, features }: RbacContext, findings: Report): void {
  checkAccount(view, findings);
  checkRules(view, { given, version, features }, findings);
  checkClusterScope(view, features, findings);
}

function checkAccount(view: ValuesView, { warnings }: Report): void {
  const namesAccount = view.has('serviceAccount.name') || view.has('rbac.serviceAccountName');
  if (view.isOff('rbac.create') && !namesAccount) {
    warnings.add(
      'rbac.create',
      'is not true and no `serviceAccount.name` is given: the managers have no right to create job pods',
    );
  }
}

function checkRules(view: ValuesView, { given, version, features }: RbacContext, { errors, warnings }: Report): void {
  const value = view.at('rbac.rules');
  if (value !== undefined && isEmpty(value) && view.isOn('rbac.create')) {
    errors.add(
      'rbac.rules',
      'is empty, for which the chart grants the managers every verb on every resource of the core group, Secrets included; leave it out to get the rules that they need',
    );
  }
  const rules = view.known('rbac.rules');
  if (!Array.isArray(rules) || rules.length === 0) {
    return;
  }
  if (view.isOff('rbac.create')) {
    if (given.isGiven('rbac.rules')) {
      warnings.add('rbac.rules', 'has no effect while `rbac.create` is not true');
    }
    return;
  }
  const objects = rules.filter(isPlainObject);
  const isKnown = (rule: JsonObject) => ![rule, ...Object.values(rule).flat()].some(view.isUnresolved);
  if (objects.length < rules.length || !objects.every(isKnown)) {
    return;
  }
  const faults = objects.flatMap((rule, index) => ruleFaults(rule, `rbac.rules[${index}]`));
  errors.addAll(faults);
  if (faults.length > 0) {
    return;
  }
  const missing = missingPermissions(objects, rbacRules(version, features));
  if (missing.length > 0) {
    errors.add(
      'rbac.rules',
      `replaces every permission of the managers, and lacks what they need: ${missing.join('; ')}. Add these, or leave \`rbac.rules\` out`,
    );
  }
}

function ruleFaults(rule: JsonObject, at: string): Fault[] {
  return Object.entries(rule).flatMap(([key, value]) => {
    if (!RULE_KEYS.includes(key)) {
      return [
        { at: `${at}.${key}`, message: 'is dropped by the chart, so that the rule would allow more than it says' },
      ];
    }
    return Array.isArray(value ?? [])
      ? []
      : [{ at: `${at}.${key}`, message: `is ${shown(value)}; allowed is a list of strings` }];
  });
}

function checkClusterScope(view: ValuesView, features: RbacFeatures, { errors, warnings }: Report): void {
  if (!view.isOn('rbac.create')) {
    return;
  }
  const rules = view.at('rbac.rules') ?? [];
  if (view.isOn('rbac.clusterWideAccess') && Array.isArray(rules) && rules.length === 0) {
    warnings.add(
      'rbac.clusterWideAccess',
      'gives the managers every right on Pods, Secrets and the like in all namespaces; list what they need in `rbac.rules`',
    );
  }
  const needs = [
    ...(features.namespacePerJob === true ? ['namespace_per_job'] : []),
    ...(features.autoscaler === true ? ['[runners.kubernetes.autoscaler]'] : []),
  ];
  if (needs.length > 0 && view.isOff('rbac.clusterWideAccess')) {
    errors.add(
      'rbac.clusterWideAccess',
      `must be true for ${needs.join(' and ')}: a Role cannot give rights on objects outside namespaces`,
    );
  }
}
