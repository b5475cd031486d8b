import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command';
import { runCommand } from '../support/command';
import { FakeAlibabaCloud, NO_CLOUD } from '../support/fake-alibaba-cloud';
import { ACCESS_TOKENS, FakeGitLab, GROUP, listen, serveGitLab } from '../support/fake-gitlab';
import { FakePrograms } from '../support/fake-programs';

const folder = mkdtempSync(path.join(tmpdir(), 'runner-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const empty = mkdtempSync(path.join(folder, 'empty-'));

interface Circumstances {
  readonly accessToken?: string;
  readonly programs?: FakePrograms;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

function runner(
  args: readonly string[],
  { accessToken, programs, env, cwd = empty }: Circumstances = {},
): Promise<Run> {
  const searched: Record<string, string> =
    programs === undefined ? {} : { PATH: `${programs.folder}${path.delimiter}${process.env.PATH}` };
  const surroundings = { GITLAB_TOKEN: accessToken ?? ACCESS_TOKENS.creator, CI_SERVER_URL: '', ...searched, ...env };
  return runCommand(['runner', ...args], { cwd, env: surroundings });
}

const create = (url: string, args: readonly string[], circumstances?: Circumstances) =>
  runner(['create', '--url', url, '--group', String(GROUP), ...args], circumstances);
const rotate = (url: string, args: readonly string[], circumstances: Circumstances = {}) =>
  runner(['rotate', '--url', url, '--id', '42', ...args], { accessToken: ACCESS_TOKENS.manager, ...circumstances });

/** A GitLab with the runner 42. */
async function gitlabWithRunner(...instead: ConstructorParameters<typeof FakeGitLab>) {
  const gitlab = new FakeGitLab(...instead);
  gitlab.runners.set(42, ['glrt', 't1_the-old-token-of-42.01.a1b2c3'].join('-'));
  return { gitlab, url: await serveGitLab(gitlab) };
}

/** All that the program wrote. */
const written = ({ stdout, stderr }: Run) => stdout + stderr;

describe('runner create', () => {
  test('creates the runner with the settings of the options', async () => {
    const gitlab = new FakeGitLab();
    const options = ['--description', 'Small jobs', '--tags', 'small, linux', '--protected', '--paused'];
    const more = ['--run-untagged', '--maximum-timeout', '3600', '--print-token'];
    const { exitCode, stdout, stderr } = await create(await serveGitLab(gitlab), [...options, ...more]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${gitlab.runners.get(42)}\n` });
    expect(stderr).toMatch(/^Runner 42 is created in http:\/\/127\.0\.0\.1:\d+\.\n$/);
    const body = {
      runner_type: 'group_type',
      group_id: GROUP,
      description: 'Small jobs',
      paused: true,
      locked: false,
      run_untagged: true,
      tag_list: ['small', 'linux'],
      access_level: 'ref_protected',
      maximum_timeout: 3600,
    };
    expect(gitlab.received).toEqual([{ method: 'POST', path: '/api/v4/user/runners', body }]);
  });

  test('takes untagged jobs unless there are tags', async () => {
    const gitlab = new FakeGitLab();
    const url = `${await serveGitLab(gitlab)}/`;
    await create(url, ['--print-token']);
    await runner(['create', '--url', url, '--project', '3', '--tags', 'a', '--locked', '--print-token']);
    expect(gitlab.received).toMatchObject([
      { body: { run_untagged: true, tag_list: [], access_level: 'not_protected', locked: false } },
      { body: { run_untagged: false, tag_list: ['a'], locked: true, runner_type: 'project_type', project_id: 3 } },
    ]);
  });

  test('writes JSON for programs', async () => {
    const gitlab = new FakeGitLab();
    const url = await serveGitLab(gitlab);
    const printed = await create(url, ['--print-token', '--json']);
    expect(JSON.parse(printed.stdout)).toEqual({ id: 42, url, token: gitlab.runners.get(42) });
    const programs = new FakePrograms().add('kubectl');
    const secret = await create(url, ['--to-secret', 'ci/small', '--json'], { programs });
    expect(JSON.parse(secret.stdout)).toEqual({ id: 43, url, secret: { namespace: 'ci', name: 'small' } });
  });

  test('asks for exactly one target and one owner, and reads numbers', async () => {
    const url = 'https://gitlab.example.com';
    const outcomes = await Promise.all([
      create(url, []),
      create(url, ['--print-token', '--to-oos', 'ci']),
      create(url, ['--to-secret', 'ci']),
      create(url, ['--to-secret', 'CI/small']),
      create(url, ['--to-oos', 'oos-ci']),
      create(url, ['--project', '3', '--print-token']),
      runner(['create', '--url', url, '--print-token']),
      runner(['create', '--url', url, '--print-token', '--group', 'my/group']),
      create(url, ['--locked', '--print-token']),
      create(url, ['--maximum-timeout', '60', '--print-token']),
      runner(['create', '--group', '7', '--print-token']),
      create('gitlab.example.com', ['--print-token']),
    ]);
    expect(outcomes.map(({ exitCode, stdout }) => ({ exitCode, stdout }))).toEqual(
      outcomes.map(() => ({ exitCode: 2, stdout: '' })),
    );
    const expected = [
      /choose where it goes to, by --to-oos NAME, --to-secret NAMESPACE\/NAME or --print-token/,
      /cannot be used with option/,
      /--to-secret ci: is not a namespace and a name/,
      /--to-secret CI\/small: .*lower-case/,
      /--to-oos oos-ci: .*no name that begins with/,
      /cannot be used with option/,
      /say what the runner is for, by --group ID, --project ID or --instance/,
      /whole number of at least 1/,
      /--locked is for runners of projects only/,
      /whole number of at least 600/,
      /the address of GitLab is not known; give it by --url/,
      /--url is not the address of a GitLab/,
    ];
    outcomes.forEach(({ stderr }, index) => expect(stderr).toMatch(expected[index]!));
  });
});

describe('the file', () => {
  const write = (name: string, runners: string) => {
    const cwd = mkdtempSync(path.join(folder, `${name}-`));
    writeFileSync(path.join(cwd, 'gitlab-runner.yaml'), `cluster: { existing: {} }\nrunners:\n${runners}`);
    return cwd;
  };

  test('says the address, the description and the Secret', async () => {
    const gitlab = new FakeGitLab();
    const url = await serveGitLab(gitlab);
    const cwd = write('secret', `  Small: { gitlabUrl: '${url}', namespace: ci, token: { existingSecret: small } }\n`);
    const programs = new FakePrograms().add('kubectl');
    const { exitCode, stdout, stderr } = await runner(['create', '--group', '7'], { cwd, programs });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '42\n' });
    expect(stderr).toContain('Its token is in the Secret ci/small.\n');
    expect(stderr).not.toContain('For the stack');
    expect(gitlab.received).toMatchObject([{ body: { description: 'Small' } }]);
  });

  test('says the encrypted parameter', async () => {
    const url = await serveGitLab(new FakeGitLab());
    const cwd = write('oos', `  Small: { gitlabUrl: '${url}', token: { oosSecret: ci-small } }\n  Large: {}\n`);
    const cloud = await FakeAlibabaCloud.start(oos());
    const { exitCode } = await runner(['create', 'Small', '--group', '7'], { cwd, env: cloud.env });
    expect(exitCode).toBe(0);
    expect(cloud.requests.at(-1)).toMatchObject({ parameters: { Name: 'ci-small' } });
  });

  test('is told what to write when the stack reads the token elsewhere', async () => {
    const url = await serveGitLab(new FakeGitLab());
    const cwd = write('parameter', `  Small: { gitlabUrl: '${url}' }\n`);
    const programs = new FakePrograms().add('kubectl');
    const { stderr } = await runner(['create', '--group', '7', '--to-secret', 'ci/small'], { cwd, programs });
    expect(stderr).toContain('write token: { existingSecret: small } below runners.Small in gitlab-runner.yaml.\n');
  });

  test('has to be right, and to have the runner', async () => {
    const cwd = write('several', '  Small: {}\n  Large: {}\n');
    const bad = write('bad', '  Small: { colour: red }\n');
    const [unnamed, misnamed, asked, faulty] = await Promise.all([
      runner(['create', '--group', '7', '--print-token'], { cwd }),
      runner(['create', 'Smal', '--group', '7', '--print-token'], { cwd }),
      runner(['create', 'Small', '--group', '7'], { cwd }),
      runner(['create', '--group', '7', '--print-token'], { cwd: bad }),
    ]);
    expect(unnamed).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/runners Small, Large; name one/) as string,
    });
    expect(misnamed).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Did you mean "Small"\?/) as string });
    expect(asked.stderr).toMatch(/the stack asks for the token of Small when it is deployed; choose/);
    expect(faulty).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\[unknown-key\]/) as string });
  });
});

describe('--to-secret', () => {
  test('applies a Secret with both keys, and shows the token to nobody', async () => {
    const gitlab = new FakeGitLab();
    const programs = new FakePrograms().add('kubectl');
    const run = await create(await serveGitLab(gitlab), ['--to-secret', 'ci/small'], { programs });
    const token = gitlab.runners.get(42)!;
    expect(run).toMatchObject({ exitCode: 0, stdout: '42\n' });
    expect(written(run)).not.toContain(token);
    const [get, tried, applied] = programs.calls;
    expect(programs.calls).toHaveLength(3);
    expect(get!.args.slice(0, 3)).toEqual(['get', 'secret', 'small']);
    expect(tried!.args).toEqual([...applied!.args, '--dry-run=server']);
    expect(applied!.args).toContain('--server-side');
    expect(JSON.parse(applied!.stdin)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'small', namespace: 'ci' },
      data: { 'runner-token': Buffer.from(token).toString('base64'), 'runner-registration-token': '' },
    });
    expect(JSON.stringify(programs.calls.map(({ args }) => args))).not.toContain(token);
    expect(programs.calls.map(({ hasAccessToken }) => hasAccessToken)).toEqual([false, false, false]);
  });

  test('asks the API server before GitLab', async () => {
    const gitlab = new FakeGitLab();
    const stderr = 'Error from server (NotFound): namespaces "ci" not found';
    const programs = new FakePrograms().add('kubectl', { 'dry-run': { exitCode: 1, stderr } });
    const run = await create(await serveGitLab(gitlab), ['--to-secret', 'ci/small'], { programs });
    expect(run).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `kubectl cannot write the Secret ci/small: ${stderr}\n`,
    });
    expect(gitlab.received).toEqual([]);
  });

  test('does not replace the token of another runner', async () => {
    const gitlab = new FakeGitLab();
    const programs = new FakePrograms().add('kubectl', { '^get': { stdout: 'secret/small\n' } });
    const { exitCode, stderr } = await create(await serveGitLab(gitlab), ['--to-secret', 'ci/small'], { programs });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^There is a token in the Secret ci\/small already\. `runner rotate`/);
    expect(gitlab.received).toEqual([]);
  });

  const refusing = () =>
    new FakePrograms().add('kubectl', {
      'dry-run': {},
      '^apply': { exitCode: 1, stderr: 'The Secret is invalid: $STDIN' },
    });

  test('deletes the runner again when its token cannot be written', async () => {
    const gitlab = new FakeGitLab();
    const run = await create(await serveGitLab(gitlab), ['--to-secret', 'ci/small'], { programs: refusing() });
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(
      /^Runner 42 is created .*\nkubectl cannot write the Secret ci\/small: The Secret is invalid: .*\(a secret\).*\nRunner 42 was deleted again\.\n$/,
    );
    expect([...gitlab.runners.keys()]).toEqual([]);
    const token = String(gitlab.received.at(-1)!.body.token);
    expect(token).toMatch(/^glrt-/);
    expect(written(run)).not.toContain(token);
    expect(written(run)).not.toContain(Buffer.from(token).toString('base64'));
  });

  test('says what to do about a runner that cannot be deleted', async () => {
    const gitlab = new FakeGitLab(({ method, body }) =>
      method === 'DELETE' ? [500, { message: `internal error about ${String(body.token)}` }] : undefined,
    );
    const run = await create(await serveGitLab(gitlab), ['--to-secret', 'ci/small'], { programs: refusing() });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/Runner 42 stays in GitLab without a known token, .*status 500/);
    expect(run.stderr).toMatch(/`runner rotate --id 42`\.\n$/);
    expect(written(run)).not.toContain(gitlab.runners.get(42));
  });

  test('takes the kubectl that KUBECTL names', async () => {
    const programs = new FakePrograms().add('own-kubectl');
    const env = { PATH: path.join(folder, 'nothing'), KUBECTL: path.join(programs.folder, 'own-kubectl') };
    const url = await serveGitLab(new FakeGitLab());
    expect(await create(url, ['--to-secret', 'ci/small'], { env })).toMatchObject({ exitCode: 0 });
    expect(programs.calls.at(-1)?.args).toContain('apply');
  });

  test('needs kubectl', async () => {
    const env = { PATH: path.join(folder, 'nothing') };
    const { exitCode, stderr } = await create('https://gitlab.example.com', ['--to-secret', 'ci/small'], { env });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'kubectl is not on the PATH; install it, name its file in KUBECTL, or choose another target.\n',
    });
  });
});

/** OOS with some parameters. */
function oos(...names: readonly string[]) {
  return ({ action, parameters }: { action: string; parameters: Readonly<Record<string, string>> }) =>
    action === 'GetSecretParameter' && !names.includes(parameters.Name!)
      ? { status: 404, content: { Code: 'EntityNotExists.Parameter', Message: 'The parameter does not exist.' } }
      : { content: { RequestId: 'r', Parameter: { Name: parameters.Name } } };
}

describe('--to-oos', () => {
  test('creates the encrypted parameter by the official SDK, with the token in the body', async () => {
    const gitlab = new FakeGitLab();
    const cloud = await FakeAlibabaCloud.start(oos());
    const run = await create(await serveGitLab(gitlab), ['--to-oos', 'ci-small'], { env: cloud.env });
    const token = gitlab.runners.get(42)!;
    expect(run).toMatchObject({ exitCode: 0, stdout: '42\n' });
    expect(run.stderr).toContain('Its token is in the OOS secret parameter ci-small in cn-hangzhou.\n');
    expect(written(run)).not.toContain(token);
    expect(cloud.requests.map(({ action }) => action)).toEqual(['GetSecretParameter', 'CreateSecretParameter']);
    expect(cloud.requests.at(-1)).toEqual({
      host: 'oos.cn-hangzhou.aliyuncs.com',
      action: 'CreateSecretParameter',
      path: '/',
      parameters: { RegionId: 'cn-hangzhou', Name: 'ci-small', Value: token },
    });
  });

  test('takes the variables of the ros-cdk CLI and the region that is given', async () => {
    const cloud = await FakeAlibabaCloud.start(oos());
    const env = {
      ...cloud.env,
      ALIBABA_CLOUD_ACCESS_KEY_ID: '',
      ALIBABA_CLOUD_REGION_ID: '',
      ACCESS_KEY_ID: 'an-id',
      ACCESS_KEY_SECRET: 'a-secret',
      REGION_ID: 'cn-beijing',
    };
    const url = await serveGitLab(new FakeGitLab());
    await create(url, ['--to-oos', 'ci-small'], { env });
    await create(url, ['--to-oos', 'ci-small', '--region', 'eu-central-1'], { env });
    expect([...new Set(cloud.requests.map(({ host }) => host))]).toEqual([
      'oos.cn-beijing.aliyuncs.com',
      'oos.eu-central-1.aliyuncs.com',
    ]);
  });

  test('takes the profile of the Alibaba Cloud CLI', async () => {
    const cloud = await FakeAlibabaCloud.start(oos());
    const home = mkdtempSync(path.join(folder, 'home-'));
    const profile = {
      name: 'ci',
      mode: 'AK',
      access_key_id: 'an-id',
      access_key_secret: 'a-secret',
      region_id: 'cn-shanghai',
    };
    mkdirSync(path.join(home, '.aliyun'));
    writeFileSync(path.join(home, '.aliyun/config.json'), JSON.stringify({ current: 'ci', profiles: [profile] }));
    const unset = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_REGION_ID: '' };
    const env = { ...cloud.env, ...unset, HOME: home };
    const run = await create(await serveGitLab(new FakeGitLab()), ['--to-oos', 'ci-small'], { env });
    expect(run).toMatchObject({ exitCode: 0, stdout: '42\n' });
    expect(cloud.requests.at(-1)).toMatchObject({ host: 'oos.cn-shanghai.aliyuncs.com' });
  });

  test('shows nothing of files with credentials that are broken', async () => {
    const home = mkdtempSync(path.join(folder, 'home-'));
    mkdirSync(path.join(home, '.aliyun'));
    writeFileSync(path.join(home, '.aliyun/config.json'), '{ "access_key_secret": "top-secret", ');
    const env = { ...NO_CLOUD, HOME: home };
    const run = await create('https://gitlab.example.com', ['--to-oos', 'ci', '--region', 'cn-hangzhou'], { env });
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^No credentials/) as string });
    expect(written(run)).not.toContain('top-secret');
  });

  test('says what OOS refuses, deletes the runner, and shows no token', async () => {
    const gitlab = new FakeGitLab();
    const known = oos();
    const cloud = await FakeAlibabaCloud.start((request) =>
      request.action === 'CreateSecretParameter'
        ? {
            status: 403,
            content: { Code: 'Forbidden.RAM', Message: `User not authorized: ${request.parameters.Value}` },
          }
        : known(request),
    );
    const run = await create(await serveGitLab(gitlab), ['--to-oos', 'ci-small'], { env: cloud.env });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(
      /oos\.cn-hangzhou\.aliyuncs\.com, asked for CreateSecretParameter, refuses: User not authorized: \(a secret\) \(Forbidden\.RAM\)\nRunner 42 was deleted again\.\n$/,
    );
    expect([...gitlab.runners.keys()]).toEqual([]);
  });

  test('needs credentials and a region before GitLab is asked', async () => {
    const gitlab = new FakeGitLab();
    const url = await serveGitLab(gitlab);
    const [region, credentials] = await Promise.all([
      create(url, ['--to-oos', 'ci-small'], { env: NO_CLOUD }),
      create(url, ['--to-oos', 'ci-small', '--region', 'cn-hangzhou'], { env: NO_CLOUD }),
    ]);
    expect(region).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^The region is not known/) as string });
    expect(credentials).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^No credentials/) as string });
    expect(gitlab.received).toEqual([]);
  });
});

describe('runner rotate', () => {
  test('resets the token, and writes it over the old one', async () => {
    const { gitlab, url } = await gitlabWithRunner();
    const cloud = await FakeAlibabaCloud.start(oos('ci-small'));
    const { exitCode, stdout, stderr } = await rotate(url, ['--to-oos', 'ci-small'], { env: cloud.env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '42\n' });
    expect(stderr).toMatch(/^Runner 42 in .* has another token, and the old one is void\.\nIts token is in /);
    expect(stderr).toContain('It expires at 2027-01-01T00:00:00.000Z.\n');
    expect(cloud.requests.at(-1)).toMatchObject({
      action: 'UpdateSecretParameter',
      parameters: { Value: gitlab.runners.get(42) },
    });
  });

  test('says how the managers come to use it', async () => {
    const { url } = await gitlabWithRunner();
    const cwd = mkdtempSync(path.join(folder, 'rotate-'));
    const text = `cluster: { existing: {} }\nrunners:\n  Small: { gitlabUrl: '${url}', token: { existingSecret: small } }\n`;
    writeFileSync(path.join(cwd, 'gitlab-runner.yaml'), text);
    const programs = new FakePrograms().add('kubectl', { '^get': { stdout: 'secret/small\n' } });
    const args = ['rotate', '--id', '42'];
    const { exitCode, stderr } = await runner(args, { cwd, programs, accessToken: ACCESS_TOKENS.manager });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^Restart the managers, .*: kubectl rollout restart deployment --namespace gitlab-runner small-gitlab-runner$/m,
    );
  });

  test('keeps the old token when the target cannot be written', async () => {
    const { gitlab, url } = await gitlabWithRunner();
    const programs = new FakePrograms().add('kubectl', { 'dry-run': { exitCode: 1, stderr: 'forbidden' } });
    expect((await rotate(url, ['--to-secret', 'ci/small'], { programs })).exitCode).toBe(1);
    expect(gitlab.received).toEqual([]);
  });

  test('says that the new token is lost, and how to get another', async () => {
    const { gitlab, url } = await gitlabWithRunner();
    const programs = new FakePrograms().add('kubectl', { 'dry-run': {}, '^apply': { exitCode: 1, stderr: '$STDIN' } });
    const run = await rotate(url, ['--to-secret', 'ci/small'], { programs });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/The new token is lost\. Run `runner rotate --id 42` again/);
    expect(written(run)).not.toContain(Buffer.from(gitlab.runners.get(42)!).toString('base64'));
  });

  test('needs the number of a runner that there is, and the scope', async () => {
    const { url } = await gitlabWithRunner();
    const [none, other, scope] = await Promise.all([
      runner(['rotate', '--url', url, '--print-token']),
      runner(['rotate', '--url', url, '--id', '43', '--print-token'], { accessToken: ACCESS_TOKENS.manager }),
      rotate(url, ['--print-token'], { accessToken: ACCESS_TOKENS.creator }),
    ]);
    expect(none).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--id <number>' not specified/) as string,
    });
    expect(other).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/has no such thing.*look at the id/) as string,
    });
    expect(scope.stderr).toMatch(/lacks a scope\. Allowed is one with the scope api or manage_runner/);
  });
});

describe('what goes wrong at GitLab is said in plain words', () => {
  const HTML = { 'content-type': 'text/html' };
  test.each<[string, ConstructorParameters<typeof FakeGitLab>[0], RegExp]>([
    ['a page', () => [200, '<html>Sign in</html>', HTML], /answers 200 with a page instead of JSON, so that is not/],
    ['a page of a proxy', () => [502, '<html>Bad gateway</html>', HTML], /answers 502 with a page instead of JSON/],
    ['another API', () => [200, { ok: true }], /answers without the id of a new runner/],
    ['no token', () => [201, { id: 9 }], /has created runner 9, and shows no token; reset it on the page/],
    [
      'a redirection',
      () => [301, '', { location: 'https://git.example.com/api/v4/user/runners?private_token=x' }],
      /redirects to https:\/\/git\.example\.com\/api\/v4\/user\/runners; give the address/,
    ],
    [
      'settings that are refused',
      () => [400, { message: { maximum_timeout: ['needs to be at least 10 minutes'], tags_list: ['is bad'] } }],
      /refuses what was asked for: maximum_timeout needs to be at least 10 minutes; tags_list is bad$/m,
    ],
    ['settings of a later version', () => [422, { error: 'tag_list is invalid' }], /asked for: tag_list is invalid$/m],
    ['a failure', () => [500, { message: '500 Internal Server Error' }], /fails itself, with the status 500/],
    ['too many requests', () => [429, { message: 'Retry later' }], /too many requests; try again/],
    ['a missing API', () => [404, { error: '404 Not Found' }], /has no such thing/],
    ['a lost answer', () => 'hang up', /ends the connection .*Whether the runner was created is not known; look at/],
  ])('%s', async (_what, instead, expected) => {
    const { exitCode, stdout, stderr } = await create(await serveGitLab(new FakeGitLab(instead)), ['--print-token']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain('    at ');
  });

  test.each<[string, readonly string[], string | undefined, RegExp]>([
    [
      'a revoked token',
      ['--group', '7'],
      'glpat-revoked-0000000000',
      /does not take .* GITLAB_TOKEN \(Token was revoked\.\)/,
    ],
    [
      'a missing scope',
      ['--group', '7'],
      ACCESS_TOKENS.reader,
      /lacks a scope\. Allowed is one with the scope api or create_runner/,
    ],
    [
      'a missing role',
      ['--instance'],
      undefined,
      /forbids it \(403 Forbidden - Insufficient permissions\)\. .* an administrator/,
    ],
    [
      'another group',
      ['--group', '8'],
      undefined,
      /Missing\/invalid scope; it has no group or project with this number/,
    ],
  ])('%s', async (_what, args, accessToken, expected) => {
    const url = await serveGitLab(new FakeGitLab());
    const run = await runner(['create', '--url', url, '--print-token', ...args], {
      ...(accessToken && { accessToken }),
    });
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(expected) as string });
  });

  test.each([
    ['', /GITLAB_TOKEN is not set; allowed is a personal, group or project access token with the scope create_runner/],
    [['glrt', 't1_aaaaaaaaaaaaaaaaaaaa'].join('-'), /GITLAB_TOKEN holds a token of a runner/],
    [['gldt', 'aaaaaaaaaaaaaaaaaaaa'].join('-'), /GITLAB_TOKEN holds a deploy token/],
    ['two words', /GITLAB_TOKEN holds no token/],
  ])('GITLAB_TOKEN=%s', async (accessToken, expected) => {
    const run = await create('https://gitlab.example.com', ['--print-token'], { accessToken });
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(expected) as string });
  });

  test('no such host, and a closed port', async () => {
    const [host, port] = await Promise.all([
      create('https://gitlab.invalid', ['--print-token']),
      create('https://127.0.0.1:59999', ['--print-token']),
    ]);
    expect(host.stderr).toMatch(/^https:\/\/gitlab\.invalid (has no such host|cannot be looked up)/);
    expect(port.stderr).toMatch(/^https:\/\/127\.0\.0\.1:59999 refuses the connection/);
  });

  const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;
  test.skipIf(!hasOpenSsl)('a certificate of an authority of your own, which NODE_EXTRA_CA_CERTS names', async () => {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'ignore' },
    );
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, new FakeGitLab().listener);
    onTestFinished(() => void server.close());
    const url = `https://localhost:${await listen(server)}`;
    const unknown = await create(url, ['--print-token']);
    expect(unknown).toMatchObject({ exitCode: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/certificate of an authority that Node\.js does not know; .*NODE_EXTRA_CA_CERTS\n$/);
    const { exitCode, stdout } = await create(url, ['--print-token'], { env: { NODE_EXTRA_CA_CERTS: cert } });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^glrt-/);
  });
});

test('debugging shows neither the access token nor the token of the runner', async () => {
  const gitlab = new FakeGitLab();
  const url = await serveGitLab(gitlab);
  const cloud = await FakeAlibabaCloud.start(oos());
  const debug = { DEBUG: '*', NODE_DEBUG: 'http,https,net,tls,fetch,undici,child_process,stream' };
  const programs = new FakePrograms().add('kubectl');
  const runs = await Promise.all([
    create(url, ['--to-oos', 'ci-small'], { env: { ...cloud.env, ...debug } }),
    create(url, ['--to-secret', 'ci/small'], { programs, env: debug }),
  ]);
  expect(gitlab.runners.size).toBe(2);
  for (const run of runs) {
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^4[23]\n$/) as string });
    for (const secret of [ACCESS_TOKENS.creator, ...gitlab.runners.values()]) {
      expect(written(run)).not.toContain(secret);
      expect(written(run)).not.toContain(Buffer.from(secret).toString('base64'));
    }
  }
});

test('a GitLab without encryption is a warning', async () => {
  const { stderr } = await create('http://gitlab.invalid', ['--print-token']);
  expect(stderr).toMatch(/^Warning: http:\/\/gitlab\.invalid is not encrypted/);
});
