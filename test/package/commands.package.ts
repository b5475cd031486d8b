import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { ROOT } from '../docs/markdown';
import { Project, cleanUp, pack } from './project';

const MINUTE = 60_000;

let archive: string;
/** Where the package alone is installed. */
let home: Project;
beforeAll(async () => {
  archive = pack();
  home = Project.create('home');
  await home.run('npm', 'install', '--silent', archive);
}, 3 * MINUTE);
afterAll(cleanUp);

const command = (...args: readonly string[]) => home.run('npx', 'ros-cdk-gitlab-runner', ...args);

test(
  'every command runs from the package, without a checkout',
  async () => {
    expect(await command('--version')).toBe(`${version}\n`);
    home.write({ 'gitlab-runner.yaml': 'cluster: { existing: {} }\nrunners: { Runner: {} }\n' });
    expect(await command()).toBe('cdk.out/gitlab-runner.template.json\n');
    expect(await command('check', 'gitlab-runner.yaml', 'cdk.out/gitlab-runner.template.json')).toBe(
      'gitlab-runner.yaml: no problems\ncdk.out/gitlab-runner.template.json: no problems\n',
    );
    expect(await command('explain')).toContain('[runners.kubernetes]');
    home.write({ 'values.yaml': 'gitlabUrl: https://gitlab.example.com\nconcurrent: 20\n' });
    expect(await command('migrate', 'values.yaml')).toContain('    concurrent: 20\n');
    expect(await command('runner', 'create', '--help')).toContain('--to-oos <name>');
    expect(JSON.parse(await command('doctor', '--json'))).toContainEqual({
      check: 'packages',
      outcome: 'ok',
      message: 'ros-cdk-gitlab-runner and its peers, one copy of each',
    });
    expect(JSON.parse(await command('policy'))).toHaveProperty('Statement');
    expect(await command('console', '--outdir', 'form')).toBe('form/gitlab-runner-console.template.json\n');
    expect(await command('computenest')).toBe('.computenest/config.yaml\n');
    const icon = readFileSync(path.join(home.folder, '.computenest/resources/icons/service_logo.png'));
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
  },
  MINUTE,
);

test(
  'wrong use fails',
  async () => {
    await expect(command('polcy')).rejects.toThrow(/Did you mean "policy"\?/);
    await expect(command('check', 'missing.yaml')).rejects.toThrow(/does not exist/);
  },
  MINUTE,
);

test(
  'a checkout is installed without what is for development',
  async () => {
    const checkout = Project.create('checkout');
    for (const source of ['package.json', 'package-lock.json', 'bin', 'lib', 'scripts', 'spec']) {
      cpSync(path.join(ROOT, source), path.join(checkout.folder, source), { recursive: true });
    }
    await checkout.run('npm', 'ci', '--omit=dev', '--silent');
    await expect(checkout.run(process.execPath, 'bin/ros-cdk-gitlab-runner.js')).rejects.toThrow(
      /run `npm ci` without --omit=dev/,
    );
  },
  2 * MINUTE,
);

test(
  'the package from a Git repository has the program, the library and its types',
  async () => {
    const project = Project.create('from-git');
    await project.run('npm', 'install', '--silent', `git+file://${ROOT}`);
    const folder = path.join(project.folder, 'node_modules/ros-cdk-gitlab-runner');
    for (const file of ['dist/bin/gitlab-runner.js', 'dist/lib/index.js', 'dist/lib/index.d.ts']) {
      expect(existsSync(path.join(folder, file))).toBe(true);
    }
    expect(await project.run('npx', 'ros-cdk-gitlab-runner', '--version')).toBe(`${version}\n`);
  },
  5 * MINUTE,
);

test(
  'the unpacked package can be installed as a folder, without anything to build',
  async () => {
    const project = Project.create('unpacked');
    await project.run('tar', '-xzf', archive);
    await project.run('npm', 'install', '--silent', '--prefix', 'package');
    await project.run('npm', 'install', '--silent', './package');
    expect(await project.run('npx', 'ros-cdk-gitlab-runner', '--version')).toBe(`${version}\n`);
  },
  2 * MINUTE,
);

describe.each([
  ['existing', [], 'npm'],
  ['ack', ['--pipeline'], 'npm'],
  ['acs', [], 'pnpm'],
  ['existing', ['--typescript', '--pipeline'], 'npm'],
  ['ack', ['--typescript'], 'pnpm'],
  ['acs', ['--typescript'], 'npm'],
] as const)('init --cluster %s %s, by %s', (cluster, options, installer) => {
  let project: Project;
  beforeAll(async () => {
    const name = ['init', cluster, ...options].join('');
    await command('init', `../${name}`, '--cluster', cluster, ...options);
    project = Project.existing(name);
    const install = installer === 'npm' ? ['npm'] : ['npx', '--yes', 'pnpm@12.4.2'];
    await project.run(install[0]!, ...install.slice(1), 'install');
  }, 3 * MINUTE);

  test(
    'its test passes, and is the same when it is run again',
    async () => {
      await project.run('npm', 'test');
      const again = await project.run('npm', 'test', '--', '--reporter=verbose');
      expect(again).toContain('the template is the one that was reviewed');
      expect(again).not.toContain('written');
    },
    2 * MINUTE,
  );

  test(
    'it is right, and synthesizes as the ros-cdk CLI does',
    async () => {
      await project.run('npm', 'run', 'check');
      const { app } = JSON.parse(readFileSync(path.join(project.folder, 'cdk.json'), 'utf8')) as { app: string };
      await project.run('sh', '-c', app);
      expect(existsSync(path.join(project.folder, 'cdk.out/gitlab-runner.template.json'))).toBe(true);
    },
    2 * MINUTE,
  );

  if (!options.some((option) => option === '--typescript')) {
    test('the schema for editors resolves', () => {
      const text = readFileSync(path.join(project.folder, 'gitlab-runner.yaml'), 'utf8');
      const [, schema = ''] = /\$schema=(\S+)/.exec(text) ?? [];
      expect(JSON.parse(readFileSync(path.join(project.folder, schema), 'utf8'))).toHaveProperty('properties.runners');
    });
  }
});

describe('the entry for tests', () => {
  const TEST = `
const { Template, Match, faultsOf } = require('ros-cdk-gitlab-runner/testing');
const { InvalidInputError, GitLabRunner } = require('ros-cdk-gitlab-runner');
const { App, Stack } = require('@alicloud/ros-cdk-core');
test('a template', () => {
  const template = Template.fromFile('gitlab-runner.yaml');
  template.hasResourceProperties('ALIYUN::CS::ClusterHelmApplication', { ChartValues: Match.objectLike({ concurrent: 10 }) });
  const wrong = () => new GitLabRunner(new Stack(new App(), 'ci'), 'Runner', {});
  if (faultsOf(wrong).length === 0) throw new Error('no faults');
  try { wrong(); } catch (error) { if (!(error instanceof InvalidInputError)) throw error; }
});
`;

  test('works in node:test', async () => {
    home.write({ 'node.test.cjs': `const { test } = require('node:test');\n${TEST}` });
    expect(await home.run(process.execPath, '--test', 'node.test.cjs')).toMatch(/pass 1\b/);
  });

  test(
    'works in jest',
    async () => {
      mkdirSync(path.join(home.folder, 'jest'));
      home.write({ 'jest/jest.test.js': TEST });
      await home.run('npm', 'install', '--silent', '--no-save', 'jest@30', archive);
      await home.run('npx', 'jest', '--rootDir', '.', '--testMatch', '**/jest/*.test.js');
    },
    2 * MINUTE,
  );
});
