import { ChartVersion } from '../../lib/chart/chart-version';
import { checkChartValues } from '../../lib/chart/check-values';
import { check, NOTHING } from './support';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };
const UNRESOLVED = '${Token[Secret.1]}';

test('gives all faults at once, errors and warnings apart', () => {
  const { errors, warnings } = checkChartValues(
    { foo: 1, concurrent: 0, rbac: { generatedServiceAccountName: 'a' } },
    ChartVersion.DEFAULT,
  );
  expect(errors.map(({ at }) => at)).toEqual(['foo', 'concurrent']);
  expect(warnings.map(({ at }) => at)).toEqual(['rbac.generatedServiceAccountName']);
});

test('hpa drops behavior, so that it is refused', () => {
  expect(check({ hpa: { maxReplicas: 3, metrics: [CPU], behavior: { scaleDown: {} } } }).errors).toEqual({
    'hpa.behavior': expect.stringContaining('is not read by the chart. Use ManagerScaling; or') as string,
  });
});

describe('secrets in clear text', () => {
  const secret = 'glrt-0123456789abcdefghij';

  test.each([
    ['runnerToken', { runnerToken: secret }],
    ['runnerRegistrationToken', { runnerRegistrationToken: 'GR1348941aaaaaaaaaaaa' }],
    ['extraEnv.CI_SERVER_TOKEN', { extraEnv: { CI_SERVER_TOKEN: 'whatever' } }],
    ['extraEnv.CACHE_S3_SECRET_KEY', { extraEnv: { CACHE_S3_SECRET_KEY: 'abc' } }],
    [
      'envVars[1].CACHE_S3_SECRET_KEY',
      {
        envVars: [
          { name: 'A', value: 'b' },
          { name: 'CACHE_S3_SECRET_KEY', value: 'abc' },
        ],
      },
    ],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: secret } }],
    ['runners.config', { runners: { config: '[[runners]]\n  [runners.cache.s3]\n    SecretKey = "abc"\n' } }],
    ['runners.config', { runners: { config: `[[runners]]\n  token = '${secret}'\n` } }],
    ['extraObjects[0].stringData.token', { extraObjects: [{ kind: 'Secret', stringData: { token: secret } }] }],
    [
      'extraObjects[0].stringData.key',
      { extraObjects: [{ kind: 'Secret', stringData: { key: `-----BEGIN PRIVATE ${'KEY'}-----\nMHc` } }] },
    ],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: `STS.${'Sample'.repeat(4)}` } }],
    ['extraEnv.ANYTHING', { extraEnv: { ANYTHING: `glagent-${'sample'.repeat(4)}` } }],
    ['podAnnotations.note', { podAnnotations: { note: 'key LTAI5tAAAAAAAAAAAAAAAAAA' } }],
  ])('are refused at %s, and not shown', (at, values) => {
    const { errors } = check(values);
    expect(Object.keys(errors)).toEqual([at]);
    expect(errors[at]).toContain('in clear text');
    expect(JSON.stringify(errors)).not.toMatch(/0123456789|GR1348941|LTAI5t|"abc"|whatever|MHc|ample/);
  });

  test.each(['runnerToken', 'runnerRegistrationToken'])('are not an empty %s', (name) => {
    expect(check({ [name]: '' })).toEqual(NOTHING);
  });

  test('are not seen in names, in empty values, or in what points to a Secret', () => {
    expect(
      check({
        extraEnv: { CACHE_S3_SECRET_KEY: '', CACHE_S3_SERVER_ADDRESS: 'oss-cn-hangzhou-internal.aliyuncs.com' },
        extraEnvFrom: { CACHE_S3_SECRET_KEY: { secretKeyRef: { name: 'cache', key: 'secretkey' } } },
        runners: { secret: 'glrt-secret', config: '[[runners]]\n  token = ""\n  name = "my SecretKey = \\"x\\""\n' },
      }),
    ).toEqual(NOTHING);
  });
});

describe('a Secret among extraObjects', () => {
  const secret = (content: object) => ({ extraObjects: [{ kind: 'Secret', ...content }] });

  test.each(['data', 'stringData'])('is refused when its %s stands in clear text, which is not shown', (field) => {
    const { errors } = check(secret({ [field]: { password: 'hunter2', empty: '' } }));
    expect(errors).toEqual({
      [`extraObjects[0].${field}.password`]: expect.stringContaining('a Secret that exists') as string,
    });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  test('may be filled in by Helm or the deployment', () => {
    expect(check(secret({ stringData: { a: '{{ randAlphaNum 8 }}' } }))).toEqual(NOTHING);
    expect(check(secret({ stringData: { a: UNRESOLVED } }), (value) => value === UNRESOLVED)).toEqual(NOTHING);
  });
});
