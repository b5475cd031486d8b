import type { Report } from '../../lib/diagnostics/report';
import { Placement } from '../../lib/placement/placement';
import type { PlacementContext, PodPlacement } from '../../lib/placement/pod-placement';
import { ACK, ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, found, one } from './support';

/** Nodes with big disks, as a user might write it. */
class BigDisks extends Placement {
  readonly name = 'nodes with big disks';
  readonly serverless = false;
  readonly interruptible = false;

  place(context: PlacementContext): PodPlacement {
    return { nodeSelector: { disk: 'big' }, labels: { 'example.com/cluster': context.kind } };
  }

  check(context: PlacementContext, report: Report, at: string): void {
    if (context.virtualNode === true) {
      report.error(at, 'would go astray');
    }
  }
}

/** The same, as one of several. */
class SharedBigDisks extends BigDisks {
  override readonly unit = { resource: 'ecs', nodeSelector: { disk: 'big' } } as const;
}

describe('compute of one’s own', () => {
  test('places and judges by itself', () => {
    expect(new BigDisks().place(ACK)).toEqual({
      nodeSelector: { disk: 'big' },
      labels: { 'example.com/cluster': 'ACK' },
    });
    expect(found(new BigDisks(), ACK).errors).toEqual(['placement: would go astray [extension]']);
    expect(found(new BigDisks(), UNKNOWN)).toEqual(NOTHING);
  });

  test('is part of a fallback when it says what it is to the scheduler', () => {
    const placement = Placement.fallback([new SharedBigDisks(), Placement.nodePool()]);
    expect(found(placement, UNKNOWN)).toEqual(NOTHING);
    expect(placement.place(UNKNOWN).affinity?.nodeAffinity).toMatchObject({
      preferredDuringSchedulingIgnoredDuringExecution: [
        { preference: { matchExpressions: [{ key: 'disk', values: ['big'] }] } },
      ],
    });
  });

  test('cannot be part of one otherwise', () => {
    const placement = Placement.fallback([new BigDisks(), Placement.nodePool()]);
    expect(found(placement, UNKNOWN).errors).toEqual(
      one('fallback-part', 'jobs.placement.fallback[0]', 'needs a "unit"'),
    );
  });
});

test.each([
  ['best-effort ACS compute in an ACS cluster', ACS, { name: 'ACS', interruptible: true }],
  ['ECI spot instances where there are virtual nodes', ACK, { name: 'ECI', interruptible: true }],
  ['nodes where there are none', ACK_WITHOUT_VIRTUAL_NODE, { name: 'the node pool', interruptible: false }],
  ['nodes where nothing is known', UNKNOWN, { name: 'the node pool', interruptible: false }],
])('the default is %s', (_, context, expected) => {
  expect(Placement.defaultFor(context)).toMatchObject(expected);
  expect(found(Placement.defaultFor(context), context)).toEqual(NOTHING);
});
