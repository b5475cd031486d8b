import { defineRules } from '../diagnostics/rule';

/** Rules about versions of the chart, and about names that Kubernetes gives meaning to. */
export const chartRules = defineRules({
  'chart-version': {
    severity: 'error',
    title: 'A version of the chart is malformed, or of a numbering that is not known',
    reason: 'The version decides which values the chart reads and which GitLab Runner is in it.',
    remedy:
      'Give three numbers, as in "0.90.1"; for a numbering of your own, say by `appVersion` which runner is in it.',
    fatal: true,
  },
  'chart-version-unknown': {
    severity: 'error',
    title: 'The URL of a chart does not tell its version',
    reason: 'Values and settings are checked against the version, and a wrong one lets mistakes pass.',
    remedy: 'Give `version`, or name the archive `gitlab-runner-<version>.tgz`.',
    fatal: true,
  },
  'chart-version-contradicted': {
    severity: 'error',
    title: 'The version of a chart is another than that in the name of its archive',
    reason: 'All checks would judge another chart than the one that is released.',
    remedy: 'Leave the version out, or give the URL of the archive of that version.',
    fatal: true,
  },
  'kubernetes-label': {
    severity: 'error',
    title: 'A label is not one that Kubernetes takes',
    reason: 'The API server refuses the object that has it.',
    remedy: 'Use at most 63 letters, digits, "-", "_" and ".", and for keys a DNS name with "/" in front at most.',
  },
  'kubernetes-annotation': {
    severity: 'error',
    title: 'An annotation is not one that Kubernetes takes',
    reason: 'The API server refuses the object that has it.',
    remedy: 'Give keys the form of label keys, and strings as values.',
  },
});
