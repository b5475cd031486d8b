import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Says after each step whether the ECS package is loaded. */
const program = `
  const { App, Stack } = require('@alicloud/ros-cdk-core');
  const { Cluster, ClusterKind, Network } = require('./lib');
  const stack = new Stack(new App({ autoSynth: false }), 'Test');
  const steps = {
    'existing cluster': () => Cluster.fromClusterId(stack, 'Cluster', 'c0123456789abcdef0123456789abcdef', { kind: ClusterKind.ACS }),
    'new network': () => new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] }),
  };
  const loadedAfter = (step) => {
    step();
    return Object.keys(require.cache).some((file) => file.includes('ros-cdk-ecs'));
  };
  console.log(JSON.stringify(Object.entries(steps).map(([name, step]) => [name, loadedAfter(step)])));
`;

test('the heavy ECS package is loaded for a new network only', () => {
  // Within this process another test may have loaded it.
  const args = ['-r', require.resolve('tsx/cjs'), '-e', program];
  expect(JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))).toEqual([
    ['existing cluster', false],
    ['new network', true],
  ]);
});
