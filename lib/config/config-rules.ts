import { defineRules } from '../diagnostics/rule';

/** Rules about what cannot be written into config.toml. */
export const configRules = defineRules({
  'toml-value': {
    severity: 'error',
    title: 'A value cannot be written as TOML',
    reason: 'TOML has strings, numbers, booleans, lists and tables, and strings of whole characters only.',
    remedy: 'Give one of these.',
    fatal: true,
  },
  'helm-template': {
    severity: 'error',
    title: 'A Helm template in config.toml is not closed, or holds half a character',
    reason: 'Helm cannot parse it, and the release fails.',
    remedy: 'Write "}}" after each "{{".',
    fatal: true,
  },
});
