import { defineRules } from '../diagnostics/rule';

/** Rules about gitlab-runner.yaml as a whole. What its sections hold is judged by the rules of the constructs. */
export const configurationFileRules = defineRules({
  'yaml-encoding': {
    severity: 'error',
    title: 'The file is not encoded in UTF-8',
    reason: 'UTF-8 is the encoding of YAML. In others, characters would be read wrongly.',
    remedy: 'Save the file as UTF-8.',
    fatal: true,
  },
  'yaml-syntax': {
    severity: 'error',
    title: 'The file is not valid YAML',
    reason: 'What cannot be parsed has no meaning.',
    remedy: 'Correct the line that the message names.',
    fatal: true,
  },
  'config-shape': {
    severity: 'error',
    title: 'The configuration is not a map of sections',
    reason: 'There is nothing to build a stack of.',
    remedy: 'Write a map with at least the sections `cluster` and `runners`.',
    fatal: true,
  },
  'config-alternative': {
    severity: 'error',
    title: 'A section names none or several of its alternatives',
    reason: 'Exactly one of them can be built.',
    remedy: 'Keep one of the alternatives that the message lists.',
    fatal: true,
  },
  'config-without-effect': {
    severity: 'error',
    title: 'A key has no effect beside another key',
    reason: 'The key is ignored, so the stack differs from what the file says.',
    remedy: 'Leave one of the two keys out.',
  },
  'config-no-runners': {
    severity: 'error',
    title: 'The configuration has no runner',
    reason: 'The stack would create a cluster and a cache that nothing uses.',
    remedy: 'Name at least one runner, for instance `Runner: {}`.',
  },
  'config-stack-name': {
    severity: 'error',
    title: 'The name of the stack is not one that ROS takes',
    reason: 'ROS refuses to create a stack of that name.',
    remedy: 'Use letters, digits and hyphens, beginning with a letter.',
    fatal: true,
  },
  'config-runner-name': {
    severity: 'error',
    title: 'The name of a runner cannot be a logical id',
    reason: 'The ids of all resources and parameters of the runner begin with its name.',
    remedy: 'Use letters and digits, beginning with a capital letter.',
    fatal: true,
  },
  'config-id-taken': {
    severity: 'error',
    title: 'A runner or one of its parameters has the name of another part of the stack',
    reason: 'Logical ids are unique within a template.',
    remedy: 'Rename one of the two.',
    fatal: true,
  },
  'config-prometheus': {
    severity: 'error',
    title: 'An existing cluster is said to have no Prometheus Operator, and is given managed Prometheus',
    reason: 'The add-on brings what `prometheusOperator: false` denies.',
    remedy: 'Leave one of the two keys out.',
  },
  'config-alerts-runner': {
    severity: 'error',
    title: 'The alerts are to watch a runner that the configuration does not have',
    reason: 'The alerts would watch all runners instead.',
    remedy: 'Give the name of a runner of the file, or leave the key out to watch all of them.',
  },
  'config-existing-bucket': {
    severity: 'error',
    title: 'The name of the existing bucket is not one that OSS has, or that GitLab Runner can use',
    reason: 'The runner reaches the bucket at a host name that begins with the name of the bucket.',
    remedy: 'Give a bucket with 3 to 63 lower-case letters, digits and hyphens in its name.',
  },
  'config-chart-url': {
    severity: 'error',
    title: 'The address of the chart is not the http or https URL of an archive',
    reason: 'ROS fetches the chart by that URL. It takes no other scheme.',
    remedy: 'Give the URL of a `.tgz` file.',
  },
  'config-context': {
    severity: 'error',
    title: 'The context key `config` is not a string',
    reason: 'It names the configuration file.',
    remedy: 'Give the path of the file.',
    fatal: true,
  },
  'stack-validation': {
    severity: 'error',
    title: 'A construct of the finished stack reports a problem',
    reason: 'No template is written while a construct does so, for instance for an id that is taken twice.',
    remedy: 'Do what the message says.',
    fatal: true,
  },
});
