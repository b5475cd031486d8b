import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { PodMonitorOptions } from '../../lib';
import { alertRules, ChartVersion, Metrics } from '../../lib';
import { PROMETHEUS_APIS, findCharts } from '../support/helm';
import { managerContainer, managerDeployment, objectsOfKind, onlyObject } from '../support/kubernetes';
import type { KubernetesObject } from '../support/kubernetes';
import { existingRunner } from '../monitoring/support';
import { render } from './render';

const MANAGERS = 'runner-gitlab-runner';
const PROMETHEUS = { apiVersions: PROMETHEUS_APIS };

const OPTIONS: Required<Omit<PodMonitorOptions, 'namespace'>> = {
  port: 9100,
  intervalSeconds: 45,
  labels: { team: 'build' },
  annotations: { 'example.com/owner': 'ci' },
};
const NAMESPACE: Required<Pick<PodMonitorOptions, 'namespace'>> = { namespace: 'monitoring' };

interface Monitor {
  readonly selector: { readonly matchLabels: Record<string, string> };
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly podMetricsEndpoints?: readonly object[];
  readonly endpoints?: readonly object[];
}

const specOf = (monitor: KubernetesObject) => monitor.spec as Monitor;
const monitorsIn = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'));
const podMetadata = (objects: readonly KubernetesObject[]) => managerDeployment(objects).spec.template.metadata;

describe.each(findCharts())('with the chart $version', (chart) => {
  const chartVersion = ChartVersion.of(chart.version);
  const kind = chartVersion.knowsKey('metrics.podMonitor') ? 'PodMonitor' : 'ServiceMonitor';

  test('annotations, by default, name the port that managers serve metrics on', () => {
    const { objects, global } = render(chart, {}, PROMETHEUS);
    expect(podMetadata(objects).annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9252',
    });
    expect(managerContainer(objects).ports).toContainEqual({ name: 'metrics', containerPort: 9252 });
    expect(global.listen_address).toBe(':9252');
    expect(monitorsIn(objects)).toEqual([]);
  });

  test.each([true, false])('the deployment may choose whether managers serve metrics: %s', (enabled) => {
    const { objects, global, faults } = render(
      chart,
      (stack) => {
        const parameter = new RosParameter(stack, 'Metrics', { type: RosParameterType.BOOLEAN });
        return { metrics: Metrics.annotations({ enabled: parameter.value }) };
      },
      { parameters: { Metrics: enabled } },
    );
    expect(faults).toEqual([]);
    expect('prometheus.io/scrape' in podMetadata(objects).annotations!).toBe(enabled);
    expect('listen_address' in global).toBe(enabled);
  });

  test('annotations name another port where managers serve metrics there', () => {
    const metrics = Metrics.annotations({ port: 9200 });
    const { objects, global, faults } = render(chart, { metrics }, PROMETHEUS);
    expect(faults).toEqual([]);
    expect(podMetadata(objects).annotations).toMatchObject({ 'prometheus.io/port': '9200' });
    expect(managerContainer(objects).ports).toContainEqual({ name: 'metrics', containerPort: 9200 });
    expect(global.listen_address).toBe(':9200');
  });

  test('without metrics, managers serve no metrics', () => {
    const { objects, global, faults } = render(chart, { metrics: Metrics.none() }, PROMETHEUS);
    expect(faults).toEqual([]);
    expect(global).not.toHaveProperty('listen_address');
    expect(podMetadata(objects).annotations).not.toHaveProperty(['prometheus.io/scrape']);
    expect(monitorsIn(objects)).toEqual([]);
  });

  describe(`a ${kind} with every option`, () => {
    const { objects, faults } = render(chart, { metrics: Metrics.podMonitor(OPTIONS) }, PROMETHEUS);
    const monitor = onlyObject(objects, kind);

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('has managers serve metrics on the port', () => {
      expect(managerContainer(objects).ports).toContainEqual({ name: 'metrics', containerPort: 9100 });
      expect(podMetadata(objects).annotations).toMatchObject({ 'prometheus.io/port': '9100' });
    });

    test('has the labels and annotations, beside those that the chart and Managed Service for Prometheus want', () => {
      expect(monitorsIn(objects)).toEqual([monitor]);
      expect(monitor.metadata).toMatchObject({
        name: MANAGERS,
        namespace: 'test',
        labels: { app: MANAGERS, team: 'build' },
        annotations: { 'arms.prometheus.io/discovery': 'true', 'example.com/owner': 'ci' },
      });
    });

    test('scrapes the port of metrics at the interval', () => {
      const { podMetricsEndpoints, endpoints, namespaceSelector } = specOf(monitor);
      expect(podMetricsEndpoints ?? endpoints).toEqual([{ port: 'metrics', interval: '45s' }]);
      expect(namespaceSelector.matchNames).toEqual(['test']);
    });

    if (kind === 'PodMonitor') {
      test('selects the pods of managers, without a Service', () => {
        expect(podMetadata(objects).labels).toMatchObject(specOf(monitor).selector.matchLabels);
        expect(objectsOfKind(objects, 'Service')).toEqual([]);
      });
    } else {
      test('selects a Service that selects the pods of managers', () => {
        const service = onlyObject(objects, 'Service');
        const { ports, selector } = service.spec as { ports: object[]; selector: object };
        expect(service.metadata.labels).toMatchObject(specOf(monitor).selector.matchLabels);
        expect(ports).toContainEqual(expect.objectContaining({ name: 'metrics' }));
        expect(podMetadata(objects).labels).toMatchObject(selector);
      });
    }
  });

  test(`a ${kind} by default scrapes as often as its Prometheus does, found by Managed Service for Prometheus`, () => {
    const { objects } = render(chart, { metrics: Metrics.podMonitor() }, PROMETHEUS);
    const { metadata, spec } = onlyObject(objects, kind) as KubernetesObject & { spec: Monitor };
    expect(metadata.annotations).toEqual({ 'arms.prometheus.io/discovery': 'true' });
    expect(spec.podMetricsEndpoints ?? spec.endpoints).toEqual([{ port: 'metrics' }]);
  });

  if (chartVersion.knowsKey('metrics.serviceMonitor.namespace')) {
    test('a monitor can live where a Prometheus looks, and still finds the managers', () => {
      const { objects } = render(chart, { metrics: Metrics.podMonitor(NAMESPACE) }, PROMETHEUS);
      const monitor = onlyObject(objects, kind);
      expect(monitor.metadata.namespace).toBe('monitoring');
      expect(specOf(monitor).namespaceSelector.matchNames).toEqual(['test']);
    });
  } else {
    test('a monitor cannot live elsewhere', () => {
      expect(() => render(chart, { metrics: Metrics.podMonitor(NAMESPACE) })).toThrow(
        /metrics\.podMonitor\.namespace: .*use the chart 0\.77\.2 or later/,
      );
    });
  }

  test('a cluster that does not know the kind gets no monitor, and managers serve metrics all the same', () => {
    const { objects, global } = render(chart, { metrics: Metrics.podMonitor() });
    expect(monitorsIn(objects)).toEqual([]);
    expect(global.listen_address).toBe(':9252');
  });

  test('alerts on one runner find the pods of its Deployment', () => {
    const { name } = managerDeployment(render(chart).objects).metadata;
    const [absent] = alertRules({ runner: existingRunner({ managerName: name }) }).rules;
    const [, pods] = /pod=~"([^"]+)"/.exec(absent!.expr)!;
    expect(`${name}-5f6d7c8b9d-x2x7q`).toMatch(new RegExp(`^(?:${pods})$`));
  });
});
