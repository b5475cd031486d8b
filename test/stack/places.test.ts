import { EXISTING_CLUSTER, expectProblems, NEW_NETWORK, RUNNER, RUNNER_LINES } from './support';

describe('the place of a problem', () => {
  test('is the line of the key inside a literal block', () => {
    const text = [
      '    chartValues:',
      '      runners:',
      '        config: |',
      '          [[runners]]',
      '            [runners.kubernetes]',
    ];
    expectProblems(
      [...RUNNER_LINES, ...text, '              namespace = "cicd"'],
      ['line 11, runners.Runner.chartValues.runners.config, runners.kubernetes.namespace: jobs are to run in "cicd"'],
    );
  });

  test('of tags is that of the file, once for all that has them', () => {
    expectProblems(
      ['cluster: { acs: {} }', NEW_NETWORK, RUNNER, 'tags:', '  "acs:team": x'],
      ['line 5, tags["acs:team"]: has a key that begins with "aliyun" or "acs:"'],
    );
    expectProblems(
      [EXISTING_CLUSTER, 'tags: { aliyun: x }', RUNNER],
      ['line 2, tags["aliyun"]: has a key that begins with "aliyun" or "acs:"'],
    );
  });
});
