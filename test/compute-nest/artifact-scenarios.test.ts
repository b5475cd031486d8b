import { ChartVersion } from '../../lib/chart/chart-version';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { deployForm, LEAST } from '../console/deployed';
import type { Scenario } from '../console/scenarios';
import { SCENARIOS } from '../console/scenarios';
import { evaluate } from '../../lib/testing/evaluate';
import { checkStructure } from '../support/template';
import { consoleTemplate } from './console';

const template = consoleTemplate(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT));

test('the template of the artifact is well-formed', () => {
  expect(checkStructure(template)).toEqual([]);
});

// What comes of a release by URL is asserted, and rendered, for the same scenarios.
describe.each<Scenario>([...SCENARIOS])('$name, from an artifact', ({ answers }) => {
  const byUrl = deployForm(answers);
  const byArtifact = evaluate(template, { parameters: { ...LEAST, ...answers } });
  const { RunnerRelease: urlRelease, ...others } = byUrl.resources;
  const { RunnerRelease: artifactRelease, ...sameOthers } = byArtifact.resources;

  test('breaks no rule, and tells the same', () => {
    expect(byArtifact.ruleFailures).toEqual([]);
    expect(byArtifact.outputs).toEqual(byUrl.outputs);
  });

  test('creates the same around the release', () => {
    expect(sameOthers).toEqual(others);
  });

  test('makes the same release by the module, after the same resources', () => {
    const { Name, ...properties } = urlRelease!.Properties;
    expect(artifactRelease).toEqual({
      id: 'RunnerRelease',
      Type: 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy',
      Version: 'v1',
      Properties: {
        ...properties,
        ChartUrl: undefined,
        ReleaseName: Name,
        HelmChartUrl: '{{ computenest::helmchart::gitlab-runner }}',
        DockerConfigJson: '{{ computenest::helm::dockerconfigjson }}',
      },
      DependsOn: urlRelease!.DependsOn,
    });
  });
});
