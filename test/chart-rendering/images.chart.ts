import { imagesFragment } from '../../lib/runner/images';
import type { ImagesContext, RunnerImages } from '../../lib/runner/images';
import { findCharts, helmTemplate } from '../support/helm';
import { configTemplate, managerContainer, managerDeployment, managerPod } from '../support/kubernetes';
import { renderRunner } from '../support/runner';
import { checkKubernetes } from '../support/wellformed-k8s';

const MIRROR = 'registry-vpc.cn-hangzhou.aliyuncs.com/ci';

describe.each(findCharts())('with the chart $version', (chart) => {
  function render(images: RunnerImages, context: Partial<ImagesContext> = {}) {
    const { config, values } = imagesFragment(images, { jobImage: 'alpine:3', ...context });
    const runner = renderRunner({ config, chartValues: values });
    const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values: runner.values });
    return { objects, toml: configTemplate(objects) };
  }

  describe('a mirror', () => {
    const { objects, toml } = render({ mirror: MIRROR });

    test('gives managers the image of the version that the chart is for', () => {
      expect(managerContainer(objects).image).toBe(`${MIRROR}/gitlab-runner:alpine-v${chart.appVersion}`);
    });

    test('gives helpers the image of the version that their manager finds itself to be', () => {
      expect(toml).toContain(`helper_image = "${MIRROR}/gitlab-runner-helper:x86_64-v\${CI_RUNNER_VERSION}"`);
    });

    test('gives jobs their default image', () => {
      expect(toml).toContain(`image = "${MIRROR}/alpine:3"`);
    });

    test('renders what Kubernetes takes', () => {
      expect(checkKubernetes(objects, { secrets: ['token'] })).toEqual([]);
    });
  });

  test('managers keep GitLab’s repository with another tag', () => {
    const { objects } = render({ manager: { tag: `ubuntu-v${chart.appVersion}` } });
    expect(managerContainer(objects).image).toBe(
      `registry.gitlab.com/gitlab-org/gitlab-runner:ubuntu-v${chart.appVersion}`,
    );
  });

  test('the image of managers may come from any registry', () => {
    const { objects } = render({ mirror: MIRROR, manager: { repository: 'harbor.example.com/ops/runner', tag: 'v1' } });
    expect(managerContainer(objects).image).toBe('harbor.example.com/ops/runner:v1');
  });

  test('pull Secrets and pull policy reach managers and jobs', () => {
    const pullSecrets = { managers: ['ops'], jobs: ['ci'] };
    const { objects, toml } = render(
      { mirror: MIRROR, pullSecrets, pullPolicy: 'Always' },
      { createdPullSecret: 'runner-registry' },
    );
    expect(managerPod(objects).imagePullSecrets).toEqual([{ name: 'ops' }, { name: 'runner-registry' }]);
    expect(managerContainer(objects)).toHaveProperty('imagePullPolicy', 'Always');
    expect(toml).toContain('image_pull_secrets = [ "ci", "runner-registry" ]');
    expect(toml).toContain('pull_policy = "always"');
    expect(checkKubernetes(objects, { secrets: ['token', 'ops', 'runner-registry'] })).toEqual([]);
  });

  test('jobs may leave pull Secrets to their service account', () => {
    expect(render({ serviceAccountPullSecrets: true }).toml).toContain('use_service_account_image_pull_secrets = true');
  });

  test('ECI is told the ACR instances, for managers and jobs', () => {
    const { objects, toml } = render({ acrInstanceIds: ['cri-abc'] });
    const { annotations } = managerDeployment(objects).spec.template.metadata;
    expect(annotations).toHaveProperty(['k8s.aliyun.com/acr-instance-ids'], 'cri-abc');
    expect(toml).toContain('"k8s.aliyun.com/acr-instance-ids" = "cri-abc"');
  });
});
