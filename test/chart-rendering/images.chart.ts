import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ImageReference, RegistryLogin, RunnerImages } from '../../lib';
import { RegistryCredentials, RegistryUser } from '../../lib';
import { findCharts } from '../support/helm';
import { managerContainer, managerDeployment, managerPod, onlyObject } from '../support/kubernetes';
import { render, secretTexts } from './render';

const MIRROR = 'registry-vpc.cn-hangzhou.aliyuncs.com/ci';

const MANAGER: Required<ImageReference> = { repository: 'harbor.example.com/ops/runner', tag: 'v1' };
const HELPER: Required<ImageReference> = { repository: 'ops/helper', tag: 'arm64-v${CI_RUNNER_VERSION}' };
const IMAGES: Required<RunnerImages> = {
  mirror: MIRROR,
  manager: MANAGER,
  helper: HELPER,
  pullPolicy: 'Always',
};
const existing = (secretName: string, user: RegistryUser) =>
  RegistryCredentials.fromExistingSecret(secretName, { usedBy: [user] });
const REGISTRY_CREDENTIALS = [
  existing('ops', RegistryUser.MANAGERS),
  existing('ci', RegistryUser.JOBS),
  existing('base', RegistryUser.JOBS),
  RegistryCredentials.fromAcrInstance('cri-1'),
  RegistryCredentials.fromAcrInstance('cn-beijing:cri-2'),
];
const ACR_INSTANCES = { 'k8s.aliyun.com/acr-instance-ids': 'cri-1,cn-beijing:cri-2' };

describe.each(findCharts())('with the chart $version', (chart) => {
  describe('images by default', () => {
    const { objects, kubernetes } = render(chart);

    test('are GitLab’s for managers, of the version that the chart is for', () => {
      const repository = 'registry.gitlab.com/gitlab-org/gitlab-runner';
      expect(managerContainer(objects)).toMatchObject({
        image: `${repository}:alpine-v${chart.appVersion}`,
        imagePullPolicy: 'IfNotPresent',
      });
      expect(managerPod(objects)).not.toHaveProperty('imagePullSecrets');
    });

    test('are left to the runner for helpers, and to the cluster when they are pulled', () => {
      const keys = ['helper_image', 'pull_policy', 'image_pull_secrets', 'use_service_account_image_pull_secrets'];
      expect(Object.keys(kubernetes).filter((key) => keys.includes(key))).toEqual([]);
    });
  });

  describe('a mirror', () => {
    const { objects, kubernetes, faults } = render(chart, { images: { mirror: MIRROR }, jobs: { image: 'node:22' } });

    test('renders what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('gives managers the image of the version that the chart is for', () => {
      expect(managerContainer(objects).image).toBe(`${MIRROR}/gitlab-runner:alpine-v${chart.appVersion}`);
    });

    test('gives helpers the image of the version that their manager finds itself to be, and jobs their image', () => {
      expect(kubernetes).toMatchObject({
        helper_image: `${MIRROR}/gitlab-runner-helper:x86_64-v\${CI_RUNNER_VERSION}`,
        image: `${MIRROR}/node:22`,
      });
    });
  });

  describe('images of one’s own, with every option', () => {
    const { objects, kubernetes, faults } = render(
      chart,
      { images: IMAGES, registryCredentials: REGISTRY_CREDENTIALS },
      { secrets: ['ops'] },
    );

    test('render what Kubernetes and the runner take', () => {
      expect(faults).toEqual([]);
    });

    test('reach managers', () => {
      expect(managerContainer(objects)).toMatchObject({
        image: 'harbor.example.com/ops/runner:v1',
        imagePullPolicy: 'Always',
      });
      expect(managerPod(objects).imagePullSecrets).toEqual([{ name: 'ops' }]);
      expect(managerDeployment(objects).spec.template.metadata.annotations).toMatchObject(ACR_INSTANCES);
    });

    test('reach jobs', () => {
      expect(kubernetes).toMatchObject({
        image: `${MIRROR}/alpine:3`,
        helper_image: `${MIRROR}/ops/helper:arm64-v\${CI_RUNNER_VERSION}`,
        pull_policy: 'always',
        image_pull_secrets: ['ci', 'base'],
        pod_annotations: ACR_INSTANCES,
      });
    });
  });

  test('another tag leaves GitLab’s repository', () => {
    const tag = `ubuntu-v${chart.appVersion}`;
    const { objects, kubernetes } = render(chart, { images: { manager: { tag }, helper: { tag: 'x86_64-latest' } } });
    expect(managerContainer(objects).image).toBe(`registry.gitlab.com/gitlab-org/gitlab-runner:${tag}`);
    expect(kubernetes.helper_image).toBe(
      'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-latest',
    );
  });

  test('jobs may leave pull Secrets to their service account', () => {
    const { kubernetes, faults } = render(chart, { registryCredentials: [RegistryCredentials.fromServiceAccount()] });
    expect(faults).toEqual([]);
    expect(kubernetes.use_service_account_image_pull_secrets).toBe(true);
  });

  describe('registry credentials', () => {
    const login = (stack: Stack): Required<RegistryLogin> => ({
      registry: 'harbor.example.com:8443',
      userName: 'robot$ci',
      usedBy: [RegistryUser.MANAGERS, RegistryUser.JOBS],
      password: new RosParameter(stack, 'Harbor', { type: RosParameterType.STRING, noEcho: true }).value,
    });
    const rendered = render(
      chart,
      (stack) => ({
        registryCredentials: [
          existing('ops', RegistryUser.MANAGERS),
          existing('ci', RegistryUser.JOBS),
          RegistryCredentials.fromParameters('registry.cn-hangzhou.aliyuncs.com', { parameterPrefix: 'Acr' }),
          RegistryCredentials.fromLogin(login(stack)),
        ],
      }),
      { secrets: ['ops'], parameters: { AcrUserName: 'ci@company', AcrPassword: 'q"1', Harbor: 'h2' } },
    );

    test('render what Kubernetes and the runner take', () => {
      expect(rendered.faults).toEqual([]);
    });

    test('are in a Secret that the kubelet reads', () => {
      expect(onlyObject(rendered.applied, 'Secret', 'runner-registry').type).toBe('kubernetes.io/dockerconfigjson');
      const { '.dockerconfigjson': text } = secretTexts(rendered, 'runner-registry');
      const auth = (user: string) => ({ auth: Buffer.from(user).toString('base64') });
      expect(JSON.parse(text!)).toEqual({
        auths: {
          'registry.cn-hangzhou.aliyuncs.com': auth('ci@company:q"1'),
          'harbor.example.com:8443': auth('robot$ci:h2'),
        },
      });
    });

    test('are used by managers and jobs, beside the pull Secrets that exist', () => {
      expect(managerPod(rendered.objects).imagePullSecrets).toEqual([{ name: 'ops' }, { name: 'runner-registry' }]);
      expect(rendered.kubernetes.image_pull_secrets).toEqual(['ci', 'runner-registry']);
    });
  });
});
