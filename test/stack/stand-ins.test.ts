import { GitLabRunnerStack } from '../../lib';
import { synthesizeApp } from '../support/synth';

test('a cluster that cannot be built still tells which placements it would take', () => {
  const build = () =>
    synthesizeApp(
      (app) =>
        new GitLabRunnerStack(app, 'ci', {
          config: {
            cluster: { acs: { serviceCidr: '8.8.8.0/24' } },
            network: { new: { zones: ['cn-hangzhou-i'] } },
            runners: { Runner: { jobs: { placement: { eci: {} } } } },
          },
        }),
    );
  expect(build).toThrow('cluster.acs.serviceCidr: "8.8.8.0/24" is not a private range');
  expect(build).toThrow('runners.Runner.jobs.placement: is ECI, but an ACS cluster runs pods on ACS compute only');
});
