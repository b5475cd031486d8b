import { Report } from '../../lib/diagnostics/report';
import { checkNodes } from '../../lib/placement/check-virtual-node';
import { JobPlacement } from '../../lib/placement/job-placement';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

function warningsOf(placement: JobPlacement, maxNodes: number | undefined) {
  const report = new Report();
  checkNodes({ maxNodes }, placement, report, 'managerPlacement');
  return report.problems;
}

test('placement-needs-nodes: pods for any node are warned of where there is none, with what to do', () => {
  expect(warningsOf(JobPlacement.nodePool(), 0)).toMatchObject([
    {
      rule: 'placement-needs-nodes',
      severity: 'warning',
      at: 'managerPlacement',
      message:
        'is the node pool, and the cluster is made without nodes (nodePool.desiredSize is 0): the pods stay Pending until you add some. Give the pool nodes or autoScaling, or use JobPlacement.eci() or JobPlacement.acs()',
    },
  ]);
});

test.each<[string, JobPlacement, number | undefined]>([
  ['a cluster with nodes', JobPlacement.nodePool(), 1],
  ['a cluster of which that is not known', JobPlacement.nodePool(), undefined],
  ['pods for another node pool', JobPlacement.nodePool({ nodePoolId: 'np1' }), 0],
  ['pods for certain nodes', JobPlacement.nodePool({ nodeSelector: { paid: 'monthly' } }), 0],
  ['ECI', JobPlacement.eci(), 0],
  ['ACS', JobPlacement.acs(), 0],
  ['a fallback to ECI', JobPlacement.fallback([JobPlacement.nodePool(), JobPlacement.eci()]), 0],
])('%s needs no warning', (_, placement, maxNodes) => {
  expect(warningsOf(placement, maxNodes)).toEqual([]);
});

test('a size that only the deployment knows needs no warning', () => {
  synth((stack) => {
    expect(warningsOf(JobPlacement.nodePool(), parameter.number(stack, 'Nodes'))).toEqual([]);
  });
});
