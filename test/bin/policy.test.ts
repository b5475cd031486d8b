import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const temporary = mkdtempSync(join(tmpdir(), 'policy-command-'));
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
const DATABASE = { Database: { Type: 'ALIYUN::RDS::DBInstance', Properties: {} } };
writeFileSync(file('database.json'), JSON.stringify({ ...TEMPLATE, Resources: DATABASE }));
writeFileSync(file('actions.yaml'), 'ALIYUN::RDS::DBInstance: [rds:CreateDBInstance, "rds:Describe*"]\n');
writeFileSync(file('no-actions.yaml'), 'ALIYUN::RDS::DBInstance:\n  create: rds\n');

const run = (cwd: string, ...args: readonly string[]) => runCommand(['policy', ...args], { cwd });

const cases = {
  synthesized: () => run(temporary),
  yaml: () => run(temporary, 'template.yaml'),
  module: () => run(temporary, 'module.yaml'),
  none: () => run(file('empty')),
  other: () => run(temporary, 'notes.md'),
  alias: () => run(temporary, 'alias.yaml'),
  nowhere: () => run(file('nowhere')),
  missing: () => run(temporary, 'missing.json'),
  unknownType: () => run(temporary, 'database.json'),
  actions: () => run(temporary, 'database.json', '--actions', 'actions.yaml'),
  noActions: () => run(temporary, 'database.json', '--actions', 'no-actions.yaml'),
};

let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  runs = await runAll(cases);
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
    /cdk\.out has a problem:\n.*there is no template; run `ros-cdk-gitlab-runner synth`, or name a template \[template-missing\]/,
  );
});

test('before any synthesis it says how to get a template', () => {
  expect(runs.nowhere).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.nowhere.stderr).toMatch(
    /^cdk\.out has a problem:\n.*there is no template; run `ros-cdk-gitlab-runner synth`, or name a template \[template-missing\]/,
  );
});

test('another file is told from a template, without a warning of Node', () => {
  expect(runs.other).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.other.stderr).toMatch(/^notes\.md has a problem:\n {2}- line \d+: .* \[yaml-syntax\]\n$/);
  expect(runs.alias).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.alias.stderr).toMatch(/^alias\.yaml has 2 problems:\n {2}- line 1: repeats \*nowhere/);
});

test('a file that is not there is named', () => {
  expect(runs.missing.exitCode).toBe(1);
  expect(runs.missing.stderr).toBe(
    'missing.json has a problem:\n  - the file: does not exist; name a ROS template [file-unreadable]\n',
  );
});

test('the actions of a type that is not known come from a file', () => {
  expect(runs.unknownType).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runs.unknownType.stderr).toMatch(
    /ALIYUN::RDS::DBInstance needs\..* in a file, by --actions \[permissions-unknown\]/,
  );
  expect(runs.actions).toMatchObject({ exitCode: 0, stderr: '' });
  const { Statement } = JSON.parse(runs.actions.stdout) as { Statement: { Action: string[]; Resource: string[] }[] };
  const allowed = Statement.find(({ Action }) => Action.includes('rds:CreateDBInstance'));
  expect(allowed).toMatchObject({ Action: expect.arrayContaining(['rds:Describe*']) as string[], Resource: ['*'] });
});

describe('permissions-file', () => {
  test('what is no list of actions is refused', () => {
    expect(runs.noActions).toMatchObject({ exitCode: 1, stdout: '' });
    expect(runs.noActions.stderr).toBe(
      'no-actions.yaml has a problem:\n  - line 1, ALIYUN::RDS::DBInstance: is not a list of actions; write them as [service:Action], for instance [rds:*] [permissions-file]\n',
    );
  });
});
