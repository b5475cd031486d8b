import type { Command } from 'commander';
import { Option } from 'commander';
import { diagramOfFile, explainFile } from '../../lib/stack/explain-file';
import { CONFIG } from '../options';

interface ExplainOptions {
  readonly config?: string;
  readonly diagram?: boolean;
  readonly json?: boolean;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Show the config.toml and the chart values of runners, each line with where it comes from.')
    .argument('[runner]', 'name of a runner in the file (default: all)')
    .option(...CONFIG)
    .addOption(
      new Option('--diagram', 'draw the runners, their clusters and caches as a Mermaid flowchart').conflicts('json'),
    )
    .option('--json', 'write JSON, for programs')
    .action((runner: string | undefined, { config, diagram, json }: ExplainOptions) => {
      if (diagram === true) {
        process.stdout.write(diagramOfFile({ config, runner }));
        return;
      }
      const explained = explainFile({ config, runner });
      const data = Object.fromEntries(explained.map(({ runner: name, explanation }) => [name, explanation]));
      const texts = explained.map(({ runner: name, text }) => (explained.length > 1 ? `## ${name}\n\n${text}` : text));
      process.stdout.write(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : texts.join('\n'));
    });
}
