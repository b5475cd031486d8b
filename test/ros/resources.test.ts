import * as ros from '@alicloud/ros-cdk-core';
import { Node } from 'constructs';
import { RosCluster } from '../../lib/ros/acs.generated';
import {
  RosClusterAddons,
  RosClusterApplication,
  RosClusterHelmApplication,
  RosClusterNodePool,
  RosManagedKubernetesCluster,
} from '../../lib/ros/cs.generated';
import { synth } from '../support/synth';
import { create, renderedMap, resources, sampleMap } from './samples';

function resource(build: (stack: ros.Stack) => void, id = 'R'): Record<string, unknown> {
  return synth(build).Resources![id] as unknown as Record<string, unknown>;
}

describe.each(resources.map(({ type, ...facts }) => [type, facts] as const))('%s', (type, facts) => {
  test('renders every property under its ROS name', () => {
    const props = sampleMap(facts.properties);
    expect(resource((stack) => create(stack, 'R', type, props))).toEqual({
      Type: type,
      Properties: renderedMap(facts.properties),
    });
  });

  test('yields every attribute by Fn::GetAtt', () => {
    const template = synth((stack) => {
      const created = create(stack, 'R', type, sampleMap(facts.properties));
      const fields = Object.entries(created).filter(([field]) => field.startsWith('attr'));
      fields.forEach(([field, value]) => new ros.RosOutput(stack, field, { value: value as ros.IResolvable }));
    });
    const values = Object.values(template.Outputs!).map((output) => output.Value);
    const attributes = Object.keys(facts.attributes).map((attribute) => ({ 'Fn::GetAtt': ['R', attribute] }));
    expect(values).toEqual(attributes);
  });
});

test('a node pool renders nested maps and lists, and leaves out what was not given', () => {
  const scalingGroup: RosClusterNodePool.ScalingGroupProperty = {
    systemDiskSize: 120,
    vSwitchIds: ['vsw-1', 'vsw-2'],
    instanceTypes: ['ecs.g7.xlarge'],
    dataDisks: [{ category: 'cloud_essd', size: 200, encrypted: true }],
    keyPair: undefined,
  };
  const pool = resource((stack) => {
    new RosClusterNodePool(stack, 'R', {
      clusterId: 'c1',
      scalingGroup,
      count: 0,
      kubernetesConfig: {
        runtime: 'containerd',
        runtimeVersion: '2.1.9',
        taints: [{ key: 'ci', value: 'true', effect: 'NoSchedule' }],
      },
      management: undefined,
    });
  });
  expect(pool).toEqual({
    Type: 'ALIYUN::CS::ClusterNodePool',
    Properties: {
      ClusterId: 'c1',
      ScalingGroup: {
        SystemDiskSize: 120,
        VSwitchIds: ['vsw-1', 'vsw-2'],
        DataDisks: [{ Category: 'cloud_essd', Encrypted: true, Size: 200 }],
        InstanceTypes: ['ecs.g7.xlarge'],
      },
      Count: 0,
      KubernetesConfig: {
        Runtime: 'containerd',
        RuntimeVersion: '2.1.9',
        Taints: [{ Key: 'ci', Value: 'true', Effect: 'NoSchedule' }],
      },
    },
  });
});

test('the two cluster types spell their pod vSwitches differently', () => {
  const template = synth((stack) => {
    new RosManagedKubernetesCluster(stack, 'Ack', {
      name: 'ci',
      vpcId: 'vpc-1',
      vSwitchIds: ['vsw-1'],
      podVswitchIds: ['vsw-2'],
    });
    new RosCluster(stack, 'Acs', { name: 'ci', vSwitchIds: ['vsw-1'], podVSwitchIds: ['vsw-2'] });
  });
  expect(template.Resources!.Ack!.Properties).toHaveProperty('PodVswitchIds', ['vsw-2']);
  expect(template.Resources!.Acs!.Properties).toHaveProperty('PodVSwitchIds', ['vsw-2']);
});

test('chart values keep their keys and resolve the tokens in them', () => {
  const values = { gitlabUrl: 'https://gitlab.com', Ref: 'main', nested: [{ 'a.b/c': '', empty: {}, nothing: null }] };
  const { Properties } = resource((stack) => {
    const token = new ros.RosParameter(stack, 'Token', { type: ros.RosParameterType.STRING, noEcho: true });
    new RosClusterHelmApplication(stack, 'R', {
      clusterId: 'c1',
      name: 'runner',
      chartUrl: 'https://example.com/chart.tgz',
      chartValues: { ...values, token: token.value, text: `a-${token.valueAsString}` },
    });
  }) as { Properties: { ChartValues: object } };
  expect(Properties.ChartValues).toEqual({
    ...values,
    token: { Ref: 'Token' },
    text: { 'Fn::Join': ['', ['a-', { Ref: 'Token' }]] },
  });
});

test('an aspect can change a field before synth', () => {
  const { Properties } = resource((stack) => {
    new RosClusterApplication(stack, 'R', { clusterId: 'c1', yamlContent: 'kind: Secret', stage: 'All' });
    Node.of(stack).applyAspect({
      visit(construct) {
        if (construct instanceof RosClusterApplication) {
          construct.yamlContent = 'kind: ConfigMap';
          construct.creationMode = 'Apply';
          construct.stage = undefined;
        }
      },
    });
  });
  expect(Properties).toEqual({ ClusterId: 'c1', YamlContent: 'kind: ConfigMap', CreationMode: 'Apply' });
});

test('overrides come last and are not checked', () => {
  const cluster = { name: 'ci', vpcId: 'vpc-1', vSwitchIds: ['vsw-1'], snatEntry: true };
  const { Properties } = resource((stack) => {
    const created = new RosManagedKubernetesCluster(stack, 'R', cluster);
    created.addPropertyOverride('NumOfNodes', 0);
    created.addPropertyOverride('VSwitchIds.0', 'vsw-9');
    created.addPropertyDeletionOverride('SnatEntry');
  });
  expect(Properties).toEqual({ Name: 'ci', VpcId: 'vpc-1', VSwitchIds: ['vsw-9'], NumOfNodes: 0 });
});

test('an override of one resource leaves what was given to it and to others alone', () => {
  const addons: RosClusterAddons.AddonsProperty[] = [{ name: 'ack-virtual-node' }];
  const template = synth((stack) => {
    const first = new RosClusterAddons(stack, 'A', { clusterId: 'c1', addons });
    new RosClusterAddons(stack, 'B', { clusterId: 'c2', addons });
    first.addPropertyOverride('Addons.0.Version', '1.0');
  });
  expect(template.Resources!.A!.Properties).toHaveProperty('Addons', [{ Name: 'ack-virtual-node', Version: '1.0' }]);
  expect(template.Resources!.B!.Properties).toHaveProperty('Addons', [{ Name: 'ack-virtual-node' }]);
  expect(addons).toEqual([{ name: 'ack-virtual-node' }]);
});

test('the resource type is known by the class', () => {
  expect(RosCluster.ROS_RESOURCE_TYPE_NAME).toBe('ALIYUN::ACS::Cluster');
  expect(RosClusterHelmApplication.ROS_RESOURCE_TYPE_NAME).toBe('ALIYUN::CS::ClusterHelmApplication');
});
