import { Fn, Token } from '@alicloud/ros-cdk-core';
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
    expect(render).toThrow('httpProxy.httpProxy: holds a URL with a password in clear text');
    expect(render).not.toThrow('hunter2');
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
