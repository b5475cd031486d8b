import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { makeFolder, readFile } from '../../lib/checks/files';
import { checkSurroundings } from '../../lib/checks/surroundings';
import { problemText } from '../../lib/diagnostics/problem';
import type { Outcome } from '../../lib/migrate/note';
import { checkText } from '../../lib/stack/check-file';
import { EXIT } from '../exit-codes';
import { colored, saying } from '../terminal';

const COLORS = {
  kept: 'green',
  changed: 'yellow',
  dropped: 'yellow',
  refused: 'red',
  added: 'yellow',
} as const satisfies Record<Outcome, string>;

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description(
      'Make a gitlab-runner.yaml of one of version 0.1, of the parameters of the Compute Nest service, or of values of the official chart and config.toml files.',
    )
    .argument('<files...>', 'the old files; of several, each is a runner of one configuration')
    .option('--output <file>', 'write the configuration to a file, and overwrite it (default: the standard output)')
    .option('--json', 'write the configuration and what became of each value as JSON, for programs')
    .action(async (files: readonly string[], { output, json }: { output?: string; json?: boolean }) => {
      checkSurroundings();
      // Loaded when needed: the YAML library that keeps comments takes a tenth of the time of a synthesis.
      const { migrate } = await import('../../lib/migrate/migrate');
      const { text, notes } = migrate(
        files.map((name) => ({ name, text: readFile(name, 'name a file that exists').toString() })),
      );
      const problems = saying('Checking the configuration', () => checkText(text));
      if (output !== undefined) {
        makeFolder(path.dirname(output), 'name another file by --output');
        writeFileSync(output, text);
      }
      if (json === true) {
        const told = problems.map(({ severity, rule, at, fileLine, message }) => ({
          severity,
          rule,
          path: at,
          line: fileLine,
          message,
        }));
        process.stdout.write(`${JSON.stringify({ configuration: text, notes, problems: told }, undefined, 2)}\n`);
      } else {
        process.stdout.write(output === undefined ? text : '');
        for (const { outcome, at, message } of notes) {
          process.stderr.write(`${colored(COLORS[outcome], outcome.padEnd(7), process.stderr)} ${at}: ${message}\n`);
        }
        for (const problem of problems) {
          const isError = problem.severity === 'error';
          const word = colored(isError ? 'red' : 'yellow', isError ? 'Problem:' : 'Warning:', process.stderr);
          process.stderr.write(`${word} ${problemText(problem)}\n`);
        }
      }
      if (problems.some(({ severity }) => severity === 'error')) {
        process.exitCode = EXIT.problems;
      }
    });
}
