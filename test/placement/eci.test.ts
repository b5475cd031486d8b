import type { EciPlacementOptions } from '../../lib/placement/eci-options';
import { Placement } from '../../lib/placement/placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';
import { ACK, ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, computeOf, found, one, podsOf } from './support';

const annotations = (options: EciPlacementOptions) => podsOf(Placement.eci(options), ACK).annotations;

test('the label alone sends pods to ECI', () => {
  expect(podsOf(Placement.eci(), ACK)).toEqual({ labels: { 'alibabacloud.com/eci': 'true' }, annotations: {} });
  expect(computeOf(Placement.eci())).toMatchObject({
    name: 'ECI',
    serverless: true,
    interruptible: false,
    billedAs: ['ECI'],
  });
  expect(found(Placement.eci())).toEqual(NOTHING);
});

test('every option is an annotation that ECI reads', () => {
  const options: EciPlacementOptions = {
    useSpecs: ['2-4Gi', 'ecs.c7.large'],
    instanceFamilies: ['ecs.c7', '-ecs.c6'],
    instanceGenerations: ['7', '-5'],
    computeCategories: ['economy', 'general'],
    vSwitchIds: ['vsw-1', 'vsw-2'],
    scheduleStrategy: 'VSwitchOrdered',
    securityGroupIds: ['sg-1', 'sg-2'],
    ramRoleName: 'CiRole',
    imageCache: true,
    imageCacheId: 'imc-1',
    acrInstanceIds: ['cri-1', 'cn-beijing:cri-2'],
    plainHttpRegistries: ['192.168.0.1:5000'],
    insecureRegistries: ['registry.corp:443'],
    extraEphemeralStorageGiB: 20,
    eipBandwidthMbps: 5,
    tags: { team: 'ci', project: '$CI_PROJECT_ID' },
  };
  expect(annotations(options)).toEqual({
    'k8s.aliyun.com/eci-use-specs': '2-4Gi,ecs.c7.large',
    'k8s.aliyun.com/eci-instance-family': 'ecs.c7,-ecs.c6',
    'k8s.aliyun.com/eci-instance-generation': '7,-5',
    'k8s.aliyun.com/eci-compute-category': 'economy,general',
    'k8s.aliyun.com/eci-vswitch': 'vsw-1,vsw-2',
    'k8s.aliyun.com/eci-schedule-strategy': 'VSwitchOrdered',
    'k8s.aliyun.com/eci-security-group': 'sg-1,sg-2',
    'k8s.aliyun.com/eci-ram-role-name': 'CiRole',
    'k8s.aliyun.com/eci-auto-imc': 'true',
    'k8s.aliyun.com/eci-imc-id': 'imc-1',
    'k8s.aliyun.com/acr-instance-ids': 'cri-1,cn-beijing:cri-2',
    'k8s.aliyun.com/plain-http-registry': '192.168.0.1:5000',
    'k8s.aliyun.com/insecure-registry': 'registry.corp:443',
    'k8s.aliyun.com/eci-extra-ephemeral-storage': '20Gi',
    'k8s.aliyun.com/eci-with-eip': 'true',
    'k8s.aliyun.com/eip-bandwidth': '5',
    'k8s.aliyun.com/eci-custom-tags': 'team:ci,project:$CI_PROJECT_ID',
  });
  expect(found(Placement.eci(options))).toEqual(NOTHING);
});

test('image caches can be turned off, which is not the same as leaving the choice to ECI', () => {
  expect(annotations({ imageCache: false })).toEqual({ 'k8s.aliyun.com/eci-auto-imc': 'false' });
});

describe('spot instances', () => {
  test('take the market price and fall back to pay-as-you-go', () => {
    expect(annotations({ spot: {} })).toEqual({
      'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
      'k8s.aliyun.com/eci-spot-fallback': 'true',
    });
    expect(computeOf(Placement.eci({ spot: {} }))).toMatchObject({ interruptible: true, billedAs: ['ECI spot'] });
  });

  test('have a price limit, no protected hour and no fallback where so wanted', () => {
    const spot = { priceLimit: 0.25, protectFirstHour: false, fallbackToPayAsYouGo: false };
    expect(annotations({ spot })).toEqual({
      'k8s.aliyun.com/eci-spot-strategy': 'SpotWithPriceLimit',
      'k8s.aliyun.com/eci-spot-price-limit': '0.25',
      'k8s.aliyun.com/eci-spot-duration': '0',
      'k8s.aliyun.com/eci-spot-fallback': 'false',
    });
  });
});

test.each<[string, EciPlacementOptions]>([
  ['specs', { useSpecs: ['ecs.c7.large'] }],
  ['families', { instanceFamilies: ['ecs.c7'] }],
  ['generations', { instanceGenerations: ['7'] }],
])('named %s are billed by instance type, not by the size of the pod', (_, options) => {
  expect(computeOf(Placement.eci(options)).billedAs).toEqual([]);
});

describe('where ECI works', () => {
  test('placement-not-in-acs-cluster: not in an ACS cluster', () => {
    expect(found(Placement.eci(), ACS)).toEqual({
      errors: one('placement-not-in-acs-cluster', 'jobs.placement', 'use Placement.acs()'),
      warnings: [],
    });
  });

  test('placement-needs-virtual-node: not without virtual nodes', () => {
    expect(found(Placement.eci(), ACK_WITHOUT_VIRTUAL_NODE).errors).toEqual(
      one('placement-needs-virtual-node', 'jobs.placement', 'set virtualNode: true on the cluster'),
    );
  });

  test('placement-needs-virtual-node: perhaps not where virtual nodes are not known of', () => {
    expect(found(Placement.eci(), UNKNOWN)).toEqual({
      errors: [],
      warnings: one('placement-needs-virtual-node', 'jobs.placement', 'State virtualNode: true'),
    });
  });
});

test.each<[string, string, EciPlacementOptions, string, string]>([
  ['placement-option-value', 'a size without a unit', { useSpecs: ['2-4'] }, 'useSpecs[0]', '"2-4Gi"'],
  [
    'placement-option-value',
    'a family without its product',
    { instanceFamilies: ['ecs.c7', 'c6'] },
    'instanceFamilies[1]',
    '"ecs.c7"',
  ],
  [
    'placement-option-value',
    'a generation in words',
    { instanceGenerations: ['seven'] },
    'instanceGenerations[0]',
    '"7"',
  ],
  ['', 'an empty list', { vSwitchIds: [] }, 'vSwitchIds', 'leave it out'],
  ['placement-option-empty', 'no spec at all', { useSpecs: [] }, 'useSpecs', 'leave it out'],
  [
    'eci-security-groups',
    'six security groups',
    { securityGroupIds: [...'abcdef'].map((id) => `sg-${id}`) },
    'securityGroupIds',
    'at most 5',
  ],
  ['eci-spot-price', 'a price of nothing', { spot: { priceLimit: 0 } }, 'spot.priceLimit', 'above 0'],
  [
    'eci-spot-price',
    'a price in tenths of a millionth',
    { spot: { priceLimit: 0.0001 } },
    'spot.priceLimit',
    'three decimals',
  ],
  [
    'eci-spot-size',
    'a spot instance with one vCPU',
    { spot: {}, useSpecs: ['1-2Gi'] },
    'useSpecs[0]',
    'at least 2 vCPUs',
  ],
  ['', 'half a GiB of storage', { extraEphemeralStorageGiB: 0.5 }, 'extraEphemeralStorageGiB', 'whole number'],
  ['', 'no bandwidth', { eipBandwidthMbps: 0 }, 'eipBandwidthMbps', 'at least 1'],
  ['', 'four tags', { tags: { a: '1', b: '2', c: '3', d: '4' } }, 'tags', 'at most 3'],
  ['eci-tag', 'a tag that looks like two', { tags: { a: 'x,y:z' } }, 'tags["a"]', 'may hold'],
  [
    'eci-storage',
    'more storage than a disk has',
    { extraEphemeralStorageGiB: 32_739 },
    'extraEphemeralStorageGiB',
    'adds 32739 GiB to the 30 GiB that come free; ECI has at most 32768 GiB',
  ],
  ['', 'an empty vSwitch', { vSwitchIds: [''] }, 'vSwitchIds', '"" is not a vSwitch id'],
  ['', 'a vSwitch twice', { vSwitchIds: ['vsw-1', 'vsw-1'] }, 'vSwitchIds', 'names "vsw-1" twice'],
  [
    'placement-option-value',
    'a group by its name',
    { securityGroupIds: ['jobs'] },
    'securityGroupIds[0]',
    'is "jobs"; allowed is the id of a security group, "sg-…"',
  ],
  [
    'placement-option-value',
    'an image in place of its cache',
    { imageCacheId: 'alpine:3' },
    'imageCacheId',
    'is "alpine:3"; allowed is the id of an image cache, "imc-…"',
  ],
  [
    'eci-image-cache-images',
    'more images than a cache takes',
    { newImageCache: { images: Array.from({ length: 19 }, (_, index) => `image:${index}`) } },
    'newImageCache.images',
    'lists 19 images; allowed are 18, besides the helper image and the default image of jobs',
  ],
  [
    'placement-option-value',
    'an image that only a job knows',
    { newImageCache: { images: ['registry.example.com/$IMAGE'] } },
    'newImageCache.images[0]',
    'allowed is the name of an image without variables',
  ],
  [
    'placement-option-value',
    'a Secret without its namespace',
    { newImageCache: { imagePullSecrets: ['registry'] } },
    'newImageCache.imagePullSecrets[0]',
    'allowed is a namespace and the name of a Secret',
  ],
  ['', 'a small cache', { newImageCache: { sizeGiB: 10 } }, 'newImageCache.sizeGiB', 'from 20 to 32768'],
  ['', 'no days', { newImageCache: { retentionDays: 0 } }, 'newImageCache.retentionDays', 'from 1 to 65536'],
  [
    'placement-option-value',
    'a registry in place of its id',
    { acrInstanceIds: ['cri-1', 'foo'] },
    'acrInstanceIds[1]',
    'is "foo"; allowed is the id of an ACR Enterprise Edition instance, "cri-…"',
  ],
  [
    'placement-option-value',
    'a registry with a scheme',
    { insecureRegistries: ['https://a'] },
    'insecureRegistries[0]',
    'is "https://a"; allowed is the host of a registry',
  ],
  [
    'placement-option-value',
    'an empty registry',
    { plainHttpRegistries: [''] },
    'plainHttpRegistries[0]',
    'is ""; allowed is the host',
  ],
  [
    'placement-option-value',
    'a role by its ARN',
    { ramRoleName: 'acs:ram::1:role/ci' },
    'ramRoleName',
    'allowed is the name of a RAM role',
  ],
  ['', 'a tag of Alibaba Cloud itself', { tags: { aliyun: 'x' } }, 'tags["aliyun"]', 'take another name'],
])('%s: refuses %s', (rule, _, options, at, message) => {
  expect(found(Placement.eci(options))).toEqual({
    errors: one(rule, `jobs.placement.eci.${at}`, message),
    warnings: [],
  });
});

test.each<[string, EciPlacementOptions]>([
  ['eci-security-groups', { securityGroupIds: [...'abcde'].map((id) => `sg-${id}`) }],
  ['eci-spot-price', { spot: { priceLimit: 0.001 } }],
  ['eci-spot-size', { spot: {}, useSpecs: ['2-4Gi'] }],
  ['eci-spot-size', { useSpecs: ['1-2Gi'] }],
])('%s: takes %j', (_, options) => {
  expect(found(Placement.eci(options))).toEqual(NOTHING);
});

test('no tags are no annotation', () => {
  expect(annotations({ tags: {} })).toEqual({});
});

test('eci-storage: storage and registries may be as large and as vague as ECI takes them', () => {
  const options = { extraEphemeralStorageGiB: 32_738, insecureRegistries: ['harbor*.corp', 'reg*.corp:80'] };
  expect(found(Placement.eci(options))).toEqual(NOTHING);
});

test.each([
  ['its value', { project: '$CI_PROJECT_ID' }],
  ['its key', { $CI_PROJECT_NAME: 'project' }],
])('eci-tag: a variable in %s is refused where nobody puts in the value', (_, tags) => {
  const [key, value] = Object.entries(tags)[0]!;
  const placement = Placement.eci({ tags });
  expect(found(placement, { ...ACK, expandsVariables: true })).toEqual(NOTHING);
  expect(found(placement, { ...ACK, expandsVariables: false }).errors).toEqual(
    one('eci-tag', `jobs.placement.eci.tags["${key}"]`, `is "${value}"; nobody would put in the value of the variable`),
  );
});

test('all problems are found at once', () => {
  const options = { useSpecs: ['?'], spot: { priceLimit: -1 }, eipBandwidthMbps: 1.5 };
  expect(found(Placement.eci(options)).errors).toHaveLength(3);
});

test('deploy-time values stand in the annotations and pass the checks', () => {
  synth((stack) => {
    const placement = Placement.eci({
      spot: { priceLimit: parameter.number(stack, 'Price') },
      useSpecs: [parameter.text(stack, 'Spec')],
      vSwitchIds: parameter.list(stack, 'VSwitches'),
      imageCache: parameter.flag(stack, 'Caching'),
      extraEphemeralStorageGiB: parameter.number(stack, 'Storage'),
      tags: { team: parameter.text(stack, 'Team') },
    });
    expect(found(placement)).toEqual(NOTHING);
    expect(stack.resolve(podsOf(placement, ACK).annotations)).toEqual({
      'k8s.aliyun.com/eci-use-specs': { Ref: 'Spec' },
      'k8s.aliyun.com/eci-spot-strategy': 'SpotWithPriceLimit',
      'k8s.aliyun.com/eci-spot-price-limit': { 'Fn::Str': { Ref: 'Price' } },
      'k8s.aliyun.com/eci-spot-fallback': 'true',
      'k8s.aliyun.com/eci-vswitch': { 'Fn::Join': [',', { Ref: 'VSwitches' }] },
      'k8s.aliyun.com/eci-auto-imc': { Ref: 'Caching' },
      'k8s.aliyun.com/eci-extra-ephemeral-storage': { 'Fn::Join': ['', [{ Ref: 'Storage' }, 'Gi']] },
      'k8s.aliyun.com/eci-custom-tags': { 'Fn::Join': ['', ['team:', { Ref: 'Team' }]] },
    });
  });
});
