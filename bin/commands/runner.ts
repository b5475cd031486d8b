import type { Command } from 'commander';
import { addRunnerCreate } from './runner-create';
import { addRunnerRotate } from './runner-rotate';

export function addRunner(program: Command): void {
  const group = program.command('runner').description('Create runners in GitLab, and give them other tokens.');
  addRunnerCreate(group);
  addRunnerRotate(group);
}
