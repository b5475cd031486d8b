import { FaultList } from '../../lib/diagnostics/report';
import { checkNoSecrets, findSecrets, holdsSecret, redacted } from '../../lib/diagnostics/secrets';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

// Put together here, so that no scanner takes them for real.
const BODY = 'sample'.repeat(4);
const RUNNER_TOKEN = ['glrt', BODY].join('-');

describe('text that is a secret', () => {
  test.each(['glrt', 'glrtr', 'glpat', 'gldt', 'glcbt', 'glsoat', 'glptt', 'glft'])(
    'is a token of GitLab that begins with %s',
    (prefix) => {
      expect(holdsSecret(`${prefix}-${BODY}`)).toBe(true);
    },
  );

  test('is a registration token', () => {
    expect(holdsSecret(`GR${1348941}${BODY}`)).toBe(true);
  });

  test('is a routable token, which has dots', () => {
    expect(holdsSecret(`glrt-t3_ab.01.${BODY}`)).toBe(true);
  });

  test('is the id of an AccessKey', () => {
    expect(holdsSecret(`LTAI${'5t'.repeat(10)}`)).toBe(true);
  });

  test('is a private key', () => {
    expect(holdsSecret(`x\n-----BEGIN EC PRIVATE ${'KEY'}-----\nMHc`)).toBe(true);
  });

  test.each([`TOKEN=${RUNNER_TOKEN}`, `https://gitlab.com/?token=${RUNNER_TOKEN}`, `"${RUNNER_TOKEN}"`])(
    'may stand inside other text: %#',
    (text) => {
      expect(holdsSecret(text)).toBe(true);
    },
  );

  test.each([
    '',
    'glrt-',
    'begins with glrt-',
    '^glrt-[0-9A-Za-z_.-]+$',
    'myglpat-sample-of-a-longer-word',
    'GR1348941',
    '-----BEGIN CERTIFICATE-----',
    'registry-vpc.cn-hangzhou.aliyuncs.com/ci/gitlab-runner-helper',
    '$GITLAB_TOKEN',
  ])('is not %p', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });
});

describe('text without its secrets', () => {
  test('keeps what stands around them', () => {
    expect(redacted(`a ${RUNNER_TOKEN}, b LTAI${'5t'.repeat(10)} and c ${RUNNER_TOKEN} too`)).toBe(
      'a (a secret), b (a secret) and c (a secret) too',
    );
    expect(redacted('begins with glrt-')).toBe('begins with glrt-');
  });

  test('ends where a private key begins', () => {
    expect(redacted(`key: -----BEGIN RSA PRIVATE ${'KEY'}-----\nMIIabc\n-----END RSA PRIVATE ${'KEY'}-----`)).toBe(
      'key: (a secret)',
    );
  });
});

describe('secrets in a configuration', () => {
  test('are found wherever they stand', () => {
    const config = {
      runners: {
        environment: ['A=1', `B=${RUNNER_TOKEN}`],
        kubernetes: { podAnnotations: { 'example.com/token': RUNNER_TOKEN }, image: 'alpine:3' },
      },
    };
    expect(findSecrets(config)).toEqual([
      'runners.environment[1]',
      'runners.kubernetes.podAnnotations.example.com/token',
    ]);
  });

  test('are found in a text by itself', () => {
    expect(findSecrets(RUNNER_TOKEN)).toEqual(['']);
  });

  test('are found as keys, without showing them', () => {
    expect(findSecrets({ podLabels: { [RUNNER_TOKEN]: 'x' } })).toEqual(['podLabels']);
  });

  test('are found in the text of an object of a class, and such an object is not walked through', () => {
    class Template {
      readonly self: Template;
      constructor(readonly text: string) {
        this.self = this;
      }
    }
    expect(findSecrets({ image: new Template(RUNNER_TOKEN), helper: new Template('x') })).toEqual(['image']);
  });

  test('are not looked for in deploy-time values', () => {
    expect(findSecrets({ a: RUNNER_TOKEN, b: RUNNER_TOKEN }, (value) => value === RUNNER_TOKEN)).toEqual([]);
  });

  test.each([undefined, null, 5, true, [], {}])('are not in %p', (value) => {
    expect(findSecrets(value)).toEqual([]);
  });
});

describe('the faults for secrets', () => {
  const faultsOf = (value: unknown, at: string, faults = new FaultList()) => {
    checkNoSecrets(value, at, faults);
    return faults.faults;
  };

  test('name the place and the way out, never the secret', () => {
    const [fault, ...others] = faultsOf({ runners: { environment: [RUNNER_TOKEN] } }, 'config');
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ at: 'config.runners.environment[0]', message: matching(/revoke it/) });
    expect(JSON.stringify(fault)).not.toContain(BODY);
  });

  test('stand at the value itself when that is the secret', () => {
    expect(faultsOf(RUNNER_TOKEN, 'gitlabUrl')).toMatchObject([{ at: 'gitlabUrl' }]);
    expect(faultsOf([RUNNER_TOKEN], 'list')).toMatchObject([{ at: 'list[0]' }]);
  });

  test('are not added to what has a problem already', () => {
    const faults = new FaultList();
    faults.add('config.runners.token', 'cannot be set here.');
    expect(faultsOf({ runners: { token: RUNNER_TOKEN } }, 'config', faults)).toHaveLength(1);
  });
});
