import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const folder = mkdtempSync(path.join(tmpdir(), 'check-cluster-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the programs in the place of kubectl and Helm answer. */
interface Answers {
  /** Namespaces that are there. */
  readonly namespaces?: readonly string[];
  /** What kubectl writes of objects that are refused, by kind. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What it writes of objects that are taken with a warning, by kind. */
  readonly warned?: Readonly<Record<string, string>>;
  /** Whether no API server answers. */
  readonly isDown?: boolean;
  /** What Helm writes where it fails, by command. */
  readonly helmFails?: Readonly<Record<string, string>>;
}

interface Call {
  readonly program: 'kubectl' | 'helm';
  readonly args: readonly string[];
  readonly input: string;
}

/** A run, and what it has asked the programs. */
interface Asked extends Run {
  readonly calls: readonly Call[];
}

const fake = (program: string) => path.join(__dirname, `../support/fake-${program}.js`);
const PROGRAMS = { KUBECTL: fake('kubectl'), HELM_BIN: fake('helm') };
const THERE: Answers = { namespaces: ['gitlab-runner'] };

writeFileSync(path.join(folder, 'chart.tgz'), '');
writeFileSync(
  path.join(folder, 'gitlab-runner.yaml'),
  `cluster: { existing: { kind: ACK } }
runners:
  Runner:
    managers:
      resources: { cpu: 1, memory: 5Gi }
    jobs:
      resources: { memory: 8Gi }
    chartValues:
      extraObjects:
        - { apiVersion: example.com/v1, kind: Widget, metadata: { name: one } }
`,
);
writeFileSync(path.join(folder, 'plain.yaml'), 'cluster: { existing: {} }\nrunners: { Runner: {} }\n');
writeFileSync(
  path.join(folder, 'acknowledged.yaml'),
  `cluster: { existing: {} }
runners:
  Runner:
    acknowledge: { dry-run-refused: the quota is raised at night }
`,
);
writeFileSync(path.join(folder, 'bad.yaml'), 'cluster: { existing: {} }\nrunners: { Runner: { concurrent: 0 } }\n');

async function check(name: string, answers: Answers, args: readonly string[], env = {}): Promise<Asked> {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(answers));
  const run = await runCommand(['check', '--cluster', ...args], {
    cwd: folder,
    env: { FAKE_CLUSTER: file, ...PROGRAMS, ...env },
  });
  const lines = existsSync(`${file}.log`) ? readFileSync(`${file}.log`, 'utf8').trim().split('\n') : [];
  return { ...run, calls: lines.map((line) => JSON.parse(line) as Call) };
}

const LIMIT = 'is forbidden: maximum memory usage per Container is 4Gi, but limit is';
const FORBIDDEN =
  'Error from server (Forbidden): secrets "a" is forbidden: User "bob" cannot patch resource "secrets" in API group ""\n';
const cases = {
  right: () => check('right', THERE, ['plain.yaml']),
  json: () =>
    check('json', THERE, [
      'plain.yaml',
      '--json',
      '--chart',
      'chart.tgz',
      '--context',
      'prod',
      '--parameter',
      `ClusterId=c${'1'.repeat(32)}`,
    ]),
  missing: () => check('missing', {}, ['plain.yaml']),
  refused: () =>
    check(
      'refused',
      {
        ...THERE,
        refused: {
          Deployment:
            'The Deployment "r" is invalid: spec.template.spec.containers[0].resources.limits: Invalid value: "5Gi": too much\n',
          Pod: `Error from server (Forbidden): pods "r" ${LIMIT} 8Gi\n`,
        },
      },
      [],
    ),
  mixed: () =>
    check('mixed', { ...THERE, warned: { ConfigMap: 'Warning: mind the gap\n' }, refused: { Secret: FORBIDDEN } }, [
      'plain.yaml',
    ]),
  acknowledged: () => check('acknowledged', { ...THERE, refused: { Pod: 'exceeded quota\n' } }, ['acknowledged.yaml']),
  bad: () => check('bad', THERE, ['bad.yaml']),
  down: () => check('down', { isDown: true }, ['plain.yaml', 'bad.yaml']),
  lost: () =>
    check('lost', { ...THERE, refused: { Secret: 'Unable to connect to the server: i/o timeout\n' } }, ['plain.yaml']),
  noKubectl: () => check('no-kubectl', THERE, ['plain.yaml'], { KUBECTL: '/nowhere/kubectl' }),
  noHelm: () => check('no-helm', THERE, ['plain.yaml'], { HELM_BIN: '/nowhere/helm' }),
  noChart: () => check('no-chart', { ...THERE, helmFails: { pull: 'Error: no such host' } }, ['plain.yaml']),
  noArchive: () => check('no-archive', THERE, ['plain.yaml', '--chart', 'nowhere.tgz']),
  notRendered: () => check('not-rendered', { ...THERE, helmFails: { template: 'Error: nil pointer' } }, ['plain.yaml']),
  secret: () => check('secret', THERE, ['plain.yaml', '--parameter', 'RunnerToken=anything']),
  noValue: () => check('no-value', THERE, ['plain.yaml', '--parameter', 'RunnerToken']),
  alone: () => runCommand(['check', '--context', 'prod'], { cwd: folder }),
};
let runs: Record<keyof typeof cases, Run>;
const asked = (name: keyof typeof cases) => runs[name] as Asked;
beforeAll(async () => {
  runs = await runAll<keyof typeof cases>(cases);
}, 120_000);

test('a configuration that the cluster takes has no problems, and it is said what was asked', () => {
  expect(runs.right).toMatchObject({ exitCode: 0, stderr: '' });
  expect(runs.right.stdout.split('\n')).toEqual([
    'plain.yaml: no problems',
    expect.stringMatching(
      /^ {2}\d+ objects were tried in the cluster \(fake, Kubernetes v1\.34\.0\), and none was kept$/,
    ),
    '  values that stood in for parameters: ClusterId, RunnerToken',
    '',
  ]);
});

test('every object is tried strictly, on the server, and none is created', () => {
  const applied = asked('right').calls.filter(({ args }) => args.includes('apply'));
  const kinds = applied.map(({ input }) => (JSON.parse(input) as { kind: string }).kind);
  expect(new Set(kinds)).toEqual(
    new Set(['Secret', 'Deployment', 'ConfigMap', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Pod']),
  );
  for (const { args } of applied) {
    expect(args).toEqual(expect.arrayContaining(['--server-side', '--dry-run=server', '--validate=strict']));
  }
  const words = asked('right').calls.flatMap(({ program, args }) => (program === 'kubectl' ? args : []));
  expect(words.filter((word) => ['create', 'delete', 'patch', 'replace', 'edit'].includes(word))).toEqual([]);
});

test('the context is passed on, a parameter that is given needs no other value, and programs get JSON', () => {
  expect(JSON.parse(runs.json.stdout)).toMatchObject([
    {
      file: 'plain.yaml',
      problems: [],
      cluster: { context: 'prod', version: 'v1.34.0', notes: ['values that stood in for parameters: RunnerToken'] },
    },
  ]);
  const calls = asked('json').calls.filter(({ program }) => program === 'kubectl');
  expect(calls.every(({ args }) => args.join(' ').includes('--context prod'))).toBe(true);
  expect(asked('json').calls.some(({ args }) => args[0] === 'pull')).toBe(false);
});

test('no secret is in the arguments of a program, and none in the output', () => {
  const secrets = asked('right').calls.flatMap(({ input }) => input.match(/"data":\{[^}]+\}/g) ?? []);
  expect(secrets.length).toBeGreaterThan(0);
  const values = secrets.flatMap(
    (data) => Object.values((JSON.parse(`{${data}}`) as { data: object }).data) as string[],
  );
  const texts = values
    .filter((value) => value !== '')
    .flatMap((value) => [value, Buffer.from(value, 'base64').toString()]);
  const shown = [runs.right.stdout, ...asked('right').calls.flatMap(({ args }) => args)].join('\n');
  expect(texts.filter((text) => text.length > 8 && shown.includes(text))).toEqual([]);
});

test('objects of a namespace that is yet to come are tried in another, which is said', () => {
  expect(runs.missing.exitCode).toBe(0);
  expect(runs.missing.stdout).toContain('the namespace gitlab-runner is not there yet, and the deployment creates it');
  const objects = asked('missing')
    .calls.filter(({ args }) => args.includes('apply'))
    .map(({ input }) => JSON.parse(input) as { kind: string; metadata: { namespace?: string } });
  expect(objects[0]).toMatchObject({ kind: 'Namespace', metadata: { name: 'gitlab-runner' } });
  expect(new Set(objects.slice(1).map(({ metadata }) => metadata.namespace))).toEqual(new Set(['default']));
});

describe('dry-run-refused', () => {
  test('stands at the option whose value is refused, of managers and of jobs', () => {
    expect(runs.refused.exitCode).toBe(1);
    expect(runs.refused.stdout).toContain(
      '- line 5, runners.Runner.managers.resources.memory: the cluster refuses Deployment runner at spec.template.spec.containers[0].resources.limits.memory: Invalid value: "5Gi": too much [dry-run-refused]',
    );
    expect(runs.refused.stdout).toContain(
      '- line 7, runners.Runner.jobs.resources.memory: the cluster refuses the pod of a job at spec.containers[0].resources.limits.memory: maximum memory usage per Container is 4Gi, but limit is 8Gi [dry-run-refused]',
    );
  });

  test('is acknowledged with a reason', () => {
    expect(runs.acknowledged).toMatchObject({ exitCode: 0 });
    expect(runs.acknowledged.stdout).toMatch(/^acknowledged\.yaml: no problems\n/);
  });
});

test('dry-run-kind: a kind that the cluster does not know stands at its object', () => {
  expect(runs.refused.stdout).toContain(
    '- line 10, runners.Runner.chartValues.extraObjects[0]: Widget one was not tried, since the cluster does not know the kind Widget of example.com/v1; install what defines it first [dry-run-kind]',
  );
  expect(runs.right.stdout).not.toContain('dry-run-kind');
});

test('dry-run-warned: a warning is none', () => {
  expect(runs.mixed.stdout).toMatch(
    /- warning: line 2, runners\.Runner: ConfigMap \S+ is taken by the cluster with a warning: mind the gap \[dry-run-warned\]/,
  );
  expect(runs.right.stdout).not.toContain('dry-run-warned');
});

test('dry-run-forbidden: what the account may not try is told apart', () => {
  expect(runs.mixed.exitCode).toBe(1);
  expect(runs.mixed.stdout).toMatch(/- line 2, .*Secret \S+ cannot be tried by this account: .* \[dry-run-forbidden\]/);
  expect(runs.mixed.stdout).not.toContain('dry-run-refused');
});

test('a file with problems of its own is not tried', () => {
  expect(runs.bad).toMatchObject({ exitCode: 1, stderr: '' });
  expect(asked('bad').calls).toEqual([]);
});

describe('dry-run-program, dry-run-cluster, dry-run-chart: a cluster that cannot be asked is told on the error output, with a code of its own', () => {
  test.each([
    ['noKubectl', /kubectl: KUBECTL names \/nowhere\/kubectl, which cannot be executed \[dry-run-program\]/],
    ['lost', /the context fake: does not answer kubectl: Unable to connect .* i\/o timeout \[dry-run-cluster\]/],
    ['noHelm', /helm: HELM_BIN names \/nowhere\/helm, which cannot be executed \[dry-run-program\]/],
    [
      'noChart',
      /gitlab-runner-\S+\.tgz: cannot be fetched by Helm; give its archive by --chart FILE\. Helm says: Error: no such host \[dry-run-chart\]/,
    ],
    ['noArchive', /--chart: there is no file nowhere\.tgz; give the archive of the chart \[dry-run-chart\]/],
    ['notRendered', /RunnerRelease: does not render: helm template failed: Error: nil pointer \[dry-run-chart\]/],
    ['secret', /--parameter RunnerToken: is a secret, and the dry run needs none; .* \[dry-run-parameter\]/],
    ['noValue', /Give the name of a parameter and its value, as NAME=VALUE/],
    ['alone', /option '--context' needs '--cluster'/],
  ] as const)('%s', (name, message) => {
    expect(runs[name]).toMatchObject({ exitCode: 2, stdout: '' });
    expect(runs[name].stderr).toMatch(message);
  });

  test('dry-run-cluster: and problems of the files are told all the same', () => {
    expect(runs.down.exitCode).toBe(1);
    expect(runs.down.stderr).toMatch(
      /the current context: does not answer kubectl: .* was refused \[dry-run-cluster\]/,
    );
    expect(runs.down.stdout).toMatch(/^bad\.yaml has a problem:\n/);
  });
});
