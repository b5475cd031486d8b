import { readAnswer } from '../../lib/dry-run/api-answer';

const refused = (stderr: string) => readAnswer({ isSuccess: false, stdout: '', stderr });

test('an object that is taken has no refusals', () => {
  expect(readAnswer({ isSuccess: true, stdout: 'secret/one serverside-applied', stderr: '' })).toEqual({
    refusals: [],
    warnings: [],
    isForbidden: false,
  });
});

test('warnings are told apart, also of an object that is taken', () => {
  const stderr = 'Warning: would violate PodSecurity "restricted:latest": seccompProfile\n';
  expect(readAnswer({ isSuccess: true, stdout: '', stderr })).toMatchObject({
    refusals: [],
    warnings: ['would violate PodSecurity "restricted:latest": seccompProfile'],
  });
});

describe('what validation says is told field by field', () => {
  test('of one fault', () => {
    const { refusals } = refused(
      'The Namespace "A_b" is invalid: metadata.name: Invalid value: "A_b": a name is lower case\n',
    );
    expect(refusals).toEqual([{ field: 'metadata.name', message: 'Invalid value: "A_b": a name is lower case' }]);
  });

  test('of several faults', () => {
    const { refusals } = refused(
      [
        'The Deployment "one" is invalid: ',
        '* spec.replicas: Invalid value: -2: must be greater than or equal to 0',
        '* spec.template.spec.containers[0].image: Required value',
        '* data[a b]: Invalid value: "a b": is no key',
      ].join('\n'),
    );
    expect(refusals.map(({ field }) => field)).toEqual([
      'spec.replicas',
      'spec.template.spec.containers[0].image',
      'data[a b]',
    ]);
    expect(refusals[1]!.message).toBe('Required value');
  });

  test('of fields that the kind does not have', () => {
    const { refusals } = refused(
      [
        'Error from server: failed to create typed patch object (default/one; apps/v1, Kind=Deployment): errors:',
        '  .spec.template.spec.containers[name="c"].foo: field not declared in schema',
        '  .spec.bar: field not declared in schema',
      ].join('\n'),
    );
    expect(refusals).toEqual([
      { field: 'spec.template.spec.containers[name="c"].foo', message: 'is no field of this kind' },
      { field: 'spec.bar', message: 'is no field of this kind' },
    ]);
  });

  test('of a custom resource that is decoded strictly', () => {
    const { refusals } = refused(
      'Error from server (BadRequest): error when creating "STDIN": PodMonitor in version "v1" cannot be handled as a PodMonitor: strict decoding error: unknown field "spec.selecter"',
    );
    expect(refusals).toEqual([{ field: 'spec.selecter', message: 'is no field of this kind' }]);
  });
});

describe('what admission says is told in its own words', () => {
  test.each([
    [
      'Error from server (Forbidden): pods "one" is forbidden: no PriorityClass with name none was found',
      'no PriorityClass with name none was found',
    ],
    [
      "The pods \"one\" is invalid: : ValidatingAdmissionPolicy 'images' with binding 'images' denied request: use the mirror",
      "ValidatingAdmissionPolicy 'images' with binding 'images' denied request: use the mirror",
    ],
    [
      'Error from server: error when creating "STDIN": admission webhook "one.example.com" denied the request: no latest',
      'admission webhook "one.example.com" denied the request: no latest',
    ],
    ['Error from server (NotFound): namespaces "nowhere" not found', 'namespaces "nowhere" not found'],
  ])('%s', (stderr, message) => {
    expect(refused(stderr)).toEqual({ refusals: [{ field: '', message }], warnings: [], isForbidden: false });
  });
});

test('what the account may not do is no fault of the object', () => {
  const user =
    'secrets "one" is forbidden: User "bob" cannot patch resource "secrets" in API group "" in the namespace "ci"';
  expect(refused(`Error from server (Forbidden): ${user}`)).toMatchObject({
    isForbidden: true,
    refusals: [{ field: '', message: user }],
  });
  const escalating =
    'user "bob" (groups=["a"]) is attempting to grant RBAC permissions not currently held: {Verbs: ["get"]}';
  expect(refused(`Error from server (Forbidden): roles "one" is forbidden: ${escalating}`).isForbidden).toBe(true);
});
