import { defineRules } from '../diagnostics/rule';

/** What programs need around them. They run before there is a construct that could acknowledge a rule. */
export const fileRules = defineRules({
  'file-unreadable': {
    severity: 'error',
    title: 'A file cannot be read',
    reason: 'There is nothing to make a template from.',
    remedy: 'Name a file that exists and that you may read.',
    fatal: true,
  },
  'folder-unwritable': {
    severity: 'error',
    title: 'A folder cannot be made or written to',
    reason: 'The template has no place to go to.',
    remedy: 'Name a folder that you may write to.',
    fatal: true,
  },
  'file-exists': {
    severity: 'error',
    title: 'A file that would be written exists',
    reason: 'What is in it would be lost.',
    remedy: 'Name another folder, or move the file away.',
    fatal: true,
  },
  'context-not-json': {
    severity: 'error',
    title: 'The environment variable CDK_CONTEXT_JSON is not a map in JSON',
    reason: 'The variable is read as the context of every app.',
    remedy: 'Write it like {"config":"gitlab-runner.yaml"}, or leave the variable out.',
    fatal: true,
  },
  'stack-info-not-json': {
    severity: 'error',
    title: 'The file stack.info.json in the working folder is not a map in JSON',
    reason: 'The ids of deployed stacks are read from it.',
    remedy: 'Restore it, or delete it and run `ros-cdk generate-stack-file`.',
    fatal: true,
  },
});
