import { findCharts, helmTemplate } from '../support/helm';
import { configTemplate, managerContainer, managerDeployment, managerEnv } from '../support/kubernetes';
import { checkKubernetes } from '../support/wellformed-k8s';

describe.each(findCharts())('the bare chart $version', (chart) => {
  const objects = helmTemplate({
    chart,
    release: 'ci',
    namespace: 'gitlab-runner',
    values: { gitlabUrl: 'https://gitlab.example.com' },
  });

  test('renders one Deployment that runs the runner of this chart', () => {
    expect(managerDeployment(objects).metadata).toMatchObject({ name: 'ci-gitlab-runner', namespace: 'gitlab-runner' });
    expect(managerContainer(objects).image).toMatch(new RegExp(`:alpine-v${chart.appVersion}$`));
    expect(managerEnv(objects)).toMatchObject({
      CI_SERVER_URL: 'https://gitlab.example.com',
      RUNNER_EXECUTOR: 'kubernetes',
    });
  });

  test('keeps the template of config.toml in a ConfigMap', () => {
    expect(configTemplate(objects)).toContain('[runners.kubernetes]');
  });

  test('renders what Kubernetes takes', () => {
    expect(checkKubernetes(objects)).toEqual([]);
  });
});
