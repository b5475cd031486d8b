import { Construct, Fn, NestedStack, RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import type { InvalidInputError } from '../../lib';
import {
  Cache,
  ChartVersion,
  Cluster,
  ClusterKind,
  GitLabRunner,
  ImageBuilds,
  ManagerScaling,
  Metrics,
  OssCache,
  Placement,
  RegistryCredentials,
  RunnerChart,
  RunnerToken,
  WaitFor,
  WaitOperator,
} from '../../lib';
import { deploy, releases } from '../support/releases';
import { CLUSTER_ID, addRunner, renderRunner } from '../support/runner';
import type { RunnerOverrides } from '../support/runner';
import { synth, synthWarnings, synthesize } from '../support/synth';
import { checkStructure, dependsOn, onlyResource, resourcesOfType } from '../support/template';

const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';
const MANIFEST = 'ALIYUN::CS::ClusterApplication';

// Put together here, so that no scanner takes it for real.
const TOKEN = ['glrt', 'sample'.repeat(4)].join('-');

function faultOf(props: RunnerOverrides): InvalidInputError {
  try {
    synth((stack) => addRunner(stack, props));
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error('nothing was refused');
}

const faultsOf = (props: RunnerOverrides) => () => synth((stack) => addRunner(stack, props));

describe('the defaults of a runner', () => {
  test('need no more than a cluster and a token', () => {
    const template = synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
      new GitLabRunner(stack, 'Runner', { cluster, token: RunnerToken.fromParameter('Token') });
    });
    expect(checkStructure(template)).toEqual([]);
    expect(Object.keys(template.Resources!)).toEqual([
      'RunnerSecrets',
      'RunnerRelease',
      'CacheBucket',
      'CacheUser',
      'CachePolicy',
      'CacheAccessKey',
    ]);
  });

  test('are the rule of the original service: 2 to 10 managers at 10 % of a CPU request that is there', () => {
    const { values } = renderRunner();
    expect(values.extraObjects).toContainEqual(
      expect.objectContaining({
        kind: 'HorizontalPodAutoscaler',
        spec: expect.objectContaining({
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } },
          ],
        }) as object,
      }),
    );
    expect(values.resources).toEqual({
      requests: { cpu: '250m', memory: '256Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    });
  });

  test('give jobs an image, so that a job without one runs', () => {
    expect(renderRunner().kubernetes.image).toBe('alpine:3');
  });

  test('give jobs 2 CPUs and 4 GiB where the runner reads them', () => {
    expect(renderRunner().kubernetes).toMatchObject({
      cpu_request: '2',
      cpu_limit: '2',
      memory_request: '4Gi',
      memory_limit: '4Gi',
    });
  });

  test('ask for ephemeral storage on serverless compute only, where it is free', () => {
    expect(
      renderRunner({ on: { kind: ClusterKind.ACS, virtualNode: undefined } }).kubernetes.ephemeral_storage_request,
    ).toBe('30Gi');
    expect(renderRunner().kubernetes).not.toHaveProperty('ephemeral_storage_request');
  });

  test('wait ten minutes for a job pod, since virtual nodes start cold', () => {
    expect(renderRunner().kubernetes.poll_timeout).toBe(600);
  });

  test('call the namespace after the stack, in lower case', () => {
    const { template, kubernetes } = renderRunner();
    expect(onlyResource(template, RELEASE).Properties.Namespace).toBe('test');
    expect(kubernetes.namespace).toBe('test');
  });

  test('take the newest known chart from its official place', () => {
    expect(onlyResource(renderRunner().template, RELEASE).Properties.ChartUrl).toBe(ChartVersion.DEFAULT.downloadUrl);
  });

  test('let managers finish an hour of jobs and more when they are replaced', () => {
    expect(renderRunner().values.terminationGracePeriodSeconds).toBe(3900);
  });

  test('grant no wildcard to the managers', () => {
    expect(JSON.stringify(renderRunner().values.rbac)).not.toContain('*');
  });

  test('make nothing privileged', () => {
    expect(renderRunner().text).not.toContain('rivileged');
  });
});

describe('where jobs go by default', () => {
  test.each([
    [
      'best-effort ACS compute in an ACS cluster',
      { kind: ClusterKind.ACS, virtualNode: undefined },
      {
        'alibabacloud.com/compute-class': 'general-purpose',
        'alibabacloud.com/compute-qos': 'best-effort',
      },
    ],
    [
      'ECI where an ACK cluster has virtual nodes',
      { kind: ClusterKind.ACK, virtualNode: true },
      { 'alibabacloud.com/eci': 'true' },
    ],
    ['nodes where it has none', { kind: ClusterKind.ACK, virtualNode: false }, undefined],
    ['nodes where nothing is known', { kind: ClusterKind.UNKNOWN, virtualNode: undefined }, undefined],
  ])('%s', (_, on, labels) => {
    expect(renderRunner({ on }).kubernetes.pod_labels).toEqual(labels);
  });

  test('managers in an ACS cluster are not reclaimed', () => {
    const { values } = renderRunner({ on: { kind: ClusterKind.ACS, virtualNode: undefined } });
    expect(values.podLabels).toMatchObject({ 'alibabacloud.com/compute-qos': 'default' });
  });
});

describe('the order of resources', () => {
  test('is Secrets and cache before the release', () => {
    const template = synth((stack) =>
      addRunner(stack, { cache: new OssCache(stack, 'Cache'), token: RunnerToken.fromParameter('Token') }),
    );
    expect(dependsOn(onlyResource(template, RELEASE))).toEqual(['RunnerSecrets', 'CacheBucket', 'CachePolicy']);
  });

  test('creates no Secrets when both exist', () => {
    expect(resourcesOfType(renderRunner().template, MANIFEST)).toEqual([]);
  });
});

describe('readiness', () => {
  test('waits for an available manager', () => {
    expect(onlyResource(renderRunner().template, RELEASE).Properties.WaitUntil).toEqual([
      {
        ApiVersion: 'apps/v1',
        Kind: 'Deployment',
        Name: 'runner-gitlab-runner',
        Namespace: 'test',
        JsonPath: '$.status.availableReplicas',
        FirstMatch: true,
        Operator: 'NotEmpty',
        Timeout: 900,
      },
    ]);
  });

  test('waits as long as it is told', () => {
    const { template } = renderRunner({ waitFor: WaitFor.managers({ timeoutSeconds: 1800 }) });
    expect(onlyResource(template, RELEASE).Properties.WaitUntil).toMatchObject([{ Timeout: 1800 }]);
    expect(faultsOf({ waitFor: WaitFor.managers({ timeoutSeconds: 5 }) })).toThrow(
      'waitFor.managers.timeoutSeconds: is 5; allowed is a whole number of seconds from 10 to 10800 [wait-timeout]',
    );
  });

  test('can be conditions of one’s own', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: 'smoke-test',
      namespace: 'ci',
      jsonPath: '$.status.succeeded',
      operator: WaitOperator.EQUALS,
      value: '1',
    };
    const { template } = renderRunner({ waitFor: WaitFor.conditions([job]) });
    expect(onlyResource(template, RELEASE).Properties.WaitUntil).toEqual([
      {
        ApiVersion: 'batch/v1',
        Kind: 'Job',
        Name: 'smoke-test',
        Namespace: 'ci',
        JsonPath: '$.status.succeeded',
        FirstMatch: true,
        Operator: 'Equals',
        Value: '1',
      },
    ]);
    expect(faultsOf({ waitFor: WaitFor.conditions([]) })).toThrow(
      'waitFor.conditions: has 0 conditions; allowed are 1 to 5 [wait-condition]',
    );
  });

  test('can be left out', () => {
    expect(onlyResource(renderRunner({ waitFor: WaitFor.nothing() }).template, RELEASE).Properties).not.toHaveProperty(
      'WaitUntil',
    );
  });

  test('follows a name that the chart is told', () => {
    const { template } = renderRunner({ chartValues: { fullnameOverride: 'ci' } });
    expect(onlyResource(template, RELEASE).Properties.WaitUntil).toMatchObject([{ Name: 'ci' }]);
  });
});

describe('several runners', () => {
  const two = (stack: Stack) => {
    const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACS });
    const cache = new OssCache(stack, 'Cache');
    for (const name of ['Small', 'Large']) {
      new GitLabRunner(stack, name, { cluster, cache, token: RunnerToken.fromParameter(`${name}Token`) });
    }
  };

  test('share cluster and cache and get releases and Secrets of their own', () => {
    const template = synth(two);
    expect(checkStructure(template)).toEqual([]);
    expect(resourcesOfType(template, 'ALIYUN::RAM::User')).toHaveLength(1);
    expect(releases(deploy(template)).map(({ name }) => name)).toEqual(['small', 'large']);
    expect(releases(deploy(template)).map(({ values }) => values.runners)).toMatchObject([
      { secret: 'small-token', cache: { secretName: 'small-cache' } },
      { secret: 'large-token', cache: { secretName: 'large-cache' } },
    ]);
  });

  test('do not create their namespace at the same time', () => {
    expect(dependsOn(synth(two).Resources!.LargeSecrets!)).toContain('SmallSecrets');
  });

  test('may stand in a construct of the user, and beside resources with the names of ours', () => {
    const template = synth((stack) => {
      new RosParameter(stack, 'Token', { type: RosParameterType.STRING, defaultValue: 'x' });
      const team = new Construct(stack, 'my-team');
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
      new GitLabRunner(team, 'Runner', { cluster });
    });
    expect(Object.keys(template.Parameters!)).toEqual(['Token', 'MyTeamRunnerToken']);
    expect(template.Resources).toHaveProperty('MyTeamRunnerRelease');
    expect(releases(deploy(template))[0]!.name).toBe('my-team-runner');
  });

  test('synthesize to the same bytes every time', () => {
    expect(synthesize(two).text).toBe(synthesize(two).text);
  });
});

describe('the ways past the props, the lowest first', () => {
  test('typed config wins over what other props yield', () => {
    const { kubernetes } = renderRunner({
      jobs: { image: 'debian:13', resources: { cpu: '1', memory: '1Gi' } },
      config: { runners: { kubernetes: { image: 'ubuntu:24.04', pollTimeoutSeconds: 30 } } },
    });
    expect(kubernetes).toMatchObject({ image: 'ubuntu:24.04', poll_timeout: 30, cpu_request: '1' });
  });

  test('chart values win over everything, and leave the rest alone', () => {
    const { values } = renderRunner({ concurrent: 5, chartValues: { concurrent: 7, priorityClassName: 'ci' } });
    expect(values).toMatchObject({ concurrent: 7, priorityClassName: 'ci', checkInterval: 3 });
  });

  test('the resource itself wins last', () => {
    const template = synth((stack) => {
      addRunner(stack).release.resource.addPropertyOverride('ChartValues.concurrent', 9);
    });
    expect(onlyResource(template, RELEASE).Properties.ChartValues).toMatchObject({ concurrent: 9 });
  });
});

describe('deploy-time values', () => {
  const parameters = (stack: Stack) => {
    const text = (id: string) => new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
    const number = (id: string) => new RosParameter(stack, id, { type: RosParameterType.NUMBER }).valueAsNumber;
    return { text, number };
  };

  test('pass every check in every prop and reach their place as numbers and strings', () => {
    const template = synth((stack) => {
      const { text, number } = parameters(stack);
      addRunner(stack, {
        on: { kind: ClusterKind.ACS, virtualNode: undefined },
        gitlabUrl: text('Url'),
        namespace: text('Namespace'),
        releaseName: text('Release'),
        concurrent: number('Concurrent'),
        checkIntervalSeconds: number('Interval'),
        requestConcurrency: number('Requests'),
        managers: {
          scaling: ManagerScaling.onCpu({
            minReplicas: number('Min'),
            maxReplicas: number('Max'),
            targetUtilizationPercent: number('Target'),
          }),
          resources: { cpu: text('ManagerCpu'), memory: text('ManagerMemory') },
        },
        jobs: {
          image: text('Image'),
          resources: { cpu: text('Cpu'), memory: text('Memory') },
          maxDurationSeconds: number('Longest'),
        },
        chart: RunnerChart.fromUrl(text('Chart'), { version: ChartVersion.DEFAULT }),
        config: { runners: { limit: number('Limit'), kubernetes: { pollTimeoutSeconds: number('Poll') } } },
        chartValues: { shutdown_timeout: number('Shutdown') },
      });
    });
    expect(checkStructure(template)).toEqual([]);

    const sample = {
      Url: 'https://gitlab.corp',
      Namespace: 'ci',
      Release: 'fleet',
      Chart: 'https://charts.corp/gitlab-runner.tgz',
      Image: 'debian',
      Cpu: '3',
      Memory: '6Gi',
      ManagerCpu: '1',
      ManagerMemory: '1Gi',
    };
    const numbers = {
      Concurrent: 1,
      Interval: 4,
      Requests: 6,
      Min: 3,
      Max: 6,
      Target: 50,
      Longest: 100,
      Limit: 8,
      Poll: 90,
      Shutdown: 10,
    };
    const [release] = releases(deploy(template, { parameters: { ...sample, ...numbers } }));
    expect(release).toMatchObject({ name: 'fleet', namespace: 'ci', chartUrl: sample.Chart });
    expect(release!.values).toMatchObject({
      gitlabUrl: 'https://gitlab.corp',
      concurrent: 1,
      checkInterval: 4,
      extraObjects: [
        { kind: 'HorizontalPodAutoscaler', spec: { minReplicas: 3, maxReplicas: 6 } },
        { kind: 'PodDisruptionBudget' },
      ],
      terminationGracePeriodSeconds: 400,
      shutdown_timeout: 10,
      // The name that the chart would make of the release's is not known, so it is told.
      fullnameOverride: 'fleet',
    });
    expect((release!.values.runners as { config: string }).config).toEqual(expect.stringContaining('limit = 8\n'));
    expect((release!.values.runners as { config: string }).config).toEqual(
      expect.stringContaining('request_concurrency = 6\n'),
    );
    expect((release!.values.runners as { config: string }).config).toEqual(
      expect.stringContaining('poll_timeout = 90\n'),
    );
    expect((release!.values.runners as { config: string }).config).toEqual(
      expect.stringContaining('cpu_request = "3"\n'),
    );
  });

  test('may be part of a longer text', () => {
    const { kubernetes } = renderRunner((stack) => ({
      jobs: { image: `registry-vpc.${stack.region}.aliyuncs.com/ci/base:1` },
    }));
    expect(kubernetes.image).toBe('registry-vpc.cn-hangzhou.aliyuncs.com/ci/base:1');
  });

  test('choose a cluster', () => {
    const template = synth((stack) => {
      const { text } = parameters(stack);
      const cluster = Cluster.fromClusterId(stack, 'Cluster', Fn.select(0, [text('A'), text('B')]));
      new GitLabRunner(stack, 'Runner', {
        cluster,
        cache: Cache.none(),
        token: RunnerToken.fromExistingSecret('token'),
      });
    });
    expect(releases(deploy(template, { parameters: { A: 'a', B: 'b' } }))).toHaveLength(1);
  });
});

describe('bad input', () => {
  test('is reported all at once, with the place in the tree', () => {
    const faults = faultsOf({
      gitlabUrl: 'gitlab.example.com',
      concurrent: 0,
      checkIntervalSeconds: 1,
      managers: { scaling: ManagerScaling.onCpu({ minReplicas: 5, maxReplicas: 2 }), resources: { memory: '256m' } },
      jobs: { resources: { cpu: '2', memory: '4Gi', limits: { memory: '1Gi' } }, maxDurationSeconds: 1 },
      config: { runners: { kubernetes: { pollTimeout: 1 } } } as never,
      chartValues: { check_interval: 3 } as never,
    });
    expect(faults).toThrow(/^Test\/Runner has 10 problems:/);
    for (const at of [
      'gitlabUrl',
      'concurrent',
      'checkIntervalSeconds',
      'managers.scaling.onCpu',
      'managers.resources.memory',
      'managers.resources.cpu',
      'jobs.resources.limits.memory',
      'jobs.maxDurationSeconds',
      'config.runners.kubernetes.pollTimeout',
      'chartValues.check_interval',
    ]) {
      expect(faults).toThrow(`- ${at}: `);
    }
  });

  test.each<[string, RunnerOverrides, string]>([
    [
      'privileged containers on ECI by a security context',
      {
        on: { virtualNode: true },
        config: { runners: { kubernetes: { buildContainerSecurityContext: { privileged: true } } } },
      },
      'buildContainerSecurityContext.privileged: is true, but ECI runs no privileged containers',
    ],
    [
      'rules that jobs fail with',
      { chartValues: { rbac: { rules: [{ resources: ['pods'] }] } } },
      'chartValues.rbac.rules: replaces every permission of the managers, and lacks what jobs fail without: pods/exec',
    ],
    ['an image that is none', { jobs: { image: 'a b' } }, 'jobs.image: is "a b", which is not the name of an image'],
    [
      'an image in the configuration that is none',
      { config: { runners: { kubernetes: { helperImage: 'https://registry.example.com/helper' } } } },
      'config.runners.kubernetes.helperImage: is "https://registry.example.com/helper", which is not the name',
    ],
    [
      'so many managers that Helm prints 1e+06',
      { managers: { scaling: ManagerScaling.fixed(1_000_000) } },
      'managers.scaling.fixed: is 1000000; allowed is at most 999999',
    ],
    [
      'terminals that are open for weeks',
      { managers: { scaling: ManagerScaling.fixed(1) }, sessionServer: { timeoutSeconds: 1_000_000 } },
      'sessionServer.timeoutSeconds: is 1000000; allowed is at most 999999',
    ],
    [
      'numbers that Helm prints as 1e+06',
      { concurrent: 1_000_000 },
      'concurrent: is 1000000; allowed is at most 999999',
    ],
    ['jobs that last for weeks', { jobs: { maxDurationSeconds: 2_000_000 } }, 'allowed is at most 864000'],
    [
      'another Secret for the token',
      { chartValues: { runners: { secret: 'other' } } },
      'chartValues.runners.secret: is "other", which takes the place of the Secret of `token`; use token: RunnerToken.fromExistingSecret(...)',
    ],
    ['a URL without scheme', { gitlabUrl: 'gitlab.example.com' }, 'write it with its scheme'],
    ['a URL with a space', { gitlabUrl: ' https://gitlab.example.com' }, 'write it with its scheme'],
    ['a URL with a query', { gitlabUrl: 'https://gitlab.example.com/?x=1' }, 'has a query or a fragment'],
    ['a URL of the old CI', { gitlabUrl: 'https://gitlab.example.com/ci' }, 'the address that one opens in a browser'],
    ['a URL with a password', { gitlabUrl: 'https://me:secret@gitlab.example.com' }, 'holds a user name or password'],
    [
      'autoscaling without a CPU request',
      { managers: { resources: { memory: '256Mi' } } },
      'give a CPU request such as 250m',
    ],
    ['a namespace that Kubernetes refuses', { namespace: 'Team_A' }, 'namespace: "Team_A" '],
    ['a release name that is too long', { releaseName: 'a'.repeat(54) }, 'releaseName: "aaa'],
    [
      'fixed replicas beside the autoscaler',
      { managers: { scaling: ManagerScaling.onCpu() }, chartValues: { replicas: 3 } },
      'replicas',
    ],
    [
      'privileged jobs on ECI',
      { on: { virtualNode: true }, config: { runners: { kubernetes: { privileged: true } } } },
      'ECI runs no privileged containers',
    ],
    [
      'hostPath volumes on ECI',
      {
        on: { virtualNode: true },
        config: { runners: { kubernetes: { volumes: { hostPath: [{ name: 'x', mountPath: '/x' }] } } } },
      },
      'cannot be mounted on ECI',
    ],
    ['ECI without virtual nodes', { jobs: { placement: Placement.eci() } }, 'set virtualNode: true on the cluster'],
    [
      'a key that the runner of an old chart does not know',
      {
        chart: RunnerChart.fromVersion(ChartVersion.V0_71_0),
        config: { runners: { kubernetes: { podDisruptionBudget: true } } },
      },
      '18.11',
    ],
  ])('%s', (_, props, message) => {
    expect(faultsOf(props)).toThrow(message);
  });

  test.each<[string, RunnerOverrides]>([
    ['jobs.image', { jobs: { image: `x:${TOKEN}` } }],
    ['gitlabUrl', { gitlabUrl: `https://x:${TOKEN}@gitlab.example.com` }],
    ['namespace', { namespace: TOKEN }],
    ['releaseName', { releaseName: TOKEN }],
    ['images.mirror', { images: { mirror: `registry.example.com/${TOKEN}` } }],
    ['images.manager.tag', { images: { manager: { tag: TOKEN } } }],
    ['sessionServer.domain', { managers: { scaling: ManagerScaling.fixed(1) }, sessionServer: { domain: TOKEN } }],
    ['config.runners.environment[0]', { config: { runners: { environment: [`A=${TOKEN}`] } } }],
    [
      'jobs.placement.nodeSelector.pool',
      { jobs: { placement: Placement.nodePool({ nodeSelector: { pool: TOKEN } }) } },
    ],
    [
      'managers.placement.nodeSelector.pool',
      { managers: { placement: Placement.nodePool({ nodeSelector: { pool: TOKEN } }) } },
    ],
    [
      'config.runners.environment[0]',
      { imageBuilds: ImageBuilds.buildkitRootless({ buildkitdFlags: [`--x=${TOKEN}`] }) },
    ],
    ['chartValues.metrics.podMonitor.labels.a', { metrics: Metrics.podMonitor({ labels: { a: TOKEN } }) }],
  ])('finds a token at %s, and does not show it', (at, props) => {
    const error = faultOf(props);
    expect(error.problems.map((fault) => fault.at)).toContain(at);
    expect(error.message).not.toContain(TOKEN);
  });

  test('names a registry that has two logins', () => {
    const twice = ['A', 'B'].map((parameterPrefix) =>
      RegistryCredentials.fromParameters('registry.example.com', { parameterPrefix }),
    );
    expect(() => synth((stack) => addRunner(stack, { registryCredentials: twice }))).toThrow(
      'registryCredentials[1].registry: is "registry.example.com" once more, after registryCredentials[0]',
    );
  });

  test.each(['ECI', 'nodes'])('names keys that are left empty, with jobs on %s', (compute) => {
    for (const kubernetes of [null, { volumes: null }, { podSpec: [null] }, { podLabels: null }, { capAdd: null }]) {
      const config = { runners: { kubernetes } } as never;
      const error = faultOf({ on: { virtualNode: compute === 'ECI' }, config });
      expect(error.name).toBe('InvalidInputError');
      expect(error.problems[0]!.at).toMatch(/^config\.runners\.kubernetes/);
    }
  });

  test('a metric that only the deployment knows is not shown', () => {
    const warnings = synthWarnings((stack) => {
      const metric = new RosParameter(stack, 'Metric', { type: RosParameterType.STRING });
      const scaling = ManagerScaling.onJobs({ jobsPerManager: 3, metricName: metric.valueAsString });
      addRunner(stack, { managers: { scaling } });
    });
    expect(warnings).toEqual([expect.stringContaining('reads a metric from the custom metrics API')]);
  });

  test('never shows a secret', () => {
    expect(
      faultsOf({
        gitlabUrl: 'https://me:hunter2@gitlab.example.com',
        token: RunnerToken.unsafePlainText('GR1348941hunter2'),
      }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }) as Error);
  });

  test('names the chart versions whose runner breaks OSS, when there is a cache', () => {
    const chart = RunnerChart.fromVersion('0.87.0');
    expect(() => synth((stack) => addRunner(stack, { chart, cache: new OssCache(stack, 'Cache') }))).toThrow(
      '0.86.0 to 0.88.1',
    );
    expect(faultsOf({ chart })).not.toThrow();
  });
});

describe('warnings', () => {
  const warningsOf = (props: RunnerOverrides) => synthWarnings((stack) => addRunner(stack, props));

  test('are silent about the defaults', () => {
    expect(warningsOf({})).toEqual([]);
  });

  test.each<[string, RunnerOverrides, string]>([
    [
      'ECI on a cluster that may have no virtual node',
      { on: { virtualNode: undefined }, jobs: { placement: Placement.eci() } },
      'State virtualNode: true',
    ],
    [
      'managers that may be reclaimed',
      { on: { virtualNode: true }, managers: { placement: Placement.eci({ spot: {} }) } },
      'Keep managers on compute that stays',
    ],
    [
      'labels of ACS for jobs on ECI',
      {
        on: { virtualNode: true },
        config: { runners: { kubernetes: { podLabels: { 'alibabacloud.com/compute-class': 'performance' } } } },
      },
      'a label of ACS',
    ],
    [
      'a chart that is older than what settings are checked against',
      { chart: RunnerChart.fromVersion('0.65.0') },
      '0.65.0 has GitLab Runner 17.0, and settings are checked against 17.6 and later',
    ],
    ['GitLab without TLS', { gitlabUrl: 'http://gitlab.corp' }, 'is not encrypted'],
  ])('%s', (_, props, message) => {
    expect(warningsOf(props)).toEqual([expect.stringContaining(message)]);
  });
});

test('in a nested stack, whose name only the deployment knows, the namespace is its path', () => {
  synth((stack) => {
    const nested = new NestedStack(stack, 'InnerPart');
    expect(addRunner(nested).namespace).toBe(`${stack.node.id}-innerpart`.toLowerCase());
    expect(addRunner(new NestedStack(stack, 'Other'), { namespace: 'ci' }).namespace).toBe('ci');
  });
});
