import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { node } from '../../bin/doctor/node';
import { Surroundings } from '../../bin/doctor/surroundings';
import { peerDependencies } from '../../package.json';
import type { Run } from '../support/command';
import { runCommand } from '../support/command';
import type { CloudAnswer, CloudRequest } from '../support/fake-alibaba-cloud';
import { FakeAlibabaCloud, NO_CLOUD } from '../support/fake-alibaba-cloud';
import { listen } from '../support/fake-gitlab';
import { FakePrograms } from '../support/fake-programs';

const folder = mkdtempSync(path.join(tmpdir(), 'doctor-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server with one chart, so that no test needs the network. */
let charts: string;
const server = createServer((request, response) => {
  response
    .writeHead({ '/charts/gitlab-runner-0.90.1.tgz': 200, '/login/gitlab-runner-0.90.1.tgz': 401 }[request.url!] ?? 404)
    .end();
});
beforeAll(async () => {
  charts = `http://127.0.0.1:${await listen(server)}/charts`;
});
afterAll(() => void server.close());

const config = (cluster = '{ existing: {} }', url = `${charts}/gitlab-runner-0.90.1.tgz`, more = '') =>
  `cluster: ${cluster}\n${more}runners:\n  Runner: { chart: { url: '${url}' } }\n`;
const CDK_JSON = '{ "app": "npx ros-cdk-gitlab-runner", "languageInfo": "typescript" }';

/** A folder with files in it. */
function project(files: Readonly<Record<string, string>>): string {
  const cwd = mkdtempSync(path.join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return cwd;
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

function doctor(cwd: string, { env = {}, args = [] }: Circumstances = {}): Promise<Run> {
  const PATH = path.join(folder, 'nothing');
  return runCommand(['doctor', ...args], { cwd, env: { ...NO_CLOUD, PATH, ...env } });
}

/** What it says by check, from the JSON for programs. */
async function examined(cwd: string, { env = {}, args = [] }: Circumstances = {}): Promise<Record<string, string[]>> {
  const { stdout } = await doctor(cwd, { env, args: ['--json', ...args] });
  const checks: Record<string, string[]> = {};
  for (const { check, outcome, message } of JSON.parse(stdout) as Record<string, string>[]) {
    (checks[check!] ??= []).push(`${outcome}: ${message}`);
  }
  return checks;
}

async function findings(check: string, cwd: string, circumstances?: Circumstances): Promise<string[]> {
  return (await examined(cwd, circumstances))[check] ?? [];
}

describe('the command', () => {
  test('looks at all that it can, changes nothing, and is content', async () => {
    const cwd = project({ 'gitlab-runner.yaml': config(), 'cdk.json': CDK_JSON });
    const programs = new FakePrograms()
      .add('ros-cdk', { version: { stdout: '1.11.0\n' } })
      .add('helm', { version: { stdout: 'v4.0.1+g1234567\n' } })
      .add('kubectl', { version: { stdout: 'Client Version: v1.35.1\nKustomize Version: v5.7.1\n' } });
    const { exitCode, stdout, stderr } = await doctor(cwd, { env: { PATH: programs.folder } });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      `ok      Node.js: ${process.versions.node}`,
      expect.stringMatching(/^skipped Packages: ros-cdk-gitlab-runner is not installed in this folder/),
      'ok      cdk.json: the app is npx ros-cdk-gitlab-runner',
      expect.stringMatching(/^ok {6}Files of the ros-cdk CLI: /),
      'ok      Configuration: gitlab-runner.yaml',
      'ok      ros-cdk CLI: 1.11.0',
      'ok      Helm: 4.0.1',
      'ok      kubectl: 1.35.1',
      `ok      Chart: ${charts}/gitlab-runner-0.90.1.tgz`,
      expect.stringMatching(/^skipped Credentials, Region: The region is not known; give it by --region/),
      'skipped Zones, Instance types: the templates name none',
      'skipped Service roles: the templates need none',
      'skipped Cluster: the configuration names no cluster that exists',
      '',
    ]);
    expect(readdirSync(cwd).sort()).toEqual(['cdk.json', 'gitlab-runner.yaml']);
    expect(programs.calls.map(({ args }) => args.join(' ')).sort()).toEqual([
      '--version',
      'version --client',
      'version --short',
    ]);
  });

  test('fails for a problem, and has no color in a pipe', async () => {
    const { exitCode, stdout } = await doctor(project({ 'gitlab-runner.yaml': 'cluster: {}\n' }));
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'skipped Zones, Service roles, Instance types, Cluster: there is no configuration without',
    );
    expect(stdout).toMatch(/^problem Configuration: gitlab-runner\.yaml has /m);
  });

  test('counts warnings without failing', async () => {
    const text = 'cluster: { existing: {} }\nrunners: { Runner: { gitlabUrl: "http://gitlab.example.com" } }\n';
    const { exitCode, stdout } = await doctor(project({ 'gitlab-runner.yaml': text }));
    expect(stdout).toMatch(/^warning Configuration: gitlab-runner\.yaml has a warning; `ros-cdk-gitlab-runner check /m);
    expect(exitCode).toBe(0);
  });

  test('works in an empty folder', async () => {
    const { exitCode, stderr } = await doctor(project({}), { args: ['--json'] });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('Node.js', () => {
  test.each([
    ['18.20.4', 'problem: is 18.20.4; allowed is 20 or later'],
    ['23.1.0', 'warning: is 23.1.0, a line without long-term support, which nothing here is tested with'],
    ['26.0.0', 'ok: 26.0.0'],
  ])('%s', async (version, expected) => {
    const versions = vi.spyOn(process, 'versions', 'get').mockReturnValue({ ...process.versions, node: version });
    onTestFinished(() => versions.mockRestore());
    const [found] = await node.run(new Surroundings(undefined, undefined));
    expect(`${found!.outcome}: ${found!.message}`).toBe(expected);
  });
});

describe('packages', () => {
  /** The oldest versions that are allowed. */
  const PEERS = Object.fromEntries(Object.entries(peerDependencies).map(([name, range]) => [name, range.slice(1)]));
  const installed = (versions: Readonly<Record<string, string>>, below = '') =>
    Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [
        `${below}node_modules/${name}/package.json`,
        JSON.stringify({ name, version }),
      ]),
    );
  const app = (versions: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) =>
    project({ ...installed({ 'ros-cdk-gitlab-runner': '0.1.0', ...versions }), ...more });

  test('one copy of each peer is right', async () => {
    expect(await findings('packages', app(PEERS))).toEqual([
      'ok: ros-cdk-gitlab-runner and its peers, one copy of each',
    ]);
  });

  test('a second copy of core or constructs is found, whoever brings it', async () => {
    const second = installed({ '@alicloud/ros-cdk-core': '1.13.0' }, 'node_modules/@alicloud/ros-cdk-ecs/');
    const [found, ...others] = await findings('packages', app(PEERS, second));
    expect(found).toMatch(
      /^problem: there are 2 copies of @alicloud\/ros-cdk-core, .*: node_modules\/@alicloud\/ros-cdk-core, node_modules\/@alicloud\/ros-cdk-ecs\/node_modules\/@alicloud\/ros-cdk-core; .*npm dedupe/,
    );
    expect(others).toEqual([]);
  });

  test('missing, old and too new peers are found', async () => {
    const versions: Record<string, string> = { ...PEERS, '@alicloud/ros-cdk-oss': '1.9.0', constructs: '10.4.2' };
    delete versions['@alicloud/ros-cdk-ram'];
    expect(await findings('packages', app(versions))).toEqual([
      'problem: @alicloud/ros-cdk-oss is 1.9.0; allowed is ^1.12.0',
      'problem: @alicloud/ros-cdk-ram is not installed; run `npm install @alicloud/ros-cdk-ram@^1.12.0`',
      'problem: constructs is 10.4.2; allowed is ^3.4.344',
    ]);
  });
});

describe('cdk.json', () => {
  test.each([
    ['{ "app": "node app.js" }', /^problem: has no text for languageInfo, so every command .* crashes.*"languageInfo"/],
    ['{ "languageInfo": "typescript" }', /^problem: has no text for app/],
    ['not JSON', /^problem: is empty or no map in JSON/],
    [
      '{ "app": "x", "languageInfo": "typescript", "context": { "ros-cdk:enableStackNameDuplicates": "false" } }',
      /^warning: the context key ros-cdk:enableStackNameDuplicates names templates after the ids/,
    ],
  ])('%s', async (text, expected) => {
    const found = await findings('cdk-json', project({ 'cdk.json': text }));
    expect(found).toEqual([expect.stringMatching(expected)]);
  });

  test('names the configuration file by its context', async () => {
    const text = '{ "app": "x", "languageInfo": "typescript", "context": { "config": "ci.yaml" } }';
    const cwd = project({ 'cdk.json': text, 'ci.yaml': config() });
    expect(await findings('configuration', cwd)).toEqual(['ok: ci.yaml']);
  });
});

test('a broken stack.info.json is a problem', async () => {
  const found = await findings('files', project({ 'stack.info.json': '[' }));
  expect(found).toEqual([
    expect.stringMatching(/^problem: stack\.info\.json, the file: is not a map in JSON; restore it/),
  ]);
});

test('a configuration that is named has to be there', async () => {
  const found = await findings('configuration', project({}), { args: ['--config', 'ci.yaml'] });
  expect(found).toEqual(['problem: ci.yaml does not exist; name another file by --config']);
});

describe('programs', () => {
  test('an old CLI is a warning, a broken one a problem', async () => {
    const programs = new FakePrograms()
      .add('ros-cdk', { version: { stdout: '1.0.31\n' } })
      .add('helm', { version: { exitCode: 1 } });
    const env = { PATH: programs.folder };
    const checks = await examined(project({}), { env });
    expect(checks['ros-cdk']).toEqual([
      expect.stringMatching(/^warning: is 1\.0\.31; the documents are about 1\.10\.0 and later/),
    ]);
    expect(checks.helm).toEqual(['problem: `helm version --short` fails or prints no version; install it again']);
    expect(checks.kubectl).toEqual([
      'skipped: is not on the PATH; only looking into the cluster and --to-secret need it',
    ]);
  });
});

describe('the chart', () => {
  const chart = (url: string) => findings('chart', project({ 'gitlab-runner.yaml': config('{ existing: {} }', url) }));

  test('that is missing is a problem', async () => {
    const url = `${charts}/missing/gitlab-runner-0.90.1.tgz`;
    expect(await chart(url)).toEqual([`problem: ${url} answers 404; look at \`chart\` in the configuration`]);
  });

  test('behind a login is skipped', async () => {
    const url = `${charts.replace('/charts', '/login')}/gitlab-runner-0.90.1.tgz`;
    expect(await chart(url)).toEqual([`skipped: ${url} asks for a login`]);
  });

  test('that cannot be reached from here is a warning, since ROS fetches it', async () => {
    const [found] = await chart('http://127.0.0.1:59999/gitlab-runner-0.90.1.tgz');
    expect(found).toMatch(/^warning: http:\/\/127\.0\.0\.1:59999\/.* refuses the connection.*ROS fetches it/);
  });
});

describe('the account', () => {
  const CLUSTER = 'c0123456789abcdef0123456789abcdef';
  const sold = (zone: string, type: string) => ({
    ZoneId: zone,
    Status: 'Available',
    AvailableResources: {
      AvailableResource: [{ SupportedResources: { SupportedResource: [{ Value: type, Status: 'Available' }] } }],
    },
  });
  const ANSWERS: Readonly<Record<string, (request: CloudRequest) => CloudAnswer>> = {
    GetCallerIdentity: () => ({ content: { AccountId: '1234567890', Arn: 'acs:ram::1234567890:user/ci' } }),
    DescribeRegions: () => ({ content: { Regions: { Region: [{ RegionId: 'cn-hangzhou' }] } } }),
    DescribeZones: () => ({ content: { Zones: { Zone: [{ ZoneId: 'cn-hangzhou-i' }, { ZoneId: 'cn-hangzhou-j' }] } } }),
    DescribeAvailableResource: ({ parameters }) => ({
      content: {
        AvailableZones: {
          AvailableZone: parameters.InstanceType === 'ecs.g7.xlarge' ? [sold('cn-hangzhou-i', 'ecs.g7.xlarge')] : [],
        },
      },
    }),
    GetRole: ({ parameters }) =>
      parameters.RoleName === 'AliyunCSDefaultRole'
        ? { status: 404, content: { Code: 'EntityNotExist.Role', Message: 'The role not exists.' } }
        : { content: { Role: {} } },
    DescribeClusterDetail: ({ path: address }) =>
      address === `/clusters/${CLUSTER}`
        ? {
            content: { profile: 'Default', cluster_spec: 'ack.pro.small', state: 'running', current_version: '1.35.1' },
          }
        : { status: 404, content: { code: 'ErrorClusterNotFound', message: 'cluster not found' } },
    ListClusterAddonInstances: () => ({ content: { addons: [{ name: 'coredns' }] } }),
  };
  const start = () => FakeAlibabaCloud.start((request) => ANSWERS[request.action]!(request));

  const network = (zones: string) => `network: { new: { zones: [${zones}] } }\n`;
  const nodes = (types: string) => `{ ack: { nodePool: { instanceTypes: [${types}] } } }`;

  test('is looked at by the official SDK, and nothing is changed', async () => {
    const cloud = await start();
    const text = config(nodes('ecs.g7.xlarge'), undefined, network('cn-hangzhou-i, cn-hangzhou-j'));
    const { stdout } = await doctor(project({ 'gitlab-runner.yaml': text }), { env: cloud.env });
    expect(stdout).toContain('ok      Credentials: account 1234567890, acs:ram::1234567890:user/ci\n');
    expect(stdout).toContain('ok      Region: cn-hangzhou\n');
    expect(stdout).toContain('ok      Zones: cn-hangzhou-i, cn-hangzhou-j\n');
    expect(stdout).toContain('ok      Instance types: ecs.g7.xlarge\n');
    expect(stdout).toMatch(/^problem Service roles: AliyunCSDefaultRole is missing, .*; authorize it: https:/m);
    expect(
      cloud.requests.map(({ action }) => action).filter((action) => !/^(?:Describe|Get|List)/.test(action)),
    ).toEqual([]);
    expect([...new Set(cloud.requests.map(({ host }) => host))].sort()).toEqual([
      'ecs.aliyuncs.com',
      'ecs.cn-hangzhou.aliyuncs.com',
      'ram.aliyuncs.com',
      'sts.aliyuncs.com',
    ]);
  });

  test('zones and instance types that it does not have are problems, and some of several a warning', async () => {
    const cloud = await start();
    const cwd = project({
      'gitlab-runner.yaml': config(nodes('ecs.g6.xlarge'), undefined, network('cn-hangzhou-i, cn-hangzhou-x')),
    });
    const checks = await examined(cwd, cloud);
    expect(checks.zones).toEqual([
      'problem: cn-hangzhou-x: not in cn-hangzhou, which has cn-hangzhou-i, cn-hangzhou-j',
    ]);
    expect(checks['instance-types']).toEqual([
      'problem: ecs.g6.xlarge: none is on sale in cn-hangzhou-i, cn-hangzhou-x; choose another type or other zones',
    ]);
    const several = nodes('ecs.g7.xlarge, ecs.g6.xlarge');
    const text = config(several, undefined, network('cn-hangzhou-i, cn-hangzhou-j'));
    expect(await findings('instance-types', project({ 'gitlab-runner.yaml': text }), cloud)).toEqual([
      'warning: ecs.g6.xlarge: not on sale in cn-hangzhou-i, cn-hangzhou-j; the others of the node pool are',
    ]);
  });

  test('the templates of an app in TypeScript are looked at, too', async () => {
    const cloud = await start();
    const resources = { V: { Type: 'ALIYUN::ECS::VSwitch', Properties: { ZoneId: 'cn-hangzhou-i' } } };
    const other = { X: { Type: 'ALIYUN::NEW::Thing' } };
    const template = (Resources: object) => JSON.stringify({ ROSTemplateFormatVersion: '2015-09-01', Resources });
    const cwd = project({
      'cdk.out/ci.template.json': template({ ...resources, ...other }),
      'cdk.out/a.template.json': '[',
    });
    const checks = await examined(cwd, cloud);
    expect(checks.zones).toEqual(['ok: cn-hangzhou-i']);
    expect(checks['service-roles']).toEqual([
      expect.stringMatching(/^skipped: .*it is not known which permissions ALIYUN::NEW::Thing needs/s),
    ]);
  });

  test('a cluster that exists is compared with what the configuration says', async () => {
    const cloud = await start();
    const existing = (text: string) =>
      findings('cluster', project({ 'gitlab-runner.yaml': config(`{ existing: { ${text} } }`) }), cloud);
    expect(await existing(`clusterId: ${CLUSTER}, kind: ACK, edition: pro`)).toEqual(['ok: ACK Pro 1.35.1, running']);
    expect(await existing(`clusterId: ${CLUSTER}, kind: ACS`)).toEqual([
      'problem: is ACK Pro, and the configuration says kind: ACS; change it',
      'ok: ACK Pro 1.35.1, running',
    ]);
    expect(await existing(`clusterId: ${CLUSTER}, kind: ACK, edition: basic, virtualNode: true`)).toEqual([
      'problem: is ACK Pro, and the configuration says edition: basic; change it',
      'ok: ACK Pro 1.35.1, running',
      'problem: has no add-on ack-virtual-node, and the configuration says virtualNode: true; install it',
    ]);
    expect(await existing(`clusterId: c${'f'.repeat(32)}`)).toEqual([
      expect.stringMatching(/^problem: cf+ is not in cn-hangzhou; look at clusterId/),
    ]);
  });

  test('what may not be looked at is skipped, and credentials that are refused are a problem', async () => {
    const forbidden = { status: 403, content: { Code: 'Forbidden.RAM', Message: 'User not authorized.' } };
    const cloud = await FakeAlibabaCloud.start(({ action }) =>
      action === 'GetCallerIdentity'
        ? {
            status: 404,
            content: { Code: 'InvalidAccessKeyId.NotFound', Message: 'Specified access key is not found.' },
          }
        : forbidden,
    );
    const checks = await examined(project({}), cloud);
    expect(checks.credentials).toEqual([
      expect.stringMatching(/^problem: .*Specified access key is not found\. \(InvalidAccessKeyId\.NotFound\)$/),
    ]);
    expect(checks.region).toEqual([expect.stringMatching(/^skipped: .*\(Forbidden\.RAM\)$/)]);
  });

  test('without credentials is skipped', async () => {
    const found = await findings('credentials', project({}), { args: ['--region', 'cn-hangzhou'] });
    expect(found).toEqual([expect.stringMatching(/^skipped: No credentials of Alibaba Cloud are found/)]);
  });
});
