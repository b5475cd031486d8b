import { inYamlWords } from '../../lib/stack/yaml-words';
import { EXISTING_CLUSTER, faultsOf, synthesizeYaml } from './support';

test.each([
  ['use JobPlacement.nodePool()', 'use { nodePool: {} }'],
  ['use managerPlacement: JobPlacement.acs()', 'use managerPlacement: { acs: {} }'],
  ['use scaling: ManagerScaling.fixed(1), or', 'use scaling: { fixed: 1 }, or'],
  ['use ImageBuilds.kaniko(), or JobPlacement.nodePool()', 'use { kaniko: {} }, or { nodePool: {} }'],
  ['leave Monitoring.none() out', 'leave enabled: false out'],
  ['use "0.90.1", or Cache.none()', 'use "0.90.1", or cache: { enabled: false }'],
  ['use RunnerToken.fromExistingSecret(...)', 'use { existingSecret: ... }'],
  ['says nothing of calls', 'says nothing of calls'],
])('%s is written as %s', (message, yaml) => {
  expect(inYamlWords(message)).toBe(yaml);
});

test('faults of a file are in its own words', () => {
  const faults = faultsOf(EXISTING_CLUSTER, 'runners: { Runner: { sessionServer: {}, scaling: { fixed: 2 } } }');
  expect(faults).toEqual([expect.stringContaining('use scaling: { fixed: 1 }')]);
});

test('so is advice', () => {
  const token = '{ unsafeLegacyRegistrationToken: OldToken }';
  const { warnings } = synthesizeYaml(EXISTING_CLUSTER, `runners: { Runner: { token: ${token} } }`);
  expect(warnings).toEqual([expect.stringContaining('use { parameter: ... }')]);
});
