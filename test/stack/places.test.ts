import { EXISTING_CLUSTER, expectFaults, NEW_NETWORK, RUNNER, RUNNER_LINES } from './support';

describe('the place of a problem', () => {
  test('is the line of the key inside a literal block', () => {
    const text = [
      '    chartValues:',
      '      runners:',
      '        config: |',
      '          [[runners]]',
      '            [runners.kubernetes]',
    ];
    expectFaults(
      [...RUNNER_LINES, ...text, '              namespace = "cicd"'],
      ['line 11, runners.Runner.chartValues.runners.config, runners.kubernetes.namespace: jobs are to run in "cicd"'],
    );
  });

  test('of tags is that of the file, once for all that has them', () => {
    expectFaults(
      ['cluster: { acs: {} }', NEW_NETWORK, RUNNER, 'tags:', '  "acs:team": x'],
      ['line 5, tags["acs:team"]: has a key that begins with "aliyun" or "acs:"'],
    );
    expectFaults(
      [EXISTING_CLUSTER, 'tags: { aliyun: x }', RUNNER],
      ['line 2, tags["aliyun"]: has a key that begins with "aliyun" or "acs:"'],
    );
  });
});
