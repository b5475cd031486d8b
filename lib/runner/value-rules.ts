import { defineRules } from '../diagnostics/rule';

/** Rules about single values of any option. */
export const valueRules = defineRules({
  'printed-number': {
    severity: 'error',
    title: 'A number is too large for Helm to print',
    reason:
      'Helm prints numbers of a million and more as 1e+06, which neither Kubernetes nor GitLab Runner reads as whole.',
    remedy: 'Give a number of at most 999999.',
  },
});
