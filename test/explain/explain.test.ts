import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Explanation } from '../../lib';
import { explain, JobSize, ManagerScaling, Placement } from '../../lib';
import { acknowledgeBelow } from '../../lib/diagnostics/settle';
import { explanationText } from '../../lib/explain/explanation-text';
import { parse } from '@iarna/toml';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { LEAKS, TOKENS, TRACES } from '../support/secrets';
import { synthesize } from '../support/synth';

function explained(props: RunnerOverrides | ((stack: Stack) => RunnerOverrides) = {}): Explanation {
  let explanation: Explanation | undefined;
  synthesize((stack) => {
    explanation = explain(addRunner(stack, typeof props === 'function' ? props(stack) : props));
  });
  return explanation!;
}

function setting(explanation: Explanation, ...path: (string | number)[]) {
  return explanation.configToml.find((one) => JSON.stringify(one.path) === JSON.stringify(path));
}

function chartValue(explanation: Explanation, ...path: (string | number)[]) {
  return explanation.chartValues.find((one) => JSON.stringify(one.path) === JSON.stringify(path));
}

const memory = ['runners', 'kubernetes', 'memory_request'] as const;

describe('explain', () => {
  test('names the option that a setting comes from, and what it takes the place of', () => {
    const explanation = explained({ jobs: { size: JobSize.MEDIUM, resources: { memory: '20Gi' } } });
    expect(setting(explanation, ...memory)).toEqual({
      path: memory,
      value: '20Gi',
      origin: { layer: 'option', path: 'jobs.resources.memory' },
      insteadOf: [{ value: '15Gi', origin: { layer: 'option', path: 'jobs.size' } }],
    });
  });

  test('gives the reason of a default, and the option that would change it', () => {
    const { origin } = setting(explained(), 'runners', 'kubernetes', 'poll_timeout')!;
    expect(origin).toMatchObject({ layer: 'default', path: 'config.runners.kubernetes.pollTimeoutSeconds' });
    expect(origin.reason).toMatch(/virtual node/);
    expect(setting(explained(), ...memory)!.origin).toMatchObject({ layer: 'default', path: 'jobs.resources.memory' });
  });

  test('tells `config` from options', () => {
    const kubernetes = { memoryRequest: '1Gi', podLabels: { 'a.b/c': 'd' } };
    const explanation = explained({ jobs: { resources: { memory: '2Gi' } }, config: { runners: { kubernetes } } });
    expect(setting(explanation, ...memory)).toMatchObject({
      origin: { layer: 'config', path: 'config.runners.kubernetes.memoryRequest' },
      insteadOf: [{ value: '2Gi', origin: { layer: 'option', path: 'jobs.resources.memory' } }],
    });
    expect(setting(explanation, 'runners', 'kubernetes', 'pod_labels', 'a.b/c')!.origin).toEqual({
      layer: 'config',
      path: 'config.runners.kubernetes.podLabels["a.b/c"]',
    });
  });

  test('has the lines of a text in place of the settings', () => {
    const config = '[[runners]]\n  [runners.kubernetes]\n    memory_request = "3Gi"\n';
    const explanation = explained({ chartValues: { runners: { config } } });
    expect(explanation.configToml).toEqual([
      {
        path: memory,
        value: '3Gi',
        origin: { layer: 'text', path: 'chartValues.runners.config, runners.kubernetes.memory_request', line: 3 },
      },
    ]);
  });

  test('says of values under a condition of Helm that they are only possible', () => {
    const config = '[[runners]]\n{{ if .Values.x }}\nlimit = 3\n{{ end }}\n';
    expect(explained({ chartValues: { runners: { config } } }).configToml).toMatchObject([
      { path: ['runners', 'limit'], isPossible: true },
    ]);
  });

  test('names the numbers of objects as the user counts them', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } };
    const { chartValues } = explained({ chartValues: { extraObjects: [object] } });
    expect(chartValues.find(({ value }) => value === 'mine')!.origin.path).toBe(
      'chartValues.extraObjects[0].metadata.name',
    );
  });

  test('shows deploy-time values as the functions that they are', () => {
    const explanation = explained((stack) => ({
      gitlabUrl: new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString,
      jobs: { placement: Placement.nodePool() },
      managers: { scaling: ManagerScaling.fixed(3) },
    }));
    expect(chartValue(explanation, 'gitlabUrl')).toEqual({
      path: ['gitlabUrl'],
      value: { Ref: 'Url' },
      origin: { layer: 'option', path: 'gitlabUrl' },
    });
    expect(chartValue(explanation, 'replicas')).toMatchObject({ value: 3, origin: { path: 'managers.scaling' } });
  });
});

describe('the text of an explanation', () => {
  test('is the configuration that the runner gets, with comments', () => {
    let toml = '';
    let text = '';
    synthesize((stack) => {
      const runner = addRunner(stack, { config: { runners: { kubernetes: { services: [{ name: 'redis:8' }] } } } });
      toml = runner.configToml;
      text = explanationText(explain(runner));
    });
    expect(parse(text.slice(0, text.indexOf('# chart values')))).toEqual(parse(toml));
  });

  test('says line by line where values come from', () => {
    const text = explanationText(explained({ concurrent: 5, chartValues: { podLabels: { team: 'ci' } } }));
    expect(text).toMatch(/^image = "alpine:3" +# default: small, and on Docker Hub \(jobs\.image\)$/m);
    expect(text).toMatch(/^concurrent: 5 +# concurrent$/m);
    expect(text).toMatch(/^podLabels: +# chartValues\.podLabels\.team\n {2}team: ci$/m);
  });

  test('says where a file has it', () => {
    const text = explanationText(explained({ concurrent: 5 }), ({ path }) =>
      path === 'concurrent' ? 'gitlab-runner.yaml line 7' : undefined,
    );
    expect(text).toMatch(/^concurrent: 5 +# concurrent, gitlab-runner\.yaml line 7$/m);
  });
});

describe('an acknowledged secret', () => {
  const explanationsWith = (name: string, text: string) => {
    const explanation = explained((stack) => {
      acknowledgeBelow(stack, { 'secret-in-clear': 'it is an example' });
      return {
        config: { runners: { environment: ['A=1', text], preBuildScript: `set -e\n${text}\n` } },
        chartValues: {
          extraEnv: { NOTE: text, CACHE_S3_SECRET_KEY: 'sample', ...(name in TOKENS && { [text]: 'a' }) },
          envVars: [{ name: 'CI_SERVER_TOKEN', value: 'sample' }],
          hostAliases: [{ ip: '10.0.0.1', hostnames: [text] }],
          extraObjects: [
            { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: 'sample' } },
            { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { b: text } },
          ],
        },
      };
    });
    return [JSON.stringify(explanation), explanationText(explanation)];
  };

  test.each(Object.entries({ ...TOKENS, ...LEAKS }))('such as %s is in no explanation', (name, text) => {
    for (const explanation of explanationsWith(name, text)) {
      expect(explanation).not.toMatch(TRACES);
      expect(explanation).toContain('(a secret)');
    }
  });
});
