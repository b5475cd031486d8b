import { ChartVersion, RunnerChart } from '../../lib';
import { findCharts, helmTemplate } from '../support/helm';
import { configTemplate } from '../support/kubernetes';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';

const KINDS = ['Role', 'RoleBinding', 'Deployment', 'ServiceAccount'];

describe.each(findCharts())('with the chart $version', (chart) => {
  const chartVersion = ChartVersion.of(chart.version);

  function render(props: RunnerOverrides) {
    const { values } = renderRunner({ namespace: 'ci', chart: RunnerChart.fromVersion(chartVersion), ...props });
    const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values });
    const namespaces = Object.fromEntries(
      objects.filter(({ kind }) => KINDS.includes(kind)).map(({ kind, metadata }) => [kind, metadata.namespace]),
    );
    return { namespaces, toml: configTemplate(objects) };
  }

  test('managers, jobs and permissions are in one namespace', () => {
    const { namespaces, toml } = render({});
    expect(namespaces).toEqual({ Role: 'ci', RoleBinding: 'ci', Deployment: 'ci', ServiceAccount: 'ci' });
    expect(toml).toContain('namespace = "ci"');
  });

  const jobsElsewhere = { jobs: { namespace: 'jobs' } };
  if (chartVersion.knowsKey('runners.jobNamespace')) {
    test.each<[string, RunnerOverrides]>([
      ['jobs.namespace', jobsElsewhere],
      [
        'config and chartValues',
        {
          config: { runners: { kubernetes: { namespace: 'jobs' } } },
          chartValues: { runners: { jobNamespace: 'jobs' } },
        },
      ],
    ])('jobs can have one of their own by %s, and the permissions go with them', (_what, props) => {
      const { namespaces, toml } = render(props);
      expect(namespaces).toEqual({ Role: 'jobs', RoleBinding: 'jobs', Deployment: 'ci', ServiceAccount: 'ci' });
      expect(toml).toContain('namespace = "jobs"');
    });
  } else {
    test('jobs can have one of their own with permissions for the whole cluster only', () => {
      expect(() => render(jobsElsewhere)).toThrow('jobs.namespace: jobs are to run in "jobs"');
      const { toml } = render({ ...jobsElsewhere, chartValues: { rbac: { clusterWideAccess: true } } });
      expect(toml).toContain('namespace = "jobs"');
    });
  }
});
