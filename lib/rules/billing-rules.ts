import { defineRules } from '../diagnostics/rule';

/** The file with prices. */
export const billingRules = defineRules({
  'prices-file': {
    severity: 'error',
    title: 'The file with prices cannot be understood',
    reason: 'Sums of it would be wrong.',
    remedy: 'Write the currency, and below prices a number for each name: prices: { eip: 0.02 }.',
    fatal: true,
  },
  'price-unknown': {
    severity: 'error',
    title: 'The file has a price that nothing can be billed by',
    reason: 'What it was meant for would be left out of the sums.',
    remedy: 'Take a name that `explain --billing --json` shows.',
    fatal: true,
  },
});
