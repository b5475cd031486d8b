import type { Command } from 'commander';
import { Option } from 'commander';
import { billingOfFile, diagramOfFile, explainFile } from '../../lib/stack/explain-file';
import { CONFIG } from '../options';

interface ExplainOptions {
  readonly billing?: boolean;
  readonly config?: string;
  readonly diagram?: boolean;
  readonly json?: boolean;
  readonly prices?: string;
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
    .addOption(new Option('--billing', 'list what the stack and its jobs are billed by, in units').conflicts('diagram'))
    .addOption(
      new Option('--prices <file>', 'a YAML file with prices of units, which turns --billing into money').implies({
        billing: true,
      }),
    )
    .option('--json', 'write JSON, for programs')
    .action((runner: string | undefined, { billing, config, diagram, json, prices }: ExplainOptions) => {
      if (billing === true) {
        const { items, text } = billingOfFile({ config, runner }, prices);
        process.stdout.write(json === true ? `${JSON.stringify(items, undefined, 2)}\n` : text);
        return;
      }
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
