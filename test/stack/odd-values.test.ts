import { App, Stack, Token } from '@alicloud/ros-cdk-core';
import { Cluster, InvalidInputError, KubernetesManifest, OssCache, Placement, RunnerToken } from '../../lib';
import { addRunner, CLUSTER_ID } from '../support/runner';
import type { RunnerOverrides } from '../support/runner';
import { EXISTING_CLUSTER, problemsOf, problemsIn, templateOf, withRunner } from './support';

const { cluster } = withRunner({});

describe('token-like-text', () => {
  const MESSAGE = expect.stringMatching(/looks like a deploy-time value of ros-cdk-core/) as unknown;
  const texts = ['${Token[TOKEN.987654]}', 'echo ${Token[x]}', '#{Token[TOKEN.987654]}'];

  test.each(texts)('%s is one problem wherever it stands in a file', (text) => {
    const places: [at: string, config: object][] = [
      ['stackName', withRunner({}, { stackName: text })],
      ['tags.a', withRunner({}, { tags: { a: text } })],
      ['cluster.existing.clusterId', { ...withRunner({}), cluster: { existing: { clusterId: text } } }],
      ['cache.new.prefix', withRunner({}, { cache: { new: { prefix: text } } })],
      ['runners.Runner.gitlabUrl', withRunner({ gitlabUrl: text })],
      ['runners.Runner.namespace', withRunner({ namespace: text })],
      ['runners.Runner.chart.version', withRunner({ chart: { version: text } })],
      ['runners.Runner.chart.url', withRunner({ chart: { url: text } })],
      ['runners.Runner.token.existingSecret', withRunner({ token: { existingSecret: text } })],
      ['runners.Runner.token.parameter', withRunner({ token: { parameter: text } })],
      ['runners.Runner.logLevel', withRunner({ logLevel: text })],
      ['runners.Runner.jobs.image', withRunner({ jobs: { image: text } })],
      ['runners.Runner.jobs.size', withRunner({ jobs: { size: text } })],
      ['runners.Runner.concurrent', withRunner({ concurrent: text })],
      ['runners.Runner.config.runners.preBuildScript', withRunner({ config: { runners: { preBuildScript: text } } })],
      ['runners.Runner.config.runners.environment[0]', withRunner({ config: { runners: { environment: [text] } } })],
      [
        'runners.Runner.config.runners.environment[1]',
        withRunner({ config: { runners: { environment: ['A=1', text] } } }),
      ],
      ['runners.Runner.chartValues.extraEnv.A', withRunner({ chartValues: { extraEnv: { A: text } } })],
      [
        'runners.Runner.chartValues.imagePullSecrets[0].name',
        withRunner({ chartValues: { imagePullSecrets: [{ name: text }] } }),
      ],
      [
        'runners.Runner.jobs.placement.nodePool.nodeSelector.a',
        withRunner({ jobs: { placement: { nodePool: { nodeSelector: { a: text } } } } }),
      ],
      ['runners.Runner.registryCredentials[0].registry', withRunner({ registryCredentials: [{ registry: text }] })],
    ];
    for (const [at, config] of places) {
      expect(problemsIn(config)).toEqual([[at, MESSAGE]]);
    }
  });

  test.each(texts)('%s is a problem as a key', (text) => {
    const places: [at: string, config: object][] = [
      ['tags', withRunner({}, { tags: { [text]: 'a' } })],
      ['runners', { cluster, runners: { [text]: {} } }],
      ['runners.Runner.chartValues.podLabels', withRunner({ chartValues: { podLabels: { [text]: 'a' } } })],
      [
        'runners.Runner.config.runners.kubernetes.podLabels',
        withRunner({ config: { runners: { kubernetes: { podLabels: { [text]: 'a' } } } } }),
      ],
    ];
    for (const [at, config] of places) {
      expect(problemsIn(config)).toContainEqual([at, MESSAGE]);
    }
  });

  test('is a problem in a file even when it happens to exist', () => {
    const text = Token.asString({ Ref: 'ALIYUN::StackName' });
    const number = Token.asNumber({ Ref: 'ALIYUN::StackName' });
    expect(problemsIn(withRunner({ config: { runners: { preBuildScript: text } } }))).toEqual([
      ['runners.Runner.config.runners.preBuildScript', MESSAGE],
    ]);
    expect(problemsIn(withRunner({ concurrent: number }))).toEqual([['runners.Runner.concurrent', MESSAGE]]);
  });

  test('is reported together with what else is wrong', () => {
    const problems = problemsIn(withRunner({ concurrent: 0, jobs: { image: texts[0] } }));
    expect(problems.map(([at]) => at).sort()).toEqual(['runners.Runner.concurrent', 'runners.Runner.jobs.image']);
  });

  test.each(['${Token}', '${Token[]}', '$Token[TOKEN.1]', '${TOKEN[1]}', '{Token[TOKEN.1]}'])('is not %s', (text) => {
    expect(problemsIn(withRunner({ config: { runners: { preBuildScript: text, environment: [text] } } }))).toEqual([]);
  });

  const UNKNOWN = '${Token[TOKEN.987654]}';

  test.each<[string, (stack: Stack) => unknown]>([
    ['props', (stack) => addRunner(stack, { namespace: UNKNOWN })],
    ['numbers', (stack) => addRunner(stack, { concurrent: -1.8881545897087626e289 })],
    ['config', (stack) => addRunner(stack, { config: { runners: { environment: [UNKNOWN] } } })],
    ['lists', (stack) => addRunner(stack, { config: { runners: { environment: ['#{Token[TOKEN.987654]}'] } } })],
    ['chart values', (stack) => addRunner(stack, { chartValues: { podLabels: { [UNKNOWN]: 'a' } } })],
    [
      'placements',
      (stack) => addRunner(stack, { jobs: { placement: Placement.nodePool({ nodeSelector: { a: UNKNOWN } }) } }),
    ],
    ['names of Secrets', (stack) => addRunner(stack, { token: RunnerToken.fromExistingSecret(UNKNOWN) })],
    ['caches', (stack) => new OssCache(stack, 'Cache', { bucketName: UNKNOWN })],
    [
      'manifests',
      (stack) =>
        new KubernetesManifest(stack, 'Manifest', {
          cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID),
          objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: UNKNOWN } }],
        }),
    ],
  ])('is a problem in %s', (_, build) => {
    const app = new App({ stackTraces: false, autoSynth: false });
    const synth = () => {
      build(new Stack(app, 'Test'));
      app.synth();
    };
    expect(synth).toThrow(InvalidInputError);
    expect(synth).toThrow(/Test|taken/);
  });
});

describe('ros-function-in-values', () => {
  const problemsOfProps = (props: RunnerOverrides) => {
    try {
      addRunner(new Stack(new App({ autoSynth: false }), 'Test'), props);
      return [];
    } catch (error) {
      return (error as InvalidInputError).problems.map(({ rule, at }) => [rule, at]);
    }
  };

  test.each(['Ref', 'Fn::GetAtt', 'Fn::If'])('a map with the single key %s is one problem', (key) => {
    const map = { [key]: 'x' };
    expect(problemsIn(withRunner({ chartValues: { affinity: map } }))).toHaveLength(1);
    expect(problemsIn(withRunner({ chartValues: { global: { a: map } } }))).toEqual([
      ['runners.Runner.chartValues.global.a', expect.stringContaining(`has the single key "${key}"`)],
    ]);
    expect(problemsIn(withRunner({ chartValues: { podLabels: map } }))).toHaveLength(1);
    expect(problemsOfProps({ chartValues: { extraObjects: [{ kind: 'A', spec: [map] }] } })).toEqual([
      ['ros-function-in-values', 'chartValues.extraObjects[0].spec[0]'],
    ]);
  });

  test.each([{ Ref: 'x', other: 'y' }, { Reference: 'x' }, { fn: 'x' }, { ref: 'x' }])('%j is none', (map) => {
    expect(problemsIn(withRunner({ chartValues: { podLabels: map } }))).toEqual([]);
  });

  test('so is one in the selector of nodes for managers', () => {
    expect(problemsOfProps({ managers: { placement: Placement.nodePool({ nodeSelector: { Ref: 'x' } }) } })).toEqual([
      ['ros-function-in-values', 'managers.placement.nodeSelector'],
    ]);
  });

  test('in config.toml, such a map stands as it is written', () => {
    const config = { runners: { kubernetes: { nodeSelector: { Ref: 'x' }, podAnnotations: { Ref: 'y' } } } };
    const text = JSON.stringify(
      templateOf(JSON.stringify(withRunner({ config, jobs: { placement: { nodePool: {} } } }))),
    );
    expect(text).toContain('Ref = \\\\\\"x\\\\\\"'.replaceAll('\\\\\\', '\\'));
    expect(text).toContain('[runners.kubernetes.pod_annotations]\\nRef = ');
  });

  test('the tags of a bucket are such a map', () => {
    const build = () => new OssCache(new Stack(new App({ autoSynth: false }), 'Test'), 'Cache', { tags: { Ref: 'x' } });
    expect(build).toThrow(/tags: has the single key "Ref"/);
  });

  test('a deploy-time value is none', () => {
    const podLabels = { team: Token.asString({ Ref: 'ALIYUN::StackName' }) };
    expect(problemsOfProps({ chartValues: { podLabels } })).toEqual([]);
  });
});

describe('names that are properties of every object', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf', 'isPrototypeOf'];

  test.each(names)('%s as a stack is one problem', (name) => {
    const problems = problemsOf(EXISTING_CLUSTER, `stackName: ${name}`, 'runners: { Runner: {} }');
    expect(problems).toEqual([
      expect.stringMatching(/^line 2, stackName: "\w+" is .*\[(reserved-name|config-stack-name)\]$/),
    ]);
  });

  test.each(names)('%s as a runner is one problem', (name) => {
    expect(problemsOf(EXISTING_CLUSTER, `runners: { ${name}: {} }`)).toEqual([
      expect.stringMatching(/^line 2, runners\.\w+: is not a name for a runner/),
    ]);
  });

  test.each(names)('%s may be the key of a tag, a label, a variable and an annotation', (name) => {
    const problems = problemsOf(
      EXISTING_CLUSTER,
      `tags: { ${name}: a }`,
      'runners:',
      '  Runner:',
      `    jobs: { placement: { nodePool: { nodeSelector: { ${name.replaceAll('_', 'x')}: a } } } }`,
      `    config: { runners: { kubernetes: { podAnnotations: { ${name.replaceAll('_', 'x')}: a } } } }`,
      `    chartValues: { extraEnv: { ${name}: a }, podLabels: { ${name.replaceAll('_', 'x')}: a } }`,
    );
    expect(problems).toEqual([]);
  });

  test.each(names)('%s is an unknown key wherever keys are known', (name) => {
    for (const lines of [
      [`${name}: {}`, 'runners: { Runner: {} }'],
      [`runners: { Runner: { ${name}: {} } }`],
      [`runners: { Runner: { jobs: { ${name}: {} } } }`],
      [`runners: { Runner: { config: { runners: { ${name}: {} } } } }`],
      [`runners: { Runner: { config: { runners: { kubernetes: { ${name}: {} } } } } }`],
      [`runners: { Runner: { chartValues: { ${name}: {} } } }`],
      [`runners: { Runner: { chartValues: { runners: { ${name}: {} } } } }`],
    ]) {
      expect(problemsOf(EXISTING_CLUSTER, ...lines)).toHaveLength(1);
    }
  });
});
