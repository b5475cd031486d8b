import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { ChartLogin, ChartVersion, GitLabRunner, RunnerChart, RunnerToken } from '../../lib';
import type { IChart, InvalidInputError } from '../../lib';
import { ChartSource } from '../../lib/cluster/chart-source';
import { existingCluster, parameter } from '../cluster/fixtures';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import { onlyResource, resourcesOfType } from '../support/template';

const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';
const URL = 'https://charts.example.com/gitlab-runner-0.71.0.tgz';

/** The version that a runner is checked against, and the release. */
function runnerWith(chart: (stack: Stack) => IChart) {
  let version = '';
  const template = synth((stack) => {
    version = addRunner(stack, { chart: chart(stack) }).chartVersion.version;
  });
  return { version, release: onlyResource(template, RELEASE).Properties };
}

function problemOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    return (error as InvalidInputError).problems[0];
  }
  return undefined;
}

describe('the version and the archive', () => {
  test('are those of GitLab for a version', () => {
    for (const version of ['0.71.0', ChartVersion.V0_71_0]) {
      expect(runnerWith(() => RunnerChart.fromVersion(version))).toMatchObject({
        version: '0.71.0',
        release: { ChartUrl: 'https://gitlab-charts.s3.amazonaws.com/gitlab-runner-0.71.0.tgz' },
      });
    }
  });

  test.each([
    [URL, '0.71.0'],
    ['https://example.com/0.71.0/gitlab-runner-0.90.1.tgz', '0.90.1'],
    ['https://example.com/gitlab-runner-0.92.0-rc1.tgz', '0.92.0-rc1'],
    ['https://example.com/gitlab-runner-0.90.1+mirror.2.tgz', '0.90.1'],
    ['https://example.com/gitlab-runner-0.90.1%2Bmirror.tgz', '0.90.1'],
  ])('are read from %s', (url, version) => {
    expect(runnerWith(() => RunnerChart.fromUrl(url))).toMatchObject({ version, release: { ChartUrl: url } });
    expect(runnerWith(() => RunnerChart.fromUrl(url, { version }))).toMatchObject({ version });
  });

  test('are read from the name of an archive in a bucket that the deployment knows', () => {
    const { version, release } = runnerWith((stack) =>
      RunnerChart.fromUrl(`https://${parameter.text(stack, 'Bucket')}.oss.example.com/gitlab-runner-0.71.0.tgz`),
    );
    expect(version).toBe('0.71.0');
    expect(JSON.stringify(release.ChartUrl)).toContain('Bucket');
  });

  test('a chart of one’s own numbering says which runner is in it', () => {
    const url = 'https://example.com/gitlab-runner-1.2.0.tgz';
    const version = ChartVersion.of('1.2.0', { appVersion: '19.1.0' });
    expect(runnerWith(() => RunnerChart.fromUrl(url, { version })).version).toBe('1.2.0');
    expect(problemOf(() => RunnerChart.fromUrl(url))).toMatchObject({ rule: 'chart-version', at: 'version' });
  });
});

describe('chart-version-contradicted', () => {
  test('refuses another version than that of the archive', () => {
    expect(problemOf(() => RunnerChart.fromUrl(URL, { version: ChartVersion.DEFAULT }))).toMatchObject({
      rule: 'chart-version-contradicted',
      at: 'version',
      message:
        'is "0.90.1", and the archive is named gitlab-runner-0.71.0.tgz; leave the version out, or give the URL of version 0.90.1',
    });
    expect(problemOf(() => RunnerChart.fromUrl(URL, { version: ChartVersion.V0_71_0 }))).toBeUndefined();
  });
});

describe('chart-version-unknown', () => {
  test.each([
    'https://example.com/chart.tgz',
    'https://example.com/gitlab-runner.tgz',
    'https://example.com/gitlab-runner-latest.tgz',
    'https://example.com/0.71.0/runner.tgz',
    'https://example.com/my-gitlab-runner-0.71.0.tgz',
  ])('refuses %s without a version', (url) => {
    expect(problemOf(() => RunnerChart.fromUrl(url))).toMatchObject({
      rule: 'chart-version-unknown',
      at: 'url',
      message: expect.stringContaining('give the version too, such as "0.90.1"') as string,
    });
    expect(runnerWith(() => RunnerChart.fromUrl(url, { version: '0.71.0' })).version).toBe('0.71.0');
  });

  test('refuses what only the deployment knows without a version', () => {
    synth((stack) => {
      const text = parameter.text(stack, 'Part');
      for (const url of [text, `https://example.com/gitlab-runner-${text}.tgz`]) {
        expect(problemOf(() => RunnerChart.fromUrl(url))).toMatchObject({ rule: 'chart-version-unknown' });
        expect(problemOf(() => RunnerChart.fromUrl(url, { version: '0.71.0' }))).toBeUndefined();
      }
    });
  });
});

describe('the login', () => {
  const chart = RunnerChart.fromUrl(URL, { login: ChartLogin.fromParameters() });

  test('is asked for by parameters called after the runner', () => {
    const template = synth((stack) => addRunner(stack, { chart }));
    expect(template.Parameters).toMatchObject({
      RunnerChartUserName: { NoEcho: true },
      RunnerChartPassword: { NoEcho: true },
    });
    expect(onlyResource(template, RELEASE).Properties.Credential).toEqual({
      UserName: { Ref: 'RunnerChartUserName' },
      Password: { Ref: 'RunnerChartPassword' },
    });
  });

  test('is asked for once where runners share it, and never where none has it', () => {
    const template = synth((stack) => {
      const cluster = existingCluster(stack);
      const token = RunnerToken.fromExistingSecret('token');
      ['First', 'Second'].forEach((id) => new GitLabRunner(stack, id, { cluster, token, chart }));
      ChartLogin.fromParameters();
    });
    const names = Object.keys(template.Parameters ?? {}).filter((name) => name.includes('Chart'));
    expect(names).toEqual(['FirstChartUserName', 'FirstChartPassword']);
    for (const { Properties } of resourcesOfType(template, RELEASE)) {
      expect(Properties.Credential).toMatchObject({ Password: { Ref: 'FirstChartPassword' } });
    }
  });
});

describe('a version that is only known at deploy time', () => {
  const inWords = /version: is a deploy-time value, .*; write the version in your program, such as "0\.90\.1"/;

  test('is refused with what to do instead', () => {
    const version = (stack: Stack) => new RosParameter(stack, 'Version', { type: RosParameterType.STRING });
    expect(() => synth((stack) => RunnerChart.fromVersion(version(stack).valueAsString))).toThrow(inWords);
    expect(() => synth((stack) => RunnerChart.fromVersion(version(stack).value as unknown as string))).toThrow(inWords);
    expect(() => synth((stack) => ChartVersion.of(version(stack).valueAsString))).toThrow(inWords);
  });

  test('is a problem of the call that was given it', () => {
    expect(() => RunnerChart.fromVersion('1')).toThrow(
      'RunnerChart.fromVersion(...) has a problem:\n  - version: is "1"',
    );
    const options = { version: 'x' };
    expect(() => RunnerChart.fromUrl('https://example.com/mine.tgz', options)).toThrow('RunnerChart.fromUrl(...) has');
    expect(() => ChartVersion.of('1')).toThrow('ChartVersion.of(...) has a problem');
  });

  test('is told apart from what is no version at all', () => {
    expect(() => RunnerChart.fromVersion(90 as unknown as string)).toThrow('version: is 90; allowed is a string');
  });
});

const RULE = { severity: 'error', title: 'a', reason: 'b', remedy: 'c' } as const;

test('a chart of one’s own gives a version and a source', () => {
  const names: string[] = [];
  const mine: IChart = {
    bind: (_, { releaseName, namespace }) => {
      names.push(`${namespace}/${releaseName}`);
      return { version: ChartVersion.V0_71_0, source: ChartSource.fromUrl('https://example.com/mine.tgz') };
    },
    check: (_, report, at) => report.add({ ...RULE, id: 'my-rule' }, at, 'is mine'),
  };
  expect(() => runnerWith(() => mine)).toThrow('chart: is mine [my-rule]');
  expect(runnerWith(() => ({ bind: (...args) => mine.bind(...args) }))).toMatchObject({
    version: '0.71.0',
    release: { ChartUrl: 'https://example.com/mine.tgz' },
  });
  expect(names).toEqual(['test/runner', 'test/runner']);
});
