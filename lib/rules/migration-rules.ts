import { defineRules } from '../diagnostics/rule';

/** Rules on files that are to become a gitlab-runner.yaml. */
export const migrationRules = defineRules({
  'migrate-input': {
    severity: 'error',
    title: 'A file has nothing that could be migrated',
    reason: 'There is no runner to write.',
    remedy:
      'Give values of the chart, a HelmRelease, an Argo CD Application, a config.toml, the parameters of the Compute Nest service, or a gitlab-runner.yaml of version 0.1.',
    fatal: true,
  },
  'migrate-alone': {
    severity: 'error',
    title:
      'A gitlab-runner.yaml, or the parameters of the Compute Nest service, are to be migrated together with other files',
    reason: 'It is a whole stack, and becomes a file of its own.',
    remedy: 'Migrate it alone.',
    fatal: true,
  },
  'migrate-caches': {
    severity: 'error',
    title: 'Runners that are to be in one file have different caches',
    reason: 'The runners of a stack share one cache.',
    remedy: 'Migrate each to a file of its own.',
    fatal: true,
  },
  'toml-syntax': {
    severity: 'error',
    title: 'A config.toml is not TOML',
    reason: 'It cannot be read.',
    remedy: 'Mend the line.',
    fatal: true,
  },
});
