import type { Command } from 'commander';
import type { PackageOptions } from '../computenest/write-package';

export function addComputeNest(program: Command): void {
  program
    .command('computenest')
    .description('Write a folder that computenest-cli publishes as a service of Compute Nest.')
    .option('--outdir <dir>', 'the folder', '.computenest')
    .option('--regions <list>', 'regions that customers may deploy in, separated by commas (default: all with ACS)')
    .option('--chart <kind>', '"url": by its URL; "artifact": published with the service', 'url')
    .option('--chart-url <url>', "the chart archive, with --chart url (default: GitLab's chart repository)")
    .option('--chart-file <file>', 'the chart archive, with --chart artifact')
    .action(async (options: PackageOptions) => {
      const { writePackage } = await import('../computenest/write-package');
      writePackage(options);
    });
}
