import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { copyInto, makeFolder, readFile } from '../../lib/checks/files';
import { stubFs } from '../support/stub-fs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'files-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The message of a refusal, without the path. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    const { problems } = error as InvalidInputError;
    expect(problems).toMatchObject([
      { rule: problems[0]?.at === 'the file' ? 'file-unreadable' : 'folder-unwritable' },
    ]);
    return problems.map(({ at, message }) => `${at}: ${message}`).join();
  }
  throw new Error('nothing was refused');
}

/** Has the operating system refuse a call, which it does not to root. */
function refuse(call: 'mkdirSync' | 'accessSync' | 'readFileSync', code: string): void {
  const error = Object.assign(new Error(`${code}: refused, call '/x'`), { code });
  stubFs(call, () => {
    throw error;
  });
}

describe('file-unreadable: a file', () => {
  const HINT = 'name another';

  test('is read', () => {
    writeFileSync(join(folder, 'a'), 'text');
    expect(readFile(join(folder, 'a'), HINT).toString()).toBe('text');
  });

  test('that does not exist is refused', () => {
    expect(refusal(() => readFile(join(folder, 'a'), HINT))).toBe('the file: does not exist; name another');
  });

  test('that is a folder is refused', () => {
    expect(refusal(() => readFile(folder, HINT))).toBe('the file: is a folder; name another');
  });

  test('below a file is refused', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(refusal(() => readFile(join(folder, 'a/b'), HINT))).toBe(
      'the file: does not exist, since a part of its path is a file; name another',
    );
  });

  test('without a name is refused', () => {
    expect(() => readFile('', HINT)).toThrow(
      '"" has a problem:\n  - the file: has an empty name; name another [file-unreadable]',
    );
  });

  test.each([
    ['EACCES', 'may not be read by this user'],
    ['EPERM', 'may not be read by this user'],
    ['EIO', "cannot be used: EIO: refused, call '/x'"],
  ])('that cannot be read is refused (%s)', (code, message) => {
    refuse('readFileSync', code);
    expect(refusal(() => readFile(join(folder, 'a'), HINT))).toBe(`the file: ${message}; name another`);
  });
});

describe('folder-unwritable: a folder', () => {
  const make = (path: string) => makeFolder(path, 'name another by --outdir');

  test('is made with all above it', () => {
    make(join(folder, 'a/b/c'));
    expect(existsSync(join(folder, 'a/b/c'))).toBe(true);
    make(join(folder, 'a/b/c'));
  });

  test('is made in the working folder when its path is relative', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      make('a/b');
    } finally {
      process.chdir(before);
    }
    expect(existsSync(join(folder, 'a/b'))).toBe(true);
  });

  test('that another process has just made is taken', () => {
    const actual = fs.mkdirSync;
    stubFs('mkdirSync', (path) => {
      actual(path);
      actual(path);
      return undefined;
    });
    make(join(folder, 'a'));
    expect(existsSync(join(folder, 'a'))).toBe(true);
  });

  test('that is a file is refused', () => {
    writeFileSync(join(folder, 'a'), 'mine');
    expect(refusal(() => make(join(folder, 'a')))).toBe('the folder: is a file; name another by --outdir');
    expect(refusal(() => make(join(folder, 'a/b/c')))).toBe(
      'the folder: cannot be made, since a part of its path is a file; name another by --outdir',
    );
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('mine');
  });

  test('without a name is refused', () => {
    expect(refusal(() => make(''))).toBe('the folder: has an empty name; name another by --outdir');
  });

  test('that is a link to nowhere is refused', () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'a'));
    expect(refusal(() => make(join(folder, 'a')))).toBe('the folder: cannot be made there; name another by --outdir');
  });

  test('whose name is too long is refused, with the words of the system', () => {
    expect(refusal(() => make(join(folder, 'x'.repeat(300))))).toMatch(/^the folder: cannot be used: ENAMETOOLONG/);
  });

  test.each([
    ['EACCES', 'may not be written by this user'],
    ['EROFS', 'is on a file system that can only be read'],
    // What file systems such as that of processes say. Node, asked for several folders at once, would try for ever.
    ['ENOENT', 'cannot be made there'],
  ])('that cannot be made is refused (%s)', (code, message) => {
    refuse('mkdirSync', code);
    expect(refusal(() => make(join(folder, 'a/b')))).toBe(`the folder: ${message}; name another by --outdir`);
    expect(fs.mkdirSync).toHaveBeenCalledTimes(1);
  });

  test('that cannot be written is refused, before anything is', () => {
    mkdirSync(join(folder, 'source'));
    writeFileSync(join(folder, 'source/a'), '');
    mkdirSync(join(folder, 'a'));
    if (process.getuid?.() === 0) {
      refuse('accessSync', 'EACCES');
    } else {
      chmodSync(join(folder, 'a'), 0o500);
    }
    expect(refusal(() => copyInto(join(folder, 'a'), join(folder, 'source'), 'name another'))).toBe(
      'the folder: may not be written by this user; name another',
    );
    chmodSync(join(folder, 'a'), 0o700);
    expect(existsSync(join(folder, 'a/a'))).toBe(false);
  });

  test('takes what is in another', () => {
    mkdirSync(join(folder, 'source'));
    writeFileSync(join(folder, 'source/a'), 'text');
    copyInto(join(folder, 'target'), join(folder, 'source'), 'name another');
    expect(readFileSync(join(folder, 'target/a'), 'utf8')).toBe('text');
  });

  test('that has a folder where a file should go is refused', () => {
    mkdirSync(join(folder, 'target/a'), { recursive: true });
    mkdirSync(join(folder, 'source'));
    writeFileSync(join(folder, 'source/a'), 'text');
    expect(refusal(() => copyInto(join(folder, 'target'), join(folder, 'source'), 'name another'))).toMatch(
      /^the folder: cannot be used: .*; name another$/,
    );
  });
});
