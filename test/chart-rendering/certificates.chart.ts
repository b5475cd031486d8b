import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { CaCertificate } from '../../lib';
import { ROOT_CERTIFICATE } from '../runner/credentials/sample-certificates';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, managerEnv, managerPod, objectsOfKind } from '../support/kubernetes';
import { render, secretTexts } from './render';

const GITLAB = 'https://gitlab.example.com';

/** One of `pem` and `existingSecret`. */
const OWN: Required<Omit<CaCertificate, 'existingSecret'>> = { pem: ROOT_CERTIFICATE, mountInJobs: true };
const EXISTING: Required<Omit<CaCertificate, 'pem'>> = { existingSecret: 'company-ca', mountInJobs: true };

/** The Secret that managers find certificates in, where the runner looks for them. */
function mountedSecret(objects: readonly KubernetesObject[]): string | undefined {
  expect(managerContainer(objects).volumeMounts).toContainEqual({
    name: 'custom-certs',
    readOnly: true,
    mountPath: '/home/gitlab-runner/.gitlab-runner/certs/',
  });
  return managerPod(objects).volumes?.find(({ name }) => name === 'custom-certs')?.secret?.secretName;
}

const jobVolumes = (name: string) => ({
  secret: [
    {
      name,
      mount_path: '/etc/gitlab-runner/certs',
      read_only: true,
      items: { 'gitlab.example.com.crt': 'ca.crt' },
    },
  ],
});

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('a certificate as text', () => {
    const rendered = render(chart, { gitlabUrl: GITLAB, caCertificate: OWN });

    test('renders what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('is in a Secret under the name of the host, which managers mount', () => {
      expect(secretTexts(rendered, 'runner-certs')).toEqual({ 'gitlab.example.com.crt': ROOT_CERTIFICATE });
      expect(mountedSecret(rendered.objects)).toBe('runner-certs');
    });

    test('is a file in job containers when asked for', () => {
      expect(rendered.kubernetes.volumes).toEqual(jobVolumes('runner-certs'));
    });
  });

  test('a Secret that exists is mounted as it is, and none is created', () => {
    const { objects, applied, kubernetes, faults } = render(
      chart,
      { gitlabUrl: GITLAB, caCertificate: EXISTING },
      { secrets: ['company-ca'] },
    );
    expect(faults).toEqual([]);
    expect(objectsOfKind(applied, 'Secret')).toEqual([]);
    expect(mountedSecret(objects)).toBe('company-ca');
    expect(kubernetes.volumes).toEqual(jobVolumes('company-ca'));
  });

  test('job containers have no certificate unless asked for', () => {
    const { kubernetes } = render(chart, { gitlabUrl: GITLAB, caCertificate: { pem: ROOT_CERTIFICATE } });
    expect(kubernetes).not.toHaveProperty('volumes');
  });

  test('for a host that the deployment knows, a variable names the file to the runner', () => {
    const rendered = render(
      chart,
      (stack) => ({
        gitlabUrl: new RosParameter(stack, 'Url', { type: RosParameterType.STRING }).valueAsString,
        caCertificate: OWN,
      }),
      { parameters: { Url: GITLAB } },
    );
    expect(rendered.faults).toEqual([]);
    expect(secretTexts(rendered, 'runner-certs')).toEqual({ 'ca.crt': ROOT_CERTIFICATE });
    expect(managerEnv(rendered.objects)).toMatchObject({
      CI_SERVER_URL: GITLAB,
      CI_SERVER_TLS_CA_FILE: '/home/gitlab-runner/.gitlab-runner/certs/ca.crt',
    });
  });

  test('without it managers mount no certificates', () => {
    const { objects } = render(chart);
    expect(managerPod(objects).volumes?.map(({ name }) => name)).not.toContain('custom-certs');
  });
});
