import { check, NOTHING, SOUND } from './support';

const UNRESOLVED = '${Token[Secret.1]}';
const isUnresolved = (value: unknown) => value === UNRESOLVED;

describe('annotations of the managers’ pods that the chart writes itself', () => {
  const scrape = { 'prometheus.io/scrape': 'false', 'prometheus.io/port': '1' };

  test('are refused while managers serve metrics', () => {
    const message = expect.stringContaining('is written by the chart itself while managers serve metrics') as string;
    const errors = {
      'podAnnotations["prometheus.io/scrape"]': message,
      'podAnnotations["prometheus.io/port"]': message,
    };
    const values = { podAnnotations: scrape, metrics: { enabled: true } };
    expect(check(values)).toEqual({ errors, warnings: {} });
    // What the props yield lies beneath.
    const beneath = { ...SOUND, metrics: { enabled: true } };
    expect(check({ podAnnotations: scrape }, { beneath })).toEqual({ errors, warnings: {} });
    // They may be on.
    expect(check({ ...values, metrics: { enabled: UNRESOLVED } }, { isUnresolved }).errors).toEqual(errors);
  });

  test('pass where there are no metrics', () => {
    expect(check({ podAnnotations: scrape })).toEqual(NOTHING);
    expect(check({ podAnnotations: scrape, metrics: { enabled: false } })).toEqual(NOTHING);
  });

  test.each(['checksum/configmap', 'checksum/secrets'])('are refused at any time where they are %s', (name) => {
    expect(check({ podAnnotations: { [name]: 'x' } }).errors).toEqual({
      [`podAnnotations["${name}"]`]: expect.stringMatching(/^is written by the chart itself, and a second/) as string,
    });
  });

  test('pass as null, which says nothing', () => {
    const values = { podAnnotations: { 'prometheus.io/scrape': null, 'ci/team': 'a' }, metrics: { enabled: true } };
    expect(check(values)).toEqual(NOTHING);
  });
});

describe('the longest job of a registered runner', () => {
  const longerThan = (terminationGracePeriodSeconds: unknown) =>
    check(
      { runners: { maximumTimeout: 7200 } },
      { tokenKind: 'registration', isUnresolved, beneath: { ...SOUND, terminationGracePeriodSeconds } },
    );

  test('is warned of where a manager has less time to end its jobs', () => {
    expect(longerThan(3900)).toEqual({
      errors: {},
      warnings: {
        'runners.maximumTimeout': expect.stringMatching(
          /^is 7200, .* has 3900 seconds .*jobs\.maxDurationSeconds$/,
        ) as string,
      },
    });
  });

  test.each([[7200], [UNRESOLVED], [undefined]])('passes where a manager has %p', (seconds) => {
    expect(longerThan(seconds)).toEqual(NOTHING);
  });
});
