import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';

const script = join(__dirname, '../../scripts/policy.ts');

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the script as `npm run policy` does. */
function run(cwd: string, ...args: readonly string[]): Promise<Run> {
  const command = ['-r', require.resolve('tsx/cjs'), script, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const temporary = mkdtempSync(join(tmpdir(), 'policy-script-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const MODULE = 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy';
const TEMPLATE = {
  ROSTemplateFormatVersion: '2015-09-01',
  Resources: { Cluster: { Type: 'ALIYUN::ACS::Cluster', Properties: { VpcId: 'vpc-1' } } },
};
const file = (name: string) => join(temporary, name);
mkdirSync(file('cdk.out'));
mkdirSync(file('nowhere'));
mkdirSync(file('empty/cdk.out'), { recursive: true });
writeFileSync(file('cdk.out/App.template.json'), JSON.stringify(TEMPLATE));
writeFileSync(file('template.yaml'), dump(TEMPLATE).replace('vpc-1', '!Ref Vpc'));
writeFileSync(file('module.yaml'), dump({ ...TEMPLATE, Resources: { Release: { Type: MODULE } } }));
writeFileSync(file('notes.md'), '# Notes\n\n[a]: b');
writeFileSync(file('alias.yaml'), 'a: *nowhere\n? {b: c}\n: d\n');

const cases = {
  synthesized: () => run(temporary),
  yaml: () => run(temporary, 'template.yaml'),
  module: () => run(temporary, 'module.yaml'),
  none: () => run(file('empty')),
  other: () => run(temporary, 'notes.md'),
  alias: () => run(temporary, 'alias.yaml'),
  nowhere: () => run(file('nowhere')),
  missing: () => run(temporary, 'missing.json'),
};

let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  const started = Object.entries(cases).map(async ([name, start]) => [name, await start()] as const);
  runs = Object.fromEntries(await Promise.all(started)) as typeof runs;
}, 120_000);

test('the policy for what was synthesized last can be given to RAM as it is', () => {
  const { exitCode, stdout } = runs.synthesized;
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ Version: '1', Statement: [{ Effect: 'Allow', Resource: ['*'] }] });
});

test('the roles of services stand on the error output, below where they are described', () => {
  expect(runs.synthesized.stderr).toMatch(
    /^Roles that must have been authorized in the account, once:\n {2}AliyunServiceRoleForAcc, .*\n {4}https:/,
  );
});

test('a template may be YAML, with functions as tags', () => {
  expect(runs.yaml).toEqual(runs.synthesized);
});

test('what is not known of a module is said', () => {
  expect(runs.module.exitCode).toBe(0);
  expect(runs.module.stderr).toContain(`The policy may lack permissions for ${MODULE}: `);
  expect(runs.module.stderr).toContain('what it is made of is not published.');
  expect(runs.yaml.stderr).not.toContain('may lack');
});

test('without a template it says how to get one', () => {
  expect(runs.none).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.none.stderr).toMatch(
    /cdk\.out has a problem:\n.*there is no template; run `npm run synth`, or name a template \[template-missing\]/,
  );
});

test('before any synthesis it says how to get a template', () => {
  expect(runs.nowhere).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.nowhere.stderr).toMatch(
    /^cdk\.out has a problem:\n.*there is no template; run `npm run synth`, or name a template \[template-missing\]/,
  );
});

test('another file is told from a template, without a warning of Node', () => {
  expect(runs.other).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.other.stderr).toMatch(/^notes\.md has a problem:\n.*not a ROS template \[template-missing\]\n$/);
  expect(runs.alias).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.alias.stderr).toMatch(/^alias\.yaml has a problem:\n.*not a ROS template \[template-missing\]\n$/);
});

test('a file that is not there is named', () => {
  expect(runs.missing.exitCode).toBe(1);
  expect(runs.missing.stderr).toBe(
    'missing.json has a problem:\n  - the file: does not exist; name a ROS template [file-unreadable]\n',
  );
});
