import {
  RosClusterAddons,
  RosClusterApplication,
  RosClusterHelmApplication,
  RosClusterNodePool,
} from '../../lib/ros/cs.generated';
import { synth } from '../support/synth';
import { create, resources, sampleMap } from './samples';

const release = { clusterId: 'c1', name: 'runner', chartUrl: 'https://example.com/chart.tgz' };
const wait: RosClusterHelmApplication.WaitUntilProperty = { kind: 'Deployment', name: 'runner', operator: 'NotEmpty' };

/** The message that synth fails with when a Helm release is given these properties, as plain JavaScript could. */
function fault(props: object): string {
  return failure(() => synth((stack) => new RosClusterHelmApplication(stack, 'Release', { ...release, ...props })));
}

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('synth did not fail');
}

describe.each(resources.map(({ type, properties }) => [type, properties] as const))('%s', (type, properties) => {
  const required = Object.entries(properties).filter(([, fact]) => fact.required);

  test.each(required.map(([name]) => name))('misses %s', (name) => {
    const props = sampleMap({ ...properties });
    const [first, ...rest] = name;
    delete props[first!.toLowerCase() + rest.join('')];
    expect(failure(() => synth((stack) => create(stack, 'R', type, props)))).toContain(': required but missing');
  });
});

test('names the construct and every fault at once', () => {
  const message = fault({ name: undefined, chartUrl: 'oci://example.com/chart', namespace: 5, rolePolicy: 'none' });
  expect(message).toContain('upplied properties not correct for "RosClusterHelmApplicationProps" of Test/Release');
  expect(message).toContain('name: required but missing');
  expect(message).toContain('chartUrl: "oci://example.com/chart" does not match the regular expression');
  expect(message).toContain('namespace: 5 should be a string');
  expect(message).toContain(
    'rolePolicy: "none" doesn\'t exist in [EnsureAdminRoleAndBinding, None]. Did you mean "None"?',
  );
});

test('a resource without any property is checked too', () => {
  const message = failure(() => synth((stack) => new RosClusterApplication(stack, 'R', {} as never)));
  expect(message).toContain('clusterId: required but missing');
  expect(message).toContain('yamlContent: required but missing');
});

test.each([
  ['a number for a boolean', { namespaceDeletion: 1 }, 'namespaceDeletion: 1 should be a boolean'],
  ['text for a number', { waitUntil: [{ ...wait, timeout: '60' }] }, 'timeout: "60" should be a number'],
  ['NaN for a number', { waitUntil: [{ ...wait, timeout: NaN }] }, 'should be a number'],
  ['a map for a list', { waitUntil: wait }, 'should be a list'],
  ['a list for a map', { credential: [] }, 'credential: [] should be a map'],
  ['text for a map', { credential: 'me' }, 'credential: "me" should be a map'],
  ['nothing for a list item', { waitUntil: [null] }, 'element 0: required but missing'],
  ['text for a list item', { waitUntil: ['now'] }, 'element 0: "now" should be a map'],
])('refuses %s', (_case, props, message) => {
  expect(fault(props)).toContain(message);
});

test.each([
  ['too small a number', { waitUntil: [{ ...wait, timeout: 9 }] }, 'timeout: 9 is out of range, the least is 10'],
  ['too large a number', { waitUntil: [{ ...wait, timeout: 10801 }] }, 'the most is 10800'],
  ['too few items', { waitUntil: [] }, 'number of elements 0 is out of range, the least is 1'],
  ['too many items', { waitUntil: Array(6).fill(wait) }, 'number of elements 6 is out of range, the most is 5'],
])('refuses %s', (_case, props, message) => {
  expect(fault(props)).toContain(message);
});

test('a lower limit of zero counts', () => {
  const pool = { clusterId: 'c1', scalingGroup: { systemDiskSize: 40, vSwitchIds: ['v'], onDemandBaseCapacity: -1 } };
  expect(failure(() => synth((stack) => new RosClusterNodePool(stack, 'R', pool)))).toContain(
    'onDemandBaseCapacity: -1 is out of range, the least is 0',
  );
});

test('reports the faults of every list item by its index', () => {
  const message = fault({ waitUntil: [wait, { ...wait, operator: 'Equal' }, { kind: 'Pod', operator: 'Empty' }] });
  expect(message).not.toContain('element 0');
  expect(message).toMatch(/element 1: .*"WaitUntilProperty"\s+operator: "Equal" doesn't exist in .* "Equals"\?/);
  expect(message).toMatch(/element 2: .*"WaitUntilProperty"\s+name: required but missing/);
});

test('refuses unknown properties on every level and suggests the known one', () => {
  const message = fault({ chartURL: 'x', waitUntil: [{ ...wait, Timeout: 60 }], numOfNodes: 0 });
  expect(message).toContain('chartURL: unknown property. Did you mean "chartUrl"?');
  expect(message).toContain('Timeout: unknown property. Did you mean "timeout"?');
  expect(message).toContain('numOfNodes: unknown property. If ROS does know it, set it with addPropertyOverride().');
});

test('an unknown property that is undefined is no fault', () => {
  expect(() =>
    synth((stack) => new RosClusterHelmApplication(stack, 'R', { ...release, x: undefined } as never)),
  ).not.toThrow();
});

test.each([
  ['a password', { credential: { userName: 'me', password: 4711 } }, 'password'],
  ['chart values', { chartValues: 'token: 4711' }, 'chartValues'],
])('keeps %s out of the message', (_case, props, name) => {
  const message = fault(props);
  expect(message).toContain(`${name}: the value (not shown) should be a`);
  expect(message).not.toContain('4711');
});

test('keeps a password of the wrong length and manifests out of the message', () => {
  const scalingGroup = { systemDiskSize: 40, vSwitchIds: ['v'], loginPassword: 'Ab1!' };
  const message = failure(() => {
    synth((stack) => new RosClusterNodePool(stack, 'R', { clusterId: 'c1', scalingGroup }));
  });
  expect(message).toContain('loginPassword: the length of the value (not shown) is out of range, the least is 8');
  expect(message).not.toContain('Ab1!');
  const manifest = { kind: 'Secret', stringData: { token: 'glrt-4711' } };
  const other = failure(() => {
    synth((stack) => new RosClusterApplication(stack, 'R', { clusterId: 'c1', yamlContent: manifest as never }));
  });
  expect(other).toContain('yamlContent: the value (not shown) should be a string');
  expect(other).not.toContain('4711');
});

test('checks can be turned off; what cannot be placed is then left out', () => {
  const addons = [{ name: 5, colour: 'red' }];
  const template = synth((stack) => {
    new RosClusterAddons(stack, 'R', { addons, waitUntil: 'later', shape: 'round' } as never, false);
  });
  expect(template.Resources!.R!.Properties).toEqual({ Addons: [{ Name: 5 }], WaitUntil: 'later' });
});
