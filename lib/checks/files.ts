import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError } from '../diagnostics/problem';

/** Reads a file. Throws {@link InvalidInputError} when it cannot be read; `hint` says how to name another. */
export function readFile(file: string, hint: string): Buffer {
  return explained(file, 'the file', hint, READ_REASONS, () => {
    if (file === '') {
      throw new Refusal('has an empty name');
    }
    return readFileSync(file);
  });
}

/** Makes a folder with all above it that are missing. Throws {@link InvalidInputError} when nothing can be written there. */
export function makeFolder(folder: string, hint: string): void {
  explained(folder, 'the folder', hint, WRITE_REASONS, () => {
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
  explained(folder, 'the folder', hint, WRITE_REASONS, () => cpSync(source, folder, { recursive: true }));
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

type Reasons = Readonly<Record<string, string>>;

/** What the operating system says, by its codes. */
const READ_REASONS: Reasons = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  ENOTDIR: 'does not exist, since a part of its path is a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

const WRITE_REASONS: Reasons = {
  ENOENT: 'cannot be made there',
  ENOTDIR: 'cannot be made, since a part of its path is a file',
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'is on a file system that can only be read',
};

function explained<T>(where: string, at: string, hint: string, reasons: Reasons, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : (reasons[codeOf(error) ?? ''] ?? reasonOf(error));
    throw new InvalidInputError(where === '' ? '""' : where, [{ at, message: `${reason}; ${hint}` }]);
  }
}

function reasonOf(error: unknown): string {
  return `cannot be used: ${(error as Error).message}`;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
