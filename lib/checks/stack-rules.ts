import { defineRules } from '../diagnostics/rule';

export const stackRules = defineRules({
  'logical-id-taken': {
    severity: 'error',
    title: 'Two elements of a stack have one logical id',
    reason: 'Resources and parameters share one name space in ROS, and one of the two would be lost.',
    remedy: 'Give one of the constructs another id.',
    fatal: true,
  },
  'cross-stack-reference': {
    severity: 'error',
    title: 'A resource or parameter of one stack is used in another',
    reason: 'It would be written as Fn::ImportValue, a function that ROS does not have.',
    remedy: 'Pass ids in as parameters, or use Network.fromAttributes, Cluster.fromClusterId and Fn.getStackOutput.',
  },
  'stack-too-large': {
    severity: 'error',
    title: 'A stack has more than 300 resources',
    reason: 'ROS refuses the template.',
    remedy: 'Divide the runners among several stacks. They can share a cluster and a cache that exist.',
    fatal: true,
  },
});
