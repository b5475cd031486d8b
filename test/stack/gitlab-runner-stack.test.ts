import type { App } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import type { GitLabRunnerConfig } from '../../lib/stack/config';
import type { GitLabRunnerStackProps } from '../../lib/stack/gitlab-runner-stack';
import { GitLabRunnerStack } from '../../lib/stack/gitlab-runner-stack';
import { deploy } from '../support/releases';
import { synthesizeApp } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource } from '../support/template';
import { CLUSTER_ID } from './support';

const config: GitLabRunnerConfig = {
  cluster: { existing: { clusterId: CLUSTER_ID, kind: 'ACK' } },
  runners: { Small: {}, Large: { concurrent: 3 } },
};

function templateWith(props: GitLabRunnerStackProps, extend?: (stack: GitLabRunnerStack) => void): Template {
  return synthesizeApp((app) => {
    const stack = new GitLabRunnerStack(app, 'Mine', props);
    extend?.(stack);
    return stack;
  }).template;
}

/** For what is thrown before anything can be synthesized. */
function errorOf(given: unknown): InvalidInputError {
  try {
    templateWith({ config: given as GitLabRunnerConfig });
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('a configuration needs no file', () => {
  const template = templateWith({ config });
  expect(checkStructure(template)).toEqual([]);
  expect(Object.keys(template.Resources ?? {})).toEqual(expect.arrayContaining(['SmallRelease', 'LargeRelease']));
});

test('the parts of the stack are at hand', () => {
  const { template } = synthesizeApp((app: App) => {
    const stack = new GitLabRunnerStack(app, 'Mine', { config });
    expect([stack.cluster.clusterId, stack.cluster.kind]).toEqual([CLUSTER_ID, ClusterKind.ACK]);
    expect(Object.keys(stack.runners)).toEqual(['Small', 'Large']);
    stack.runners.Small!.release.resource.addPropertyOverride('ValidationMode', 'Strict');
    return stack;
  });
  expect(template.Resources?.SmallRelease?.Properties?.ValidationMode).toBe('Strict');
});

test('one’s own resources and parameters have their place beside it', () => {
  const template = templateWith({ config }, (stack) => {
    new RosParameter(stack, 'Token', { type: RosParameterType.STRING, defaultValue: '' });
    new RosParameter(stack, 'Bucket', { type: RosParameterType.STRING, defaultValue: '' });
  });
  expect(Object.keys(template.Parameters ?? {})).toEqual(['SmallToken', 'LargeToken', 'Token', 'Bucket']);
});

describe('the name of the stack', () => {
  const nameOf = (props: GitLabRunnerStackProps) => {
    let name = '';
    templateWith(props, (stack) => (name = stack.stackName));
    return name;
  };

  test('is its id', () => {
    expect(nameOf({ config })).toBe('Mine');
  });

  test('is that of the configuration, when it has one', () => {
    expect(nameOf({ config: { ...config, stackName: 'ci' } })).toBe('ci');
  });

  test('is that of the props before all', () => {
    expect(nameOf({ config: { ...config, stackName: 'ci' }, stackName: 'other' })).toBe('other');
  });

  test('in lower case is the namespace', () => {
    const template = templateWith({ config: { ...config, runners: { Runner: {} }, stackName: 'My-CI' } });
    expect(onlyResource(template, 'ALIYUN::CS::ClusterHelmApplication').Properties.Namespace).toBe('my-ci');
  });
});

describe('problems', () => {
  test('are thrown at once, with the path of the stack and of each key', () => {
    const { where, problems } = errorOf({ cluster: {}, runners: { Runner: { concurrent: 0 } }, caches: 1 });
    expect(where).toBe('Mine');
    expect(problems.map(({ at }) => at)).toEqual(['caches', 'cluster', 'runners.Runner.concurrent']);
  });

  test.each([
    [undefined, 'is missing'],
    [null, 'is empty'],
    ['gitlab-runner.yaml', 'is a string'],
    [[], 'is a list'],
  ])('config-shape: are found in %j too', (given, message) => {
    expect(errorOf(given).message).toBe(
      `Mine has a problem:\n  - the configuration ${message}; it is a map of sections, with at least \`cluster\` and \`runners\` [config-shape]`,
    );
  });

  test.each([[undefined], [null], ['gitlab-runner.yaml']])('are found in %j for the props too', (props) => {
    expect(() => templateWith(props as unknown as GitLabRunnerStackProps)).toThrow('the configuration is missing');
  });

  test('leave the configuration as it was', () => {
    const given = { cluster: { acs: { addons: [{ nam: 'x' }] } }, network: {}, runners: { Runner: { x: 1 } } };
    const before = structuredClone(given);
    errorOf(given);
    expect(given).toEqual(before);
  });
});

describe('outputs', () => {
  test('say where things are, and what to do next', () => {
    const template = templateWith({ config: { ...config, runners: { Runner: { namespace: 'ci' } } } });
    expect(deploy(template, { attributes: { 'CacheBucket.Name': 'caches' } }).outputs).toEqual({
      ClusterId: CLUSTER_ID,
      CacheBucketName: 'caches',
      RunnerNamespace: 'ci',
      RunnerReleaseName: 'runner',
      RunnerNextStep: 'kubectl --namespace ci get pods --selector app=runner-gitlab-runner',
    });
  });

  test('speak English and Chinese', () => {
    const { Outputs } = templateWith({ config });
    for (const { Description } of Object.values(Outputs ?? {})) {
      expect(Description).toEqual({
        en: expect.any(String) as string,
        'zh-cn': expect.stringMatching(/\p{Script=Han}/u) as string,
      });
    }
  });

  test('show no bucket when there is none', () => {
    expect(templateWith({ config: { ...config, cache: { none: true } } }).Outputs).not.toHaveProperty(
      'CacheBucketName',
    );
  });

  test('show no secret', () => {
    const { Outputs, Parameters } = templateWith({ config });
    const secrets = Object.keys(Parameters ?? {});
    expect(secrets).not.toEqual([]);
    expect(secrets.filter((name) => JSON.stringify(Outputs).includes(`"${name}"`))).toEqual([]);
  });
});

test('the stack describes itself in English and Chinese', () => {
  expect(templateWith({ config }).Description).toEqual({
    en: 'GitLab Runner on Alibaba Cloud',
    'zh-cn': '阿里云上的 GitLab Runner',
  });
});

test('two stacks in one app do not get into each other’s way', () => {
  const { template } = synthesizeApp((app) => {
    new GitLabRunnerStack(app, 'Other', { config });
    return new GitLabRunnerStack(app, 'Mine', { config });
  });
  expect(template).toEqual(templateWith({ config }));
});

describe('problems of constructs are said in the words of the file', () => {
  const runner = (section: object) => ({ ...config, runners: { Runner: section } });

  test.each([
    [
      { sessionServer: {}, managers: { scaling: { fixed: 2 } } },
      'use managers.scaling: { fixed: 1 }, and another runner',
    ],
    [{ chart: { version: '0.87.0' } }, 'or cache: { none: true }'],
    [
      { imageBuilds: { unsafeDockerInDocker: {} }, jobs: { placement: { eci: {} } } },
      'use { kaniko: {} }, or { nodePool: {} }',
    ],
    [
      { chartValues: { podLabels: { 'alibabacloud.com/eci': 'true' }, securityContext: { privileged: true } } },
      '; leave it out, or leave the label',
    ],
    [
      { jobs: { placement: { eci: {} } }, config: { runners: { kubernetes: { privileged: true } } } },
      'build images with kaniko, or use { nodePool: {} }',
    ],
    [{ managers: { scaling: { onCpu: {} } }, chartValues: { replicas: 2 } }, 'use { fixed: ... }'],
    [{ chartValues: { runners: { secret: 'mine' } } }, 'use token: { existingSecret: ... }'],
  ])('%j', (section, words) => {
    const { message } = errorOf(runner(section));
    expect(message).toContain(words);
    expect(message).not.toMatch(/\b[A-Z]\w+\.\w+\(/);
  });

  test('and so are warnings', () => {
    const { warnings } = synthesizeApp((app) => {
      const token = { unsafeLegacyRegistrationToken: 'OldToken' };
      return new GitLabRunnerStack(app, 'Mine', { config: runner({ token, jobs: { placement: { nodePool: {} } } }) });
    });
    expect(warnings).toEqual([expect.stringContaining('use { parameter: ... }')]);
  });
});
