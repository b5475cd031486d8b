import type { App } from '@alicloud/ros-cdk-core';
import { DefaultStackSynthesizer, Stack } from '@alicloud/ros-cdk-core';
import { AckCluster, GitLabRunner, Network, RunnerToken } from 'ros-cdk-gitlab-runner';

/** GitLab Runner in a new ACK cluster: nodes carry the managers, and jobs run on ECI. */
export class RunnerStack extends Stack {
  constructor(app: App, id: string) {
    // The default qualifier is random, and stands in the assets file.
    super(app, id, { synthesizer: new DefaultStackSynthesizer({ qualifier: id }) });

    const network = new Network(this, 'Network', { zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] });
    const cluster = new AckCluster(this, 'Cluster', { network, virtualNode: true });
    new GitLabRunner(this, 'Runner', {
      cluster,
      token: RunnerToken.fromParameter(),
      gitlabUrl: 'https://gitlab.com',
      // Jobs at once for each manager.
      concurrent: 20,
    });
  }
}
