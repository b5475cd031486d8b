import { managerName, namespaceFault, releaseNameFault, secretNameFault } from '../../lib/chart/kubernetes-names';

describe('managerName is the chart’s full name', () => {
  const long = 'a'.repeat(49);

  test.each([
    ['rel', 'rel-gitlab-runner'],
    ['gitlab', 'gitlab-gitlab-runner'],
    ['gitlab-runner', 'gitlab-runner'],
    ['gitlab-runner-small', 'gitlab-runner-small'],
    ['gitlab-runnerx', 'gitlab-runnerx'],
    ['my-gitlab-runner', 'my-gitlab-runner-gitlab-runner'],
    [long, `${long}-gitlab-runner`],
    [`${long}a`, `${long}a-gitlab-runne`],
    ['a'.repeat(53), `${'a'.repeat(53)}-gitlab-ru`],
  ])('for release %s', (release, name) => {
    expect(managerName(release)).toBe(name);
  });

  test('with the overrides of the values', () => {
    expect(managerName('rel', { nameOverride: 'ci' })).toBe('rel-ci');
    expect(managerName('rel', { nameOverride: 're' })).toBe('rel');
    expect(managerName('rel', { nameOverride: '' })).toBe('rel-gitlab-runner');
    expect(managerName('rel', { nameOverride: 'ci', fullnameOverride: 'managers-' })).toBe('managers');
    expect(managerName('rel', { fullnameOverride: 'managers--' })).toBe('managers-');
  });

  test('drops a hyphen that the cut leaves at the end', () => {
    expect(managerName('x', { fullnameOverride: `${'a'.repeat(62)}-b` })).toBe('a'.repeat(62));
  });
});

describe('names', () => {
  test.each(['a', 'runner', 'gitlab-runner-2', '0', 'a'.repeat(53)])('release %s is fine', (name) => {
    expect(releaseNameFault(name)).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['Runner', 'has "R"'],
    ['my_runner.x y', 'has "_", " "'],
    ['-runner', 'is not a valid name'],
    ['runner-', 'is not a valid name'],
    ['a.b', 'is not a valid name'],
    ['a'.repeat(54), 'has 54 characters'],
  ])('release %p is refused', (name, reason) => {
    expect(releaseNameFault(name)).toBe(
      `${reason}; allowed are 1 to 53 lower-case letters, digits and hyphens, with a letter or digit at both ends`,
    );
  });

  test('a namespace may have 63 characters, and no dot', () => {
    expect(namespaceFault('a'.repeat(63))).toBeUndefined();
    expect(namespaceFault('a'.repeat(64))).toContain('has 64 characters; allowed are 1 to 63');
    expect(namespaceFault('ci.jobs')).toContain('is not a valid name');
    expect(namespaceFault('CI')).toContain('has "C", "I"');
  });

  test('a Secret may have dots, and 253 characters', () => {
    expect(secretNameFault('gitlab.runner-token')).toBeUndefined();
    expect(secretNameFault('a'.repeat(253))).toBeUndefined();
    expect(secretNameFault('a'.repeat(254))).toContain('has 254 characters');
    expect(secretNameFault('a..b')).toContain('is not a valid name');
    expect(secretNameFault('my_secret')).toContain('has "_"');
  });
});
