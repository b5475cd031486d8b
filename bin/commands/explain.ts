import type { Command } from 'commander';
import { explainFile } from '../../lib/stack/explain-file';
import { CONFIG } from '../options';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Show the config.toml and the chart values of runners, each line with where it comes from.')
    .argument('[runner]', 'name of a runner in the file (default: all)')
    .option(...CONFIG)
    .option('--json', 'write JSON, for programs')
    .action((runner: string | undefined, { config, json }: { config?: string; json?: boolean }) => {
      const explained = explainFile({ config, runner });
      const data = Object.fromEntries(explained.map(({ runner: name, explanation }) => [name, explanation]));
      const texts = explained.map(({ runner: name, text }) => (explained.length > 1 ? `## ${name}\n\n${text}` : text));
      process.stdout.write(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : texts.join('\n'));
    });
}
