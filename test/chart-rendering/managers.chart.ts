import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ContainerResources } from '../../lib';
import { ManagerScaling } from '../../lib';
import { findCharts } from '../support/helm';
import { managerContainer, managerDeployment, managerEnv, managerPod, onlyObject } from '../support/kubernetes';
import { render } from './render';

const RESOURCES: Required<ContainerResources> = {
  cpu: '300m',
  memory: '300Mi',
  ephemeralStorage: '1Gi',
  limits: { cpu: '2', memory: '600Mi', ephemeralStorage: '2Gi' },
};

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('managers by default', () => {
    const { objects, global, runner, faults } = render(chart);

    test('render what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('run the runner of the chart, for gitlab.com', () => {
      expect(managerContainer(objects).image).toMatch(new RegExp(`:alpine-v${chart.appVersion}$`));
      expect(managerEnv(objects)).toMatchObject({ CI_SERVER_URL: 'https://gitlab.com', RUNNER_EXECUTOR: 'kubernetes' });
    });

    test('are called after construct and stack', () => {
      expect(managerDeployment(objects).metadata).toMatchObject({ name: 'runner-gitlab-runner', namespace: 'test' });
    });

    test('run ten jobs each and say what matters', () => {
      expect(global).toMatchObject({ concurrent: 10, check_interval: 3, log_level: 'info' });
    });

    // GitLab Runner warns of "Long polling issues" at each load of a configuration where it is 1, its own default.
    test('keep more than one request open at GitLab', () => {
      expect(runner.request_concurrency).toBe(4);
    });

    test('are small, and stay until a job of an hour has ended', () => {
      expect(managerContainer(objects).resources).toEqual({
        requests: { cpu: '250m', memory: '256Mi' },
        limits: { cpu: '1', memory: '512Mi' },
      });
      expect(managerPod(objects).terminationGracePeriodSeconds).toBe(3900);
    });
  });

  test('managers for a load take the jobs that run at once, and look at waiting pods less often', () => {
    const { global, runner, kubernetes, faults } = render(chart, { peakLoad: { jobsPerMinute: 120, jobMinutes: 5 } });
    expect(faults).toEqual([]);
    expect(global).toMatchObject({ concurrent: 72 });
    expect(runner.request_concurrency).toBe(4);
    expect(kubernetes.poll_interval).toBe(6);
  });

  describe('managers with settings of their own', () => {
    const { objects, global, runner, kubernetes, faults } = render(
      chart,
      {
        gitlabUrl: 'https://gitlab.example.com',
        namespace: 'builds',
        releaseName: 'fleet',
        concurrent: 25,
        checkIntervalSeconds: 7,
        requestConcurrency: 9,
        logLevel: 'warn',
        managers: {
          resources: RESOURCES,
          serviceAccount: { name: 'ci-managers' },
          env: { GODEBUG: 'netdns=go', NOTE: '"{{ a }}"' },
          priorityClassName: 'high',
        },
        jobs: { maxDurationSeconds: 7200 },
      },
      { serviceAccounts: ['ci-managers'] },
    );

    test('render what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('ask the GitLab of gitlabUrl', () => {
      expect(managerEnv(objects).CI_SERVER_URL).toBe('https://gitlab.example.com');
    });

    test('are called after releaseName, as are their permissions', () => {
      const named = ['Deployment', 'ConfigMap', 'Role', 'RoleBinding', 'HorizontalPodAutoscaler'];
      expect(named.map((kind) => onlyObject(objects, kind).metadata.name)).toEqual(
        named.map(() => 'fleet-gitlab-runner'),
      );
    });

    test('run as the account that exists, which the Role is bound to', () => {
      expect(objects.filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
      expect(managerPod(objects).serviceAccountName).toBe('ci-managers');
      expect(onlyObject(objects, 'RoleBinding').subjects).toEqual([
        { kind: 'ServiceAccount', name: 'ci-managers', namespace: 'builds' },
      ]);
    });

    test('have the variables of managers.env, and the priority class', () => {
      expect(managerEnv(objects)).toMatchObject({ GODEBUG: 'netdns=go', NOTE: '"{{ a }}"' });
      expect(managerPod(objects).priorityClassName).toBe('high');
    });

    test('are in the namespace, as are their jobs', () => {
      expect(managerDeployment(objects).metadata.namespace).toBe('builds');
      expect(kubernetes.namespace).toBe('builds');
    });

    test('have concurrent, checkIntervalSeconds and logLevel in config.toml', () => {
      expect(global).toMatchObject({ concurrent: 25, check_interval: 7, log_level: 'warn' });
    });

    test('keep requestConcurrency requests open at GitLab', () => {
      expect(runner.request_concurrency).toBe(9);
    });

    test('have the requests and limits of managers.resources', () => {
      expect(managerContainer(objects).resources).toEqual({
        requests: { cpu: '300m', memory: '300Mi', 'ephemeral-storage': '1Gi' },
        limits: { cpu: '2', memory: '600Mi', 'ephemeral-storage': '2Gi' },
      });
    });

    test('stay five minutes longer than jobs.maxDurationSeconds', () => {
      expect(managerPod(objects).terminationGracePeriodSeconds).toBe(7500);
    });
  });

  test('amounts that are numbers are texts where the runner takes texts alone', () => {
    const resources = { cpu: 2, memory: 4_294_967_296 };
    const { kubernetes, objects, faults } = render(chart, {
      jobs: { resources, overwrites: { maxResources: { cpu: 4 } } },
      managers: { resources: { ...resources, cpu: 0.5 } },
    });
    expect(faults).toEqual([]);
    expect(kubernetes).toMatchObject({
      cpu_request: '2',
      memory_limit: '4294967296',
      cpu_limit_overwrite_max_allowed: '4',
    });
    expect(managerContainer(objects).resources?.requests).toEqual({ cpu: '0.5', memory: '4294967296' });
  });

  test('a limit that is not given is the request', () => {
    const { objects } = render(chart, {
      managers: { resources: { cpu: '500m', memory: '1Gi', limits: { memory: '2Gi' } } },
    });
    expect(managerContainer(objects).resources).toEqual({
      requests: { cpu: '500m', memory: '1Gi' },
      limits: { cpu: '500m', memory: '2Gi' },
    });
  });

  describe('settings in the words of config.toml and of the chart', () => {
    const { objects, kubernetes, global, faults } = render(
      chart,
      (stack) => ({
        concurrent: 20,
        logLevel: 'warn',
        jobs: { image: 'ruby:3' },
        managers: { scaling: ManagerScaling.fixed(2) },
        config: { runners: { kubernetes: { image: 'golang:1', dnsPolicy: 'default' } } },
        chartValues: { concurrent: 30, priorityClassName: 'ci', logLevel: 'error' },
        deployTimeChartValues: new RosParameter(stack, 'Values', { type: RosParameterType.JSON }).value,
      }),
      { parameters: { Values: { logLevel: 'debug', podLabels: { team: 'build' } } } },
    );

    test('render what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('go before props: those of config in config.toml', () => {
      expect(kubernetes).toMatchObject({ image: 'golang:1', dns_policy: 'default', cpu_request: '2' });
    });

    test('go before props: those of chartValues in all objects', () => {
      expect(managerPod(objects).priorityClassName).toBe('ci');
      expect(global.concurrent).toBe(30);
    });

    test('go before all others: those that the deployment brings', () => {
      expect(global.log_level).toBe('debug');
      expect(managerDeployment(objects).spec.template.metadata.labels).toMatchObject({ team: 'build' });
      expect(managerDeployment(objects).spec.replicas).toBe(2);
    });
  });
});
