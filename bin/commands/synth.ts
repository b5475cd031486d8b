import type { Command } from 'commander';
import { synthesizeFile } from '../../lib/stack/synthesize-file';
import { CONFIG, OUTDIR } from '../options';
import { showWarnings } from '../terminal';

export function addSynth(program: Command): void {
  program
    .command('synth', { isDefault: true })
    .description('Synthesize a configuration to a ROS template. This is the default.')
    .option(...CONFIG)
    .option(...OUTDIR)
    .action((options: { config?: string; outdir?: string }) => {
      const { template, warnings } = synthesizeFile(options);
      showWarnings(warnings);
      process.stdout.write(`${template}\n`);
    });
}
