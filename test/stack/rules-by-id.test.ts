import type { InvalidInputError } from '../../lib/diagnostics/problem';
import { EXISTING_CLUSTER, RUNNER, RUNNER_LINES, synthesizeYaml } from './support';

/** The rules that a file breaks. */
function rulesOf(...lines: readonly string[]): string[] {
  try {
    synthesizeYaml(...lines);
    return [];
  } catch (error) {
    return (error as InvalidInputError).problems.map(({ rule }) => rule);
  }
}

const runner = (...lines: readonly string[]) => [...RUNNER_LINES, ...lines.map((line) => `    ${line}`)];
const file = (...lines: readonly string[]) => [EXISTING_CLUSTER, RUNNER, ...lines];

/** A file that breaks the rule, and the nearest one that does not. */
const CASES: Readonly<Record<string, readonly [wrong: readonly string[], right: readonly string[]]>> = {
  'config-runner-name': [
    [EXISTING_CLUSTER, 'runners: { small: {} }'],
    [EXISTING_CLUSTER, 'runners: { Small: {} }'],
  ],
  'config-no-runners': [[EXISTING_CLUSTER, 'runners: {}'], file()],
  'config-stack-name': [file('stackName: a b'), file('stackName: a-b')],
  'config-alternative': [runner('jobs: { placement: {} }'), runner('jobs: { placement: { nodePool: {} } }')],
  'chart-source': [
    runner('chart: { url: oci://example.com/gitlab-runner-0.90.1.tgz }'),
    runner('chart: { url: https://example.com/gitlab-runner-0.90.1.tgz }'),
  ],
  'chart-version-unknown': [
    runner('chart: { url: https://example.com/runner-0.90.1.tgz }'),
    runner('chart: { url: https://example.com/runner-0.90.1.tgz, version: 0.90.1 }'),
  ],
  'chart-version-contradicted': [
    runner('chart: { url: https://example.com/gitlab-runner-0.71.0.tgz, version: 0.90.1 }'),
    runner('chart: { url: https://example.com/gitlab-runner-0.90.1.tgz, version: 0.90.1 }'),
  ],
  'parameter-name': [runner('token: { parameter: a_b }'), runner('token: { parameter: Ab }')],
  'tag-value': [file('tags: { a: "http://x" }'), file('tags: { a: x }')],
  'reserved-name': [file('stackName: constructor'), file('stackName: constructors')],
  'jobs-in-kube-namespace': [
    runner(
      'config: { runners: { kubernetes: { namespace: kube-system } } }',
      'chartValues: { rbac: { clusterWideAccess: true } }',
    ),
    runner(
      'config: { runners: { kubernetes: { namespace: jobs } } }',
      'chartValues: { rbac: { clusterWideAccess: true } }',
    ),
  ],
  'image-build-name': [
    runner('imageBuilds: { kaniko: { image: "a b" } }'),
    runner('imageBuilds: { kaniko: { image: "example.com/builder:1" } }'),
  ],
  'kaniko-container': [
    runner(
      'imageBuilds: { kaniko: {} }',
      'config: { runners: { kubernetes: { buildContainerSecurityContext: { readOnlyRootFilesystem: true } } } }',
    ),
    runner('imageBuilds: { kaniko: {} }'),
  ],
  'kubernetes-label': [
    file('monitoring: { alerts: { ruleLabels: { "a b": c } } }'),
    file('monitoring: { alerts: { ruleLabels: { "a-b": c } } }'),
  ],
  'vpc-id': [
    ['cluster: { acs: {} }', 'network: { existing: { vpcId: x, vSwitchIds: [vsw-1] } }', RUNNER],
    ['cluster: { acs: {} }', 'network: { existing: { vpcId: vpc-1, vSwitchIds: [vsw-1] } }', RUNNER],
  ],
  'tag-count': [
    file(`tags: { ${Array.from({ length: 21 }, (_, index) => `k${index}: v`).join(', ')} }`),
    file('tags: { k: v }'),
  ],
};

describe.each(Object.entries(CASES))('%s', (id, [wrong, right]) => {
  test('finds what breaks it', () => {
    expect(rulesOf(...wrong)).toContain(id);
  });

  test('lets its nearest neighbour pass', () => {
    expect(rulesOf(...right)).not.toContain(id);
  });
});
