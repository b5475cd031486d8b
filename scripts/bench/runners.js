// Some stacks on existing clusters, with runners that share them: `node runners.js STACKS RUNNERS`.
const { App, Stack } = require('@alicloud/ros-cdk-core');
const { Cluster, ClusterKind, GitLabRunner, RunnerToken } = require('../../dist/lib/index.js');

const [stacks, runners] = process.argv.slice(2);
const app = new App({ stackTraces: false });
for (let number = 1; number <= stacks; number++) {
  const stack = new Stack(app, `stack-${number}`);
  const cluster = Cluster.fromClusterId(stack, 'Cluster', `c${'0'.repeat(32)}`, { kind: ClusterKind.ACS });
  for (let runner = 1; runner <= runners; runner++) {
    const token = RunnerToken.fromParameter(`Token${runner}`);
    new GitLabRunner(stack, `Runner${runner}`, { cluster, token });
  }
}
app.synth();
