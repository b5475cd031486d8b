import { defineRules } from '../diagnostics/rule';

/** What the policy for whoever deploys is made from. */
export const permissionRules = defineRules({
  'permissions-unknown': {
    severity: 'error',
    title: 'It is not known which permissions a resource type needs',
    reason: 'A policy without them would look complete, and the deployment would fail in the middle.',
    remedy:
      'Ask ROS, by its operation GenerateTemplatePolicy, and give the actions of the type in a file, by --actions.',
    fatal: true,
  },
  'permissions-file': {
    severity: 'error',
    title: 'The file with the actions of further resource types cannot be understood',
    reason: 'The policy would lack them.',
    remedy:
      'Write a map of resource types, each with a list of actions: ALIYUN::RDS::DBInstance: [rds:CreateDBInstance].',
    fatal: true,
  },
  'template-missing': {
    severity: 'error',
    title: 'There is no ROS template to make a policy from',
    reason: 'Permissions follow from the resources of a template.',
    remedy: 'Run `ros-cdk-gitlab-runner synth`, or name a ROS template.',
    fatal: true,
  },
});
