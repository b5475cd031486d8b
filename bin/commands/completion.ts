import { Argument } from 'commander';
import type { Command } from 'commander';
import { bashScript } from '../completion/bash';
import { fishScript } from '../completion/fish';
import { completedCommands } from '../completion/tree';
import { zshScript } from '../completion/zsh';
import { DEFAULT_COMMAND } from './synth';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print a script that completes commands, options and runners in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      `
bash: source <(${program.name()} completion bash), in ~/.bashrc
zsh:  source <(${program.name()} completion zsh), in ~/.zshrc, after compinit
fish: ${program.name()} completion fish > ~/.config/fish/completions/${program.name()}.fish`,
    )
    .action((shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](program.name(), completedCommands(program, DEFAULT_COMMAND)));
    });
}
