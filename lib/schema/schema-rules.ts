import { defineRules } from '../diagnostics/rule';

/** Rules on the shape of values, whatever reads them. */
export const schemaRules = defineRules({
  'unknown-key': {
    severity: 'error',
    title: 'A key that nothing reads',
    reason: 'The value has no effect: the chart, the runner and Kubernetes ignore keys that they do not know.',
    remedy: 'Correct the key, or leave it out.',
  },
  'wrong-type': {
    severity: 'error',
    title: 'A value of the wrong type',
    reason: 'What reads the value refuses it, or takes it for something else.',
    remedy: 'Give a value of the type that the message names.',
  },
  'value-not-allowed': {
    severity: 'error',
    title: 'A value outside of what is allowed',
    reason: 'What reads the value refuses it, or falls back to a default.',
    remedy: 'Give one of the values, or a number in the range, that the message names.',
  },
  'missing-key': {
    severity: 'error',
    title: 'A key that must be given is missing',
    reason: 'What reads the values cannot do without it.',
    remedy: 'Give it.',
  },
  'key-needs-newer-version': {
    severity: 'error',
    title: 'A key that this version does not have yet',
    reason: 'The chart, or the runner in it, ignores keys of later versions.',
    remedy: 'Use a later chart, or leave the key out.',
  },
  'key-has-no-effect': {
    severity: 'error',
    title: 'A key that this version no longer has',
    reason: 'The runner ignores keys of earlier versions.',
    remedy: 'Leave the key out.',
  },
  'key-reserved': {
    severity: 'error',
    title: 'A key that cannot be set here',
    reason: 'The chart or this library writes it, it is a secret, or it belongs to what is not deployed.',
    remedy: 'Set what the message names instead, or leave the key out.',
  },
  'key-deprecated': {
    severity: 'warning',
    title: 'A key that has a successor',
    reason: 'A later version no longer reads it.',
    remedy: 'Use the key that the message names.',
  },
  'null-breaks-default': {
    severity: 'error',
    title: 'Null for a value that the chart cannot do without',
    reason: "Null tells Helm to delete the chart's default.",
    remedy: 'Leave the key out.',
  },
});
