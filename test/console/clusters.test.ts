import type { EvaluatedTemplate } from '../../lib/testing/evaluate';
import { deployForm } from './deployed';

const NEW_ACK = { CsOption: 'NewAck', ZoneId: 'cn-hangzhou-i', LoginPassword: 'Sample-1234' };
const NEW_ACS = { CsOption: 'NewAcs', ZoneId: 'cn-hangzhou-j' };
const EXISTING_VPC = { VpcOption: 'ExistingVPC', VpcId: 'vpc-mine', VSwitchId: 'vsw-mine' };

const OTHER_ADDONS = [
  { Name: 'csi-plugin' },
  { Name: 'csi-provisioner' },
  { Name: 'nginx-ingress-controller', Disabled: true },
];

const properties = (deployed: EvaluatedTemplate, id: string) => deployed.resources[id]!.Properties;

describe('a new VPC', () => {
  const deployed = deployForm({ ...NEW_ACS, VpcCidrBlock: '10.1.0.0/16', VSwitchCidrBlock: '10.1.0.0/20' });

  test('has one vSwitch, with the blocks and the zone of the form', () => {
    expect(properties(deployed, 'NetworkVpc')).toMatchObject({ CidrBlock: '10.1.0.0/16' });
    expect(properties(deployed, 'NetworkVSwitch1')).toMatchObject({
      VpcId: 'NetworkVpc.VpcId',
      CidrBlock: '10.1.0.0/20',
      ZoneId: 'cn-hangzhou-j',
    });
  });

  test('holds the cluster', () => {
    expect(properties(deployed, 'Acs')).toMatchObject({
      VpcId: 'NetworkVpc.VpcId',
      VSwitchIds: ['NetworkVSwitch1.VSwitchId'],
      PodVSwitchIds: ['NetworkVSwitch1.VSwitchId'],
      ZoneIds: ['cn-hangzhou-j'],
    });
  });
});

test('an existing VPC holds the cluster, in the vSwitch that was picked', () => {
  expect(properties(deployForm({ ...NEW_ACS, ...EXISTING_VPC }), 'Acs')).toMatchObject({
    VpcId: 'vpc-mine',
    VSwitchIds: ['vsw-mine'],
    PodVSwitchIds: ['vsw-mine'],
    ZoneIds: ['cn-hangzhou-j'],
  });
  const ack = deployForm({ ...NEW_ACK, ...EXISTING_VPC });
  expect(properties(ack, 'Ack')).toMatchObject({ VpcId: 'vpc-mine', VSwitchIds: ['vsw-mine'] });
  expect(properties(ack, 'AckNodePool')).toMatchObject({ ScalingGroup: { VSwitchIds: ['vsw-mine'] } });
});

test.each([
  ['ACK', NEW_ACK, 'Ack'],
  ['ACS', NEW_ACS, 'Acs'],
])('a new %s cluster reaches the internet, and has the Services’ block of the form', (_, answers, id) => {
  expect(properties(deployForm({ ...answers, ServiceCidr: '172.20.0.0/20' }), id)).toMatchObject({
    Name: 'test-stack',
    SnatEntry: true,
    EndpointPublicAccess: true,
    ServiceCidr: '172.20.0.0/20',
  });
  const closed = deployForm({ ...answers, EndpointPublicAccess: false });
  expect(properties(closed, id).EndpointPublicAccess).toBe(false);
});

describe('the network plug-in', () => {
  test('Flannel gives pods a block of their own', () => {
    const cluster = properties(deployForm({ ...NEW_ACK, PodCidr: '10.8.0.0/16' }), 'Ack');
    expect(cluster).toMatchObject({ ContainerCidr: '10.8.0.0/16', NodeCidrMask: '26' });
    expect(cluster.Addons).toEqual([{ Name: 'flannel' }, ...OTHER_ADDONS]);
    expect(cluster).not.toHaveProperty('PodVswitchIds');
    expect(cluster).not.toHaveProperty('IsEnterpriseSecurityGroup');
  });

  describe('Terway', () => {
    const terway = { ...NEW_ACK, NetworkPlugin: 'Terway' };
    const cluster = properties(deployForm(terway), 'Ack');

    test('is installed as a pair of one version', () => {
      const [controlplane, eniip, ...others] = cluster.Addons as { Name: string; Version: string }[];
      expect([controlplane?.Name, eniip?.Name]).toEqual(['terway-controlplane', 'terway-eniip']);
      expect(controlplane?.Version).toBe(eniip?.Version);
      expect(others).toEqual(OTHER_ADDONS);
    });

    test('has no block for pods', () => {
      expect(cluster).not.toHaveProperty('ContainerCidr');
      expect(cluster).not.toHaveProperty('NodeCidrMask');
      expect(cluster.IsEnterpriseSecurityGroup).toBe(true);
    });

    test('takes the addresses of pods from the new vSwitch', () => {
      expect(cluster.PodVswitchIds).toEqual(['NetworkVSwitch1.VSwitchId']);
    });

    test('takes them from the vSwitch that was picked in an existing VPC', () => {
      const existing = deployForm({ ...terway, ...EXISTING_VPC, PodVSwitchId: 'vsw-pods' });
      expect(properties(existing, 'Ack').PodVswitchIds).toEqual(['vsw-pods']);
    });

    test('forgets a vSwitch that was picked before a new VPC was chosen', () => {
      const changed = deployForm({ ...terway, ...EXISTING_VPC, PodVSwitchId: 'vsw-pods', VpcOption: 'NewVPC' });
      expect(properties(changed, 'Ack').PodVswitchIds).toEqual(['NetworkVSwitch1.VSwitchId']);
    });
  });
});

describe('the nodes', () => {
  test('are those of the form', () => {
    const answers = {
      ...NEW_ACK,
      WorkerInstanceType: 'ecs.g7.2xlarge',
      WorkerCount: 5,
      WorkerSystemDiskCategory: 'cloud_ssd',
      WorkerSystemDiskSize: 200,
    };
    expect(properties(deployForm(answers), 'AckNodePool')).toMatchObject({
      ClusterId: 'Ack.ClusterId',
      Count: 5,
      ScalingGroup: {
        InstanceTypes: ['ecs.g7.2xlarge'],
        SystemDiskCategory: 'cloud_ssd',
        SystemDiskSize: 200,
        LoginPassword: 'Sample-1234',
        InstanceChargeType: 'PostPaid',
      },
    });
  });

  test('are paid as they go without a period', () => {
    // The period is still there from an earlier choice.
    const pool = properties(deployForm({ ...NEW_ACK, PayPeriod: 3, PayPeriodUnit: 'Year' }), 'AckNodePool');
    expect(pool.ScalingGroup).not.toHaveProperty('Period');
    expect(pool.ScalingGroup).not.toHaveProperty('PeriodUnit');
  });

  test.each([
    [{}, { Period: 1, PeriodUnit: 'Month' }],
    [
      { PayPeriod: 3, PayPeriodUnit: 'Year' },
      { Period: 3, PeriodUnit: 'Year' },
    ],
  ])('are subscribed for the period: %j', (period, expected) => {
    const pool = properties(deployForm({ ...NEW_ACK, PayType: 'PrePaid', ...period }), 'AckNodePool');
    expect(pool.ScalingGroup).toMatchObject({ InstanceChargeType: 'PrePaid', ...expected });
  });
});

describe('virtual nodes', () => {
  const addons = [{ Name: 'ack-virtual-node' }];

  test.each(['Eci', 'Acs'])('come to a new ACK cluster for jobs on %s, once its nodes are there', (JobCompute) => {
    const { resources } = deployForm({ ...NEW_ACK, JobCompute });
    expect(resources.AckVirtualNode).toMatchObject({
      Properties: { ClusterId: 'Ack.ClusterId', Addons: addons, InstalledIgnore: true },
      DependsOn: ['AckReady'],
    });
    expect(resources.AckReady!.DependsOn).toEqual(['AckNodePool']);
    expect(resources.AckVirtualNodeReady!.DependsOn).toEqual(['AckVirtualNode']);
    for (const id of ['RunnerSecrets', 'RunnerRelease']) {
      expect(resources[id]!.DependsOn).toEqual(expect.arrayContaining(['AckReady', 'AckVirtualNodeReady']));
    }
  });

  test('come to an existing cluster if asked for, before the runner', () => {
    const { resources, parameters } = deployForm({ VirtualNode: true });
    expect(resources.VirtualNodeAddon!.Properties).toMatchObject({ ClusterId: parameters.ClusterId, Addons: addons });
    expect(resources.VirtualNodeAddonReady!.DependsOn).toEqual(['VirtualNodeAddon']);
    for (const id of ['RunnerSecrets', 'RunnerRelease']) {
      expect(resources[id]!.DependsOn).toContain('VirtualNodeAddonReady');
    }
  });
});
