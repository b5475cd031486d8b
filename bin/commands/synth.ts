import type { Command } from 'commander';
import { synthesizeFile } from '../../lib/stack/synthesize-file';
import { saying, showWarnings } from '../terminal';

export const CONFIG = [
  '--config <file>',
  'the configuration (default: the context key "config", else gitlab-runner.yaml)',
] as const;
export const OUTDIR = [
  '--outdir <dir>',
  "the folder for the template (default: the ros-cdk CLI's choice, else cdk.out)",
] as const;

/** The command that runs where none is named. */
export const DEFAULT_COMMAND = 'synth';

export function addSynth(program: Command): void {
  program
    .command(DEFAULT_COMMAND, { isDefault: true })
    .description('Synthesize a configuration to a ROS template. This is the default.')
    .option(...CONFIG)
    .option(...OUTDIR)
    .action((options: { config?: string; outdir?: string }) => {
      const { template, warnings } = saying('Synthesizing', () => synthesizeFile(options));
      showWarnings(warnings);
      process.stdout.write(`${template}\n`);
    });
}
