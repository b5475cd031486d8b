import { defineRules } from '../diagnostics/rule';

/** What the policy for whoever deploys is made from. */
export const permissionRules = defineRules({
  'permissions-unknown': {
    severity: 'error',
    title: 'It is not known which permissions a resource type needs',
    reason: 'A policy without them would look complete, and the deployment would fail in the middle.',
    remedy: 'Ask ROS, by its operation GenerateTemplatePolicy, or add the type to spec/permissions.json.',
    fatal: true,
  },
  'template-missing': {
    severity: 'error',
    title: 'There is no ROS template to make a policy from',
    reason: 'Permissions follow from the resources of a template.',
    remedy: 'Run `npm run synth`, or name a ROS template.',
    fatal: true,
  },
});
