import { NodeArchitecture } from '../../lib/cluster/inode-pool';
import { architectureOf, hasGpu, vCpusOf } from '../../lib/cluster/instance-types';

test.each([
  'ecs.g8y.large',
  'ecs.c8y.xlarge',
  'ecs.r8y.2xlarge',
  'ecs.g6r.large',
  'ecs.c6r.xlarge',
  'ecs.ebmc8y.32xlarge',
  'ecs.hpc8y.32xlarge',
  'ecs.ebmgn6ia.20xlarge',
])('%s is Arm', (type) => {
  expect(architectureOf(type)).toBe(NodeArchitecture.ARM64);
});

test.each([
  'ecs.g6.xlarge',
  'ecs.r8i.xlarge',
  'ecs.re6.13xlarge',
  'ecs.g8a.large',
  'ecs.hfr7.xlarge',
  'ecs.t6-c1m1.large',
  'ecs.u1-c1m2.large',
  'ecs.e-c1m1.large',
  'ecs.gn7i-c8g1.2xlarge',
  'ecs.ebmg7.32xlarge',
])('%s is x86', (type) => {
  expect(architectureOf(type)).toBe(NodeArchitecture.AMD64);
});

test.each(['ecs.gn7r-c16g1.4xlarge', 'ecs.x9y.large', 'g6.large', ''])('of %p nothing is said', (type) => {
  expect(architectureOf(type)).toBeUndefined();
});

test.each([
  'ecs.gn6i-c4g1.xlarge',
  'ecs.vgn6i-m4.xlarge',
  'ecs.sgn7i-vws-m2.xlarge',
  'ecs.ebmgn7e.32xlarge',
  'ecs.sccgn7ex.32xlarge',
])('%s has a GPU', (type) => {
  expect(hasGpu(type)).toBe(true);
});

test.each(['ecs.g7.xlarge', 'ecs.n4.large', 'ecs.gn', 'ecs.ebmg7.32xlarge'])('%s has none', (type) => {
  expect(hasGpu(type)).toBe(false);
});

test.each([
  ['ecs.g6.large', 2],
  ['ecs.g6.xlarge', 4],
  ['ecs.g7.2xlarge', 8],
  ['ecs.c8i.16xlarge', 64],
  ['ecs.t6-c1m1.large', 2],
  ['ecs.t5-lc1m1.small', undefined],
  ['ecs.g6.xxlarge', undefined],
])('%s has %s vCPUs', (instanceType, vCpus) => {
  expect(vCpusOf(instanceType)).toBe(vCpus);
});
