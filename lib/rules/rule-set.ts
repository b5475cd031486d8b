import type { Report } from '../diagnostics/report';
import type { Rule, RuleMeta } from '../diagnostics/rule';
import { defineRules } from '../diagnostics/rule';

/** Rules of one subject with the check that applies them. */
export interface RuleSet<Model> {
  /** What the rules are about. */
  readonly title: string;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly check: (model: Model, report: Report) => void;
}

/**
 * Rules of one subject, by their ids, and what applies them to a model.
 *
 * @example
 * export const jobCpu = ruleSet('CPUs of jobs', { 'job-cpu': { severity: 'warning', … } }, (rules, runner: RunnerModel, report) => …)
 */
export function ruleSet<Model, const Metas extends Readonly<Record<string, RuleMeta>>>(
  title: string,
  metas: Metas,
  check: (rules: { readonly [Id in keyof Metas]: Rule }, model: Model, report: Report) => void,
): RuleSet<Model> {
  const rules = defineRules(metas);
  return { title, rules, check: (model, report) => check(rules, model, report) };
}
