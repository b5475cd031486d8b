import { parse } from '@iarna/toml';
import type { CaCertificate } from '../../lib/runner/certificates';
import { certificates } from '../../lib/runner/certificates';
import { ROOT_CERTIFICATE } from '../runner/sample-certificates';
import { findCharts, helmTemplate } from '../support/helm';
import { configTemplate, managerContainer, managerEnv, managerPod } from '../support/kubernetes';
import { renderRunner } from '../support/runner';
import { checkKubernetes } from '../support/wellformed-k8s';

const GITLAB = 'https://gitlab.example.com';

describe.each(findCharts())('with the chart $version', (chart) => {
  function render(certificate: CaCertificate) {
    const { fragment, objects: created } = certificates(certificate, { releaseName: 'runner', gitlabUrl: GITLAB });
    const runner = renderRunner({ gitlabUrl: GITLAB, config: fragment.config, chartValues: fragment.values });
    return { created, objects: helmTemplate({ chart, release: 'runner', namespace: 'ci', values: runner.values }) };
  }

  test('managers find the certificate of their GitLab where the runner looks for it', () => {
    const { created, objects } = render({ pem: ROOT_CERTIFICATE });
    expect(managerPod(objects).volumes).toContainEqual({
      name: 'custom-certs',
      secret: { secretName: created[0]!.metadata.name },
    });
    expect(managerContainer(objects).volumeMounts).toContainEqual({
      name: 'custom-certs',
      readOnly: true,
      mountPath: '/home/gitlab-runner/.gitlab-runner/certs/',
    });
    expect(Object.keys(created[0]!.data as object)).toEqual(['gitlab.example.com.crt']);
    expect(managerEnv(objects).CI_SERVER_URL).toBe(GITLAB);
  });

  test('renders what Kubernetes takes', () => {
    const { created, objects } = render({ pem: ROOT_CERTIFICATE, mountInJobs: true });
    expect(checkKubernetes(objects, { secrets: ['token', created[0]!.metadata.name] })).toEqual([]);
  });

  test('job containers get it as a file when asked for', () => {
    const { objects } = render({ existingSecret: 'company-ca', mountInJobs: true });
    expect(parse(configTemplate(objects))).toMatchObject({
      runners: [
        {
          kubernetes: {
            volumes: {
              secret: [
                {
                  name: 'company-ca',
                  mount_path: '/etc/gitlab-runner/certs',
                  read_only: true,
                  items: { 'gitlab.example.com.crt': 'ca.crt' },
                },
              ],
            },
          },
        },
      ],
    });
  });

  test('a folder without the host in its file name is named by the variable of the runner', () => {
    const { fragment } = certificates({ pem: ROOT_CERTIFICATE }, { releaseName: 'runner', gitlabUrl: 'https://[::1]' });
    const runner = renderRunner({ chartValues: fragment.values });
    const objects = helmTemplate({ chart, release: 'runner', namespace: 'ci', values: runner.values });
    expect(managerEnv(objects).CI_SERVER_TLS_CA_FILE).toBe('/home/gitlab-runner/.gitlab-runner/certs/ca.crt');
  });
});
