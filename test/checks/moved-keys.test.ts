import { Cache, Cluster, GitLabRunner, RunnerToken } from '../../lib';
import { publicTypes } from '../../lib/checks/check-arguments';
import { MOVED_KEYS, movedKey } from '../../lib/checks/moved-keys';
import type { Text } from '../../lib/diagnostics/text';
import { inWordsOf } from '../../lib/diagnostics/text';
import type { Schema } from '../../lib/schema/schema';
import { CLUSTER_ID, RUNNER_LINES, expectProblems, templateOf } from '../stack/support';
import { synth } from '../support/synth';

const said = (text: Text | undefined) => (text === undefined ? undefined : inWordsOf('yaml', text));

/** What is wrong with these props of a runner. */
function problemsOfProps(props: object): string {
  try {
    synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID);
      const token = RunnerToken.fromExistingSecret('token');
      return new GitLabRunner(stack, 'Runner', { cluster, token, cache: Cache.none(), ...props });
    });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether the configuration file has a key at a path; `*` is any runner, and maps may have what keys they like. */
function isKey(path: string): boolean {
  const { types } = publicTypes();
  const target = (schema: Schema): Schema => (schema.is === undefined ? schema : target(types[schema.is]!));
  let at = target({ is: 'GitLabRunnerConfig' });
  for (const step of path.split('.')) {
    const inner = at.entries ?? (at.type === 'map' ? {} : at.keys?.[step]);
    if (inner === undefined) {
      return false;
    }
    at = target(inner);
    at = Object.keys(at).length === 0 ? { type: 'map' } : at;
  }
  return true;
}

describe('unknown-key: keys that belong elsewhere', () => {
  test.each(Object.keys(MOVED_KEYS))('%s is none of today', (path) => {
    expect(isKey(path)).toBe(false);
  });

  const places = Object.entries(MOVED_KEYS).flatMap(([path, text]) =>
    (/^Use (.*)$/.exec(said(text) ?? '')?.[1] ?? '')
      .split(/ or |, and | for | and |: |, /)
      .filter((word) => /^[a-z]+[A-Za-z.]*$/.test(word) && (word.includes('.') || isKey(`runners.*.${word}`)))
      .map((place) => [path, /^(cache|cluster|network)\./.test(place) ? place : `runners.*.${place}`] as const),
  );

  test.each(places)('%s belongs at %s, which there is', (_, place) => {
    expect(isKey(place)).toBe(true);
  });

  test('are told one by one, in the file', () => {
    expectProblems(
      [
        ...RUNNER_LINES,
        '    scaling: { fixed: 2 }',
        '    managerPlacement: { nodePool: {} }',
        '    placement: { eci: {} }',
        '    jobs:',
        '      overrides:',
        '        images: [alpine:*]',
        "        maxCpu: '8'",
        '    managers: { replicas: 2 }',
        '  Other:',
        '    jobs: { overrides: {} }',
        '    chartVersion: 0.71.0',
        '    monitoring: { podMonitor: {} }',
        '    waitForManagers: false',
        '    metrics: { enabled: false }',
      ],
      [
        'line 6, runners.Runner.scaling: is not a key here. Use managers.scaling [unknown-key]',
        'line 7, runners.Runner.managerPlacement: is not a key here. Use managers.placement [unknown-key]',
        'line 8, runners.Runner.placement: is not a key here. Use jobs.placement [unknown-key]',
        'line 11, runners.Runner.jobs.overrides.images: is not a key here. Use jobs.allowedImages [unknown-key]',
        'line 12, runners.Runner.jobs.overrides.maxCpu: is not a key here. Use jobs.overwrites.maxResources.cpu [unknown-key]',
        'line 13, runners.Runner.managers.replicas: is not a key here. Use managers.scaling: { fixed: 2 } [unknown-key]',
        'line 15, runners.Other.jobs.overrides: is not a key here. Use jobs.overwrites for what pipelines may set',
        'line 16, runners.Other.chartVersion: is not a key here. Use chart.version [unknown-key]',
        'line 17, runners.Other.monitoring: is not a key here. Use metrics for how Prometheus finds the managers',
        'line 18, runners.Other.waitForManagers: is not a key here. Use waitFor: { managers: {} } or { nothing: true } [unknown-key]',
        'line 19, runners.Other.metrics.enabled: is not a key here. Leave it out, or use metrics: { none: true } in place of false [unknown-key]',
      ],
    );
  });

  test('are told in props as in the file', () => {
    const problems = problemsOfProps({ availability: {}, replicas: 2, jobs: { overrides: { users: [0] } } });
    expect(problems).toContain('availability: is not an option of GitLabRunnerProps. Use managers.availability [');
    expect(problems).toContain(
      'replicas: is not an option of GitLabRunnerProps. Use managers.scaling: ManagerScaling.fixed(2) [',
    );
    expect(problems).toContain('jobs.overrides.users: is not an option of JobOptions. Use jobs.allowedUsers [');
  });

  test('name the factories for props', () => {
    const problems = problemsOfProps({ chartSource: {}, waitForManagers: false });
    expect(problems).toContain(
      'chartSource: is not an option of GitLabRunnerProps. Use chart: RunnerChart.fromUrl(...) [',
    );
    expect(problems).toContain('Use waitFor: WaitFor.managers() or WaitFor.nothing() [');
  });

  test.each([
    ['url', 'It is an option of a runner'],
    ['runners.Runner.url', 'Use gitlabUrl'],
    ['runners["big-jobs"].url', 'Use gitlabUrl'],
    ['runners.Runner.check_interval', 'Use checkIntervalSeconds'],
    ['runners.Runner.node_selector', 'Use jobs.placement or managers.placement: '],
    ['runners.Runner.executor', 'Leave it out'],
    ['runners.Runner.tags', 'GitLab keeps it with the runner'],
    ['runners.Runner.run_untagged', 'GitLab keeps it with the runner'],
    ['runners.Runner.output_limit', 'Use config.runners.outputLimitKibibytes'],
    ['runners.Runner.rbac', 'Use chartValues.rbac'],
    ['runners.Runner.managers.podAnnotations', 'Use chartValues.podAnnotations'],
    ['runners.Runner.jobs.cpu_limit', 'Use jobs.resources.limits.cpu'],
    ['runners.Runner.jobs.privileged', 'Use config.runners.kubernetes.privileged'],
    ['runners.Runner.privileged', 'Use config.runners.kubernetes.privileged'],
    ['runners.Runner.request_concurrency', 'Use requestConcurrency'],
    ['network.zones', 'Use network.new.zones'],
  ])('%s: %s', (at, place) => {
    expect(said(movedKey(at))).toMatch(new RegExp(`^${place.replace(/[.:]/g, '\\$&')}`));
  });

  test.each([
    'runners.Runner.jobs.imagge',
    'runners.Runner.toString',
    'runners.Runner.jobs.constructor',
    'runners.Runner.jobs.resources.url',
    'cache.url',
    'cluster.ack.scaling',
  ])('nothing is known of %s', (at) => {
    expect(movedKey(at)).toBeUndefined();
  });

  test('what has moved is taken in its new place', () => {
    const lines = ['    managers: { scaling: { fixed: 2 } }', '    jobs: { placement: { nodePool: {} } }'];
    expect(templateOf(...RUNNER_LINES, ...lines)).toHaveProperty('Resources.RunnerRelease');
  });
});
