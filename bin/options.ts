/* Options that several commands have. */

export const CONFIG = [
  '--config <file>',
  'the configuration (default: the context key "config", else gitlab-runner.yaml)',
] as const;
export const OUTDIR = [
  '--outdir <dir>',
  "the folder for the template (default: the ros-cdk CLI's choice, else cdk.out)",
] as const;
