import { CLUSTER_ID, EXISTING_CLUSTER, expectProblems, NEW_NETWORK, synthesizeYaml } from './support';

const ACK = `cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK, virtualNode: true } }`;
const WARNED = 'jobs: { placement: { acs: {} } }';

test('a warning is acknowledged for the whole stack or for one runner', () => {
  const warningsOf = (...lines: string[]) => synthesizeYaml(ACK, ...lines).warnings;
  expect(warningsOf(`runners: { Runner: { ${WARNED} } }`)).toEqual([expect.stringContaining('[acs-edition]')]);
  expect(warningsOf(`runners: { Runner: { ${WARNED} } }`, 'acknowledge: { acs-edition: it is Pro }')).toEqual([]);
  const one = `runners: { A: { ${WARNED}, acknowledge: { acs-edition: it is Pro } }, B: { ${WARNED} } }`;
  expect(warningsOf(one)).toEqual([expect.stringMatching(/^line 2, runners\.B\.jobs\.placement: .*\[acs-edition\]$/)]);
});

describe('config-without-effect: an error about the file itself is acknowledged', () => {
  const off = 'network: { new: { zones: [cn-hangzhou-i] } }';
  const chart = 'chart: { login: true }';

  test('for the whole stack', () => {
    expectProblems([EXISTING_CLUSTER, off, 'runners: { Runner: {} }'], ['line 2, network: is for new clusters']);
    expectProblems(
      [EXISTING_CLUSTER, off, 'runners: { Runner: {} }', 'acknowledge: { config-without-effect: off for a day }'],
      [],
    );
  });

  test('for one runner, and not for another', () => {
    const acknowledge = 'acknowledge: { config-without-effect: the chart is on its way }';
    expectProblems(
      [EXISTING_CLUSTER, 'runners:', `  A: { ${chart}, ${acknowledge} }`, `  B: { ${chart} }`],
      ['line 4, runners.B.chart.login: is for a chart of yours [config-without-effect]'],
    );
  });
});

test('acknowledgements are judged in the line where they stand, with all other problems', () => {
  expectProblems(
    [
      /* 1 */ EXISTING_CLUSTER,
      /* 2 */ 'acknowledge:',
      /* 3 */ '  no-such-rule: x',
      /* 4 */ '  config-alternative: x',
      /* 5 */ '  acs-edition: ""',
      /* 6 */ '  eci-tag: 3',
      /* 7 */ 'runners:',
      /* 8 */ '  Runner:',
      /* 9 */ '    concurrent: 0',
      /* 10 */ '    acknowledge:',
      /* 11 */ '      acs-editon: it is Pro',
    ],
    [
      'line 3, acknowledge.no-such-rule: is not the id of a rule [acknowledge-unknown-rule]',
      'line 4, acknowledge.config-alternative: is a rule that cannot be acknowledged [acknowledge-fatal-rule]',
      'line 5, acknowledge.acs-edition: has no reason [acknowledge-reason]',
      'line 6, acknowledge.eci-tag: is 3; allowed is a string',
      'line 9, runners.Runner.concurrent: is 0',
      'line 11, runners.Runner.acknowledge.acs-editon: is not the id of a rule. Did you mean "acs-edition"? [acknowledge-unknown-rule]',
    ],
  );
});

test('private-api-server: the warning stands at its line, and is acknowledged in the file', () => {
  const closed = ['cluster:', '  acs:', '    endpointPublicAccess: false', NEW_NETWORK, 'runners: { Runner: {} }'];
  expect(synthesizeYaml(...closed).warnings).toEqual([
    expect.stringMatching(/^line 3, cluster\.acs\.endpointPublicAccess: is false, .*\[private-api-server\]$/),
  ]);
  expect(synthesizeYaml(...closed, 'acknowledge: { private-api-server: tried }').warnings).toEqual([]);
});
