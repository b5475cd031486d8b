import { checkNoSecrets, checkSecretAsName } from '../../lib/diagnostics/check-secrets';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { Report } from '../../lib/diagnostics/report';
import { findSecrets, hidesText, holdsSecret, redacted } from '../../lib/diagnostics/secrets';
import { shown } from '../../lib/diagnostics/shown';
import { dockerConfig, HARMLESS, LEAKS, PEM, TOKENS, TRACES } from '../support/secrets';

const TOKEN = TOKENS['glrt- of GitLab']!;
const ID = TOKENS['an AccessKey id']!;
const SECRET_OF_ID = 'Sa3mple7QSa3mple7QSa3mple7Q123';

const all = { ...TOKENS, ...LEAKS };

/** Ways to stand inside another text. */
const AROUND: Readonly<Record<string, (text: string) => string>> = {
  'by itself': (text) => text,
  'as a variable': (text) => `NAME=${text}`,
  'in quotes': (text) => JSON.stringify({ name: text }),
  'in a sentence': (text) => `see: ${text}, and more`,
  'in a URL': (text) => `https://example.com/?q=${text}&r=1`,
  'on a line of its own': (text) => `first\n${text}\nlast`,
};

describe('a text with', () => {
  test.each(Object.entries(all))('%s holds a secret, and is shown without', (_, text) => {
    expect(holdsSecret(text)).toBe(true);
    expect(redacted(text)).not.toMatch(TRACES);
    expect(redacted(text)).toContain('(a secret)');
    expect(shown(text)).not.toMatch(TRACES);
    expect(shown({ [text]: [text] })).not.toMatch(TRACES);
  });

  test.each(Object.entries(HARMLESS))('%s holds none, and is shown as it is', (_, text) => {
    expect(holdsSecret(text)).toBe(false);
    expect(redacted(text)).toBe(text);
  });

  test.each(Object.entries(TOKENS))('%s holds a secret in whatever it stands', (_, token) => {
    for (const around of Object.values(AROUND)) {
      expect(holdsSecret(around(token))).toBe(true);
      expect(redacted(around(token))).not.toMatch(TRACES);
    }
  });

  test.each(Object.entries(HARMLESS))('%s holds none in whatever it stands', (_, text) => {
    const held = Object.entries(AROUND).filter(([, around]) => holdsSecret(around(text)));
    expect(held.map(([name]) => name)).toEqual([]);
  });

  test('several secrets is shown with what stands around them', () => {
    expect(redacted(`a ${TOKEN}, b ${ID} and c https://me:pw@host`)).toBe(
      'a (a secret), b (a secret) and c https://me:(a secret)@host',
    );
  });

  test('text of great length is judged in no time', () => {
    const long = [
      'x'.repeat(20000),
      '$x'.repeat(9000),
      'https://'.repeat(4000),
      '"auths":"auth":'.repeat(2000),
      'a:'.repeat(9000),
    ];
    const start = Date.now();
    long.forEach((text) => redacted(`https://u:${text}!@ proxy=${text}`));
    expect(Date.now() - start).toBeLessThan(3000);
  });
});

describe('secrets in a value', () => {
  const placesIn = (value: unknown) => findSecrets(value).map(({ at }) => at);

  test('are found wherever they stand', () => {
    const config = {
      runners: {
        environment: ['A=1', `B=${TOKEN}`],
        kubernetes: { podAnnotations: { 'example.com/token': TOKEN }, image: 'alpine:3' },
      },
    };
    expect(placesIn(config)).toEqual(['runners.environment[1]', 'runners.kubernetes.podAnnotations.example.com/token']);
    expect(placesIn(TOKEN)).toEqual(['']);
  });

  test('are found as keys, without showing them', () => {
    expect(placesIn({ podLabels: { [TOKEN]: 'x' } })).toEqual(['podLabels']);
  });

  test('are found in the text of an object of a class, and such an object is not walked through', () => {
    class Template {
      readonly self: Template;
      constructor(readonly text: string) {
        this.self = this;
      }
    }
    expect(placesIn({ image: new Template(TOKEN), helper: new Template('x') })).toEqual(['image']);
  });

  test('are told by the keys that they stand under', () => {
    expect(placesIn({ extraEnv: { HTTP_PROXY: 'ci:sample@proxy:3128', CI_SERVER_TOKEN: 'sample' } })).toEqual([
      'extraEnv.HTTP_PROXY',
      'extraEnv.CI_SERVER_TOKEN',
    ]);
    expect(placesIn({ envVars: [{ name: 'CACHE_S3_SECRET_KEY', value: 'sample' }] })).toEqual(['envVars[0].value']);
    expect(placesIn({ oss: { accessKeySecret: SECRET_OF_ID } })).toEqual(['oss.accessKeySecret']);
    expect(placesIn(JSON.parse(dockerConfig({ auth: 'c2FtcGxl' })))).toEqual(['auths']);
    expect(placesIn(JSON.parse(dockerConfig({})))).toEqual([]);
  });

  test('are told by the id of an AccessKey beside them', () => {
    expect(placesIn({ a: ID, b: SECRET_OF_ID, c: 'x' })).toEqual(['a', 'b']);
    expect(placesIn([`ID=${ID}`, `KEY=${SECRET_OF_ID}`])).toEqual(['[0]', '[1]']);
    expect(placesIn({ b: SECRET_OF_ID })).toEqual([]);
  });

  test('are the contents of a manifest of a Secret, but for what Helm fills in', () => {
    const manifest = {
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { a: 'eA==', b: '' },
      stringData: { c: '{{ .c }}' },
    };
    expect(placesIn({ extraObjects: [manifest] })).toEqual(['extraObjects[0].data.a']);
    expect(placesIn([{ ...manifest, kind: 'ConfigMap' }])).toEqual([]);
  });

  test('come with their line in a text of several', () => {
    expect(findSecrets({ script: `first\nTOKEN=${TOKEN}\n` })).toEqual([{ at: 'script', kind: 'token', line: 2 }]);
  });

  test('are not the names of what holds them', () => {
    const values = {
      runners: { secret: 'gitlab-runner-token', cache: { secretName: 'oss-access-key' } },
      extraEnvFrom: { CACHE_S3_SECRET_KEY: { secretKeyRef: { name: 'cache', key: 'secretkey' } } },
      imagePullSecrets: [{ name: 'registry-login' }],
      volumes: [{ name: 'token', secret: { secretName: 'a', items: [{ key: 'password', path: 'password' }] } }],
      extraObjects: [{ kind: 'ExternalSecret', spec: { data: [{ secretKey: 'runner-registration-token' }] } }],
      serviceAccount: { automountServiceAccountToken: true },
    };
    expect(placesIn(values)).toEqual([]);
  });

  test.each([undefined, null, 5, true, [], {}, Object.create(null)])('are not in %p', (value) => {
    expect(findSecrets(value)).toEqual([]);
  });
});

describe('secret-in-clear', () => {
  const problemsOf = (value: unknown, at: string, report = new Report()) => {
    checkNoSecrets(value, at, report);
    return report.problems;
  };

  test.each(Object.entries(all))('refuses %s, and shows nothing of it', (_, text) => {
    const problems = problemsOf({ runners: { environment: [text], [text]: 1 } }, 'config');
    expect(problems.map(({ rule, at }) => [rule, at])).toEqual([
      ['secret-in-clear', 'config.runners.environment[0]'],
      ['secret-in-clear', 'config.runners'],
    ]);
    expect(JSON.stringify(problems)).not.toMatch(TRACES);
    expect(new InvalidInputError(text, problems).message).not.toMatch(TRACES);
  });

  test('stands at the value itself when that is the secret', () => {
    expect(problemsOf(TOKEN, 'gitlabUrl')).toMatchObject([{ at: 'gitlabUrl' }]);
    expect(problemsOf([TOKEN], 'list')).toMatchObject([{ at: 'list[0]' }]);
  });

  test.each([
    ['a token of GitLab', TOKEN, 'masked CI/CD variables'],
    ['a login to a registry', LEAKS['a login to a registry']!, 'use `registryCredentials`'],
    ['a URL with a password', LEAKS['a URL with a password']!, '`extraEnvFrom`'],
    ['a token of the manager', LEAKS['a token of the manager']!, '`extraEnvFrom`'],
    ['a token in config.toml', LEAKS['a token in config.toml']!, '`runners.secret`'],
    ['a private key', PEM('PRIVATE'), 'type File'],
  ])('names the way out for %s', (_, text, way) => {
    expect(problemsOf(text, 'a')[0]!.message).toContain(way);
  });

  test('is not said of what has a problem already', () => {
    const report = new Report();
    report.error('config.runners.token', 'cannot be set here.');
    expect(problemsOf({ runners: { token: TOKEN } }, 'config', report)).toHaveLength(1);
  });
});

describe('secret-as-name', () => {
  const problemsOf = (name: string, isWrong = false) => {
    const report = new Report();
    const isSecret = checkSecretAsName(name, { what: 'a Secret', isWrong }, report, 'name');
    expect(isSecret).toBe(report.problems.length === 1);
    expect(JSON.stringify(report.problems)).not.toMatch(TRACES);
    return report.problems.map(({ rule, message }) => [rule, message]);
  };
  const looksLike = (secret: string) => [
    ['secret-as-name', `looks like ${secret}; here stands the NAME of a Secret. Take the secret out, and revoke it`],
  ];

  test.each(Object.entries(TOKENS))('refuses %s', (kind, token) => {
    const isKey = kind.includes('AccessKey') || kind.includes('AWS');
    expect(problemsOf(token)).toEqual(looksLike(isKey ? 'an AccessKey' : 'a token'));
  });

  test('refuses what only begins like one', () => {
    expect(problemsOf(`GR${1348941}abc`)).toEqual(looksLike('a token'));
    expect(problemsOf('LTAI1')).toEqual(looksLike('an AccessKey'));
  });

  test('refuses other secrets', () => {
    expect(problemsOf(LEAKS['a URL with a password']!)).toEqual(looksLike('a secret'));
  });

  test('refuses a name that is none and looks like a secret of an unknown form', () => {
    expect(problemsOf(SECRET_OF_ID, true)).toEqual([
      [
        'secret-as-name',
        'is not the name of a Secret, and not shown, since it may be a secret; here stands the NAME of a Secret',
      ],
    ]);
    // As a good name it is one: long names with capital letters and digits are nothing strange.
    expect(problemsOf(SECRET_OF_ID)).toEqual([]);
    expect(problemsOf('My_Secret', true)).toEqual([]);
  });

  test.each([
    'gitlab-token',
    'glrt-token',
    'glrt-runner-token-secret',
    'oss-key',
    'RunnerToken',
    'ci/runner.token',
    '',
  ])('accepts %j', (name) => {
    expect(problemsOf(name)).toEqual([]);
  });
});

describe('what was given, in messages', () => {
  test.each([
    'token',
    'runners.R.token.parameter',
    'cache.s3.secretKey',
    'runners.environment[0]',
    'a.pre_build_script',
  ])('is not shown of a text at %s', (path) => {
    expect(hidesText(path, 'hunter2')).toBe(true);
  });

  test('is shown elsewhere, unless it looks like a secret', () => {
    expect(hidesText('jobs.size', 'medum')).toBe(false);
    expect(hidesText('runners.limit', TOKEN)).toBe(true);
  });
});
