import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { readPage, ROOT } from '../docs/markdown';
import { Project, cleanUp } from './project';

const MINUTE = 60_000;
const { blocks } = readPage('README.md');
const commands = blocks.filter(({ info }) => info === 'sh').map(({ text }) => text.trim());
const textAfter = (beginning: string) => blocks.find(({ text }) => text.startsWith(beginning))!.text;

/** What cannot be done here, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'ros-cdk deploy --timeoutMinutes 60 --sync --parameters RunnerToken=glrt-XXXXXXXXXXXXXXXXXXXX': 'needs an account',
};

const followed: string[] = [];
let checkout: Project;
let app: Project;

/** Does in a folder what a block of the README says. */
function follow(project: Project, beginning: string): Promise<string> {
  const command = commands.find((one) => one.startsWith(beginning));
  if (command === undefined) {
    throw new Error(`The README has no command that begins with ${beginning}`);
  }
  followed.push(command);
  return project.run('bash', '-c', command);
}

beforeAll(() => {
  checkout = Project.create('checkout');
  for (const file of execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')) {
    if (existsSync(path.join(ROOT, file))) {
      cpSync(path.join(ROOT, file), path.join(checkout.folder, file));
    }
  }
  app = Project.create('my-app');
});
afterAll(cleanUp);

test(
  'the README, word for word, from a checkout to a project with the package',
  async () => {
    const synthesized = await follow(checkout, 'npm ci && npm run synth');
    expect(synthesized.trim().split('\n').at(-1)).toBe(textAfter('cdk.out/').trim());
    expect(await checkout.run('npm', 'run', 'synth', '-s', '--', 'explain', '--diagram')).toBe(textAfter('flowchart'));

    await follow(checkout, 'npm pack && npm install');
    for (const beginning of ['stackName: gitlab-runner', 'cluster:\n  existing:\n    clusterId']) {
      app.write({ 'gitlab-runner.yaml': textAfter(beginning) });
      expect(await app.run('npx', 'ros-cdk-gitlab-runner')).toMatch(/^cdk\.out\/[\w-]+\.template\.json\n$/);
    }
    app.write({ 'gitlab-runner.yaml': blocks.find(({ info }) => info === 'yaml faulty')!.text });
    const refused = app.run('npx', 'ros-cdk-gitlab-runner');
    await expect(refused).rejects.toThrow(textAfter('gitlab-runner.yaml has 4 problems').trim());
    await expect(follow(app, 'npx ros-cdk-gitlab-runner check')).rejects.toThrow(/gitlab-runner\.yaml has 4 problems/);

    app.write({ 'gitlab-runner.yaml': textAfter('stackName: gitlab-runner') });
    expect(await follow(app, 'npx ros-cdk-gitlab-runner explain')).toContain('# config.toml');
    // A machine without a cluster or programs says so in a line.
    await expect(follow(app, 'npx ros-cdk-gitlab-runner check --cluster')).rejects.toThrow(/\[dry-run-\w+\]/);
    await follow(app, 'npx ros-cdk-gitlab-runner doctor').catch((error: Error) =>
      expect(error.message).toMatch(/problems?: /),
    );
    await follow(app, 'npx ros-cdk-gitlab-runner console');
    expect(existsSync(path.join(app.folder, '.computenest/config.yaml'))).toBe(true);
    await follow(app, 'npx ros-cdk-gitlab-runner init');
    expect(existsSync(path.join(app.folder, 'ci/.gitlab-ci.yml'))).toBe(true);

    expect(commands.filter((one) => !followed.includes(one))).toEqual(Object.keys(NOT_HERE));
  },
  5 * MINUTE,
);
