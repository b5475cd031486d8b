import { EXISTING_CLUSTER, NEW_NETWORK, RUNNER, RUNNER_LINES, problemsOf } from './support';

// Put together here, so that no scanner takes them for real.
const BODY = 'sample'.repeat(4);
const TOKEN = ['glrt', BODY].join('-');
const REGISTRATION_TOKEN = `GR${1348941}${BODY}`;
const ACCESS_KEY_ID = `LTAI${'5t'.repeat(10)}`;
const ACCESS_KEY_SECRET = 'Ab3'.repeat(10);

const TOKEN_FOR = (what: string) =>
  `looks like a token; here stands the NAME of ${what}. Take the secret out, and revoke it [secret-as-name]`;
const ACCESS_KEY_FOR = (what: string) =>
  `looks like an AccessKey; here stands the NAME of ${what}. Take the secret out, and revoke it [secret-as-name]`;
const IN_CLEAR = 'holds a secret in clear text, which would stand in the template for all to read';
const NO_PLACE = 'looks like a secret, which has no place here; take it out, and revoke it';

/** The faults of a file, of which none shows a part of a secret. */
function discreetFaults(...lines: readonly string[]): string[] {
  const faults = problemsOf(...lines);
  expect(faults.join()).not.toMatch(/sample|LTAI5t|Ab3|hunter/);
  return faults;
}

const inRunner = (line: string) => discreetFaults(...RUNNER_LINES, `    ${line}`);
const inCache = (line: string) => discreetFaults(EXISTING_CLUSTER, RUNNER, `cache: { new: ${line} }`);

describe('a secret in place of the name of what holds it is refused, and not shown:', () => {
  test.each([
    ['parameter', TOKEN, TOKEN_FOR('a parameter')],
    ['parameter', REGISTRATION_TOKEN, TOKEN_FOR('a parameter')],
    ['parameter', `GR${1348941}abc`, TOKEN_FOR('a parameter')],
    ['existingSecret', TOKEN, TOKEN_FOR('a Secret')],
    ['existingSecret', REGISTRATION_TOKEN, TOKEN_FOR('a Secret')],
    ['oosSecret', TOKEN, TOKEN_FOR('an encrypted parameter in OOS')],
    ['oosSecret', REGISTRATION_TOKEN, TOKEN_FOR('an encrypted parameter in OOS')],
  ])('token.%s: %s', (key, secret, message) => {
    expect(inRunner(`token: { ${key}: ${secret} }`)).toEqual([`line 6, runners.Runner.token.${key}: ${message}`]);
  });

  test.each([
    [ACCESS_KEY_ID, ACCESS_KEY_FOR('a Secret')],
    ['LTAI5tshort', ACCESS_KEY_FOR('a Secret')],
    [TOKEN, TOKEN_FOR('a Secret')],
  ])('cache.credentials.existingSecret: %s', (secret, message) => {
    expect(inCache(`{ credentials: { existingSecret: ${secret} } }`)).toEqual([
      `line 3, cache.new.credentials.existingSecret: ${message}`,
    ]);
  });

  test.each([
    [TOKEN, TOKEN_FOR('a registry')],
    [ACCESS_KEY_ID, ACCESS_KEY_FOR('a registry')],
    ['ci:hunter2@registry.example.com', expect.stringMatching(/^holds a login, which is not shown; write the host/)],
  ])('registryCredentials: %s', (registry, message) => {
    const [fault, ...others] = inRunner(`registryCredentials: [{ registry: "${registry}" }]`);
    expect(others).toEqual([]);
    const place = 'line 6, runners.Runner.registryCredentials[0].registry: ';
    expect(fault?.slice(0, place.length)).toBe(place);
    expect(fault?.slice(place.length)).toEqual(message);
  });

  test('one of a form that nobody knows', () => {
    expect(inCache(`{ credentials: { existingSecret: ${ACCESS_KEY_SECRET} } }`)).toEqual([
      'line 3, cache.new.credentials: is not the name of a Secret, and not shown, since it may be a secret; here stands the NAME of a Secret [secret-as-name]',
    ]);
    expect(inRunner(`token: { parameter: a${ACCESS_KEY_SECRET} }`)).toEqual([
      'line 6, runners.Runner.token.parameter: is not the name of a parameter, and not shown, since it may be a secret; here stands the NAME of a parameter [secret-as-name]',
    ]);
  });
});

describe('a secret in place of a section is refused, and not shown:', () => {
  const HIDDEN = 'is a string that is not shown here';
  const beginning = (text: string) => [
    expect.stringMatching(new RegExp(`^${text.replace(/[[\]().]/g, '\\$&')}`)) as string,
  ];

  test.each([
    [TOKEN, NO_PLACE],
    ['hunter2', HIDDEN],
  ])('token: %s', (secret, message) => {
    const map = 'allowed is a map with the keys parameter, existingSecret';
    expect(inRunner(`token: ${secret}`)).toEqual(beginning(`line 6, runners.Runner.token: ${message}; ${map}`));
  });

  test.each([
    [ACCESS_KEY_ID, NO_PLACE],
    ['hunter2', HIDDEN],
  ])('cache.credentials: %s', (secret, message) => {
    const map = 'allowed is a map with the keys rrsa, existingSecret, parameters [wrong-type]';
    expect(inCache(`{ credentials: ${secret} }`)).toEqual([`line 3, cache.new.credentials: ${message}; ${map}`]);
    expect(inCache(`{ credentials: { parameters: ${secret} } }`)).toEqual(
      beginning(`line 3, cache.new.credentials.parameters: ${message}; allowed is a map with the keys parameterPrefix`),
    );
  });

  test('registryCredentials: hunter2', () => {
    expect(inRunner('registryCredentials: hunter2')).toEqual(
      beginning(`line 6, runners.Runner.registryCredentials: ${HIDDEN}; allowed is a list of maps`),
    );
    expect(inRunner('registryCredentials: [hunter2]')).toEqual(
      beginning(`line 6, runners.Runner.registryCredentials[0]: ${HIDDEN}; allowed is a map with the keys registry`),
    );
  });

  test('login: hunter2', () => {
    expect(discreetFaults('cluster: { ack: { nodePool: { login: hunter2 } } }', NEW_NETWORK, RUNNER)).toEqual(
      beginning(`line 1, cluster.ack.nodePool.login: ${HIDDEN}; allowed is a map with the keys keyPair,`),
    );
  });

  test('an unknown key of the section', () => {
    expect(inRunner(`token: { secret: ${TOKEN} }`)).toEqual([
      expect.stringMatching(
        /^line 6, runners\.Runner\.token\.secret: is not a key here, and its value looks like a secret:/,
      ),
    ]);
  });
});

test('a secret anywhere else in the file is refused', () => {
  const faults = discreetFaults(
    `tags: { note: ${TOKEN} }`,
    `cluster: { existing: { clusterId: ${TOKEN} } }`,
    `cache: { new: { prefix: ${ACCESS_KEY_ID} } }`,
    `runners: { Runner: { logLevel: ${TOKEN}, namespace: ${TOKEN} } }`,
    `monitoring: { alerts: { labels: { a: ${TOKEN} } } }`,
  );
  const expected = [
    `line 1, tags.note: ${IN_CLEAR}`,
    `line 2, cluster.existing.clusterId: ${IN_CLEAR}`,
    `line 3, cache.new.prefix: ${IN_CLEAR}`,
    `line 4, runners.Runner.logLevel: ${NO_PLACE}`,
    `line 4, runners.Runner.namespace: ${IN_CLEAR}`,
    `line 5, monitoring.alerts.labels.a: ${IN_CLEAR}`,
  ];
  expect(faults.map((fault, index) => fault.slice(0, expected[index]?.length))).toEqual(expected);
});

test('names of what holds secrets are fine', () => {
  expect(
    discreetFaults(
      EXISTING_CLUSTER,
      'cache: { new: { credentials: { existingSecret: oss-key } } }',
      'runners:',
      '  A: { token: { parameter: GitLabToken }, registryCredentials: [{ registry: registry.example.com }] }',
      '  B: { token: { existingSecret: gitlab-token } }',
      '  C: { token: { oosSecret: Runner-Token-2 } }',
    ),
  ).toEqual([]);
});
