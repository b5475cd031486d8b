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
const syntaxFault = (...lines: string[]) => messageOf(() => parsed(...lines));

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
      'no/such.yaml has a problem:\n  - the file: does not exist; give its path by --config, or by the context key config',
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
  ])('a file in %s is refused, with the first line that shows it', (_, bytes, line) => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'mine.yaml');
      writeFileSync(path, bytes);
      expect(messageOf(() => ConfigFile.read(path))).toBe(
        `mine.yaml has a problem:\n  - line ${line}: is not UTF-8, the encoding of YAML; save the file as UTF-8`,
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

describe('what is not YAML is refused with its line:', () => {
  test.each([
    ['a tab', ['cluster:', '\tacs: {}'], 'line 2: is indented by a tab, which YAML does not allow; indent by spaces'],
    [
      'a key given twice',
      ['cluster:', '  acs: {}', 'cluster: {}'],
      'line 3: gives the key "cluster" again, after line 1; leave one of them out',
    ],
    [
      'a number for a key given twice',
      ['a:', '  2: x', '  "2": x'],
      'line 3: gives the key "2" again, after line 2; leave one of them out',
    ],
    ['a map for a key', ['a: 1', '? {b: c}', ': d'], 'line 2: has a key that is a map, a list, an alias or has a tag'],
    ['a list for a key', ['a: 1', '[b]: c'], 'line 2: has a key that is a map, a list'],
    ['an alias for a key', ['a: &a b', '*a : c'], 'line 2: has a key that is a map, a list'],
    ['a bracket without its end', ['cluster: [', 'runners: {}'], 'line 2: Flow sequence'],
    [
      'a wrong indent',
      ['cluster:', '  acs: {}', ' ack: {}'],
      'line 3: All mapping items must start at the same column',
    ],
    ['a second document', ['cluster: {}', '---', 'cluster: {}'], 'line 2: begins a second document'],
    ['a second document after an end', ['cluster: {}', '...', 'cluster: {}'], 'line 3: begins a second document'],
    [
      'an alias without an anchor',
      ['cluster:', '  acs: *nowhere'],
      'line 2: repeats *nowhere, and nothing before it is called &nowhere; write `&nowhere` in front of what',
    ],
    ['an alias before its anchor', ['a: *x', 'b: &x 1'], 'line 1: repeats *x, and nothing before it'],
    ['an alias within its anchor', ['a: &x', '  b: [*x]'], 'line 2: repeats *x within itself, which has no end'],
    ['a map that is merged into itself', ['a: &x', '  <<: *x'], 'line 2: repeats *x within itself'],
    ['a merge of a text', ['a:', '  <<: b'], 'line 2: merges by `<<` what is no map; write `<<: *name`'],
    ['a merge of a list of texts', ['a:', '  <<: [b]'], 'line 2: merges by `<<` what is no map'],
    ['a merge without an anchor', ['a:', '  <<: *x'], 'line 2: repeats *x, and nothing before it'],
    ['an unknown tag', ['cluster: !secret x'], 'line 1: Unresolved tag: !secret'],
  ])('%s', (_, lines, message) => {
    expect(syntaxFault(...lines)).toContain(`gitlab-runner.yaml has a problem:\n  - ${message}`);
  });

  test('without a warning of Node', () => {
    const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    syntaxFault('? {a: b}', ': c');
    parsed('a: &x { b: 1 }', 'c: { <<: *x }');
    expect(emitted).not.toHaveBeenCalled();
    emitted.mockRestore();
  });

  test('aliases of aliases that would fill the memory', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    expect(syntaxFault('a0: &a0 x', ...levels)).toContain('the file: repeats parts of itself by aliases far too often');
  });

  test('several at once', () => {
    expect(syntaxFault('a: 1', 'a: 2', 'b: 3', 'b: 4')).toMatch(/has 2 problems:\n {2}- line 2: .*\n {2}- line 4: /);
  });
});

describe('a fault is placed', () => {
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
    ['runners.Runner.jobs.overrides.maxCpu', 7],
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
    const { problems: faults } = file.locate([{ at, message: 'is wrong' }]);
    expect(faults).toMatchObject([{ at: `line ${line}${at === '' ? '' : `, ${at}`}`, message: 'is wrong' }]);
  });

  test('in the order of the file', () => {
    const at = ['runners.Runner', 'stackName', 'runners.Run'];
    const error = file.locate(at.map((path) => ({ at: path, message: 'is wrong' })));
    expect(error.problems.map((fault) => fault.at)).toEqual([
      'line 2, stackName',
      'line 4, runners.Run',
      'line 6, runners.Runner',
    ]);
    expect(error.message).toMatch(/^gitlab-runner\.yaml has 3 problems:\n/);
  });
});
