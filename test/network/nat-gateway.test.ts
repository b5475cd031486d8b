import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { AckCluster, AcsCluster, InvalidInputError, Network } from '../../lib';
import type { EipChargeType, INetwork, NatGatewayOptions } from '../../lib';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import { resourcesOfType } from '../support/template';

const ZONES = ['cn-hangzhou-i', 'cn-hangzhou-j'];

const networkIn = (stack: Stack, natGateway?: NatGatewayOptions, id = 'Network') =>
  new Network(stack, id, { zones: ZONES, natGateway, tags: { team: 'ci' } });

function problemsOf(build: (stack: Stack) => unknown) {
  try {
    synth(build);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as InvalidInputError).problems.map(({ rule, at }) => [rule, at]);
  }
  return [];
}

describe('a network with a NAT gateway', () => {
  const template = synth((stack) => networkIn(stack, {}));
  const only = (type: string) => {
    const found = resourcesOfType(template, type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  test('binds a new EIP that is paid by its traffic', () => {
    expect(only('ALIYUN::VPC::EIP').Properties).toMatchObject({
      Bandwidth: 100,
      InstanceChargeType: 'PostPaid',
      InternetChargeType: 'PayByTraffic',
      Tags: [{ Key: 'team', Value: 'ci' }],
    });
    expect(only('ALIYUN::VPC::NatGateway').Properties).toMatchObject({
      InternetChargeType: 'PayByLcu',
      NatType: 'Enhanced',
      VSwitchId: { 'Fn::GetAtt': ['NetworkVSwitch1', 'VSwitchId'] },
      VpcId: { 'Fn::GetAtt': ['NetworkVpc', 'VpcId'] },
    });
    expect(only('ALIYUN::VPC::EIPAssociation').Properties).toEqual({
      AllocationId: { 'Fn::GetAtt': ['NetworkEip', 'AllocationId'] },
      InstanceId: { 'Fn::GetAtt': ['NetworkNatGateway', 'NatGatewayId'] },
    });
  });

  test('lets the whole VPC out by one entry, once the EIP is bound', () => {
    expect(only('ALIYUN::VPC::SnatEntry')).toMatchObject({
      DependsOn: ['NetworkEipAssociation'],
      Properties: {
        SnatIp: { 'Fn::GetAtt': ['NetworkEip', 'EipAddress'] },
        SnatTableId: { 'Fn::GetAtt': ['NetworkNatGateway', 'SNatTableId'] },
        SourceCIDR: '192.168.0.0/16',
      },
    });
    expect(only('ALIYUN::VPC::EIPAssociation').DependsOn).toEqual(['NetworkEipReady']);
    expect(template.Resources!.NetworkEipReady).toMatchObject({
      DependsOn: ['NetworkEip'],
      Type: 'ALIYUN::ROS::Sleep',
    });
  });

  test('takes bandwidth and charge type', () => {
    const natGateway = { bandwidthMbps: 500, chargeType: 'PayByBandwidth' } as const;
    const [eip] = resourcesOfType(
      synth((stack) => networkIn(stack, natGateway)),
      'ALIYUN::VPC::EIP',
    );
    expect(eip!.Properties).toMatchObject({ Bandwidth: 500, InternetChargeType: 'PayByBandwidth' });
  });

  test('binds an EIP that exists, whose address outlives the stack', () => {
    const eip = { allocationId: 'eip-bp1', ipAddress: '203.0.113.10' };
    const bound = synth((stack) => expect(networkIn(stack, { eip }).natGateway!.ipAddress).toBe('203.0.113.10'));
    expect(resourcesOfType(bound, 'ALIYUN::VPC::EIP')).toEqual([]);
    expect(bound.Resources!.NetworkEipAssociation).toMatchObject({ Properties: { AllocationId: 'eip-bp1' } });
    expect(bound.Resources!.NetworkEipAssociation).not.toHaveProperty('DependsOn');
    expect(bound.Resources!.NetworkSnatEntry).toMatchObject({ Properties: { SnatIp: '203.0.113.10' } });
  });

  test('takes an EIP of the deployment', () => {
    const bound = synth((stack) => {
      const text = (id: string) => new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
      networkIn(stack, { eip: { allocationId: text('EipId'), ipAddress: text('EipAddress') } });
    });
    expect(bound.Resources!.NetworkSnatEntry).toMatchObject({ Properties: { SnatIp: { Ref: 'EipAddress' } } });
  });

  test('has the same resources for two networks of a stack', () => {
    const both = synth((stack) => {
      networkIn(stack, {}, 'One');
      networkIn(stack, {}, 'Two');
    });
    expect(resourcesOfType(both, 'ALIYUN::VPC::SnatEntry')).toHaveLength(2);
  });
});

test('a network without one has no gateway, as before', () => {
  const template = synth((stack) => expect(networkIn(stack).natGateway).toBeUndefined());
  expect(Object.keys(template.Resources!)).toEqual(['NetworkVpc', 'NetworkVSwitch1', 'NetworkVSwitch2']);
});

describe.each<[string, string, (stack: Stack, network: INetwork, snatEntry?: boolean) => unknown]>([
  [
    'ACK',
    'ALIYUN::CS::ManagedKubernetesCluster',
    (stack, network, snatEntry) => new AckCluster(stack, 'Cluster', { network, snatEntry }),
  ],
  [
    'ACS',
    'ALIYUN::ACS::Cluster',
    (stack, network, snatEntry) => new AcsCluster(stack, 'Cluster', { network, snatEntry }),
  ],
])('an %s cluster', (_, type, cluster) => {
  const clusterOf = (natGateway?: NatGatewayOptions, snatEntry?: boolean) =>
    resourcesOfType(
      synth((stack) => cluster(stack, networkIn(stack, natGateway), snatEntry)),
      type,
    )[0]!;

  test('uses the gateway of its network, once that is there', () => {
    expect(clusterOf({})).toMatchObject({ DependsOn: ['NetworkSnatEntry'], Properties: { SnatEntry: false } });
    expect(clusterOf({}, false)).toMatchObject({ Properties: { SnatEntry: false } });
  });

  test('sets up its own where the network has none', () => {
    expect(clusterOf()).toMatchObject({ Properties: { SnatEntry: true } });
    expect(clusterOf()).not.toHaveProperty('DependsOn');
  });

  test('snat-entry-twice: cannot have an entry of its own beside it', () => {
    expect(problemsOf((stack) => cluster(stack, networkIn(stack, {}), true))).toEqual([
      ['snat-entry-twice', 'snatEntry'],
    ]);
    expect(problemsOf((stack) => cluster(stack, networkIn(stack), true))).toEqual([]);
  });
});

describe('the options of a NAT gateway', () => {
  const eip = { allocationId: 'eip-bp1', ipAddress: '203.0.113.10' };

  test.each<[string, string[][], NatGatewayOptions]>([
    [
      'eip-bandwidth: more than 200 Mbit/s by traffic',
      [['eip-bandwidth', 'natGateway.bandwidthMbps']],
      { bandwidthMbps: 201 },
    ],
    ['eip-bandwidth: none', [['eip-bandwidth', 'natGateway.bandwidthMbps']], { bandwidthMbps: 0 }],
    ['eip-bandwidth: a part', [['eip-bandwidth', 'natGateway.bandwidthMbps']], { bandwidthMbps: 1.5 }],
    [
      'eip-bandwidth: more than 500 Mbit/s by bandwidth',
      [['eip-bandwidth', 'natGateway.bandwidthMbps']],
      { bandwidthMbps: 501, chargeType: 'PayByBandwidth' },
    ],
    [
      'eip-twice: a bandwidth for an EIP that exists',
      [['eip-twice', 'natGateway.bandwidthMbps']],
      { eip, bandwidthMbps: 5 },
    ],
    [
      'eip-twice: a charge type for an EIP that exists',
      [['eip-twice', 'natGateway.chargeType']],
      { eip, chargeType: 'PayByTraffic' },
    ],
    [
      'eip-existing: an id of another kind',
      [['eip-existing', 'natGateway.eip.allocationId']],
      { eip: { ...eip, allocationId: 'i-1' } },
    ],
    [
      'eip-existing: no address',
      [['eip-existing', 'natGateway.eip.ipAddress']],
      { eip: { ...eip, ipAddress: '203.0.113' } },
    ],
  ])('%s', (_, problems, natGateway) => {
    expect(problemsOf((stack) => networkIn(stack, natGateway))).toEqual(problems);
  });

  test.each<[string, NatGatewayOptions]>([
    ['eip-bandwidth: takes 1 and 200 Mbit/s by traffic', { bandwidthMbps: 200 }],
    ['eip-bandwidth: takes 500 Mbit/s by bandwidth', { bandwidthMbps: 500, chargeType: 'PayByBandwidth' }],
    ['eip-twice, eip-existing: takes an EIP by its id and address', { eip }],
  ])('%s', (_, natGateway) => {
    expect(problemsOf((stack) => networkIn(stack, natGateway))).toEqual([]);
  });

  test('eip-bandwidth: of a charge type that the deployment knows, the larger bound holds', () => {
    const problems = (bandwidthMbps: number) =>
      problemsOf((stack) => {
        const chargeType = parameter.text(stack, 'ChargeType') as EipChargeType;
        networkIn(stack, { bandwidthMbps, chargeType });
      });
    expect(problems(500)).toEqual([]);
    expect(problems(501)).toEqual([['eip-bandwidth', 'natGateway.bandwidthMbps']]);
  });
});
