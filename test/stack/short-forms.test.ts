import { problemsIn, withRunner } from './support';

const messageAt = (config: object, at: string) =>
  problemsIn(config).flatMap(([place, message]) => (place === at ? [message] : []));

describe('wrong-type', () => {
  test.each<readonly [option: string, value: unknown, written: string]>([
    ['token', 'my-secret', 'Write existingSecret: and the name of the Secret'],
    ['chart', '0.90.1', 'Write version: 0.90.1'],
    ['waitFor', false, 'Write nothing: true'],
    ['metrics', false, 'Write none: true'],
    ['imageBuilds', 'kaniko', 'Write kaniko: {}'],
    ['token', null, 'Write existingSecret: and the name of the Secret'],
    ['caCertificate', null, 'Write existingSecret'],
    ['config', '[[runners]]', 'a text in TOML goes into chartValues.runners.config'],
    ['registryCredentials', 'registry.example.com', 'Write [{ registry: ... }]'],
  ])('says what to write where a section of a runner is a short form: %s', (option, value, written) => {
    const [message, ...more] = messageAt(withRunner({ [option]: value }), `runners.Runner.${option}`);
    expect(more).toEqual([]);
    expect(message).toContain(written);
  });

  test.each<readonly [section: string, config: object, at: string, written: string]>([
    ['a key', { cluster: 'existing:{}' }, 'cluster', 'Write existing: and a space before the value'],
    ['a key of a runner', { runners: { Runner: 'concurrent:20' } }, 'runners.Runner', 'Write concurrent: and a space'],
    ['an item', withRunner({ jobs: { allowedImages: '-a -b' } }), 'runners.Runner.jobs.allowedImages', 'a space after'],
    [
      'a key with another space',
      { cluster: 'existing:\u00A0{}' },
      'cluster',
      'It has a non-breaking space (U+00A0) after the colon of a key, which is no space to YAML',
    ],
    [
      'no key of the section',
      withRunner({ imageBuilds: 'kaniko2:1' }),
      'runners.Runner.imageBuilds',
      'Write kaniko: {}',
    ],
  ])('says why a section is a text: %s', (_, config, at, written) => {
    expect(messageAt(config, at)).toEqual([expect.stringContaining(written)]);
  });

  test('says so below managers and jobs, and in lists', () => {
    expect(messageAt(withRunner({ managers: { scaling: 2 } }), 'runners.Runner.managers.scaling')[0]).toContain(
      'Write fixed: 2',
    );
    expect(messageAt(withRunner({ jobs: { placement: 'eci' } }), 'runners.Runner.jobs.placement')[0]).toContain(
      'eci: {}',
    );
    expect(
      messageAt(withRunner({ registryCredentials: ['one.example.com'] }), 'runners.Runner.registryCredentials[0]')[0],
    ).toContain('Write registry: and the host');
  });

  test.each<readonly [config: object, at: string, written: string]>([
    [{ network: 'vpc-1' }, 'network', 'Write new: { zones: [...] }, or existing'],
    [{ cluster: { acs: true } }, 'cluster.acs', '`{}` for the defaults'],
    [{ cluster: { existing: 'c0123' } }, 'cluster.existing', 'Write clusterId:'],
    [{ cache: { existing: 'my-bucket' } }, 'cache.existing', 'Write bucketName:'],
    [{ runners: [{ Runner: {} }] }, 'runners', 'Write Runner: {}'],
  ])('says so of the other sections: %j', (section, at, written) => {
    const [message, ...more] = messageAt({ ...withRunner({}), ...section }, at);
    expect(more).toEqual([]);
    expect(message).toContain(written);
  });

  test('proposes no empty map where keys are required', () => {
    const [message] = messageAt({ ...withRunner({}), cache: { s3: null } }, 'cache.s3');
    expect(message).toContain('is empty; allowed is a map with the keys credentials, bucketName, endpoint');
    expect(message).not.toContain('{}');
  });

  test('names the words of a list', () => {
    const registryCredentials = [{ registry: 'one.example.com', usedBy: 'jobs' }];
    expect(messageAt(withRunner({ registryCredentials }), 'runners.Runner.registryCredentials[0].usedBy')[0]).toContain(
      'allowed is a list of "managers", "jobs", "imageBuilds"',
    );
  });

  test('does not repeat a token that stands where the section belongs', () => {
    const token = `glrt-${'a1'.repeat(10)}`;
    const [message] = messageAt(withRunner({ token }), 'runners.Runner.token');
    expect(message).toContain('Write existingSecret');
    expect(message).not.toContain(token);
  });
});

describe('unknown-key', () => {
  test.each([
    [{ token: { value: `glrt-${'a1'.repeat(10)}` } }, 'runners.Runner.token.value'],
    [{ runnerToken: `glrt-${'a1'.repeat(10)}` }, 'runners.Runner.runnerToken'],
  ])('says that the value is a secret, and does not show it: %#', (options, at) => {
    const [message, ...more] = messageAt(withRunner(options), at);
    expect(more).toEqual([]);
    expect(message).toContain('its value looks like a secret: take it out, and revoke it');
    expect(message).not.toContain('a1a1');
  });

  test('says where a login belongs', () => {
    const registryCredentials = [{ registry: 'one.example.com', password: 'x' }];
    const at = 'runners.Runner.registryCredentials[0].password';
    expect(messageAt(withRunner({ registryCredentials }), at)[0]).toContain('named by existingSecret');
  });
});

describe('amounts', () => {
  test('are taken as numbers too, as Kubernetes takes them', () => {
    const jobs = { resources: { cpu: 2, memory: '4Gi' }, overwrites: { maxResources: { cpu: 4 } } };
    expect(problemsIn(withRunner({ jobs, managers: { resources: { cpu: 0.5, memory: 536870912 } } }))).toEqual([]);
  });

  test('are still no booleans', () => {
    expect(messageAt(withRunner({ jobs: { resources: { cpu: true } } }), 'runners.Runner.jobs.resources.cpu')).toEqual([
      'is true; allowed is a string or a number [wrong-type]',
    ]);
  });
});
