import type { Command } from 'commander';
import { synthesizeFile } from '../../lib/stack/synthesize-file';
import { CONFIG, OUTDIR } from '../options';
import { saying, showWarnings } from '../terminal';

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
