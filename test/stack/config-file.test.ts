import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/checks/faults';
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
      'no/such.yaml has a fault:\n  - the file: does not exist; give its path by --config, or by the context key config',
    );
  });

  test('a folder is no file', () => {
    expect(inTemporaryFolder((folder) => messageOf(() => ConfigFile.read(folder)))).toContain('the file: EISDIR');
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
    ['a tab', ['cluster:', '\tacs: {}'], 'line 2: Tabs are not allowed as indentation'],
    ['a key given twice', ['cluster:', '  acs: {}', 'cluster: {}'], 'line 3: Map keys must be unique'],
    ['a bracket without its end', ['cluster: [', 'runners: {}'], 'line 2: Flow sequence'],
    [
      'a wrong indent',
      ['cluster:', '  acs: {}', ' ack: {}'],
      'line 3: All mapping items must start at the same column',
    ],
    ['a second document', ['cluster: {}', '---', 'cluster: {}'], 'line 2: begins a second document'],
    ['an alias without an anchor', ['cluster: *nowhere'], 'the file: Unresolved alias'],
    ['an unknown tag', ['cluster: !secret x'], 'line 1: Unresolved tag: !secret'],
  ])('%s', (_, lines, message) => {
    expect(syntaxFault(...lines)).toContain(`gitlab-runner.yaml has a fault:\n  - ${message}`);
  });

  test('several at once', () => {
    expect(syntaxFault('a: 1', 'a: 2', 'b: 3', 'b: 4')).toMatch(/has 2 faults:\n {2}- line 2: .*\n {2}- line 4: /);
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
    ['runners.Runner.chartValues.tolerations.1', 15],
    ['runners.Other.concurrent', 3],
  ])('%s in line %i', (at, line) => {
    const { faults } = file.locate([{ at, message: 'is wrong' }]);
    expect(faults).toEqual([{ at: `line ${line}${at === '' ? '' : `, ${at}`}`, message: 'is wrong' }]);
  });

  test('in the order of the file', () => {
    const at = ['runners.Runner', 'stackName', 'runners.Run'];
    const error = file.locate(at.map((path) => ({ at: path, message: 'is wrong' })));
    expect(error.faults.map((fault) => fault.at)).toEqual([
      'line 2, stackName',
      'line 4, runners.Run',
      'line 6, runners.Runner',
    ]);
    expect(error.message).toMatch(/^gitlab-runner\.yaml has 3 faults:\n/);
  });
});
