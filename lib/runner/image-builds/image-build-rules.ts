import { defineRules } from '../../diagnostics/rule';

/** Rules about how jobs build images. */
export const imageBuildRules = defineRules({
  'image-build-name': {
    severity: 'error',
    title: 'An image, mirror or Secret of the image builds has a malformed name',
    reason: 'No job of the runner starts, or none finds the registry.',
    remedy: 'Write the name as the message says.',
  },
  'kaniko-image-without-shell': {
    severity: 'warning',
    title: 'The image of kaniko seems to have no shell',
    reason: 'The runner runs the script of a job in a shell.',
    remedy: 'Use the variant whose tag ends in -debug.',
  },
  'kaniko-container': {
    severity: 'error',
    title: 'The container of kaniko may not do what kaniko does',
    reason: 'The builder runs as root and unpacks images over its root file system.',
    remedy: 'Leave the setting that the message names out, or build images in another way.',
  },
  'buildkit-image-for-root': {
    severity: 'warning',
    title: 'The image of BuildKit seems to be the one for root',
    reason: 'The container runs as another user, as which that variant does not work.',
    remedy: 'Use the variant whose tag ends in -rootless.',
  },
  'buildkit-runner-version': {
    severity: 'error',
    title: 'The runner cannot lift the seccomp profile for BuildKit',
    reason: 'Older runners ignore the setting, and BuildKit fails in the job.',
    remedy: 'Use a chart with GitLab Runner 18.11 or later, or kaniko.',
  },
  'buildkit-on-serverless': {
    severity: 'warning',
    title: 'BuildKit without root on serverless compute',
    reason: 'It needs user namespaces and a pod without profiles, which is not known to work there.',
    remedy: 'Try it before you rely on it, or use kaniko or nodes.',
  },
  'buildkit-privilege-escalation': {
    severity: 'warning',
    title: 'BuildKit may not set up its user namespace',
    reason:
      'The program newuidmap gains its rights by file capabilities, which allowPrivilegeEscalation: false rules out.',
    remedy: 'Leave the setting that the message names out.',
  },
  'image-build-capabilities': {
    severity: 'warning',
    title: 'The container that builds images lacks capabilities that it needs',
    reason: 'Builds fail once they need them.',
    remedy: 'Add the capabilities to capAdd, or leave capDrop out.',
  },
  'docker-daemon-on-serverless': {
    severity: 'error',
    title: 'A Docker daemon on compute without privileged containers',
    reason: 'The daemon needs to be privileged, so it does not start.',
    remedy: 'Use kaniko, or run jobs on nodes.',
  },
  'docker-daemon-privileged': {
    severity: 'warning',
    title: 'Jobs have a privileged Docker daemon',
    reason: 'Everyone who can run a job has the node that it runs on, and what else runs there.',
    remedy: 'Keep it to projects that you trust and to nodes of their own.',
  },
});
