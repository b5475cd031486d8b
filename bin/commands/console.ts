import type { Command } from 'commander';
import { makeFolder } from '../../lib/checks/files';
import { checkSurroundings } from '../../lib/checks/surroundings';
import { saying, showWarnings } from '../terminal';
import { OUTDIR } from '../options';

export function addConsole(program: Command): void {
  program
    .command('console')
    .description('Synthesize the form for the ROS console, which asks for everything, to a ROS template.')
    .option(...OUTDIR)
    .action(async ({ outdir = process.env.CDK_OUTDIR ?? 'cdk.out' }: { outdir?: string }) => {
      checkSurroundings();
      makeFolder(outdir, 'name another by --outdir');
      const { synthesizeConsole } = await import('../../lib/compute-nest/synthesize-console');
      const { template, warnings } = saying('Synthesizing the form', () => synthesizeConsole({ outdir }));
      showWarnings(warnings);
      process.stdout.write(`${template}\n`);
    });
}
