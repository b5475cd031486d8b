import { ChartVersion } from '../../lib/chart/chart-version';
import type { IChart } from '../../lib/runner/runner-chart';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { WaitFor } from '../../lib/runner/wait-for';
import { Cluster } from '../../lib/cluster/cluster';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { synth } from '../support/synth';
import { checkStructure } from '../support/template';

const CLUSTER_ID = 'c0123456789abcdef0123456789abcdef';

function releaseOf(chart: IChart, waitFor?: WaitFor) {
  const template = synth((stack) => {
    new GitLabRunner(stack, 'Runner', {
      cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID),
      token: RunnerToken.fromParameter(),
      chart,
      waitFor,
      chartValues: { podLabels: { 'example.com/team': 'ci' } },
    });
  });
  expect(checkStructure(template)).toEqual([]);
  return template.Resources!.RunnerRelease!;
}

test('an artifact is released by the module, in the version that is known to take it', () => {
  const release = releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT));
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
  const { Properties } = releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT));
  expect(Properties).toMatchObject({
    ChartValues: { gitlabUrl: 'https://gitlab.com', podLabels: { 'example.com/team': 'ci' } },
    WaitUntil: [{ Kind: 'Deployment', JsonPath: '$.status.availableReplicas', Operator: 'NotEmpty', FirstMatch: true }],
  });
});

test('the release comes after the Secrets and the bucket, as with any chart', () => {
  expect(releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT)).DependsOn).toEqual(
    expect.arrayContaining(['RunnerSecrets', 'CacheBucket']),
  );
});

test('who does not want to wait does not', () => {
  expect(
    releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT), WaitFor.nothing()).Properties,
  ).not.toHaveProperty('WaitUntil');
});

test('the artifact may have another name, and a name that Compute Nest could not find is refused', () => {
  const { Properties } = releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT, 'ci-runner'));
  expect(Properties).toMatchObject({ HelmChartUrl: '{{ computenest::helmchart::ci-runner }}' });
  expect(() => releaseOf(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT, 'CI runner }}'))).toThrow(
    /name: "CI runner }}" is not the name of an artifact/,
  );
});
