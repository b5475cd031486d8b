import { Report } from '../diagnostics/report';
import type { Fault } from '../diagnostics/report';
import type { ChartVersion } from './chart-version';
import { checkDependentValues } from './check-dependent-values';
import { checkHpa } from './check-hpa';
import { checkRbac } from './check-rbac';
import { checkTokenKind, type TokenKind } from './check-tokens';
import { checkValueKeys } from './check-value-keys';
import { mergeValues } from './merge-values';
import type { RbacFeatures } from './rbac-rules';
import type { JsonObject } from './value-key';
import { ValuesView, type IsUnresolved } from './values-view';

/** What the values are checked against, besides the chart. */
export interface ChartValuesContext {
  /**
   * The kind of token that the runner has.
   *
   * @default - unknown: rules on tokens do not apply
   */
  readonly tokenKind?: TokenKind;
  /**
   * Tells values that only the deployment knows. They pass every check.
   *
   * @default - none is
   */
  readonly isUnresolved?: IsUnresolved;
  /**
   * The values that these are laid over. What depends on several keys is judged by both together.
   *
   * @default - the chart's defaults
   */
  readonly beneath?: object;
  /**
   * What the jobs use of the Kubernetes executor, for judging `rbac.rules`.
   *
   * @default - the executor's defaults
   */
  readonly rbacFeatures?: RbacFeatures;
}

/**
 * Everything that is wrong with values for a version of the chart. The chart itself has no schema: it drops what it does
 * not know, and renders what it cannot use.
 */
export function checkChartValues(
  values: object,
  version: ChartVersion,
  context: ChartValuesContext = {},
): { errors: readonly Fault[]; warnings: readonly Fault[] } {
  const { isUnresolved = () => false, rbacFeatures = {} } = context;
  const findings = new Report();
  const view = new ValuesView(mergeValues(context.beneath, values), isUnresolved);

  checkValueKeys(values as JsonObject, version, isUnresolved, findings);
  checkTokenKind(view, context.tokenKind, findings);
  const given = new ValuesView(values as JsonObject, isUnresolved);
  checkHpa(view, given, findings);
  checkDependentValues(view, given, findings);
  checkRbac(view, { given, version, features: rbacFeatures }, findings);
  return { errors: findings.errors.faults, warnings: findings.warnings.faults };
}
