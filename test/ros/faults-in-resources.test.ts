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
    expect(failure(() => synth((stack) => create(stack, 'R', type, props)))).toContain(': is missing; give ');
  });
});

test('names the construct and every fault at once', () => {
  const message = fault({ name: undefined, chartUrl: 'oci://example.com/chart', namespace: 5, rolePolicy: 'none' });
  expect(message).toContain('Test/Release has 4 problems:');
  expect(message).toContain('name: is missing');
  expect(message).toContain('chartUrl: is "oci://example.com/chart"; allowed is what matches ');
  expect(message).toContain('namespace: is 5; allowed is a string, so put it in quotes');
  expect(message).toContain(
    'rolePolicy: is "none"; allowed are "EnsureAdminRoleAndBinding", "None". Did you mean "None"?',
  );
});

test('a resource without any property is checked too', () => {
  const message = failure(() => synth((stack) => new RosClusterApplication(stack, 'R', {} as never)));
  expect(message).toContain('clusterId: is missing');
  expect(message).toContain('yamlContent: is missing');
});

test.each([
  ['a number for a boolean', { namespaceDeletion: 1 }, 'namespaceDeletion: is 1; allowed is true or false'],
  [
    'text for a number',
    { waitUntil: [{ ...wait, timeout: '60' }] },
    'waitUntil[0].timeout: is "60"; allowed is a number from 10 to 10800, without quotes',
  ],
  ['NaN for a number', { waitUntil: [{ ...wait, timeout: NaN }] }, 'timeout: is NaN; allowed is a number'],
  ['a map for a list', { waitUntil: wait }, 'waitUntil: is a map; allowed is a list of maps'],
  ['a list for a map', { credential: [] }, 'credential: is a list; allowed is a map'],
  ['text for a map', { credential: 'me' }, 'credential: is a string that is not shown here; allowed is a map'],
  ['nothing for a list item', { waitUntil: [null] }, 'waitUntil[0]: is null; allowed is a map'],
  ['text for a list item', { waitUntil: ['now'] }, 'waitUntil[0]: is "now"; allowed is a map'],
])('refuses %s', (_case, props, message) => {
  expect(fault(props)).toContain(message);
});

test.each([
  [
    'too small a number',
    { waitUntil: [{ ...wait, timeout: 9 }] },
    'timeout: is 9; allowed is a number from 10 to 10800',
  ],
  [
    'too large a number',
    { waitUntil: [{ ...wait, timeout: 10801 }] },
    'timeout: is 10801; allowed is a number from 10 to 10800',
  ],
  ['too few items', { waitUntil: [] }, 'waitUntil: has 0 items; allowed are 1 to 5'],
  ['too many items', { waitUntil: Array(6).fill(wait) }, 'waitUntil: has 6 items; allowed are 1 to 5'],
])('refuses %s', (_case, props, message) => {
  expect(fault(props)).toContain(message);
});

test('a lower limit of zero counts', () => {
  const pool = { clusterId: 'c1', scalingGroup: { systemDiskSize: 40, vSwitchIds: ['v'], onDemandBaseCapacity: -1 } };
  expect(failure(() => synth((stack) => new RosClusterNodePool(stack, 'R', pool)))).toContain(
    'onDemandBaseCapacity: is -1; allowed is a number',
  );
});

test('reports the faults of every list item by its index', () => {
  const message = fault({ waitUntil: [wait, { ...wait, operator: 'Equal' }, { kind: 'Pod', operator: 'Empty' }] });
  expect(message).not.toContain('waitUntil[0]');
  expect(message).toMatch(/waitUntil\[1\]\.operator: is "Equal"; allowed are .* "Equals"\?/);
  expect(message).toContain('waitUntil[2].name: is missing');
});

test('refuses unknown properties on every level and suggests the known one', () => {
  const message = fault({ chartURL: 'x', waitUntil: [{ ...wait, Timeout: 60 }], numOfNodes: 0 });
  expect(message).toContain(
    'chartURL: is not a property of ALIYUN::CS::ClusterHelmApplication. Did you mean "chartUrl"?',
  );
  expect(message).toContain(
    'waitUntil[0].Timeout: is not a property of ALIYUN::CS::ClusterHelmApplication. Did you mean "timeout"?',
  );
  expect(message).toContain(
    'numOfNodes: is not a property of ALIYUN::CS::ClusterHelmApplication. If ROS does know it, set it with addPropertyOverride().',
  );
});

test('an unknown property that is undefined is no fault', () => {
  expect(() =>
    synth((stack) => new RosClusterHelmApplication(stack, 'R', { ...release, x: undefined } as never)),
  ).not.toThrow();
});

test.each([
  ['a password', { credential: { userName: 'me', password: 4711 } }, 'password', 'number'],
  ['chart values', { chartValues: 'token: 4711' }, 'chartValues', 'string'],
])('keeps %s out of the message', (_case, props, name, kind) => {
  const message = fault(props);
  expect(message).toContain(`${name}: is a ${kind} that is not shown here; allowed is a`);
  expect(message).not.toContain('4711');
});

test('keeps a password of the wrong length and manifests out of the message', () => {
  const scalingGroup = { systemDiskSize: 40, vSwitchIds: ['v'], loginPassword: 'Ab1!' };
  const message = failure(() => {
    synth((stack) => new RosClusterNodePool(stack, 'R', { clusterId: 'c1', scalingGroup }));
  });
  expect(message).toContain('loginPassword: has 4 characters; allowed are 8 to');
  expect(message).not.toContain('Ab1!');
  const manifest = { kind: 'Secret', stringData: { token: 'glrt-4711' } };
  const other = failure(() => {
    synth((stack) => new RosClusterApplication(stack, 'R', { clusterId: 'c1', yamlContent: manifest as never }));
  });
  expect(other).toContain('yamlContent: is a map; allowed is a string');
  expect(other).not.toContain('4711');
});

test('checks can be turned off; what cannot be placed is then left out', () => {
  const addons = [{ name: 5, colour: 'red' }];
  const template = synth((stack) => {
    new RosClusterAddons(stack, 'R', { addons, waitUntil: 'later', shape: 'round' } as never, false);
  });
  expect(template.Resources!.R!.Properties).toEqual({ Addons: [{ Name: 5 }], WaitUntil: 'later' });
});
