import * as ros from '@alicloud/ros-cdk-core';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { ChartLogin } from '../../lib/cluster/chart-login';
import { ChartSource } from '../../lib/cluster/chart-source';
import type { ChartReleaseOptions, IChartSource } from '../../lib/cluster/chart-source';
import type { Cluster } from '../../lib/cluster/cluster';
import type { HelmReleaseOptions } from '../../lib/cluster/helm-release';
import { HelmRelease } from '../../lib/cluster/helm-release';
import type { WaitCondition } from '../../lib/cluster/wait-condition';
import { WaitOperator } from '../../lib/cluster/wait-condition';
import type { InvalidInputError } from '../../lib/diagnostics/problem';
import { synth } from '../support/synth';
import { checkStructure } from '../support/template';
import {
  CLUSTER_ID,
  OTHER_CLUSTER_ID,
  errorOf,
  existingCluster,
  existingNetwork,
  faultsOf,
  parameter,
  properties,
  resource,
} from './fixtures';

const CHART = ChartSource.fromUrl('https://charts.example.com/gitlab-runner-0.90.1.tgz');
const OPTIONS: HelmReleaseOptions = { chart: CHART, releaseName: 'runner' };

function releaseTemplate(options: Partial<HelmReleaseOptions> = {}) {
  return synth((stack) => existingCluster(stack).addHelmRelease('Release', { ...OPTIONS, ...options }));
}

function releaseFaults(options: Partial<HelmReleaseOptions>) {
  return faultsOf((stack) => existingCluster(stack).addHelmRelease('Release', { ...OPTIONS, ...options }));
}

test('a release needs a chart and a name', () => {
  const template = releaseTemplate();
  expect(checkStructure(template)).toEqual([]);
  expect(resource(template, 'ClusterRelease')).toMatchObject({
    Type: 'ALIYUN::CS::ClusterHelmApplication',
    Properties: {
      ClusterId: CLUSTER_ID,
      ChartUrl: 'https://charts.example.com/gitlab-runner-0.90.1.tgz',
      Name: 'runner',
      Namespace: 'default',
      ChartValues: {},
    },
  });
  expect(properties(template, 'ClusterRelease')).not.toHaveProperty('WaitUntil');
});

test('values keep their keys, and what to wait for reaches the release', () => {
  const values = { gitlabUrl: 'https://gitlab.com', podLabels: { 'alibabacloud.com/eci': 'true' }, replicas: 2 };
  const template = releaseTemplate({
    namespace: 'ci',
    values,
    waitFor: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'runner',
        jsonPath: '$.status.readyReplicas',
        operator: WaitOperator.EQUALS,
        value: '2',
        timeoutSeconds: 60,
      },
    ],
  });
  expect(properties(template, 'ClusterRelease')).toMatchObject({
    Namespace: 'ci',
    ChartValues: values,
    WaitUntil: [
      {
        ApiVersion: 'apps/v1',
        Kind: 'Deployment',
        Name: 'runner',
        JsonPath: '$.status.readyReplicas',
        FirstMatch: true,
        Operator: 'Equals',
        Value: '2',
        Timeout: 60,
      },
    ],
  });
});

test('every prop takes a deploy-time value', () => {
  const template = synth((stack) => {
    existingCluster(stack).addHelmRelease('Release', {
      chart: ChartSource.fromUrl(parameter.text(stack, 'ChartUrl'), {
        login: ChartLogin.fromLogin({
          userName: parameter.text(stack, 'User'),
          password: parameter.text(stack, 'Password'),
        }),
      }),
      releaseName: parameter.text(stack, 'Name'),
      namespace: parameter.text(stack, 'Namespace'),
      values: { replicas: parameter.number(stack, 'Replicas'), url: `https://${parameter.text(stack, 'Host')}` },
    });
  });
  expect(properties(template, 'ClusterRelease')).toEqual({
    ClusterId: CLUSTER_ID,
    ChartUrl: { Ref: 'ChartUrl' },
    Credential: { UserName: { Ref: 'User' }, Password: { Ref: 'Password' } },
    Name: { Ref: 'Name' },
    Namespace: { Ref: 'Namespace' },
    ChartValues: { replicas: { Ref: 'Replicas' }, url: { 'Fn::Join': ['', ['https://', { Ref: 'Host' }]] } },
  });
});

test('all of the chart’s values can be one deploy-time map', () => {
  const template = synth((stack) => {
    const values = new ros.RosParameter(stack, 'Values', { type: ros.RosParameterType.JSON });
    existingCluster(stack).addHelmRelease('Release', { ...OPTIONS, values: values.valueAsAny as never });
  });
  expect(properties(template, 'ClusterRelease').ChartValues).toEqual({ Ref: 'Values' });
});

test('it tells its name and namespace, for outputs', () => {
  synth((stack) => {
    const release = existingCluster(stack).addHelmRelease('Release', OPTIONS);
    expect([release.releaseName, release.namespace]).toEqual(['runner', 'default']);
  });
});

test('its id follows the path below the stack', () => {
  const template = synth((stack) => {
    const cluster = existingCluster(stack);
    new HelmRelease(new ros.Construct(stack, 'small'), 'Release', { ...OPTIONS, cluster });
    new HelmRelease(new ros.Construct(stack, 'large'), 'Release', { ...OPTIONS, cluster, releaseName: 'large' });
  });
  expect(Object.keys(template.Resources ?? {})).toEqual(['SmallRelease', 'LargeRelease']);
});

test('an L1 override has the last word', () => {
  const template = synth((stack) => {
    const { resource: l1 } = existingCluster(stack).addHelmRelease('Release', { ...OPTIONS, values: { a: 1 } });
    l1.addPropertyOverride('ChartValues.a', 2);
  });
  expect(properties(template, 'ClusterRelease').ChartValues).toEqual({ a: 2 });
});

test('a chart source of one’s own decides the resource', () => {
  class Module implements IChartSource {
    release(scope: ros.Construct, id: string, options: ChartReleaseOptions) {
      const Properties = { ReleaseName: options.releaseName, HelmChartUrl: 'oci://example.com/runner' };
      return new ros.RosResource(scope, id, { type: 'MODULE::ACS::Flux', properties: Properties });
    }
  }
  const template = synth((stack) => {
    const cluster = new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) });
    cluster.addHelmRelease('Release', { ...OPTIONS, chart: new Module() });
  });
  expect(resource(template, 'ClusterRelease')).toMatchObject({
    Type: 'MODULE::ACS::Flux',
    Properties: { ReleaseName: 'runner', HelmChartUrl: 'oci://example.com/runner' },
    DependsOn: ['ClusterReady'],
  });
});

function problemsOfCall(call: () => unknown) {
  try {
    call();
  } catch (error) {
    return (error as InvalidInputError).problems;
  }
  return [];
}

describe('refuses', () => {
  test.each([
    'oci://registry.example.com/charts/gitlab-runner',
    'https://charts.gitlab.io',
    'https://charts.example.com/gitlab-runner-0.90.1.zip',
    'ftp://example.com/gitlab-runner.tgz',
    'gitlab/gitlab-runner',
    'https://.tgz.example.com/',
    '',
  ])('chart-source: the chart location "%s"', (url) => {
    expect(problemsOfCall(() => ChartSource.fromUrl(url))).toMatchObject([
      {
        rule: 'chart-source',
        at: 'url',
        message: `"${url}" is not the http or https URL of a chart archive (.tgz); ROS takes no oci:// URL and no repository name`,
      },
    ]);
  });

  test('chart-password-in-clear: a password in clear, without showing it', () => {
    const login = { userName: 'ci', password: 'open-sesame' };
    expect(problemsOfCall(() => ChartLogin.fromLogin(login))).toEqual([
      expect.objectContaining({
        rule: 'chart-password-in-clear',
        at: 'password',
        message:
          'is in clear text, which would stand in the template; give a NoEcho parameter, or use ChartLogin.fromParameters()',
      }),
    ]);
  });

  test.each(['Runner', 'x'.repeat(54), '-runner', ''])('release-name: the release name "%s"', (releaseName) => {
    const message = expect.stringContaining(`"${releaseName}" `) as string;
    expect(releaseFaults({ releaseName })).toMatchObject([{ rule: 'release-name', at: 'releaseName', message }]);
    expect(releaseFaults({ releaseName })[0]!.message).toContain(
      'allowed are 1 to 53 lower-case letters, digits and hyphens',
    );
  });

  test('everything at once, under the path of the construct', () => {
    const error = errorOf((stack) => {
      existingCluster(stack).addHelmRelease('Release', {
        chart: CHART,
        waitFor: [],
        releaseName: 'My Runner',
        namespace: 'CI_jobs',
      });
    });
    expect(error.message).toMatch(
      /^Test\/Cluster\/Release has 3 problems:\n {2}- releaseName: .* \[release-name\]\n {2}- namespace: .* \[namespace\]\n {2}- waitFor: .* \[wait-condition\]$/,
    );
  });
});

describe('conditions of a release', () => {
  const condition: WaitCondition = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'runner',
    jsonPath: '$.status.replicas',
    operator: WaitOperator.NOT_EMPTY,
  };
  const equals = { operator: WaitOperator.EQUALS };

  test.each<[string, Partial<WaitCondition>, string, string]>([
    ['wait-timeout', { timeoutSeconds: 9 }, 'timeoutSeconds', 'is 9; allowed is a whole number of seconds from 10 to'],
    ['wait-timeout', { timeoutSeconds: 10_801 }, 'timeoutSeconds', 'is 10801; allowed is a whole number'],
    ['wait-timeout', { timeoutSeconds: 60.5 }, 'timeoutSeconds', 'is 60.5; allowed is a whole number'],
    ['wait-condition', { jsonPath: '.status.replicas' }, 'jsonPath', 'is ".status.replicas"; begin it with "$."'],
    ['wait-condition', equals, 'value', 'is missing, and the operator "Equals" compares with it'],
    [
      'wait-condition',
      { value: '2' },
      'value',
      'is given, and the operator "NotEmpty" compares with nothing; leave it out',
    ],
  ])('%s refuses %j', (rule, options, at, message) => {
    expect(releaseFaults({ waitFor: [condition, { ...condition, ...options }] })).toMatchObject([
      { rule, at: `waitFor[1].${at}`, message: expect.stringContaining(message) as string },
    ]);
  });

  test('wait-condition: there are 1 to 5', () => {
    const message = 'has 6 conditions; allowed are 1 to 5';
    expect(releaseFaults({ waitFor: Array<WaitCondition>(6).fill(condition) })).toMatchObject([
      { rule: 'wait-condition', at: 'waitFor', message },
    ]);
    releaseTemplate({ waitFor: Array<WaitCondition>(5).fill({ ...condition, timeoutSeconds: 10 }) });
    releaseTemplate({ waitFor: [{ ...condition, ...equals, value: '', timeoutSeconds: 10_800 }] });
  });

  test('take deploy-time values', () => {
    const template = synth((stack) => {
      const waitFor = [
        { ...condition, name: parameter.text(stack, 'Name'), timeoutSeconds: parameter.number(stack, 'Seconds') },
      ];
      existingCluster(stack).addHelmRelease('Release', { ...OPTIONS, waitFor });
    });
    expect(properties(template, 'ClusterRelease').WaitUntil).toMatchObject([
      { Name: { Ref: 'Name' }, Timeout: { Ref: 'Seconds' } },
    ]);
  });
});

describe('release-name-taken: two releases of one name', () => {
  const release = (cluster: Cluster, id: string, options: Partial<HelmReleaseOptions> = {}) =>
    cluster.addHelmRelease(id, { ...OPTIONS, namespace: 'ci', ...options });

  test('in one namespace of one cluster are refused, with both of them and what to do', () => {
    const error = errorOf((stack) => {
      const cluster = existingCluster(stack);
      release(cluster, 'First');
      release(cluster, 'Second');
    });
    expect(error.message).toBe(
      'Test/Cluster/Second has a problem:\n' +
        '  - releaseName: "runner" is the name of two releases in the namespace "ci" of one cluster, ' +
        'Test/Cluster/First and Test/Cluster/Second; give one of them another name or namespace [release-name-taken]',
    );
  });

  test('are refused too where no namespace is given', () => {
    const faults = faultsOf((stack) => {
      const cluster = existingCluster(stack);
      release(cluster, 'First', { namespace: undefined });
      release(cluster, 'Second', { namespace: 'default' });
    });
    expect(faults.map(({ at }) => at)).toEqual(['releaseName']);
  });

  test('are refused too where the cluster is imported twice', () => {
    const error = errorOf((stack) => {
      release(existingCluster(stack, 'Blue'), 'First');
      release(existingCluster(stack, 'Again'), 'Second');
    });
    expect(error.message).toContain('of one cluster, Test/Blue/First and Test/Again/Second; give one of them');
  });

  test('are refused too where the cluster is imported twice by one parameter', () => {
    const faults = faultsOf((stack) => {
      const clusterId = parameter.text(stack, 'ClusterId');
      release(existingCluster(stack, 'Blue', clusterId), 'First');
      release(existingCluster(stack, 'Again', clusterId), 'Second');
    });
    expect(faults.map(({ at }) => at)).toEqual(['releaseName']);
  });

  test('are refused too in two stacks of one app', () => {
    const error = errorOf((stack) => {
      release(existingCluster(stack), 'First');
      release(existingCluster(new ros.Stack(stack.node.root as ros.App, 'Other')), 'Second');
    });
    expect(error.message).toContain('Test/Cluster/First and Other/Cluster/Second');
  });

  test('are fine in two namespaces, and in two clusters', () => {
    expect(() =>
      synth((stack) => {
        const [blue, green] = [existingCluster(stack, 'Blue'), existingCluster(stack, 'Green', OTHER_CLUSTER_ID)];
        release(blue, 'First');
        release(blue, 'Second', { namespace: 'builds' });
        release(green, 'First');
      }),
    ).not.toThrow();
  });

  test('pass while only the deployment knows the name or the namespace', () => {
    expect(() =>
      synth((stack) => {
        const cluster = existingCluster(stack);
        const [releaseName, namespace] = [parameter.text(stack, 'Name'), parameter.text(stack, 'Namespace')];
        release(cluster, 'First', { releaseName });
        release(cluster, 'Second', { releaseName });
        release(cluster, 'Third', { namespace });
        release(cluster, 'Fourth', { namespace });
      }),
    ).not.toThrow();
  });
});
