import { defineRules } from '../diagnostics/rule';

/** What values have to be before they can stand in a template, whatever resource they belong to. */
export const rosRules = defineRules({
  'whole-number': {
    severity: 'error',
    title: 'A number has a fraction, or is below what is allowed',
    reason: 'The service refuses the number, and the deployment fails.',
    remedy: 'Give a whole number within the bounds that the message names.',
  },
  'tags-deploy-time': {
    severity: 'error',
    title: 'A whole map of tags is a deploy-time value',
    reason: 'Resource types write tags in different forms, which one value of the deployment cannot be turned into.',
    remedy: 'Give a map of single tags. Their values may be deploy-time values.',
    fatal: true,
  },
  'tag-count': {
    severity: 'error',
    title: 'A resource has more tags than it takes',
    reason: 'The service refuses the resource, and the deployment fails.',
    remedy: 'Leave tags out.',
  },
  'tag-key': {
    severity: 'error',
    title: 'The key of a tag is empty, too long, reserved, or holds a URL',
    reason: 'The service refuses the tag, and the deployment fails.',
    remedy: 'Give the tag another key.',
  },
  'tag-value': {
    severity: 'error',
    title: 'The value of a tag is not a string, is too long, or holds a URL',
    reason: 'The service refuses the tag, and the deployment fails.',
    remedy: 'Give a string within the limits that the message names.',
  },
  'construct-id-latin': {
    severity: 'error',
    title: 'The id of a construct has no Latin letter or digit',
    reason: 'Logical ids are made of construct ids, and ROS takes Latin letters and digits only.',
    remedy: 'Give the construct an id such as "Runner".',
    fatal: true,
  },
  'parameter-name': {
    severity: 'error',
    title: 'A name is not one of a parameter',
    reason: 'Names of parameters are logical ids, which have Latin letters and digits only.',
    remedy: 'Use letters and digits, beginning with a capital letter.',
  },
  'parameter-name-taken': {
    severity: 'error',
    title: 'The name of a parameter is taken by one for something else',
    reason: 'A stack has one parameter of a name, and only equal parameters can be shared.',
    remedy: 'Give one of the two another name.',
    fatal: true,
  },
  'dependency-other-stack': {
    severity: 'error',
    title: 'A resource depends on a resource of another stack',
    reason: 'ROS orders the resources of one stack only.',
    remedy: 'Put both into one stack, or let one stack depend on the other by `stack.addDependency(other)`.',
    fatal: true,
  },
  'dependency-without-resource': {
    severity: 'warning',
    title: 'A dependency is a construct that holds no resource',
    reason: 'There is nothing to wait for, so the order would be lost.',
    remedy: 'Name the resource, or the construct that creates it.',
  },
  'deploy-time-list-in-text': {
    severity: 'error',
    title: 'A deploy-time list stands inside a text such as YAML or JSON',
    reason: 'ROS has no defined text for a list.',
    remedy: 'List the items one by one, for instance by `Fn.select(0, list)`.',
    fatal: true,
  },
});
