import { mergeValues } from '../../lib/chart/merge-values';
import { ChartVersion } from '../../lib/chart/chart-version';
import { alertRules } from '../../lib/monitoring/alert-rules';
import { Monitoring } from '../../lib/monitoring/monitoring';
import type { Chart } from '../support/helm';
import { PROMETHEUS_APIS, findCharts, helmTemplate } from '../support/helm';
import { globalConfig, managerContainer, managerDeployment, objectsOfKind } from '../support/kubernetes';
import type { KubernetesObject } from '../support/kubernetes';
import { checkKubernetes } from '../support/wellformed-k8s';

const MANAGERS = 'ci-gitlab-runner';

interface Monitor {
  readonly selector: { readonly matchLabels: Record<string, string> };
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly podMetricsEndpoints?: readonly { readonly port: string; readonly interval?: string }[];
  readonly endpoints?: readonly { readonly port: string; readonly interval?: string }[];
}

/** The chart with this monitoring, and with nothing else that matters here. */
function render(chart: Chart, monitoring: Monitoring, apiVersions: readonly string[] = PROMETHEUS_APIS) {
  const { values } = monitoring.configure({ chartVersion: ChartVersion.of(chart.version) });
  return helmTemplate({
    chart,
    release: 'ci',
    namespace: 'runners',
    values: mergeValues({ gitlabUrl: 'https://gitlab.example.com' }, values),
    apiVersions,
  });
}

function monitorsIn(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'));
}

function podLabels(objects: readonly KubernetesObject[]): Record<string, unknown> {
  return managerDeployment(objects).spec.template.metadata.labels ?? {};
}

function portNames(objects: readonly KubernetesObject[]): string[] {
  const ports = managerContainer(objects).ports as readonly { name: string }[] | undefined;
  return (ports ?? []).map(({ name }) => name);
}

describe.each(findCharts())('with the chart $version', (chart) => {
  const hasPodMonitor = ChartVersion.of(chart.version).knowsKey('metrics.podMonitor');

  test.each([
    ['annotations', Monitoring.annotations()],
    ['a PodMonitor', Monitoring.podMonitor({ intervalSeconds: 30, labels: { team: 'build' } })],
    ['nothing', Monitoring.none()],
  ])('monitoring by %s renders what Kubernetes takes', (_, monitoring) => {
    expect(checkKubernetes(render(chart, monitoring))).toEqual([]);
  });

  test('annotations name the port that managers serve metrics on', () => {
    const objects = render(chart, Monitoring.annotations());
    expect(managerDeployment(objects).spec.template.metadata.annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9252',
    });
    expect(globalConfig(objects)).toContain('listen_address = ":9252"');
    expect(monitorsIn(objects)).toEqual([]);
  });

  test('a PodMonitor, or what stands for it, finds the managers and their port', () => {
    const objects = render(chart, Monitoring.podMonitor({ intervalSeconds: 30, labels: { team: 'build' } }));
    const [monitor, ...others] = monitorsIn(objects);
    expect(others).toEqual([]);
    expect(monitor).toMatchObject({
      kind: hasPodMonitor ? 'PodMonitor' : 'ServiceMonitor',
      metadata: {
        name: MANAGERS,
        namespace: 'runners',
        labels: { team: 'build' },
        annotations: { 'arms.prometheus.io/discovery': 'true' },
      },
    });
    const spec = monitor!.spec as Monitor;
    expect(spec.namespaceSelector.matchNames).toEqual(['runners']);
    const [endpoint] = spec.podMetricsEndpoints ?? spec.endpoints ?? [];
    expect(endpoint).toEqual({ port: 'metrics', interval: '30s' });

    const [service] = objectsOfKind(objects, 'Service');
    if (hasPodMonitor) {
      expect(service).toBeUndefined();
      expect(podLabels(objects)).toMatchObject(spec.selector.matchLabels);
      expect(portNames(objects)).toContain(endpoint!.port);
    } else {
      const { ports, selector } = service!.spec as { ports: { name: string }[]; selector: object };
      expect(service!.metadata.labels).toMatchObject(spec.selector.matchLabels);
      expect(ports.map(({ name }) => name)).toContain(endpoint!.port);
      expect(podLabels(objects)).toMatchObject(selector);
    }
  });

  test('a cluster that does not know the kind gets no monitor, and managers serve metrics all the same', () => {
    const objects = render(chart, Monitoring.podMonitor(), []);
    expect(monitorsIn(objects)).toEqual([]);
    expect(globalConfig(objects)).toContain('listen_address');
  });

  test('without monitoring, managers serve no metrics', () => {
    const objects = render(chart, Monitoring.none());
    expect(globalConfig(objects)).not.toContain('listen_address');
    expect(managerDeployment(objects).spec.template.metadata.annotations).not.toHaveProperty(['prometheus.io/scrape']);
    expect(monitorsIn(objects)).toEqual([]);
  });

  test('alerts on one runner find the pods of its Deployment', () => {
    const { name } = managerDeployment(render(chart, Monitoring.annotations())).metadata;
    const [absent] = alertRules({ runner: { namespace: 'runners', managerName: name } }).rules;
    const [, pods] = /pod=~"([^"]+)"/.exec(absent!.expr)!;
    expect(`${name}-5f6d7c8b9d-x2x7q`).toMatch(new RegExp(`^(?:${pods})$`));
  });

  if (hasPodMonitor) {
    test('a PodMonitor can live where a Prometheus looks, and still finds the managers', () => {
      const [monitor] = monitorsIn(render(chart, Monitoring.podMonitor({ namespace: 'monitoring' })));
      expect(monitor!.metadata.namespace).toBe('monitoring');
      expect((monitor!.spec as Monitor).namespaceSelector.matchNames).toEqual(['runners']);
    });
  }
});
