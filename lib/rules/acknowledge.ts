import type { IConstruct } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { acknowledgeBelow, settle } from '../diagnostics/settle';
import { didYouMean } from '../diagnostics/suggest';
import { acknowledgementRules } from './acknowledgement-rules';
import { RULES, ruleOf } from './table';

/**
 * Acknowledges rules for a construct and all below it: their problems are neither errors nor warnings there, and stand
 * in the manifest with the reason. To be called before the constructs are made whose problems are meant.
 *
 * Throws {@link InvalidInputError} for an empty reason, for an id that does not exist, and for a rule without which
 * nothing can be synthesized.
 *
 * @param scope a stack, a runner, or another construct
 * @param reasons why each rule does not apply here, by the id of the rule
 */
export function acknowledgeRules(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const report = new Report();
  checkAcknowledgements(reasons, report, '');
  settle(report, scope);
  acknowledgeBelow(scope, reasons);
}

/** Reports what is wrong with acknowledgements; `at` is their path in the props, empty for the argument of a call. */
export function checkAcknowledgements(reasons: Readonly<Record<string, unknown>>, report: Report, at: string): void {
  for (const [id, reason] of Object.entries(reasons)) {
    const place = at === '' ? id : `${at}.${id}`;
    const rule = ruleOf(id);
    if (rule === undefined) {
      const ids = RULES.flatMap(({ rules }) => rules.map((known) => known.id));
      report.add(
        acknowledgementRules['acknowledge-unknown-rule'],
        place,
        `is not the id of a rule.${didYouMean(id, ids)} A message ends with the id of its rule in brackets`,
      );
    } else if (rule.fatal === true) {
      report.add(
        acknowledgementRules['acknowledge-fatal-rule'],
        place,
        'is a rule that cannot be acknowledged, since nothing can be synthesized while its problems stay; fix them instead',
      );
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      report.add(
        acknowledgementRules['acknowledge-reason'],
        place,
        'has no reason; write one sentence that says why the rule does not apply here',
      );
    }
  }
}
