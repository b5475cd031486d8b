import { App, RosOutput, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AckCluster,
  CacheCredentials,
  ChartSource,
  Cluster,
  HelmRelease,
  InvalidInputError,
  KubernetesManifest,
  Network,
  OssCache,
  Placement,
  RegistryCredentials,
  RunnerChart,
  RunnerToken,
} from '../../../lib';
import { acknowledgeBelow } from '../../../lib/diagnostics/settle';
import { existingNetwork } from '../../cluster/fixtures';
import { addRunner, CLUSTER_ID } from '../../support/runner';
import type { RunnerOverrides } from '../../support/runner';
import { HARMLESS, LEAKS, TOKENS, TRACES } from '../../support/secrets';

const all = { ...TOKENS, ...LEAKS };
const TOKEN = TOKENS['glrt- of GitLab']!;
const URL = LEAKS['a URL with a password']!;

type Build = (stack: Stack) => unknown;

/** The problems of a stack, with which nothing is written, and nothing shows a secret. */
function problemsOf(build: Build): { rule: string; at: string }[] {
  const outdir = mkdtempSync(join(tmpdir(), 'secrets-'));
  const written: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    const app = new App({ outdir, stackTraces: false, treeMetadata: true });
    build(new Stack(app, 'Test'));
    app.synth();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    expect(error.message).not.toMatch(TRACES);
    expect(JSON.stringify([error.where, error.problems, error.stack])).not.toMatch(TRACES);
    expect(readdirSync(outdir)).toEqual([]);
    expect(written.join('')).not.toMatch(TRACES);
    return error.problems.map(({ rule, at }) => ({ rule, at }));
  } finally {
    write.mockRestore();
    rmSync(outdir, { recursive: true, force: true });
  }
}

const inRunner = (props: RunnerOverrides) => problemsOf((stack) => addRunner(stack, props));
const inClear = (at: string) => [{ rule: 'secret-in-clear', at }];

describe('secret-in-clear', () => {
  test.each(Object.entries(all))('refuses %s among the variables of jobs and of managers', (_, text) => {
    expect(inRunner({ config: { runners: { environment: ['A=1', text] } } })).toEqual(
      inClear('config.runners.environment[1]'),
    );
    expect(inRunner({ chartValues: { extraEnv: { NOTE: text } } })).toEqual(inClear('chartValues.extraEnv.NOTE'));
  });

  test.each(Object.entries(HARMLESS).filter(([name]) => !name.includes('deploy-time')))(
    'accepts %s there',
    (_, text) => {
      expect(inRunner({ config: { runners: { environment: ['A=1', text] } } })).toEqual([]);
      expect(inRunner({ chartValues: { extraEnv: { NOTE: text } } })).toEqual([]);
    },
  );

  test.each<[string, RunnerOverrides]>([
    ['config.runners.preBuildScript', { config: { runners: { preBuildScript: `first\ngit clone ${URL}` } } }],
    ['config.runners.environment', { config: { runners: { environment: [`A=${TOKEN}`] } } }],
    [
      'config.runners.kubernetes.podAnnotations.a',
      { config: { runners: { kubernetes: { podAnnotations: { a: TOKEN } } } } },
    ],
    [
      'config.runners.kubernetes.podAnnotations',
      { config: { runners: { kubernetes: { podAnnotations: { [TOKEN]: 'a' } } } } },
    ],
    ['chartValues.envVars[0].value', { chartValues: { envVars: [{ name: 'CI_SERVER_TOKEN', value: 'sample' }] } }],
    ['chartValues.extraEnv.HTTP_PROXY', { chartValues: { extraEnv: { HTTP_PROXY: URL } } }],
    ['chartValues.podAnnotations.note', { chartValues: { podAnnotations: { note: TOKEN } } }],
    [
      'chartValues.runners.config',
      { chartValues: { runners: { config: `[[runners]]\n  environment = ["A=${TOKEN}"]\n` } } },
    ],
    [
      'chartValues.extraObjects[0].stringData.a',
      {
        chartValues: {
          extraObjects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: 'sample' } }],
        },
      },
    ],
    ['gitlabUrl', { gitlabUrl: `https://${TOKEN}` }],
    ['images.mirror', { images: { mirror: `ci:sample@${TOKEN}` } }],
    ['jobs.placement', { jobs: { placement: Placement.nodePool({ nodeSelector: { a: TOKEN } }) } }],
    ['managers.placement', { managers: { placement: Placement.nodePool({ nodeSelector: { a: TOKEN } }) } }],
  ])('refuses a secret at %s', (at, props) => {
    const problems = inRunner(props);
    expect(problems.map((one) => one.at).find((place) => place.startsWith(at))).toBeDefined();
  });

  test.each<[string, (text: string) => RunnerOverrides]>([
    ['a script', (text) => ({ config: { runners: { preBuildScript: `set -e\n${text}\n` } } })],
    ['the name of the runner', (text) => ({ config: { runners: { name: text } } })],
    ['an annotation of jobs', (text) => ({ config: { runners: { kubernetes: { podAnnotations: { note: text } } } } })],
    [
      'a variable in a text of config.toml',
      (text) => ({ chartValues: { runners: { config: `[[runners]]\n  environment = [${JSON.stringify(text)}]\n` } } }),
    ],
    [
      'a script in a text of config.toml',
      (text) => ({ chartValues: { runners: { config: `[[runners]]\n  pre_build_script = '''\n${text}\n'''\n` } } }),
    ],
    ['a variable of managers in a list', (text) => ({ chartValues: { envVars: [{ name: 'NOTE', value: text }] } })],
    ['an annotation of managers', (text) => ({ chartValues: { podAnnotations: { note: text } } })],
    ['the script of managers', (text) => ({ chartValues: { preEntrypointScript: `${text}\n` } })],
    [
      'a ConfigMap',
      (text) => ({
        chartValues: {
          extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: text } }],
        },
      }),
    ],
    ['gitlabUrl', (gitlabUrl) => ({ gitlabUrl })],
    ['the path of gitlabUrl', (text) => ({ gitlabUrl: `https://gitlab.example.com/${text}` })],
    ['namespace', (namespace) => ({ namespace })],
    ['releaseName', (releaseName) => ({ releaseName })],
    ['images.mirror', (mirror) => ({ images: { mirror } })],
    ['jobs.image', (image) => ({ jobs: { image } })],
  ])('refuses every form of secret in %s, and shows none', (_, propsWith) => {
    const accepted = Object.entries(all).filter(([, text]) => inRunner(propsWith(text)).length === 0);
    expect(accepted.map(([name]) => name)).toEqual([]);
  });

  test('refuses one that the escapes of TOML hide', () => {
    const config = `[[runners]]\n  environment = ["A=\\u0067${TOKEN.slice(1)}"]\n`;
    expect(inRunner({ chartValues: { runners: { config } } })).toEqual(
      inClear('chartValues.runners.config.runners.environment[0]'),
    );
  });

  test('says it once for a manager variable and for a key of config.toml', () => {
    expect(inRunner({ chartValues: { extraEnv: { CACHE_S3_SECRET_KEY: 'sample' } } })).toEqual(
      inClear('chartValues.extraEnv.CACHE_S3_SECRET_KEY'),
    );
    expect(inRunner({ chartValues: { extraEnv: { CACHE_S3_SECRET_KEY: '' } } })).toEqual([]);
  });

  test('tells the line inside a text', () => {
    const config = `[[runners]]\n  environment = ["A=${TOKEN}"]\n`;
    expect(() => problemsOf((stack) => addRunner(stack, { chartValues: { runners: { config } } }))).not.toThrow();
    try {
      addRunner(new Stack(new App({ autoSynth: false }), 'Test'), { chartValues: { runners: { config } } });
    } catch (error) {
      expect((error as Error).message).toContain('chartValues.runners.config, line 2: holds a secret in clear text');
    }
    expect.hasAssertions();
  });

  test.each<[string, Build]>([
    ['the id of a runner', (stack) => addRunner(new Stack(stack.node.root as App, TOKEN))],
    [
      'the name of a cluster',
      (stack) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), clusterName: TOKEN }),
    ],
    [
      'a tag of a network',
      (stack) => new Network(stack, 'Network', { zones: ['cn-hangzhou-i'], tags: { note: TOKEN } }),
    ],
    ['a tag of a bucket', (stack) => new OssCache(stack, 'Cache', { tags: { [TOKEN]: 'a' } })],
    ['the prefix of a bucket', (stack) => addRunner(stack, { cache: new OssCache(stack, 'Cache', { prefix: TOKEN }) })],
    [
      'the values of a release',
      (stack) =>
        new HelmRelease(stack, 'Release', {
          cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID),
          chart: ChartSource.fromUrl('https://example.com/chart.tgz'),
          releaseName: 'release',
          values: { env: [{ name: 'A', value: TOKEN }] },
        }),
    ],
    [
      'a manifest',
      (stack) =>
        new KubernetesManifest(stack, 'Manifest', {
          cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID),
          objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: URL } }],
        }),
    ],
    [
      'the address of a chart',
      (stack) =>
        addRunner(stack, { chart: RunnerChart.fromUrl('https://ci:sample-Pa55@example.com/gitlab-runner-0.90.1.tgz') }),
    ],
    [
      'the default of a parameter',
      (stack) => {
        addRunner(stack);
        return new RosParameter(stack, 'Mine', { type: RosParameterType.STRING, defaultValue: TOKEN });
      },
    ],
    [
      'an output',
      (stack) => {
        addRunner(stack);
        return new RosOutput(stack, 'Mine', { value: `see ${URL}` });
      },
    ],
  ])('refuses a secret in %s', (_, build) => {
    expect(problemsOf(build).length).toBeGreaterThan(0);
  });
});

test('secret-in-clear can be acknowledged, and is then shown without the secret', () => {
  const app = new App({ stackTraces: false, autoSynth: false });
  const stack = new Stack(app, 'Test');
  acknowledgeBelow(stack, { 'secret-in-clear': `it is an example: ${TOKEN}` });
  addRunner(stack, { chartValues: { podAnnotations: { note: TOKEN } } });
  const messages = app
    .synth()
    .getStackArtifact(stack.artifactId)
    .messages.map(({ entry }) => entry.data as string);
  expect(messages.join()).toContain(
    'acknowledged, since it is an example: (a secret): chartValues.podAnnotations.note',
  );
  expect(messages.join()).not.toMatch(TRACES);
});

test('secret-in-clear is not said of a token that is to stand in the template, only where that is the Secret', () => {
  expect(inRunner({ token: RunnerToken.unsafePlainText(TOKEN) })).toEqual([]);
  expect(
    inRunner({ token: RunnerToken.unsafePlainText(TOKEN), chartValues: { podAnnotations: { note: TOKEN } } }),
  ).toEqual(inClear('chartValues.podAnnotations.note'));
});

describe('secret-as-name', () => {
  test.each<[string, Build]>([
    ['the Secret of the token', (stack) => addRunner(stack, { token: RunnerToken.fromExistingSecret(TOKEN) })],
    ['the parameter of the token', () => RunnerToken.fromParameter(TOKEN)],
    ['the secret of OOS', (stack) => addRunner(stack, { token: RunnerToken.fromOosSecret(TOKEN) })],
    [
      'the Secret of the cache',
      (stack) => new OssCache(stack, 'Cache', { credentials: CacheCredentials.fromExistingSecret(TOKEN) }),
    ],
    [
      'the registry of a login',
      (stack) =>
        addRunner(stack, {
          registryCredentials: [RegistryCredentials.fromParameters(TOKEN, { parameterPrefix: 'Registry' })],
        }),
    ],
    [
      'a pull Secret',
      (stack) => addRunner(stack, { config: { runners: { kubernetes: { imagePullSecrets: [TOKEN] } } } }),
    ],
  ])('refuses a token for %s', (_, build) => {
    expect(problemsOf(build).map(({ rule }) => rule)).toEqual(['secret-as-name']);
  });

  test.each(['gitlab-token', 'glrt-runner-token-secret'])('accepts the name %s', (name) => {
    expect(inRunner({ token: RunnerToken.fromExistingSecret(name) })).toEqual([]);
  });
});
