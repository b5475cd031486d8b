import { deploy, releases } from '../support/releases';
import { dependsOn, resourcesOfType } from '../support/template';
import { EXISTING_CLUSTER, expectProblems, NEW_NETWORK, problemsOf, synthesizeYaml, templateOf } from './support';

const POOLS = [
  'cluster:',
  '  ack:',
  '    nodePools:',
  '      Gpu:',
  '        instanceTypes: [ecs.gn7i-c8g1.2xlarge]',
  '        taints: [{ key: ci, value: gpu }]',
  '      Arm:',
  '        instanceTypes: [ecs.g8y.2xlarge]',
  '        billing: { spot: { spotInstancePools: 2 } }',
  NEW_NETWORK,
];
const runner = (...sections: string[]) => `runners: { Runner: { ${sections.join(', ')} } }`;
const placed = (section: string) => runner(`jobs: { placement: { nodePool: { ${section} } } }`);

test('node pools have the ids that they have in TypeScript', () => {
  const template = templateOf(...POOLS, runner());
  expect(resourcesOfType(template, 'ALIYUN::CS::ClusterNodePool').map(({ id }) => id)).toEqual([
    'ClusterNodePool',
    'ClusterGpu',
    'ClusterArm',
  ]);
});

test('a placement refers to a pool by its name, and the release waits for it', () => {
  const template = templateOf(...POOLS, placed('name: Gpu'));
  const [release] = resourcesOfType(template, 'ALIYUN::CS::ClusterHelmApplication');
  expect(dependsOn(release!)).toContain('ClusterGpu');
  const [deployed] = releases(deploy(template));
  const { config } = deployed!.values.runners as { config: string };
  expect(config).toMatch(/"alibabacloud.com\/nodepool-id" = ".*ClusterGpu/);
  expect(config).toContain('"kubernetes.io/arch" = "amd64"');
  expect(config).toContain('"ci=gpu" = "NoSchedule"');
});

test('the helper image below a mirror is for the architecture of the pool', () => {
  const template = templateOf(
    ...POOLS,
    runner('jobs: { placement: { nodePool: { name: Arm } } }', 'images: { mirror: a.example.com/b }'),
  );
  const [deployed] = releases(deploy(template));
  expect((deployed!.values.runners as { config: string }).config).toContain('gitlab-runner-helper:arm64-v');
});

test('the first pool is called default', () => {
  const template = templateOf(...POOLS, runner('managers: { placement: { nodePool: { name: default } } }'));
  const [deployed] = releases(deploy(template));
  expect(deployed!.values.nodeSelector).toMatchObject({ 'kubernetes.io/arch': 'amd64' });
  expect(JSON.stringify(deployed!.values.nodeSelector)).toContain('ClusterNodePool');
});

test('a fallback refers to pools too', () => {
  const template = templateOf(
    ...POOLS,
    runner('jobs: { placement: { fallback: [{ nodePool: { name: Gpu } }, { nodePool: { name: default } }] } }'),
  );
  const [release] = resourcesOfType(template, 'ALIYUN::CS::ClusterHelmApplication');
  expect(dependsOn(release!)).toEqual(expect.arrayContaining(['ClusterGpu', 'ClusterNodePool']));
});

test('managers on spot nodes are warned of', () => {
  const { warnings } = synthesizeYaml(...POOLS, runner('managers: { placement: { nodePool: { name: Arm } } }'));
  expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(/managers\.placement: .*reclaimed/)]));
});

test('one password is for the nodes of all pools', () => {
  const login = 'login: { passwordParameter: true }';
  const template = templateOf(
    `cluster: { ack: { nodePool: { ${login} }, nodePools: { Gpu: { ${login} } } } }`,
    NEW_NETWORK,
    runner(),
  );
  expect(Object.keys(template.Parameters ?? {}).filter((id) => id.includes('Password'))).toEqual(['LoginPassword']);
});

test('all problems of all pools are told at once, each at its line', () => {
  expectProblems(
    [
      'cluster:',
      '  ack:',
      '    nodePool: { systemDiskSizeGiB: 1 }',
      '    nodePools:',
      '      Gpu: { desiredSize: -1 }',
      '      Arm: { instanceTypes: [g8y] }',
      NEW_NETWORK,
      placed('name: Gpu'),
    ],
    [
      'line 3, cluster.ack.nodePool.systemDiskSizeGiB: is 1 [node-pool-system-disk]',
      'line 5, cluster.ack.nodePools.Gpu.desiredSize: is -1 [whole-number]',
      'line 6, cluster.ack.nodePools.Arm.instanceTypes: "g8y" [node-pool-instance-types]',
    ],
  );
});

test('config-alternative: nodes are paid in one way', () => {
  expect(
    problemsOf('cluster: { ack: { nodePool: { billing: { spot: {}, subscription: {} } } } }', NEW_NETWORK, runner()),
  ).toEqual([
    'line 1, cluster.ack.nodePool.billing: names subscription and spot; allowed is one of subscription, spot [config-alternative]',
  ]);
});

describe('config-node-pool', () => {
  test('refuses a name that no pool has', () => {
    expectProblems(
      [...POOLS, placed('name: Gpv')],
      [
        'line 11, runners.Runner.jobs.placement.nodePool.name: is "Gpv"; allowed are the node pools of this file, default, Gpu, Arm. Did you mean "Gpu"? [config-node-pool]',
      ],
    );
  });

  test('refuses a name where the file makes no pools', () => {
    expectProblems(
      [EXISTING_CLUSTER, placed('name: default')],
      [
        'line 2, runners.Runner.jobs.placement.nodePool.name: is "default"; this file makes none; say which nodes by nodePoolId or nodeSelector [config-node-pool]',
      ],
    );
  });

  test('takes the pools that there are, and nodes of others', () => {
    expect(problemsOf(...POOLS, placed('name: Arm'))).toEqual([]);
    expect(problemsOf(EXISTING_CLUSTER, placed('nodePoolId: np1'))).toEqual([]);
  });
});

test('config-without-effect: what is known of a pool is not said again', () => {
  expectProblems(
    [...POOLS, placed('name: Gpu, nodePoolId: np1, spot: true')],
    [
      'line 11, runners.Runner.jobs.placement.nodePool.nodePoolId: is known of the node pool [config-without-effect]',
      'line 11, runners.Runner.jobs.placement.nodePool.spot: is known of the node pool [config-without-effect]',
    ],
  );
});

describe('config-node-pool-name', () => {
  test.each(['gpu', 'my-pool', 'constructor'])('refuses %s', (name) => {
    expectProblems(
      [`cluster: { ack: { nodePools: { ${name}: {} } } }`, NEW_NETWORK, runner()],
      [`line 1, cluster.ack.nodePools`],
    );
  });

  test('node-pool-id-taken: refuses the name of a part of the cluster', () => {
    expectProblems(
      ['cluster: { ack: { virtualNode: true, nodePools: { VirtualNode: {} } } }', NEW_NETWORK, runner()],
      ['line 1, cluster.ack.nodePools.VirtualNode: the cluster has a part called "VirtualNode" [node-pool-id-taken]'],
    );
  });
});

test('taint-not-tolerated: a cluster whose only pool is tainted has no place for managers and jobs', () => {
  expectProblems(
    [
      'cluster: {ack: {nodePool: {taints: [{key: dedicated, value: ci}]}}}',
      'network: {existing: {vpcId: vpc-a, vSwitchIds: [vsw-a]}}',
      'runners: {R: {}}',
    ],
    [
      'line 3, runners.R.managers.placement: is the node pool, whose taint dedicated=ci:NoSchedule the managers do not tolerate: they stay Pending. Use { nodePool: ... } with the name of the node pool or with tolerations [taint-not-tolerated]',
      'line 3, runners.R.jobs.placement: is the node pool, whose taint dedicated=ci:NoSchedule the jobs do not tolerate [taint-not-tolerated]',
    ],
  );
});
