import { Fn, RosParameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import { RunnerChart } from '../../lib';
import type { HttpProxyOptions } from '../../lib';
import { variables } from '../../lib/rules/variables';
import { parameter } from '../cluster/fixtures';
import { renderRunner } from '../support/runner';
import type { Props } from './support';
import { problemsOf } from './support';

const found = (props: Props) => problemsOf(variables, props);
const ofProxy = (httpProxy: HttpProxyOptions) => found({ httpProxy });

describe('environment-variable-name', () => {
  test.each(['1ST', 'A B', 'A=B', '', 'MY-VAR'])('finds %j in jobs', (name) => {
    expect(found({ jobs: { env: { [name]: 'x' } } })).toMatchObject([
      { rule: 'environment-variable-name', severity: 'error', at: 'jobs.env' },
    ]);
  });

  test('finds what Kubernetes takes for no name, in managers', () => {
    expect(found({ managers: { env: { 'A B': 'x' } } })).toMatchObject([
      { rule: 'environment-variable-name', at: 'managers.env' },
    ]);
  });

  test('takes names, with values that the deployment knows', () => {
    expect(found({ jobs: { env: { A_1: '', _b: 'x' } }, managers: { env: { 'a.b-c': 'x' } } })).toEqual([]);
    expect(found((stack) => ({ jobs: { env: { A: parameter.text(stack, 'Value') } } }))).toEqual([]);
  });
});

describe('http-proxy-source', () => {
  test.each<[string, HttpProxyOptions]>([
    ['no address', { noProxy: ['example.com'] }],
    ['two sources', { httpProxy: 'http://proxy:3128', existingSecret: 'proxy' }],
  ])('finds %s', (_what, httpProxy) => {
    expect(ofProxy(httpProxy)).toMatchObject([{ rule: 'http-proxy-source', severity: 'error', at: 'httpProxy' }]);
  });
});

describe('http-proxy-address', () => {
  test.each(['proxy example', 'ftp://proxy:21', 'http://proxy:3128/path', ''])('finds %j', (httpProxy) => {
    expect(ofProxy({ httpProxy })).toMatchObject([{ rule: 'http-proxy-address', at: 'httpProxy.httpProxy' }]);
    expect(ofProxy({ httpProxy: 'http://proxy:1', httpsProxy: httpProxy })).toMatchObject([
      { at: 'httpProxy.httpsProxy' },
    ]);
  });

  test.each(['http://proxy.example.com:3128', 'https://10.0.0.1:443/', 'socks5://proxy:1080', 'proxy:3128'])(
    'takes %j',
    (httpProxy) => {
      expect(ofProxy({ httpProxy })).toEqual([]);
    },
  );

  test('takes an address that the deployment knows', () => {
    expect(found((stack) => ({ httpProxy: { httpProxy: parameter.text(stack, 'Proxy') } }))).toEqual([]);
  });
});

describe('http-proxy-secret-name', () => {
  test('finds what is not the name of a Secret', () => {
    expect(ofProxy({ existingSecret: 'My Proxy' })).toMatchObject([
      { rule: 'http-proxy-secret-name', at: 'httpProxy.existingSecret' },
    ]);
    expect(ofProxy({ existingSecret: 'proxy' })).toEqual([]);
  });
});

describe('secret-in-clear', () => {
  test('finds the password of a proxy in clear text, and does not show it', () => {
    const render = () => renderRunner({ httpProxy: { httpProxy: 'http://me:hunter2@proxy.example.com:3128' } });
    expect(render).toThrow('httpProxy.httpProxy: holds the address of a proxy with a password in clear text');
    expect(render).not.toThrow('hunter2');
  });

  test.each([
    ['jobs.env.https_proxy', { jobs: { env: { https_proxy: 'http://me:hunter2@proxy:3128' } } }],
    ['jobs.env.ALL_PROXY', { jobs: { env: { ALL_PROXY: 'me:hunter2@proxy:3128' } } }],
    [
      'config.runners.environment[0]',
      { config: { runners: { environment: ['HTTPS_PROXY=http://me:hunter2@proxy'] } } },
    ],
    [
      'chartValues.envVars[0].value',
      { chartValues: { envVars: [{ name: 'HTTP_PROXY', value: 'http://me:hunter2@proxy' }] } },
    ],
  ])('names the option for the password of a proxy in %s', (at, props) => {
    const render = () => renderRunner(props);
    expect(render).toThrow(`${at}: holds the address of a proxy with a password`);
    expect(render).toThrow('name the Secret in `httpProxy.existingSecret` of the runner');
    expect(render).not.toThrow('hunter2');
  });

  test('names no option for proxies where a URL is none', () => {
    const render = () => renderRunner({ jobs: { env: { MIRROR: 'https://me:hunter2@mirror.example.com' } } });
    expect(render).toThrow('holds a URL with a password in clear text');
    expect(render).not.toThrow('httpProxy');
  });

  test('finds secrets among the variables of managers and jobs', () => {
    const env = { TOKEN: 'glpat-aaaaaaaaaaaaaaaaaaaa' };
    expect(() => renderRunner({ jobs: { env } })).toThrow('jobs.env.TOKEN: holds a secret in clear text');
    expect(() => renderRunner({ managers: { env } })).toThrow('managers.env.TOKEN: holds a secret in clear text');
  });
});

test('an address with a password of the deployment stands in a Secret alone', () => {
  const { values, toml, template } = renderRunner((stack) => {
    const password = Token.asString(parameter.text(stack, 'ProxyPassword'));
    return { httpProxy: { httpProxy: Token.asString(Fn.join('', ['http://ci:', password, '@proxy:3128'])) } };
  });
  expect(JSON.stringify({ values, toml })).not.toContain('ProxyPassword');
  expect(JSON.stringify(template.Resources!.RunnerSecrets)).toContain('ProxyPassword');
  expect(JSON.stringify(template.Resources!.RunnerRelease)).not.toContain('ProxyPassword');
});

describe('names of what exists', () => {
  const all = (props: Props) => problemsOf('all', props);

  test('job-object-name: finds names of jobs that Kubernetes does not take', () => {
    expect(all({ jobs: { serviceAccount: { name: 'A_b' } } })).toMatchObject([
      { rule: 'job-object-name', severity: 'error', at: 'jobs.serviceAccount.name' },
    ]);
    expect(all({ jobs: { namespace: 'A_b' } })).toContainEqual(
      expect.objectContaining({ rule: 'job-object-name', at: 'jobs.namespace' }),
    );
  });

  test('job-volume-name: finds names that cannot be those of volumes', () => {
    const volumes = [{ mountPath: '/data', secret: { name: 'a.b' } }];
    expect(all({ jobs: { volumes } })).toMatchObject([{ rule: 'job-volume-name', at: 'jobs.volumes[0]' }]);
  });

  test('chart-name: finds names of managers that Kubernetes does not take', () => {
    expect(all({ managers: { serviceAccount: { name: 'A_b' }, priorityClassName: 'C_d' } })).toMatchObject([
      { rule: 'chart-name', severity: 'error', at: 'managers.serviceAccount.name' },
      { rule: 'chart-name', severity: 'error', at: 'managers.priorityClassName' },
    ]);
  });

  test('takes names, and those that the deployment knows', () => {
    expect(
      all((stack) => {
        const name = parameter.text(stack, 'Account');
        return { jobs: { serviceAccount: { name } }, managers: { serviceAccount: { name }, priorityClassName: name } };
      }),
    ).toEqual([]);
  });

  test('job-namespace-without-role: finds a namespace that the Role of an old chart does not go to', () => {
    const chart = RunnerChart.fromVersion('0.71.0');
    expect(all({ chart, jobs: { namespace: 'jobs' } })).toMatchObject([
      { rule: 'job-namespace-without-role', severity: 'error', at: 'jobs.namespace' },
    ]);
    expect(all({ jobs: { namespace: 'jobs' } })).toEqual([]);
    expect(all((stack) => ({ jobs: { namespace: parameter.text(stack, 'Namespace') } }))).toEqual([]);
  });

  test('empty texts of a pasted values file leave the options in place', () => {
    const { values } = renderRunner({
      managers: { serviceAccount: { name: 'ci' }, priorityClassName: 'high' },
      chartValues: { serviceAccount: { create: false, name: '' }, priorityClassName: '', rbac: { create: false } },
    });
    expect(values).toMatchObject({
      serviceAccount: { create: false, name: 'ci' },
      priorityClassName: 'high',
      rbac: { create: true },
    });
  });
});

describe('deploy-time-list', () => {
  test('finds variables of jobs that only the deployment knows by name', () => {
    const problems = problemsOf('all', (stack) => {
      const env = new RosParameter(stack, 'Env', { type: RosParameterType.JSON }).value;
      return { jobs: { env: env as never } };
    });
    expect(problems).toMatchObject([{ rule: 'deploy-time-list', at: 'jobs.env' }]);
  });
});
