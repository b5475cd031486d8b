import { defineRules } from '../diagnostics/rule';

/** Rules on values that ros-cdk-core or ROS would take for something else than what they say. */
export const valueFormRules = defineRules({
  'token-like-text': {
    severity: 'error',
    title: 'A text has the form of a deploy-time value that does not exist',
    reason:
      'Texts such as `${Token[…]}` and `#{Token[…]}`, and certain huge negative numbers, stand for deploy-time values in ros-cdk-core, which fails at those that it has not made.',
    remedy:
      'Write another text. In TypeScript, give the deploy-time value itself; a token from another process or from a file is none.',
    fatal: true,
  },
  'ros-function-in-values': {
    severity: 'error',
    title: 'A map has one key only, which is called like a function of ROS',
    reason:
      'ROS takes a map with the single key `Ref` or `Fn::…` for a call of the function wherever it stands, and writes the result in its place: the value of a parameter, even of a secret one.',
    remedy:
      'Give the map a second key, or another name to this one. In TypeScript, give a deploy-time value such as `parameter.value`.',
  },
  'endless-value': {
    severity: 'error',
    title: 'A map or list contains itself',
    reason: 'Written out, it would have no end.',
    remedy: 'Leave the reference out, or put a copy of what is needed there.',
    fatal: true,
  },
  'reserved-name': {
    severity: 'error',
    title: 'A stack has the name of a property that every JavaScript object has',
    reason: 'For ros-cdk-core such a name is taken everywhere, and it fails.',
    remedy: 'Choose another name.',
    fatal: true,
  },
});
