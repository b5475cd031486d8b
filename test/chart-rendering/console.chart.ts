import { parse } from '@iarna/toml';
import { deployForm, runnerOf } from '../console/deployed';
import type { Scenario } from '../console/scenarios';
import { SCENARIOS } from '../console/scenarios';
import type { Chart } from '../support/helm';
import { findCharts, helmTemplate } from '../support/helm';
import {
  configTemplate,
  globalConfig,
  managerContainer,
  managerDeployment,
  managerEnv,
  managerPod,
  objectsOfKind,
  onlyObject,
  projectedSecrets,
} from '../support/kubernetes';
import { checkKubernetes } from '../support/wellformed-k8s';
import { tomlProblems } from '../support/config-problems';

function render(chart: Chart, answers: Scenario['answers']) {
  const runner = runnerOf(deployForm(answers));
  const { name, namespace, values } = runner.release;
  return { ...runner, namespace, objects: helmTemplate({ chart, release: name, namespace, values }) };
}

describe.each(findCharts())('with the chart $version', (chart) => {
  describe.each<Scenario>([...SCENARIOS])('$name', (scenario) => {
    const { objects, secrets, values, toml, namespace } = render(chart, scenario.answers);

    test('renders what Kubernetes takes', () => {
      expect(checkKubernetes(objects, { secrets: Object.keys(secrets) })).toEqual([]);
    });

    test('gives the runner the configuration that was entered, key by key where it reads it', () => {
      const rendered = parse(configTemplate(objects));
      const [major, minor] = chart.appVersion.split('.');
      expect(tomlProblems(rendered, `${major}.${minor}`)).toEqual([]);
      expect(rendered).toEqual(toml);
      expect(globalConfig(objects)).toContain(`concurrent = ${String(values.concurrent)}\n`);
      expect(managerEnv(objects).CI_SERVER_URL).toBe(values.gitlabUrl);
    });

    test('mounts the Secrets of the stack, with keys that are there', () => {
      const mounted = projectedSecrets(objects);
      expect(mounted.map(({ name }) => name).sort()).toEqual(
        [...(scenario.cacheKeys ? ['gitlab-runner-cache'] : []), 'gitlab-runner-token'].sort(),
      );
      for (const { name, items = [] } of mounted) {
        expect(Object.keys(secrets[name]!)).toEqual(expect.arrayContaining(items.map(({ key }) => key)));
      }
    });

    test('names the Deployment as the stack waits for it, in the namespace', () => {
      expect(managerDeployment(objects).metadata).toMatchObject({ name: 'gitlab-runner', namespace });
    });

    test('runs the managers that were chosen', () => {
      const autoscalers = objectsOfKind(objects, 'HorizontalPodAutoscaler');
      if ('replicas' in scenario.managers) {
        expect(managerDeployment(objects).spec.replicas).toBe(scenario.managers.replicas);
        expect(autoscalers).toEqual([]);
        return;
      }
      const [minReplicas, maxReplicas, averageUtilization] = scenario.managers.hpa;
      expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
      expect(autoscalers).toHaveLength(1);
      expect(autoscalers[0]!.spec).toMatchObject({
        scaleTargetRef: { kind: 'Deployment', name: 'gitlab-runner' },
        minReplicas,
        maxReplicas,
        metrics: [{ resource: { name: 'cpu', target: { averageUtilization } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1 }] } },
      });
      expect(managerContainer(objects).resources?.requests).toMatchObject({ cpu: '250m' });
    });

    test('opens web terminals and serves metrics where they were chosen', () => {
      const services = objectsOfKind(objects, 'Service');
      expect(services.map(({ spec }) => (spec as { type: string }).type)).toEqual(
        scenario.domain === undefined ? [] : ['LoadBalancer'],
      );
      expect(globalConfig(objects).includes('[session_server]')).toBe(scenario.domain !== undefined);
      const { annotations = {} } = managerDeployment(objects).spec.template.metadata;
      expect('prometheus.io/scrape' in annotations).toBe(scenario.metrics ?? true);
    });

    test('keeps managers on ordinary compute', () => {
      expect(managerPod(objects)).not.toHaveProperty('nodeSelector');
      const { labels } = managerDeployment(objects).spec.template.metadata;
      expect(Object.keys(labels ?? {}).filter((label) => label.startsWith('alibabacloud.com/'))).toEqual([]);
    });
  });

  test('the user’s values reach the managers', () => {
    const { objects } = render(chart, {
      ChartValues: { logLevel: 'debug', resources: { limits: { cpu: '2' } }, priorityClassName: 'ci-managers' },
    });
    expect(globalConfig(objects)).toContain('log_level = "debug"');
    expect(managerContainer(objects).resources).toEqual({
      requests: { cpu: '250m', memory: '256Mi' },
      limits: { cpu: '2', memory: '512Mi' },
    });
    expect(managerPod(objects).priorityClassName).toBe('ci-managers');
    expect(onlyObject(objects, 'PodDisruptionBudget')).toBeDefined();
  });

  test('the user’s objects are released beside the autoscaler', () => {
    const network = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'ci' }, spec: {} };
    const { objects } = render(chart, { ChartValues: { extraObjects: [network] } });
    expect(onlyObject(objects, 'NetworkPolicy').metadata.name).toBe('ci');
    expect(onlyObject(objects, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
  });

  test('the user’s autoscaler takes the place of fixed managers', () => {
    const metrics = [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 30 } } },
    ];
    const hpa = { minReplicas: 1, maxReplicas: 4, metrics };
    const { objects } = render(chart, { ManagerAutoScaling: false, ChartValues: { hpa } });
    expect(onlyObject(objects, 'HorizontalPodAutoscaler').spec).toMatchObject(hpa);
    expect(managerDeployment(objects).spec).not.toHaveProperty('replicas');
  });
});
