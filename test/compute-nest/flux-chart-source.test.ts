import { FluxChartSource } from '../../lib/cluster/flux-chart-source';
import { Cluster } from '../../lib/cluster/cluster';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { synth } from '../support/synth';
import { checkStructure } from '../support/template';

const CLUSTER_ID = 'c0123456789abcdef0123456789abcdef';

function releaseOf(chartSource: FluxChartSource, waitForManagers?: boolean) {
  const template = synth((stack) => {
    new GitLabRunner(stack, 'Runner', {
      cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID),
      token: RunnerToken.fromParameter(stack, 'RunnerToken'),
      chartSource,
      waitForManagers,
      chartValues: { podLabels: { 'example.com/team': 'ci' } },
    });
  });
  expect(checkStructure(template)).toEqual([]);
  return template.Resources!.RunnerRelease!;
}

test('an artifact is released by the module, in the version that is known to take it', () => {
  const release = releaseOf(FluxChartSource.computeNestArtifact());
  expect(release).toMatchObject({
    Type: 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy',
    Version: 'v1',
    Properties: {
      ClusterId: CLUSTER_ID,
      HelmChartUrl: '{{ computenest::helmchart::gitlab-runner }}',
      DockerConfigJson: '{{ computenest::helm::dockerconfigjson }}',
      ReleaseName: 'runner',
      Namespace: 'test',
    },
  });
});

test('values keep their keys, and the release waits for the managers', () => {
  const { Properties } = releaseOf(FluxChartSource.computeNestArtifact());
  expect(Properties).toMatchObject({
    ChartValues: { gitlabUrl: 'https://gitlab.com', podLabels: { 'example.com/team': 'ci' } },
    WaitUntil: [{ Kind: 'Deployment', JsonPath: '$.status.availableReplicas', Operator: 'NotEmpty', FirstMatch: true }],
  });
});

test('the release comes after the Secrets and the bucket, as with any chart', () => {
  expect(releaseOf(FluxChartSource.computeNestArtifact()).DependsOn).toEqual(
    expect.arrayContaining(['RunnerSecrets', 'CacheBucket']),
  );
});

test('who does not want to wait does not', () => {
  expect(releaseOf(FluxChartSource.computeNestArtifact(), false).Properties).not.toHaveProperty('WaitUntil');
});

test('the artifact may have another name, and a name that Compute Nest could not find is refused', () => {
  const { Properties } = releaseOf(FluxChartSource.computeNestArtifact('ci-runner'));
  expect(Properties).toMatchObject({ HelmChartUrl: '{{ computenest::helmchart::ci-runner }}' });
  expect(() => releaseOf(FluxChartSource.computeNestArtifact('CI runner }}'))).toThrow(
    /chart: "CI runner }}" is not the name of an artifact/,
  );
});
