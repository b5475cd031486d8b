import type { App } from '@alicloud/ros-cdk-core';
import { DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import { Cluster, ClusterKind, GitLabRunner, RunnerToken } from 'ros-cdk-gitlab-runner';

/** GitLab Runner in a cluster that exists. */
export class RunnerStack extends Stack {
  constructor(app: App, id: string) {
    // The default qualifier is random, and stands in the assets file.
    super(app, id, { synthesizer: new DefaultStackSynthesizer({ qualifier: id }) });

    // The id of your cluster, its kind, and whether it has the add-on ack-virtual-node.
    const cluster = Cluster.fromClusterId(this, 'Cluster', 'c0123456789abcdef0123456789abcdef', {
      kind: ClusterKind.ACK,
      virtualNode: true,
    });
    new GitLabRunner(this, 'Runner', {
      cluster,
      token: RunnerToken.fromParameter(),
      gitlabUrl: 'https://gitlab.com',
      // Jobs at once for each manager.
      concurrent: 20,
    });
  }
}
