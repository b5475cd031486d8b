import { defineRules } from '../diagnostics/rule';

/** Rules about acknowledgements of other rules. */
export const acknowledgementRules = defineRules({
  'acknowledge-reason': {
    severity: 'error',
    title: 'A rule is acknowledged without a reason',
    reason: 'Whoever reads the configuration later cannot tell whether the reason still holds.',
    remedy: 'Write one sentence that says why the rule does not apply here.',
    fatal: true,
  },
  'acknowledge-unknown-rule': {
    severity: 'error',
    title: 'A rule that does not exist is acknowledged',
    reason: 'Nothing is acknowledged, and the problem that was meant is still reported.',
    remedy: 'Copy the id from the brackets at the end of the message.',
    fatal: true,
  },
  'acknowledge-fatal-rule': {
    severity: 'error',
    title: 'A rule that cannot be acknowledged is acknowledged',
    reason: 'Nothing can be synthesized while its problems stay.',
    remedy: 'Fix the problem, and leave the acknowledgement out.',
    fatal: true,
  },
});
