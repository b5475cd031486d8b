import { Fn, RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import { CacheCredentials, OssCache } from '../../lib';
import type { HttpProxyOptions } from '../../lib';
import { findCharts } from '../support/helm';
import { managerContainer, managerEnv } from '../support/kubernetes';
import { render, secretTexts } from './render';

const ALWAYS =
  'localhost,127.0.0.1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,100.100.100.200,.svc,.cluster.local';

describe.each(findCharts())('with the chart $version', (chart) => {
  test('a proxy without a password is a variable of managers and jobs, in both spellings for jobs', () => {
    const httpProxy: Required<Omit<HttpProxyOptions, 'existingSecret'>> = {
      httpProxy: 'http://proxy.example.com:3128',
      httpsProxy: 'http://proxy.example.com:3129',
      noProxy: ['gitlab.example.com'],
    };
    const { objects, runner, faults } = render(chart, { httpProxy });
    expect(faults).toEqual([]);
    const variables = {
      HTTP_PROXY: 'http://proxy.example.com:3128',
      HTTPS_PROXY: 'http://proxy.example.com:3129',
      NO_PROXY: `${ALWAYS},gitlab.example.com`,
    };
    expect(managerEnv(objects)).toMatchObject(variables);
    expect(runner.environment).toEqual(
      Object.entries(variables).flatMap(([name, value]) => [`${name}=${value}`, `${name.toLowerCase()}=${value}`]),
    );
  });

  test('one address is for http and https, and the internal endpoint of the cache is reached without it', () => {
    const { objects } = render(
      chart,
      (stack) => ({
        httpProxy: { httpProxy: 'http://proxy.example.com:3128' },
        cache: OssCache.fromBucketAttributes(stack, 'Cache', {
          bucketName: 'ci-cache',
          region: 'cn-hangzhou',
          credentials: CacheCredentials.fromExistingSecret('keys'),
        }),
      }),
      { secrets: ['keys'] },
    );
    expect(managerEnv(objects)).toMatchObject({
      HTTP_PROXY: 'http://proxy.example.com:3128',
      HTTPS_PROXY: 'http://proxy.example.com:3128',
      NO_PROXY: `${ALWAYS},oss-cn-hangzhou-internal.aliyuncs.com`,
    });
  });

  const source = (name: string) => ({
    HTTP_PROXY: { secretKeyRef: { name, key: 'HTTP_PROXY', optional: true } },
    HTTPS_PROXY: { secretKeyRef: { name, key: 'HTTPS_PROXY' } },
  });
  const patchOf = (name: string) => {
    const { HTTP_PROXY, HTTPS_PROXY } = source(name);
    const env = [
      { name: 'HTTP_PROXY', valueFrom: HTTP_PROXY },
      { name: 'http_proxy', valueFrom: HTTP_PROXY },
      { name: 'HTTPS_PROXY', valueFrom: HTTPS_PROXY },
      { name: 'https_proxy', valueFrom: HTTPS_PROXY },
    ];
    return {
      containers: [
        { name: 'build', env },
        { name: 'helper', env },
      ],
    };
  };

  test('addresses in a Secret are read from there, by managers and by the containers of jobs', () => {
    const { objects, runner, kubernetes, faults } = render(
      chart,
      { httpProxy: { existingSecret: 'proxy' } },
      { secrets: ['proxy'] },
    );
    expect(faults).toEqual([]);
    const { env } = managerContainer(objects) as { env: readonly { name: string; valueFrom?: unknown }[] };
    const sources = Object.fromEntries(env.flatMap((one) => (one.valueFrom ? [[one.name, one.valueFrom]] : [])));
    expect(sources).toMatchObject(source('proxy'));
    expect(runner.environment).toEqual([`NO_PROXY=${ALWAYS}`, `no_proxy=${ALWAYS}`]);
    expect(runner.feature_flags).toEqual({ FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true });
    const [patch] = kubernetes.pod_spec as { patch: string; patch_type: string }[];
    expect(patch!.patch_type).toBe('strategic');
    expect(JSON.parse(patch!.patch)).toEqual(patchOf('proxy'));
  });

  test('addresses of the deployment are in a Secret of the release', () => {
    const rendered = render(
      chart,
      (stack) => {
        const password = new RosParameter(stack, 'Password', { type: RosParameterType.STRING, noEcho: true });
        const address = Fn.join('', ['http://ci:', password.valueAsString, '@proxy.example.com:3128']);
        return { httpProxy: { httpProxy: Token.asString(address) } };
      },
      { parameters: { Password: 'hunter2' } },
    );
    const address = 'http://ci:hunter2@proxy.example.com:3128';
    expect(secretTexts(rendered, 'runner-proxy')).toEqual({ HTTP_PROXY: address, HTTPS_PROXY: address });
    expect(JSON.stringify([rendered.objects, rendered.runner])).not.toContain('hunter2');
    const [patch] = rendered.kubernetes.pod_spec as { patch: string }[];
    expect(JSON.parse(patch!.patch)).toEqual(patchOf('runner-proxy'));
  });
});
