import type { Command } from 'commander';
import { makeFolder } from '../../lib/checks/files';
import { checkSurroundings } from '../../lib/checks/surroundings';
import { synthesizeConsole } from '../../lib/compute-nest/synthesize-console';
import { saying, showWarnings } from '../terminal';
import { OUTDIR } from '../options';

export function addConsole(program: Command): void {
  program
    .command('console')
    .description('Synthesize the form for the ROS console, which asks for everything, to a ROS template.')
    .option(...OUTDIR)
    .action(({ outdir = process.env.CDK_OUTDIR ?? 'cdk.out' }: { outdir?: string }) => {
      checkSurroundings();
      makeFolder(outdir, 'name another by --outdir');
      const { template, warnings } = saying('Synthesizing the form', () => synthesizeConsole({ outdir }));
      showWarnings(warnings);
      process.stdout.write(`${template}\n`);
    });
}
