import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import type { Rule } from '../diagnostics/rule';
import { fileRules } from './file-rules';

/** Reads a file. Throws {@link InvalidInputError} when it cannot be read; `hint` says how to name another. */
export function readFile(file: string, hint: string): Buffer {
  return explained({ ...READING, where: file, hint }, () => {
    if (file === '') {
      throw new Refusal('has an empty name');
    }
    return readFileSync(file);
  });
}

/** Makes a folder with all above it that are missing. Throws {@link InvalidInputError} when nothing can be written there. */
export function makeFolder(folder: string, hint: string): void {
  explained({ ...WRITING, where: folder, hint }, () => {
    if (folder === '') {
      throw new Refusal('has an empty name');
    }
    makeOneByOne(path.resolve(folder));
    if (!statSync(folder).isDirectory()) {
      throw new Refusal('is a file');
    }
    accessSync(folder, constants.W_OK);
  });
}

/** Copies what is in a folder into another, which is made when missing. */
export function copyInto(folder: string, source: string, hint: string): void {
  makeFolder(folder, hint);
  explained({ ...WRITING, where: folder, hint }, () => cpSync(source, folder, { recursive: true }));
}

/** Node's own way of making several folders never ends where the file system takes none, as below /proc. */
function makeOneByOne(folder: string): void {
  if (existsSync(folder)) {
    return;
  }
  makeOneByOne(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been faster.
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
}

/** What speaks against a file, in words. */
class Refusal extends Error {}

/** A kind of work with files: the rule of what goes wrong, and what the operating system says, by its codes. */
interface Work {
  readonly rule: Rule;
  readonly at: string;
  readonly reasons: Readonly<Record<string, string>>;
}

const READING: Work = {
  rule: fileRules['file-unreadable'],
  at: 'the file',
  reasons: {
    ENOENT: 'does not exist',
    EISDIR: 'is a folder',
    ENOTDIR: 'does not exist, since a part of its path is a file',
    EACCES: 'may not be read by this user',
    EPERM: 'may not be read by this user',
  },
};

const WRITING: Work = {
  rule: fileRules['folder-unwritable'],
  at: 'the folder',
  reasons: {
    ENOENT: 'cannot be made there',
    ENOTDIR: 'cannot be made, since a part of its path is a file',
    EACCES: 'may not be written by this user',
    EPERM: 'may not be written by this user',
    EROFS: 'is on a file system that can only be read',
  },
};

function explained<T>(
  { rule, at, reasons, where, hint }: Work & { readonly where: string; readonly hint: string },
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : (reasons[codeOf(error) ?? ''] ?? reasonOf(error));
    throw new InvalidInputError(where === '' ? '""' : where, [problemOf(rule, at, `${reason}; ${hint}`)]);
  }
}

function reasonOf(error: unknown): string {
  return `cannot be used: ${(error as Error).message}`;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
