import { Command, CommanderError } from 'commander';
import { InvalidInputError } from '../lib/diagnostics/problem';
import { redacted } from '../lib/diagnostics/secrets';
import { didYouMean } from '../lib/diagnostics/suggest';
import { version } from '../package.json';
import { addCheck } from './commands/check';
import { addComputeNest } from './commands/computenest';
import { addCompletion } from './commands/completion';
import { addConsole } from './commands/console';
import { addDoctor } from './commands/doctor';
import { addExplain } from './commands/explain';
import { addInit } from './commands/init';
import { addMigrate } from './commands/migrate';
import { addPolicy } from './commands/policy';
import { addRunner } from './commands/runner';
import { addSynth } from './commands/synth';
import { EXIT } from './exit-codes';
import { Failure } from './failure';
import { readableStack } from './readable-stack';

function commands(): Command {
  // Before the commands, which take the setting over.
  const program = new Command('ros-cdk-gitlab-runner').exitOverride();
  program.description('GitLab Runner on Alibaba Cloud, from a gitlab-runner.yaml.').version(version);
  program.addHelpText('after', '\nExit codes: 0 all is right; 1 the input has problems; 2 wrong use of the program.');
  for (const add of [
    addSynth,
    addCheck,
    addExplain,
    addPolicy,
    addConsole,
    addComputeNest,
    addInit,
    addMigrate,
    addRunner,
    addDoctor,
    addCompletion,
  ]) {
    add(program);
  }
  return program;
}

async function main(args: readonly string[]): Promise<void> {
  const program = commands();
  const [first] = args;
  const names = program.commands.map((command) => command.name());
  if (first !== undefined && !first.startsWith('-') && ![...names, 'help'].includes(first)) {
    // The default command would take it for an argument too many.
    program.error(`error: unknown command '${first}'.${didYouMean(first, names)} Commands: ${names.join(', ')}`);
  }
  await program.parseAsync(args, { from: 'user' });
}

// A reader such as `head` may have seen enough.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : EXIT.problems));

function showError(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.wrongUse;
  } else {
    // What is wrong with the input or with other programs needs no stack trace; an error of ours does.
    const isExpected = error instanceof InvalidInputError || error instanceof Failure;
    process.stderr.write(`${redacted(isExpected ? error.message : readableStack(error as Error))}\n`);
    process.exitCode = EXIT.problems;
  }
}

void main(process.argv.slice(2)).catch(showError);

// A file without exports is CommonJS to the bundler, which would wrap every module then.
export {};
