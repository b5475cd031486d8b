import type { InvalidInputError } from '../../lib/diagnostics/problem';
import { problemText } from '../../lib/diagnostics/problem';
import { migrate } from '../../lib/migrate/migrate';
import type { OldFile } from '../../lib/migrate/migrate';
import { checkText } from '../../lib/stack/check-file';
import { load } from 'js-yaml';
import { CLUSTER_ID } from '../stack/support';
import { OLD_FILES, SECRETS, oldFile } from './files';

interface Config {
  readonly cache: object;
  readonly runners: Record<string, Record<string, unknown>>;
}

const values = (text: string): OldFile => ({ name: 'values.yaml', text });
const configOf = (...files: OldFile[]) => load(migrate(files).text) as Config;
const runnerOf = (file: OldFile) => configOf(file).runners.Runner!;

/** What became of values, without what stayed and what the library adds. */
const notesOf = (...files: OldFile[]) =>
  migrate(files)
    .notes.filter(({ outcome }) => outcome !== 'kept' && outcome !== 'added')
    .map(({ outcome, at, message }) => `${outcome} ${at}: ${message}`);

function problemsOf(...files: OldFile[]): string[] {
  try {
    migrate(files);
    return [];
  } catch (error) {
    return (error as InvalidInputError).problems.map(problemText);
  }
}

describe.each(OLD_FILES.map((file) => [file.name, file] as const))('%s', (_, file) => {
  const { text, notes } = migrate([file]);

  test('becomes a file without problems', () => {
    expect(checkText(text).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('gives away no secret', () => {
    const secrets = Object.values(SECRETS);
    expect(secrets.filter((secret) => `${text}${JSON.stringify(notes)}`.includes(secret))).toEqual([]);
  });

  test('is the same the second time', () => {
    expect(migrate([file])).toEqual({ text, notes });
  });
});

test('options say what values of the chart and settings of config.toml said', () => {
  expect(runnerOf(oldFile('team.yaml'))).toMatchObject({
    token: { existingSecret: 'gitlab-runner-token' },
    concurrent: 40,
    checkIntervalSeconds: 5,
    logLevel: 'warn',
    managers: {
      scaling: { fixed: 2 },
      placement: {
        nodePool: {
          nodeSelector: { team: 'ci' },
          tolerations: [{ key: 'dedicated', value: 'ci', effect: 'NoSchedule' }, { key: 'spare' }],
        },
      },
    },
    jobs: {
      image: 'registry.example.com/ci/base:1',
      resources: { cpu: '500m', memory: '1Gi', limits: { cpu: '2', memory: '4Gi' } },
      allowedImages: ['registry.example.com/*', 'docker.io/library/*'],
      maxDurationSeconds: 7200,
    },
  });
});

test('an option that would come to something else leaves the value where it is', () => {
  // The option would give the manager its CPU request as a limit too.
  const runner = runnerOf(oldFile('team.yaml'));
  expect(runner.managers).not.toHaveProperty('resources');
  expect(runner.chartValues).toMatchObject({ resources: { requests: { cpu: '200m' } } });
});

test('a release is known by its HelmRelease or Application', () => {
  const release = (name: string) => {
    const { namespace, releaseName, chart } = runnerOf(oldFile(name));
    return { namespace, releaseName, chart };
  };
  expect(release('helm-release.yaml')).toEqual({ namespace: 'ci', releaseName: 'linux', chart: { version: '0.90.1' } });
  expect(release('application.yaml')).toEqual({
    namespace: 'builds',
    releaseName: 'dind',
    chart: { version: '0.90.1' },
  });
  expect(release('sources.yaml')).toMatchObject({ namespace: 'shared-runners', releaseName: 'shared' });
});

test('caches of S3 and OSS become that of the file', () => {
  expect(configOf(oldFile('umbrella.yaml')).cache).toEqual({
    s3: {
      bucketName: 'runner-cache',
      endpoint: 'minio.minio.svc:9000',
      region: 'eu-west-1',
      prefix: 'ci',
      shared: true,
      insecure: true,
      credentials: { existingSecret: 'minio-keys' },
    },
  });
  expect(configOf(oldFile('oss.yaml')).cache).toMatchObject({
    existing: { bucketName: 'ci-cache', region: 'cn-hangzhou', credentials: { parameters: {} } },
  });
});

test('tokens and keys in clear text are asked for', () => {
  expect(notesOf(oldFile('oss.yaml'))).toEqual([
    expect.stringMatching(
      /^changed runnerRegistrationToken: .*by the parameter RunnerToken\. GitLab gives registration/,
    ),
    expect.stringMatching(/^changed runners\.config, runners\.cache\.s3\.AccessKey: .*CacheAccessKeyId/),
    expect.stringMatching(/^changed runners\.config, runners\.cache\.s3\.SecretKey: .*CacheAccessKeySecret/),
    'changed runners.config, runners.cache.s3.BucketLocation: is "cn-hangzhou"',
  ]);
});

test('a variable with a secret is refused as a whole, with what to do', () => {
  const notes = notesOf(oldFile('corporate.yaml')).filter((note) => note.includes('envVars'));
  expect(notes).toEqual([
    expect.stringMatching(/^refused envVars\[2\]: holds a (token|secret) in clear text.*revoke it/),
  ]);
  const { envVars } = runnerOf(oldFile('corporate.yaml')).chartValues as { envVars: object[] };
  expect(envVars.map((one) => (one as { name: string }).name)).toEqual(['HTTPS_PROXY', 'NO_PROXY']);
});

test('what the chart does not read is dropped, with where it belongs', () => {
  expect(notesOf(oldFile('corporate.yaml'))).toContainEqual(
    expect.stringMatching(/^dropped runners\.privileged: is not a value of chart 0\.90\.1\. Set `privileged` in/),
  );
});

test('a text that Helm fills in stays a text', () => {
  const { chartValues, config } = runnerOf(oldFile('templated.yaml')) as { chartValues: object; config?: object };
  expect(config).toBeUndefined();
  expect(chartValues).toMatchObject({ runners: { config: expect.stringContaining('{{ .Release.Name }}') as string } });
});

test('values that stand elsewhere are not looked into', () => {
  expect(notesOf(oldFile('sources.yaml'))).toEqual([
    expect.stringMatching(/^refused spec\.sources\[1\]\.helm\.parameters: is not looked into/),
  ]);
});

test('every runner of a config.toml becomes one, whatever its executor was', () => {
  expect(Object.keys(configOf(oldFile('kubernetes.toml')).runners)).toEqual(['LinuxBuilds', 'Windows']);
  expect(runnerOf(oldFile('docker.toml'))).toMatchObject({ jobs: { image: 'node:22', allowedImages: ['node:*'] } });
  expect(notesOf(oldFile('docker.toml'))).toEqual(
    expect.arrayContaining([
      'changed runners[0].executor: is kubernetes',
      'changed runners[0].docker.image: is kubernetes.image',
      'refused runners[0].docker.volumes: is of the Docker executor',
    ]),
  );
});

test('several files become runners of one', () => {
  const config = configOf(oldFile('plain.yaml'), oldFile('team.yaml'), oldFile('helm-release.yaml'));
  expect(Object.keys(config.runners)).toEqual(['Plain', 'Team', 'Linux']);
});

test('what the library adds is told, with the reason', () => {
  const added = migrate([oldFile('plain.yaml')]).notes.filter(({ outcome }) => outcome === 'added');
  expect(added).toContainEqual({
    outcome: 'added',
    at: 'config.toml runners.request_concurrency',
    message: 'is 4: one request at a time delays jobs',
  });
});

test('what is wrong with a value is what the rules say of it', () => {
  const file = values('gitlabUrl: https://gitlab.example.com\nconcurrent: many\nlogLevel: loud\n');
  expect(notesOf(file)).toEqual([
    expect.stringMatching(/^refused concurrent: is "many"; allowed is/),
    expect.stringMatching(/^refused logLevel: is "loud"; allowed are/),
  ]);
  expect(runnerOf(file)).toEqual({
    gitlabUrl: 'https://gitlab.example.com',
    managers: { scaling: { fixed: 1 } },
    jobs: { image: 'alpine' },
  });
});

test('YAML is read as Helm reads it', () => {
  const file = values('gitlabUrl: https://gitlab.example.com\nunregisterRunners: no\npodAnnotations: { at: 12:30 }\n');
  expect(runnerOf(file).chartValues).toEqual({ unregisterRunners: false, podAnnotations: { at: '12:30' } });
});

describe('migrate-input', () => {
  test.each([
    '',
    'replicaCount: 2\nimage: { tag: 1 }\n',
    'apiVersion: v1\nkind: Service\nspec: {}\n',
    'concurrent = 3\n',
  ])('is what %j is not', (text) => {
    const name = text.includes('=') ? 'config.toml' : 'values.yaml';
    expect(problemsOf({ name, text })).toEqual([
      expect.stringMatching(/^has nothing to migrate; give values of the chart gitlab-runner.* \[migrate-input\]$/),
    ]);
  });
});

describe('migrate-alone', () => {
  test('is a gitlab-runner.yaml', () => {
    const config = {
      name: 'gitlab-runner.yaml',
      text: `cluster: { existing: { clusterId: ${CLUSTER_ID} } }\nrunners: { A: {} }\n`,
    };
    expect(problemsOf(config)).toEqual([]);
    expect(problemsOf(config, oldFile('plain.yaml'))).toEqual([
      'is a gitlab-runner.yaml; migrate it without other files [migrate-alone]',
    ]);
  });
});

describe('migrate-caches', () => {
  test('are those of runners that would share one', () => {
    expect(problemsOf(oldFile('oss.yaml'), oldFile('umbrella.yaml'))).toEqual([
      'the runners have different caches, and those of a stack share one; migrate each to a file of its own [migrate-caches]',
    ]);
  });
});

describe('toml-syntax', () => {
  test('is told with its line', () => {
    expect(problemsOf({ name: 'config.toml', text: 'concurrent = 1\n[[runners]\n' })).toEqual([
      expect.stringMatching(/^line 2: is no TOML: .* \[toml-syntax\]$/),
    ]);
  });
});

test('YAML that cannot be read is told with its line', () => {
  expect(problemsOf(values('gitlabUrl: a\n  b: c\n'))).toEqual([
    expect.stringMatching(/^line \d: is no YAML: .* \[yaml-syntax\]$/),
  ]);
});
