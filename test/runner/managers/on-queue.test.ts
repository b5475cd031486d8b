import { Fn, Stack, Token } from '@alicloud/ros-cdk-core';
import { Report } from '../../../lib/diagnostics/report';
import type { GitLabQueueOptions, PrometheusQueueOptions } from '../../../lib/runner/managers/job-queue';
import { JobQueue } from '../../../lib/runner/managers/job-queue';
import { ManagerScaling } from '../../../lib/runner/managers/manager-scaling';
import { renderRunner } from '../../support/runner';

const GITLAB: GitLabQueueOptions = { projectIds: [42], tokenSecretName: 'gitlab-api' };
const PROMETHEUS: PrometheusQueueOptions = { serverAddress: 'http://prometheus.monitoring:9090', query: 'sum(jobs)' };
const AT = 'managers.scaling.onQueue';

interface ScaledObject {
  readonly kind: string;
  readonly spec: {
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly triggers: readonly { readonly metadata: Readonly<Record<string, unknown>> }[];
  };
}

const context = (gitlabUrl: string) => ({ managerName: 'ci-gitlab-runner', gitlabUrl });

function scaledObject(queue: JobQueue, gitlabUrl = 'https://gitlab.com'): ScaledObject {
  const scaling = ManagerScaling.onQueue({ queue, jobsPerManager: 20 });
  const { extraObjects = [] } = scaling.bind(new Stack(), context(gitlabUrl));
  return (extraObjects as ScaledObject[]).find(({ kind }) => kind === 'ScaledObject')!;
}

function problems(queue: JobQueue, options: { jobsPerManager?: number; minReplicas?: number } = {}) {
  const report = new Report();
  ManagerScaling.onQueue({ jobsPerManager: 20, ...options, queue }).check(
    context('https://gitlab.com'),
    report,
    'managers.scaling',
  );
  return report.problems.map(({ rule, at }) => [rule, at]);
}

const gitlab = (changes: Partial<GitLabQueueOptions>) => JobQueue.gitlab({ ...GITLAB, ...changes });
const prometheus = (changes: Partial<PrometheusQueueOptions>) => JobQueue.prometheus({ ...PROMETHEUS, ...changes });

test('2 to 10 managers run by default, as for the other ways that go by load', () => {
  expect(scaledObject(gitlab({})).spec).toMatchObject({ minReplicaCount: 2, maxReplicaCount: 10 });
});

test('all jobs of a project are counted, unless there is a tag', () => {
  const path = (queue: JobQueue) => scaledObject(queue).spec.triggers[0]!.metadata.valueLocation;
  expect(path(gitlab({}))).toBe('#');
  expect(path(gitlab({ tag: 'linux' }))).toBe('#(tag_list.#(=="linux"))#|#');
});

test('GitLab may be below a path', () => {
  const [trigger] = scaledObject(gitlab({}), 'https://example.com/gitlab/').spec.triggers;
  expect(trigger!.metadata.url).toMatch(/^https:\/\/example\.com\/gitlab\/api\/v4\/projects\/42\/jobs\?/);
});

test('GitLab is that of the managers, also by chart values', () => {
  const { values } = renderRunner({
    managers: { scaling: ManagerScaling.onQueue({ queue: gitlab({}), jobsPerManager: 20 }) },
    chartValues: { gitlabUrl: 'https://gitlab.example.com' },
  });
  expect(JSON.stringify(values.extraObjects)).toContain('https://gitlab.example.com/api/v4/projects/42/jobs');
});

test('what the deployment knows passes', () => {
  const text = () => Token.asString({ Ref: 'Text' });
  const number = () => Token.asNumber(Fn.add([1, 2]));
  const given = { projectIds: [number()], tag: text(), tokenSecretName: text(), tokenSecretKey: text() };
  expect(problems(gitlab(given), { jobsPerManager: number() })).toEqual([]);
  expect(problems(prometheus({ serverAddress: text(), query: text() }))).toEqual([]);
});

test('the numbers are judged as for other autoscaling', () => {
  expect(problems(gitlab({}), { jobsPerManager: 0 })).toEqual([[expect.any(String), `${AT}.jobsPerManager`]]);
  expect(problems(gitlab({}), { minReplicas: 11 })).toEqual([['scaling-range', AT]]);
});

describe.each<[string, [string, JobQueue][], JobQueue[]]>([
  [
    'queue-projects',
    [
      ['gitlab.projectIds', gitlab({ projectIds: [] })],
      ['gitlab.projectIds[0]', gitlab({ projectIds: [0] })],
      ['gitlab.projectIds[1]', gitlab({ projectIds: [1, 1.5] })],
      ['gitlab.projectIds[2]', gitlab({ projectIds: [1, 2, 1] })],
    ],
    [gitlab({ projectIds: [1, 2, 278964] })],
  ],
  [
    'queue-tag',
    [
      ['gitlab.tag', gitlab({ tag: '' })],
      ['gitlab.tag', gitlab({ tag: 'a"b' })],
      ['gitlab.tag', gitlab({ tag: 'a\\b' })],
    ],
    [gitlab({ tag: 'saas-linux small/amd64' })],
  ],
  [
    'queue-secret',
    [['gitlab.tokenSecretName', gitlab({ tokenSecretName: 'GitLab_API' })]],
    [gitlab({ tokenSecretName: 'gitlab-api' })],
  ],
  [
    'queue-prometheus',
    [
      ['prometheus.serverAddress', prometheus({ serverAddress: 'prometheus:9090' })],
      ['prometheus.serverAddress', prometheus({ serverAddress: 'http://' })],
      ['prometheus.query', prometheus({ query: ' ' })],
    ],
    [prometheus({ serverAddress: 'https://prometheus.example.com/api/path' })],
  ],
])('%s', (rule, wrong, right) => {
  test.each(wrong)('is told of %s', (at, queue) => {
    expect(problems(queue)).toEqual([[rule, `${AT}.${at}`]]);
  });

  test.each(right)('passes what is right: %#', (queue) => {
    expect(problems(queue)).toEqual([]);
  });
});
