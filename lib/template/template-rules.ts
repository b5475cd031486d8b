import { defineRules } from '../diagnostics/rule';

/** Rules over any ROS template, whatever it deploys. */
export const templateRules = defineRules({
  'template-shape': {
    severity: 'error',
    title: 'A ROS template, or a part of it, does not have the form that ROS reads',
    reason: 'ROS refuses the template.',
    remedy: 'Write the part as the message says.',
    fatal: true,
  },
  'template-section': {
    severity: 'error',
    title: 'A ROS template has a section that ROS does not know, or another version',
    reason: 'ROS refuses the template.',
    remedy: 'Rename or remove the section, and give ROSTemplateFormatVersion the value 2015-09-01.',
  },
  'template-id': {
    severity: 'error',
    title: 'A logical id of a ROS template is taken twice, or has other characters than letters and digits',
    reason: 'ROS refuses the template, or one of the two elements is lost.',
    remedy: 'Give the element an id of its own, of letters and digits.',
  },
  'template-too-large': {
    severity: 'error',
    title: 'A ROS template has more than 300 resources, or more than 512 KiB',
    reason: 'ROS refuses the template.',
    remedy: 'Divide it among several stacks.',
  },
  'template-unresolved': {
    severity: 'error',
    title: 'A ROS template holds the remains of a CDK token or of an object',
    reason: 'The text goes to the service as it stands.',
    remedy: 'Do not cut, compare or concatenate deploy-time values other than by the functions of the CDK.',
  },
  'template-reference': {
    severity: 'error',
    title: 'A ROS template refers to what it does not have',
    reason: 'ROS refuses the template, or the stack fails when it is created.',
    remedy: 'Correct the name, or add what is missing.',
  },
  'template-function': {
    severity: 'error',
    title: 'A function of a ROS template is unknown, or stands where or as ROS does not evaluate it',
    reason: 'ROS refuses the template, or takes the function for plain data.',
    remedy: 'Write the function as the message says.',
  },
  'template-parameter': {
    severity: 'error',
    title: 'A parameter of a ROS template has a function as its default, or its form names what is no parameter',
    reason: 'ROS evaluates no functions in parameters, and the form cannot fill in the value.',
    remedy: 'Give a plain value, or name a parameter of the template.',
  },
  'template-parameter-unused': {
    severity: 'warning',
    title: 'A parameter of a ROS template is used nowhere',
    reason: 'Users are asked for a value that changes nothing.',
    remedy: 'Remove the parameter, or use it.',
  },
  'template-cycle': {
    severity: 'error',
    title: 'Resources of a ROS template wait for each other in a circle',
    reason: 'ROS cannot order them, and refuses the template.',
    remedy: 'Remove one of the references or dependencies.',
  },
});
