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
  ])('says what to write where a section of a runner is a short form: %s', (option, value, written) => {
    const [message, ...more] = messageAt(withRunner({ [option]: value }), `runners.Runner.${option}`);
    expect(more).toEqual([]);
    expect(message).toContain(written);
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

  test('does not repeat a token that stands where the section belongs', () => {
    const token = `glrt-${'a1'.repeat(10)}`;
    const [message] = messageAt(withRunner({ token }), 'runners.Runner.token');
    expect(message).toContain('Write existingSecret');
    expect(message).not.toContain(token);
  });
});

describe('amounts', () => {
  test('are taken as numbers too, as Kubernetes takes them', () => {
    const jobs = { resources: { cpu: 2, memory: '4Gi' }, overwrites: { maxResources: { cpu: 4 } } };
    expect(problemsIn(withRunner({ jobs, managers: { resources: { cpu: 0.5, memory: 536870912 } } }))).toEqual([]);
  });

  test('are still no booleans', () => {
    expect(
      messageAt(withRunner({ jobs: { resources: { cpu: true } } }), 'runners.Runner.jobs.resources.cpu'),
    ).toHaveLength(1);
  });
});
