import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const folder = mkdtempSync(path.join(tmpdir(), 'check-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCHEMA = path.join(__dirname, '../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const FILES = {
  'gitlab-runner.yaml': 'cluster: { existing: {} }\nrunners: { Runner: {} }\n',
  'warned.yaml': 'cluster: { existing: {} }\nrunners:\n  Runner:\n    gitlabUrl: http://gitlab.example.com\n',
  'bad.yaml': 'cluster: { existing: {} }\nrunners:\n  Runner:\n    concurrent: 0\n    colour: red\n',
  'syntax.yaml': 'cluster:\n\texisting: {}\n',
  'values.yaml': 'gitlabUrl: https://gitlab.example.com\nconcurrent: 20\nrbac: { create: true }\n',
  'package.json': '{ "name": "mine", "version": "1.0.0" }\n',
  'list.yaml': '- cluster\n- runners\n',
  'empty.yaml': '# nothing yet\n',
  'misspelt.yaml': 'clutser: { existing: {} }\n',
  'template.yaml':
    "ROSTemplateFormatVersion: '2015-09-01'\nParameters:\n  Spare: { Type: String }\nResources:\n  A:\n    Type: T\n    Properties: { P: !Ref B }\n",
  'template.json':
    '{\n  "ROSTemplateFormatVersion": "2015-09-01",\n  "Resources": {\n    "A": { "Type": "T" }\n  }\n}\n',
};
Object.entries(FILES).forEach(([name, text]) => writeFileSync(path.join(folder, name), text));

const check = (...args: readonly string[]) => runCommand(['check', ...args], { cwd: folder });
const cases = {
  default: () => check(),
  warned: () => check('warned.yaml'),
  several: () => check('gitlab-runner.yaml', 'bad.yaml', 'template.json', 'missing.yaml'),
  syntax: () => check('syntax.yaml'),
  neither: () => check('values.yaml', 'package.json', 'list.yaml', 'empty.yaml'),
  misspelt: () => check('misspelt.yaml'),
  template: () => check('template.yaml'),
  json: () => check('bad.yaml', 'template.json', '--json'),
  codeQuality: () => check('bad.yaml', 'warned.yaml', '--code-quality'),
  below: () =>
    runCommand(['check', 'bad.yaml', '--code-quality'], {
      cwd: folder,
      env: { CI_PROJECT_DIR: path.dirname(folder) },
    }),
  sarif: () => check('bad.yaml', 'warned.yaml', 'missing.yaml', 'gitlab-runner.yaml', '--sarif'),
  sarifBelow: () =>
    runCommand(['check', 'bad.yaml', '--sarif'], { cwd: folder, env: { CI_PROJECT_DIR: path.dirname(folder) } }),
  both: () => check('--json', '--code-quality'),
  sarifBesides: () => check('--sarif', '--code-quality'),
  noColor: () => runCommand(['check', 'bad.yaml'], { cwd: folder, env: { NO_COLOR: '1' } }),
};
let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  runs = await runAll(cases);
}, 60_000);

test('the verdict is all that is written, and no template is', () => {
  expect(runs.default).toEqual({ exitCode: 0, stdout: 'gitlab-runner.yaml: no problems\n', stderr: '' });
  expect(readdirSync(folder).sort()).toEqual(Object.keys(FILES).sort());
});

test('warnings stand at their lines, and do not fail', () => {
  expect(runs.warned).toMatchObject({ exitCode: 0, stderr: '' });
  expect(runs.warned.stdout).toMatch(
    /^warned\.yaml has a warning:\n {2}- warning: line 4, runners\.Runner\.gitlabUrl: .* \[gitlab-url-unencrypted\]\n$/,
  );
});

test('several files are checked, and one that is faulty fails', () => {
  expect(runs.several.exitCode).toBe(1);
  expect(runs.several.stdout.split('\n')).toEqual([
    'gitlab-runner.yaml: no problems',
    'bad.yaml has 2 problems:',
    '  - line 4, runners.Runner.concurrent: is 0; allowed is a whole number of at least 1 [whole-number]',
    expect.stringMatching(/^ {2}- line 5, runners\.Runner\.colour: is not a key here\./),
    'template.json: no problems',
    'missing.yaml has a problem:',
    '  - the file: does not exist; give the path of a file [file-unreadable]',
    '',
  ]);
});

test('an error of syntax is said in plain words at its line', () => {
  expect(runs.syntax).toMatchObject({ exitCode: 1, stderr: '' });
  expect(runs.syntax.stdout).toBe(
    'syntax.yaml has a problem:\n  - line 2: is indented by a tab, which YAML does not allow; indent by spaces [yaml-syntax]\n',
  );
});

test('a file that is neither a configuration nor a template has one problem, which says what both look like', () => {
  const both =
    'A configuration has the sections `cluster` and `runners`, a ROS template has `ROSTemplateFormatVersion` and `Resources`';
  expect(runs.neither.exitCode).toBe(1);
  expect(runs.neither.stdout.split('\n')).toEqual([
    'values.yaml has a problem:',
    `  - the file: has the keys "gitlabUrl, concurrent, rbac". ${both}. Values of the chart become a configuration by \`ros-cdk-gitlab-runner migrate FILE\` [file-kind]`,
    'package.json has a problem:',
    `  - the file: has the keys "name, version". ${both} [file-kind]`,
    'list.yaml has a problem:',
    `  - the file: is a list. ${both} [file-kind]`,
    'empty.yaml has a problem:',
    `  - the file: is empty. ${both} [file-kind]`,
    '',
  ]);
});

test('a configuration whose sections are misspelt is one', () => {
  expect(runs.misspelt.stdout).toContain('clutser: is not a key here. Did you mean "cluster"?');
});

test('any ROS template is judged by the rules of templates', () => {
  expect(runs.template.exitCode).toBe(1);
  expect(runs.template.stdout.split('\n')).toEqual([
    'template.yaml has a problem and a warning:',
    '  - warning: line 3, Parameters.Spare: is used nowhere [template-parameter-unused]',
    expect.stringMatching(/^ {2}- line 7, Resources\.A\.Properties\.P: Ref of "B", .* \[template-reference\]$/),
    '',
  ]);
});

test('--json gives the same to programs', () => {
  expect(runs.json.exitCode).toBe(1);
  expect(JSON.parse(runs.json.stdout)).toMatchObject([
    {
      file: 'bad.yaml',
      problems: [
        { severity: 'error', rule: 'whole-number', path: 'runners.Runner.concurrent', line: 4 },
        { rule: 'unknown-key', path: 'runners.Runner.colour', line: 5 },
      ],
    },
    { file: 'template.json', problems: [] },
  ]);
});

test('--code-quality gives what GitLab reads', () => {
  expect(runs.codeQuality.exitCode).toBe(1);
  const issues = JSON.parse(runs.codeQuality.stdout) as { fingerprint: string; description: string }[];
  expect(issues).toMatchObject([
    { check_name: 'whole-number', severity: 'major', location: { path: 'bad.yaml', lines: { begin: 4 } } },
    { check_name: 'unknown-key', severity: 'major', location: { path: 'bad.yaml', lines: { begin: 5 } } },
    { check_name: 'gitlab-url-unencrypted', severity: 'minor', location: { path: 'warned.yaml', lines: { begin: 4 } } },
  ]);
  expect(issues[0]!.description).toMatch(/^runners\.Runner\.concurrent: is 0; allowed is/);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});

describe('--sarif', () => {
  interface Log {
    readonly runs: readonly [
      {
        readonly tool: {
          readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
        };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly partialFingerprints: Readonly<Record<string, string>>;
        }[];
      },
    ];
  }
  const logOf = ({ stdout }: Run) => JSON.parse(stdout) as Log;

  test('is valid by the schema of the standard', () => {
    const ajv = new AjvDraft04({ strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    validate(logOf(runs.sarif));
    expect(validate.errors).toBeNull();
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  test('has every problem at its line, with its rule', () => {
    expect(runs.sarif.exitCode).toBe(1);
    const [{ tool, results }] = logOf(runs.sarif).runs;
    const at = (uri: string, startLine: number, fullyQualifiedName: string) => [
      {
        physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine } },
        logicalLocations: [{ fullyQualifiedName }],
      },
    ];
    expect(results).toMatchObject([
      { ruleId: 'whole-number', level: 'error', locations: at('bad.yaml', 4, 'runners.Runner.concurrent') },
      { ruleId: 'unknown-key', level: 'error', locations: at('bad.yaml', 5, 'runners.Runner.colour') },
      {
        ruleId: 'gitlab-url-unencrypted',
        level: 'warning',
        locations: at('warned.yaml', 4, 'runners.Runner.gitlabUrl'),
      },
      { ruleId: 'file-unreadable', level: 'error', locations: at('missing.yaml', 1, 'the file') },
    ]);
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
    }
  });

  test('leads to the page of each rule', () => {
    const [{ tool }] = logOf(runs.sarif).runs;
    for (const { id, helpUri } of tool.driver.rules) {
      const url = new URL(helpUri);
      expect(url.hash).toBe(`#${id}`);
      expect(readFileSync(url, 'utf8')).toContain(`\n### ${id}\n`);
    }
  });

  test('tells problems apart by what does not change with the lines', () => {
    const fingerprints = logOf(runs.sarif).runs[0].results.map((one) => one.partialFingerprints['problem/v1']);
    expect(new Set(fingerprints).size).toBe(4);
    const issues = JSON.parse(runs.codeQuality.stdout) as { fingerprint: string }[];
    expect(fingerprints.slice(0, 3)).toEqual(issues.map(({ fingerprint }) => fingerprint));
  });

  test('has paths from the root of the repository in a pipeline', () => {
    expect(logOf(runs.sarifBelow).runs[0].results[0]).toHaveProperty(
      'locations.0.physicalLocation.artifactLocation.uri',
      `${path.basename(folder)}/bad.yaml`,
    );
  });

  test('excludes the other formats', () => {
    expect(runs.sarifBesides).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

test('paths begin at the root of the repository in a pipeline', () => {
  expect(JSON.parse(runs.below.stdout)).toMatchObject([
    { location: { path: `${path.basename(folder)}/bad.yaml` } },
    { location: { path: `${path.basename(folder)}/bad.yaml` } },
  ]);
});

test('the two formats exclude each other', () => {
  expect(runs.both).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.both.stderr).toMatch(/--code-quality.* cannot be used with option '--json'/);
});

test('there is no color in a pipe', () => {
  expect(runs.noColor.stdout).toBe(runs.several.stdout.split('\n').slice(1, 4).join('\n') + '\n');
});
