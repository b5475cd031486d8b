import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { ConfigFile } from '../../lib/stack/config-file';
import { inTemporaryFolder } from './support';

function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

const parsed = (...lines: string[]) => new ConfigFile('gitlab-runner.yaml', lines.join('\n'));

describe('reading', () => {
  test('gives the content of a file', () => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'mine.yaml');
      writeFileSync(path, 'runners:\n  Runner: { concurrent: 3 }\n');
      const file = ConfigFile.read(path);
      expect([file.name, file.content]).toEqual(['mine.yaml', { runners: { Runner: { concurrent: 3 } } }]);
    });
  });

  test('a file that is not there says how to name one', () => {
    expect(messageOf(() => ConfigFile.read('no/such.yaml'))).toBe(
      'no/such.yaml has a problem:\n  - the file: does not exist; give its path by --config, or by the context key config [file-unreadable]',
    );
  });

  test('a folder is no file', () => {
    expect(inTemporaryFolder((folder) => messageOf(() => ConfigFile.read(folder)))).toContain(
      'the file: is a folder; give its path by --config',
    );
  });

  test('an empty name is no file', () => {
    expect(messageOf(() => ConfigFile.read(''))).toContain('the file: has an empty name; give its path by --config');
  });

  test.each([
    ['Latin-1', Buffer.from('# first\nrunners:\n  L\xE4ufer: {}\n', 'latin1'), 3],
    ['Latin-1 in the last line', Buffer.from('a: 1\nb: \xE4', 'latin1'), 2],
    ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFFrunners: {}\n', 'utf16le'), 1],
  ])('yaml-encoding: a file in %s is refused, with the first line that shows it', (_, bytes, line) => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'mine.yaml');
      writeFileSync(path, bytes);
      expect(messageOf(() => ConfigFile.read(path))).toBe(
        `mine.yaml has a problem:\n  - line ${line}: is not UTF-8, the encoding of YAML; save the file as UTF-8 [yaml-encoding]`,
      );
    });
  });

  test.each([
    ['Windows line ends', 'runners:\r\n  Runner:\r\n    concurrent: 3\r\n'],
    ['a byte order mark', '\uFEFFrunners:\n  Runner:\n    concurrent: 3\n'],
    ['anchors', 'runners:\n  Runner: &same\n    concurrent: 3\n'],
    ['a document mark', '---\nrunners:\n  Runner:\n    concurrent: 3\n'],
    ['comments', '# mine\nrunners: # all\n  Runner:\n    concurrent: 3 # jobs\n'],
  ])('takes %s', (_, text) => {
    expect(new ConfigFile('x.yaml', text).content).toEqual({ runners: { Runner: { concurrent: 3 } } });
  });
});

describe('yaml-syntax: what is not YAML is refused', () => {
  test('with all lines at once', () => {
    expect(messageOf(() => parsed('a: 1', 'a: 2', 'b: 3', 'b: *c'))).toMatch(
      /^gitlab-runner\.yaml has 3 problems:\n {2}- line 2: .* \[yaml-syntax\]\n {2}- line 4: .*\n {2}- line 4: /,
    );
  });

  test('without a warning of Node', () => {
    const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(() => parsed('? {a: b}', ': c')).toThrow(InvalidInputError);
    parsed('a: &x { b: 1 }', 'c: { <<: *x }');
    expect(emitted).not.toHaveBeenCalled();
    emitted.mockRestore();
  });
});

describe('a problem is placed', () => {
  const problemAt = (at: string) => ({ rule: 'some-rule', severity: 'error' as const, at, message: 'is wrong' });
  const file = parsed(
    /* 1 */ '# comment',
    /* 2 */ 'stackName: ci',
    /* 3 */ 'runners:',
    /* 4 */ '  Run:',
    /* 5 */ '    concurrent: 1',
    /* 6 */ '  Runner:',
    /* 7 */ '    jobs: { image: a,',
    /* 8 */ '      resources: { cpu: x } }',
    /* 9 */ '    chartValues:',
    /* 10 */ '      podLabels:',
    /* 11 */ '        "example.com/team": true',
    /* 12 */ '      tolerations:',
    /* 13 */ '        - key: a',
    /* 14 */ '          value: b',
    /* 15 */ '        - key: c',
    /* 16 */ '    "concurrent": 2',
  );

  test.each([
    ['', 1],
    ['stackName', 2],
    ['cluster', 1],
    ['runners', 3],
    ['runners.Run', 4],
    ['runners.Run.concurrent', 5],
    ['runners.Runner', 6],
    ['runners.Runner.concurrent', 16],
    ['runners.Runner.jobs.resources.cpu', 8],
    ['runners.Runner.jobs.resources.memory', 8],
    ['runners.Runner.jobs.overwrites.maxResources.cpu', 7],
    ['runners.Runner.token', 6],
    ['runners.Runner.chartValues.podLabels["example.com/team"]', 11],
    ['runners.Runner.chartValues.podLabels.example.com/team', 11],
    ['runners.Runner.chartValues.tolerations[0].value', 14],
    ['runners.Runner.chartValues.tolerations[0].effect', 13],
    ['runners.Runner.chartValues.tolerations[1]', 15],
    ['runners.Runner.chartValues.tolerations[1].key', 15],
    ['runners.Runner.chartValues.tolerations[7].key', 12],
    ['runners.Other.concurrent', 3],
  ])('%s in line %i', (at, line) => {
    expect(file.locate([problemAt(at)]).problems).toMatchObject([{ ...problemAt(at), fileLine: line }]);
  });

  test('by the line of the file inside a literal block, and by that of the string inside others', () => {
    const config = parsed(
      /* 1 */ 'literal: |',
      /* 2 */ '  first',
      /* 3 */ '  second',
      /* 4 */ 'quoted: "first\\n',
      /* 5 */ '  second"',
    );
    const problems = ['literal', 'quoted'].map((at) => ({ ...problemAt(at), line: 2 }));
    expect(config.locate(problems).message).toBe(
      [
        'gitlab-runner.yaml has 2 problems:',
        '  - line 3, literal: is wrong [some-rule]',
        '  - line 4, quoted, line 2: is wrong [some-rule]',
      ].join('\n'),
    );
  });

  test('in the order of the file', () => {
    const at = ['runners.Runner', 'stackName', 'runners.Run'];
    const error = file.locate(at.map(problemAt));
    expect(error.problems.map((problem) => [problem.fileLine, problem.at])).toEqual([
      [2, 'stackName'],
      [4, 'runners.Run'],
      [6, 'runners.Runner'],
    ]);
    expect(error.message).toMatch(
      /^gitlab-runner\.yaml has 3 problems:\n {2}- line 2, stackName: is wrong \[some-rule\]\n/,
    );
  });
});
