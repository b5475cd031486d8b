import * as ros from '@alicloud/ros-cdk-core';
import { RosCluster } from '../../lib/ros/acs.generated';
import {
  RosClusterAddons,
  RosClusterApplication,
  RosClusterHelmApplication,
  RosClusterNodePool,
  RosManagedKubernetesCluster,
} from '../../lib/ros/cs.generated';
import { synth } from '../support/synth';

/** The limits that the official packages hold their properties to. */

const list = (length: number, item: unknown = 'text') => Array.from({ length }, () => item);

type Make = (stack: ros.Stack, props: object) => unknown;
type Rows = readonly (readonly [props: object, fault: string])[];

const acs: Make = (stack, props) => new RosCluster(stack, 'R', { name: 'ci', ...props });
const ack: Make = (stack, props) =>
  new RosManagedKubernetesCluster(stack, 'R', { name: 'ci', vpcId: 'vpc-1', vSwitchIds: ['vsw-1'], ...props });
const release: Make = (stack, props) =>
  new RosClusterHelmApplication(stack, 'R', {
    clusterId: 'c1',
    name: 'runner',
    chartUrl: 'https://example.com/chart.tgz',
    ...props,
  });
const manifest: Make = (stack, props) =>
  new RosClusterApplication(stack, 'R', { clusterId: 'c1', yamlContent: 'kind: Secret', ...props });
const addons: Make = (stack, props) =>
  new RosClusterAddons(stack, 'R', { clusterId: 'c1', addons: [{ name: 'ack-keda' }], ...props });
const pool: Make = (stack, props) =>
  new RosClusterNodePool(stack, 'R', {
    clusterId: 'c1',
    scalingGroup: { systemDiskSize: 120, vSwitchIds: ['vsw-1'], ...props },
  });
const pattern = (traits: object) => ({ instancePatterns: [traits] });

const GPU = { podPostpaidSpec: { gpuQuantityConfigs: {} } };

describe.each<[string, Make, Rows, readonly object[]]>([
  [
    'ALIYUN::ACS::Cluster',
    acs,
    [
      [{ vSwitchIds: [] }, 'vSwitchIds: has 0 items; allowed are 1 to 3'],
      [{ vSwitchIds: list(4) }, 'vSwitchIds: has 4 items; allowed are 1 to 3'],
      [{ zoneIds: [] }, 'zoneIds: has 0 items; allowed are 1 to 5'],
      [{ zoneIds: list(6) }, 'zoneIds: has 6 items; allowed are 1 to 5'],
      [{ serviceDiscoveryTypes: [] }, 'serviceDiscoveryTypes: has 0 items; allowed are 1 to 2'],
      [{ serviceDiscoveryTypes: list(3, 'CoreDNS') }, 'serviceDiscoveryTypes: has 3 items; allowed are 1 to 2'],
      [{ podPostpaidSpec: { cpuCore: 0 } }, 'podPostpaidSpec.cpuCore: is 0; allowed is a number of at least 1'],
      [{ podPostpaidSpec: { memGib: 0.5 } }, 'podPostpaidSpec.memGib: is 0.5; allowed is a number of at least 1'],
      [{ podPostpaidSpec: { replicas: 0 } }, 'podPostpaidSpec.replicas: is 0; allowed is a number of at least 1'],
      [
        { podPostpaidSpec: { gpuQuantityConfigs: { gpuQuantity: 0 } } },
        'gpuQuantityConfigs.gpuQuantity: is 0; allowed is a number of at least 1',
      ],
      [
        { podPostpaidSpec: { gpuQuantityConfigs: { computeQos: 'spot' } } },
        'gpuQuantityConfigs.computeQos: is "spot"; allowed are "default", "best-effort"',
      ],
      [{ maintenanceWindow: { weeklyPeriod: 'Mon' } }, 'maintenanceWindow.weeklyPeriod: is "Mon"; allowed is what'],
    ],
    [
      { vSwitchIds: list(3), zoneIds: list(5), serviceDiscoveryTypes: ['CoreDNS', 'PrivateZone'], ...GPU },
      { vSwitchIds: list(1), podPostpaidSpec: { cpuCore: 1, memGib: 1, replicas: 1 } },
      { maintenanceWindow: { weeklyPeriod: 'Monday,Thursday' } },
    ],
  ],
  [
    'ALIYUN::CS::ClusterHelmApplication',
    release,
    [
      [{ clusterId: '' }, 'clusterId: has 0 characters; allowed are 1 or more'],
      [
        { ignoreExisting: 'SkipInstallifExisting' },
        'ignoreExisting: is "SkipInstallifExisting"; allowed are "Disabled", "SkipInstallIfExisting", "SkipAllOperationsIfExisting"',
      ],
    ],
    [{ ignoreExisting: 'SkipInstallIfExisting' }, { ignoreExisting: 'SkipAllOperationsIfExisting' }],
  ],
  [
    'ALIYUN::CS::ClusterApplication',
    manifest,
    [[{ clusterId: '' }, 'clusterId: has 0 characters; allowed are 1 or more']],
    [{}],
  ],
  [
    'ALIYUN::CS::ClusterAddons',
    addons,
    [[{ addons: list(11, { name: 'a' }) }, 'addons: has 11 items; allowed are 0 to 10']],
    [{ addons: list(10, { name: 'a' }) }, { overrideExisting: true }],
  ],
  [
    'ALIYUN::CS::ClusterNodePool',
    pool,
    [
      [{ instancePatterns: [] }, 'instancePatterns: has 0 items; allowed are 1 to 10'],
      [{ instancePatterns: list(11, {}) }, 'instancePatterns: has 11 items; allowed are 1 to 10'],
      [pattern({ cores: 2 }), 'instancePatterns[0].cores: is 2; allowed is a number from 4 to 192'],
      [pattern({ minCpuCores: 3 }), 'minCpuCores: is 3; allowed is a number from 4 to 192'],
      [pattern({ maxCpuCores: 193 }), 'maxCpuCores: is 193; allowed is a number from 4 to 192'],
      [pattern({ memory: 1537 }), 'memory: is 1537; allowed is a number from 4 to 1536'],
      [pattern({ minMemorySize: 2 }), 'minMemorySize: is 2; allowed is a number from 4 to 1536'],
      [pattern({ maxMemorySize: 2048 }), 'maxMemorySize: is 2048; allowed is a number from 4 to 1536'],
      [pattern({ cpuArchitectures: list(3) }), 'cpuArchitectures: has 3 items; allowed are 1 to 2'],
      [pattern({ instanceCategories: list(11) }), 'instanceCategories: has 11 items; allowed are 1 to 10'],
      [pattern({ instanceTypeFamilies: [] }), 'instanceTypeFamilies: has 0 items; allowed are 1 to 500'],
      [pattern({ excludedInstanceTypes: list(501) }), 'excludedInstanceTypes: has 501 items; allowed are 1 to 500'],
      [{ dataDisks: [{ categories: [] }] }, 'dataDisks[0].categories: has 0 items; allowed are 1 to 10'],
      [{ instanceChargeType: 'Spot' }, 'instanceChargeType: is "Spot"; allowed are "PostPaid", "PrePaid"'],
    ],
    [
      pattern({ cores: 4, memory: 1536, cpuArchitectures: ['X86', 'ARM'], instanceTypeFamilies: ['ecs.g7'] }),
      { instanceChargeType: 'Subscription', dataDisks: [{ categories: list(10) }], systemDiskEncrypted: true },
    ],
  ],
  [
    'ALIYUN::CS::ManagedKubernetesCluster',
    ack,
    [
      [{ runtime: { name: 'docker' } }, 'runtime.name: is "docker"; allowed are "containerd", "Docker"'],
      [{ controlPlaneLogComponents: [] }, 'controlPlaneLogComponents: has 0 items; allowed are 1 to 10'],
      [{ controlPlaneLogProject: 'ab' }, 'controlPlaneLogProject: has 2 characters; allowed are 3 to 63'],
      [{ controlPlaneLogProject: 'my project' }, 'controlPlaneLogProject: is "my project"; allowed is what matches'],
      [{ controlPlaneLogTtl: 0 }, 'controlPlaneLogTtl: is 0; allowed is a number from 1 to 3650'],
      [{ controlPlaneLogTtl: 3651 }, 'controlPlaneLogTtl: is 3651; allowed is a number from 1 to 3650'],
      [{ nodePools: list(2, {}) }, 'nodePools: has 2 items; allowed are 0 to 1'],
    ],
    [
      { runtime: { name: 'Sandboxed-Container' }, controlPlaneLogComponents: ['apiserver'] },
      { controlPlaneLogProject: 'k8s-log_1', controlPlaneLogTtl: 3650 },
    ],
  ],
])('%s', (_type, make, faults, right) => {
  test.each(faults)('refuses %j', (props, fault) => {
    expect(() => synth((stack) => make(stack, props))).toThrow(fault);
  });

  test.each(right.map((props) => [props]))('takes %j', (props) => {
    expect(() => synth((stack) => make(stack, props))).not.toThrow();
  });
});

test('what only the deployment knows passes every limit', () => {
  const template = synth((stack) => {
    const { valueAsList } = new ros.RosParameter(stack, 'Zones', { type: ros.RosParameterType.COMMA_DELIMITED_LIST });
    const { value } = new ros.RosParameter(stack, 'Qos', { type: ros.RosParameterType.STRING });
    acs(stack, { zoneIds: valueAsList, podPostpaidSpec: { gpuQuantityConfigs: { computeQos: value } } });
  });
  expect(template.Resources!.R!.Properties).toMatchObject({
    ZoneIds: { Ref: 'Zones' },
    PodPostpaidSpec: { GpuQuantityConfigs: { ComputeQos: { Ref: 'Qos' } } },
  });
});

test('the fourth argument turns the checks off, as in the official packages', () => {
  const template = synth((stack) => new RosCluster(stack, 'R', { name: 'ci', vSwitchIds: list(4) as string[] }, false));
  expect(template.Resources!.R!.Properties).toMatchObject({ VSwitchIds: list(4) });
});
