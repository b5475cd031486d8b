import { load } from 'js-yaml';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { migrate } from '../../lib/migrate/migrate';
import { checkText } from '../../lib/stack/check-file';
import { CLUSTER_ID } from '../stack/support';
import { SECRETS } from './files';

const CHART_VALUES = {
  concurrent: 2,
  check_interval: 3,
  gitlabUrl: 'https://gitlab.example.com',
  runnerRegistrationToken: SECRETS.REGISTRATION,
  runners: {
    privileged: true,
    config: [
      '[[runners]]',
      '  namespace =  "{{.Release.Namespace}}"',
      '  ephemeral_storage_request = "30Gi"',
      '  [runners.kubernetes]',
      '    namespace =  "{{.Release.Namespace}}"',
      '    cpu_request = "1"',
      '    memory_request = "4Gi"',
      '    cpu_limit = "1"',
      '    memory_limit = "4Gi"',
      '  [[runners.feature_flags]]',
      '    FF_USE_POD_ACTIVE_DEADLINE_SECONDS = true',
    ].join('\n'),
  },
};
const ACK = {
  CsOption: 'NewAck',
  ZoneId: 'cn-hangzhou-i',
  VpcOption: 'NewVPC',
  VpcCidrBlock: '192.168.0.0/16',
  VSwitchCidrBlock: '192.168.0.0/24',
  PayType: 'PrePaid',
  PayPeriod: '2',
  PayPeriodUnit: 'Month',
  WorkerInstanceType: 'ecs.g6.xlarge',
  WorkerSystemDiskCategory: 'cloud_essd',
  WorkerSystemDiskSize: '120',
  LoginPassword: SECRETS.SECRET,
  PodCidr: '10.0.0.0/16',
  ServiceCidr: '172.16.0.0/16',
  Namespace: 'ci',
  ChartValues: JSON.stringify(CHART_VALUES),
};
const EXISTING = { CsOption: 'ExistCs', ClusterId: CLUSTER_ID, ChartValues: CHART_VALUES };

const migrated = (document: unknown) => migrate([{ name: 'parameters.json', text: JSON.stringify(document) }]);
const configOf = (document: unknown) => load(migrated(document).text) as Record<string, Record<string, unknown>>;
const errorsIn = (text: string) => checkText(text).filter(({ severity }) => severity === 'error');

/** How ROS and Compute Nest tell the parameters of a stack. */
const listed = (parameters: Readonly<Record<string, unknown>>) => ({
  StackName: 'ci',
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
});

test('a new ACK cluster stays one, with its network and its nodes', () => {
  const { text } = migrated(listed(ACK));
  expect(errorsIn(text)).toEqual([]);
  expect(configOf(listed(ACK))).toMatchObject({
    cluster: {
      ack: {
        serviceCidr: '172.16.0.0/16',
        networkPlugin: { flannel: { podCidr: '10.0.0.0/16' } },
        nodePool: {
          instanceTypes: ['ecs.g6.xlarge'],
          desiredSize: 3,
          systemDiskCategory: 'cloud_essd',
          systemDiskSizeGiB: 120,
          billing: { subscription: { period: 2, periodUnit: 'Month' } },
          login: { passwordParameter: true },
        },
      },
    },
    network: {
      new: { zones: ['cn-hangzhou-i'], cidrBlock: '192.168.0.0/16', vSwitchCidrBlocks: ['192.168.0.0/24'] },
    },
    runners: { Runner: { chart: { version: '0.71.0' } } },
  });
});

test('a new ACS cluster goes into the network that was chosen', () => {
  const vpc = { VpcOption: 'ExistingVPC', VpcId: 'vpc-1', VSwitchId: 'vsw-1' };
  const { cluster, network } = configOf({ ...ACK, ...vpc, CsOption: 'NewAcs' });
  expect(cluster).toEqual({ acs: { serviceCidr: '172.16.0.0/16' } });
  expect(network).toEqual({ existing: { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'], zoneIds: ['cn-hangzhou-i'] } });
});

test('a cluster that exists needs no network, whatever the form had in its other fields', () => {
  const { cluster, network } = configOf({ ...ACK, ...EXISTING });
  expect(cluster).toEqual({ existing: { clusterId: CLUSTER_ID } });
  expect(network).toBeUndefined();
});

test.each([
  ['a map', EXISTING],
  ['a list, as ROS tells them', listed(EXISTING)],
  ['a text, as Compute Nest tells them', { Parameters: JSON.stringify(EXISTING) }],
  ['a map below a key', { Parameters: EXISTING }],
])('the parameters may be %s', (_, document) => {
  expect(configOf(document)).toEqual(configOf(EXISTING));
});

test('what the original values said in the wrong place is told, and what they meant is kept', () => {
  const { text, notes } = migrated(EXISTING);
  expect(errorsIn(text)).toEqual([]);
  expect(configOf(EXISTING).runners!.Runner).toMatchObject({
    concurrent: 2,
    gitlabUrl: 'https://gitlab.example.com',
    jobs: { resources: { cpu: '1', memory: '4Gi' } },
  });
  const outcomes = new Map(notes.map(({ at, outcome }) => [at, outcome]));
  expect(outcomes.get('ChartValues.check_interval')).toBe('dropped');
  expect(outcomes.get('ChartValues.runners.privileged')).toBe('dropped');
  expect(outcomes.get('ChartValues.runners.config, runners.ephemeral_storage_request')).toBe('dropped');
  expect(outcomes.get('ChartValues.runners.config, runners.feature_flags')).toBe('refused');
});

test('tokens and passwords are asked for by parameters, and not copied', () => {
  const { text, notes } = migrated(ACK);
  const all = `${text}${JSON.stringify(notes)}`;
  expect([SECRETS.REGISTRATION, SECRETS.SECRET].filter((secret) => all.includes(secret!))).toEqual([]);
  expect(notes).toContainEqual(expect.objectContaining({ outcome: 'changed', at: 'LoginPassword' }));
  expect(notes).toContainEqual(
    expect.objectContaining({ outcome: 'changed', at: 'ChartValues.runnerRegistrationToken' }),
  );
});

test('migrate-alone: the parameters are a whole stack', () => {
  const files = [
    { name: 'parameters.json', text: JSON.stringify(EXISTING) },
    { name: 'values.yaml', text: 'gitlabUrl: https://gitlab.example.com' },
  ];
  expect(() => migrate(files)).toThrow(InvalidInputError);
  expect(() => migrate(files)).toThrow(/has the parameters of the Compute Nest service.*\[migrate-alone\]/);
});
