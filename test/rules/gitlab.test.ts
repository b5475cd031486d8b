import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { ChartVersion, RunnerChart, RunnerToken } from '../../lib';
import { gitlab as rules } from '../../lib/rules/gitlab';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const found = (props: RunnerOverrides) => problemsOf(rules, props);
const withValues = (chartValues: object) => found({ chartValues: chartValues });
const registered = (chartValues: object) => found({ token: RunnerToken.unsafeLegacyRegistrationToken(), chartValues });

describe('gitlab-url', () => {
  const rule = 'gitlab-url';

  test.each([
    ['gitlab.example.com', /is not a URL; write it with its scheme/],
    [' https://gitlab.example.com', /is not a URL/],
    ['ftp://gitlab.example.com', /is not a URL/],
    ['https://git"lab.com', /is not a URL/],
    ['https://user:password@gitlab.example.com', /^holds a user name or password/],
    ['https://gitlab.example.com/ci', /old CI or the API/],
    ['https://gitlab.example.com/api/v4/', /old CI or the API/],
    ['https://gitlab.com/-/runners', /a page of GitLab; write that of GitLab itself, here "https:\/\/gitlab\.com"/],
    [
      'https://example.com/git/group/project/-/settings/ci_cd',
      /write that of GitLab itself, without the group and the project/,
    ],
    ['https://gitlab.example.com/users/sign_in', /a page of GitLab/],
    ['https://gitlab.example.com/?a=b', /query or a fragment/],
  ])('refuses %p, by the option and by chart values', (gitlabUrl, message) => {
    expect(found({ gitlabUrl })).toMatchObject([
      { rule, severity: 'error', at: 'gitlabUrl', message: matching(message) },
    ]);
    expect(withValues({ gitlabUrl })).toMatchObject([
      { rule, at: 'chartValues.gitlabUrl', message: matching(message) },
    ]);
  });

  test('an empty one is none, and by chart values as if absent', () => {
    expect(found({ gitlabUrl: '' })).toMatchObject([{ rule, at: 'gitlabUrl', message: matching(/is not a URL/) }]);
    expect(withValues({ gitlabUrl: '' })).toEqual([]);
  });

  test.each([
    'https://gitlab.com',
    'https://gitlab.example.com:8443/',
    'https://example.com/gitlab',
    'https://tools.example.com/dashboard/gitlab',
    'https://10.0.0.1',
    'https://[fd00::1]:8443',
    'https://git_lab.example.com',
  ])('takes %s', (gitlabUrl) => {
    expect(found({ gitlabUrl })).toEqual([]);
  });

  test('does not show a login', () => {
    expect(JSON.stringify(found({ gitlabUrl: 'https://user:hunter2@gitlab.example.com' }))).not.toContain('hunter2');
  });

  test('takes an address of the deployment', () => {
    const problems = problemsOf(rules, (stack) => ({
      gitlabUrl: new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString,
    }));
    expect(problems).toEqual([]);
  });
});

test('gitlab-url-unencrypted warns of http', () => {
  expect(found({ gitlabUrl: 'http://gitlab.example.com' })).toMatchObject([
    { rule: 'gitlab-url-unencrypted', severity: 'warning', at: 'gitlabUrl', message: matching(/not encrypted/) },
  ]);
});

test('gitlab-url-beside-certificate refuses another address by chart values', () => {
  const caCertificate = { existingSecret: 'ca' };
  const gitlabUrl = 'https://gitlab.example.com';
  expect(found({ caCertificate, chartValues: { gitlabUrl } })).toMatchObject([
    { rule: 'gitlab-url-beside-certificate', at: 'chartValues.gitlabUrl', message: matching(/the option `gitlabUrl`/) },
  ]);
  expect(found({ caCertificate, gitlabUrl })).toEqual([]);
});

describe('runner-settings-in-gitlab', () => {
  const rule = 'runner-settings-in-gitlab';

  const stopping: [string, object][] = [
    ['runners.maximumTimeout', { runners: { maximumTimeout: 600 } }],
    ['extraEnv.REGISTER_PAUSED', { extraEnv: { REGISTER_PAUSED: true } }],
    ['envVars[1]', { envVars: [{ name: 'A' }, { name: 'REGISTER_RUN_UNTAGGED', value: 'true' }] }],
  ];
  const ignored: [string, object][] = [
    ['runners.tags', { runners: { tags: 'a,b' } }],
    ['runners.runUntagged', { runners: { runUntagged: true } }],
    ['runners.protected', { runners: { protected: true } }],
    ['runners.locked', { runners: { locked: false } }],
    ['extraEnv.RUNNER_TAG_LIST', { extraEnv: { RUNNER_TAG_LIST: 'a,b' } }],
    [
      'extraEnvFrom.RUNNER_TAG_LIST',
      { extraEnvFrom: { RUNNER_TAG_LIST: { configMapKeyRef: { name: 'a', key: 'b' } } } },
    ],
  ];
  const message = matching(/set it on the runner in GitLab$/);

  test.each(stopping)('refuses %s with an authentication token only', (at, values) => {
    expect(withValues(values)).toMatchObject([{ rule, severity: 'error', at: `chartValues.${at}`, message }]);
    expect(registered(values)).toEqual([]);
  });

  test.each(ignored)('warns of %s, which the chart leaves out, and older charts do not', (at, values) => {
    expect(withValues(values)).toMatchObject([{ rule, severity: 'warning', at: `chartValues.${at}`, message }]);
    expect(found({ chartValues: values, chart: RunnerChart.fromVersion(ChartVersion.V0_71_0) })).toMatchObject([
      { rule, severity: 'error', at: `chartValues.${at}`, message },
    ]);
    expect(registered(values)).toEqual([]);
  });

  test('takes what holds anyway', () => {
    const runners = { tags: '', locked: true, runUntagged: false, protected: false, maximumTimeout: 0 };
    expect(withValues({ runners })).toEqual([]);
    expect(found({ chartValues: { runners }, chart: RunnerChart.fromVersion(ChartVersion.V0_71_0) })).toEqual([]);
  });

  test('does not look into variables that only the deployment knows, nor at what is empty', () => {
    const problems = problemsOf(rules, (stack) => {
      const map = new RosParameter(stack, 'M', { type: RosParameterType.JSON }).value;
      return { chartValues: { extraEnv: map, extraEnvFrom: map, runners: { tags: '' } } };
    });
    expect(problems).toEqual([]);
  });
});

describe('unregister-runners', () => {
  test.each([false, null])('refuses %p with a registration token', (unregisterRunners) => {
    const message = matching(
      new RegExp(`^is ${unregisterRunners}: .*would leave its runner behind in GitLab; leave the value out$`),
    );
    expect(registered({ unregisterRunners })).toMatchObject([
      { rule: 'unregister-runners', at: 'chartValues.unregisterRunners', message },
    ]);
  });

  // The entry of a manager goes stale, and GitLab deletes those by itself; the runner stays as it is.
  test('takes it with an authentication token', () => {
    expect(registered({ unregisterRunners: true })).toEqual([]);
    expect(withValues({ unregisterRunners: false })).toEqual([]);
  });
});

describe('unregister-hook-replaced', () => {
  const hook = (command: string[]) => ({ deploymentLifecycle: { preStop: { exec: { command } } } });

  test('warns of hooks that do not unregister', () => {
    expect(withValues(hook(['true']))).toMatchObject([
      { rule: 'unregister-hook-replaced', severity: 'warning', at: 'chartValues.deploymentLifecycle' },
    ]);
  });

  test.each<[string, object]>([
    ['a hook that unregisters', hook(['/entrypoint', 'unregister', '--all-runners'])],
    ['no hook', { deploymentLifecycle: {} }],
    ['no unregistering', { ...hook(['true']), unregisterRunners: false }],
  ])('takes %s', (_, values) => {
    expect(withValues(values)).toEqual([]);
  });
});

describe('maximum-timeout-above-grace', () => {
  const longerThan = (terminationGracePeriodSeconds: unknown) =>
    registered({ runners: { maximumTimeout: 7200 }, terminationGracePeriodSeconds });

  test('warns where a manager has less time to end its jobs', () => {
    expect(longerThan(undefined)).toMatchObject([
      {
        rule: 'maximum-timeout-above-grace',
        severity: 'warning',
        at: 'chartValues.runners.maximumTimeout',
        message: matching(/^is 7200, .* has 3900 seconds .*jobs\.maxDurationSeconds$/),
      },
    ]);
    expect(longerThan(7200)).toEqual([]);
  });
});
