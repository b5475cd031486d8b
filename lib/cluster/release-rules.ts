import { defineRules } from '../diagnostics/rule';

export const releaseRules = defineRules({
  'release-name': {
    severity: 'error',
    title: 'A text cannot be the name of a Helm release',
    reason: 'Helm refuses the release, and the deployment fails.',
    remedy: 'Use 1 to 53 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  },
  'release-name-taken': {
    severity: 'error',
    title: 'Two releases in one namespace of a cluster have one name',
    reason: 'Helm knows releases by namespace and name: the second deployment fails, or replaces the first release.',
    remedy: 'Give one of the two another name or namespace.',
  },
  'manager-name-taken': {
    severity: 'error',
    title: 'Two runners in one namespace of a cluster make a Deployment of one name',
    reason: 'Helm refuses to install a release whose objects belong to another release already.',
    remedy: 'Give each runner a fullnameOverride of its own, or leave it out.',
  },
  namespace: {
    severity: 'error',
    title: 'A text cannot be the name of a namespace',
    reason: 'Kubernetes refuses the namespace, and the deployment fails.',
    remedy: 'Use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  },
  'runner-namespace-reserved': {
    severity: 'error',
    title: 'A runner is put into a namespace of Kubernetes itself',
    reason:
      'Managers may read the Secrets of their namespace, and jobs would run beside the components of the cluster.',
    remedy: 'Give the runner a namespace of its own.',
  },
  'chart-source': {
    severity: 'error',
    title: 'A chart cannot be fetched from where it is said to be',
    reason: 'ROS takes the http or https URL of an archive only, and Compute Nest the name of an artifact.',
    remedy: 'Give the URL of a `.tgz` archive, or the name of the artifact.',
    fatal: true,
  },
  'chart-password-in-clear': {
    severity: 'error',
    title: 'The password of a chart repository is in clear text',
    reason: 'It would stand in the template, which everybody can read who may see the stack.',
    remedy: 'Use `ChartLogin.fromParameters()`, or give the value of a NoEcho parameter.',
    fatal: true,
  },
  'wait-condition': {
    severity: 'error',
    title: 'A condition that ROS is to wait for is not one that it takes',
    reason: 'ROS refuses the release, or waits for what never holds.',
    remedy: 'Give 1 to 5 conditions, JSON paths that begin with "$.", and a value where two values are compared.',
  },
  'wait-timeout': {
    severity: 'error',
    title: 'ROS is to wait for longer or shorter than it can',
    reason: 'ROS refuses the release.',
    remedy: 'Give a whole number of seconds from 10 to 10800.',
  },
  'manifest-objects': {
    severity: 'error',
    title: 'A manifest has no objects, or may end up without any',
    reason: 'ROS refuses to apply an empty text, and the deployment fails.',
    remedy: 'List at least one object. Use a manifest of its own for each condition.',
  },
});
