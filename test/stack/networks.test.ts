import { expectProblems } from './support';

describe('acs-cluster-vswitches: too many zones or vSwitches for an ACS cluster are told at their line', () => {
  test('in a new network', () => {
    expectProblems(
      [
        'cluster: { acs: {} }',
        'network:',
        '  new:',
        '    zones: [cn-hangzhou-g, cn-hangzhou-h, cn-hangzhou-i, cn-hangzhou-j]',
        'runners: { Runner: {} }',
      ],
      ['line 4, network.new.zones: has 4 vSwitches; an ACS cluster takes at most 3 [acs-cluster-vswitches]'],
    );
  });

  test('in one that exists', () => {
    expectProblems(
      [
        'cluster: { acs: {} }',
        'network:',
        '  existing:',
        '    vpcId: vpc-1',
        '    vSwitchIds: [vsw-1, vsw-2, vsw-3, vsw-4]',
        'runners: { Runner: {} }',
      ],
      ['line 5, network.existing.vSwitchIds: has 4 vSwitches; an ACS cluster takes at most 3 [acs-cluster-vswitches]'],
    );
  });
});
