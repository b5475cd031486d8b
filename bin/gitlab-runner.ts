import { Command, CommanderError } from 'commander';
import { InvalidInputError, problemText } from '../lib/diagnostics/problem';
import { redacted } from '../lib/diagnostics/secrets';
import { didYouMean } from '../lib/diagnostics/suggest';
import { explainFile } from '../lib/stack/explain-file';
import { synthesizeFile } from '../lib/stack/synthesize-file';
import { version } from '../package.json';
import { readableStack } from './readable-stack';

/** What the program ends with when its input has problems, and when it is called in a wrong way. */
const EXIT = { problems: 1, wrongUse: 2 };

const CONFIG = [
  '--config <file>',
  'the configuration (default: the context key "config", else gitlab-runner.yaml)',
] as const;

function commands(): Command {
  // Before the commands, which take the setting over.
  const program = new Command('ros-cdk-gitlab-runner').exitOverride();
  program.description('GitLab Runner on Alibaba Cloud, from a gitlab-runner.yaml.').version(version);
  program
    .command('synth', { isDefault: true })
    .description('Synthesize the configuration to a ROS template. This is the default.')
    .option(...CONFIG)
    .option('--outdir <dir>', "the folder for the template (default: the ros-cdk CLI's choice, else cdk.out)")
    .action((options: { config?: string; outdir?: string }) => {
      const { template, warnings } = synthesizeFile(options);
      warnings.forEach((warning) => process.stderr.write(`Warning: ${problemText(warning)}\n`));
      process.stdout.write(`${template}\n`);
    });
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
  return program;
}

function main(args: readonly string[]): void {
  const program = commands();
  const [first] = args;
  const names = program.commands.map((command) => command.name());
  if (first !== undefined && !first.startsWith('-') && ![...names, 'help'].includes(first)) {
    // The default command would take it for an argument too many.
    program.error(`error: unknown command '${first}'.${didYouMean(first, names)} Commands: ${names.join(', ')}`);
  }
  program.parse(args, { from: 'user' });
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.wrongUse;
  } else {
    // What is wrong with the input needs no stack trace; an error of ours does.
    const isExpected = error instanceof InvalidInputError;
    process.stderr.write(`${redacted(isExpected ? error.message : readableStack(error as Error))}\n`);
    process.exitCode = EXIT.problems;
  }
}
