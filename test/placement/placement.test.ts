import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../../lib/diagnostics/report';
import { Placement } from '../../lib/placement/placement';
import type { IPlacement, PlacementConfig, PlacementContext, ResourceUnit } from '../../lib/placement/pod-placement';
import { computeOf, ACK, ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, found, one, podsOf } from './support';

/** Nodes with big disks, as a user might write it. */
class BigDisks implements IPlacement {
  constructor(private readonly unit?: ResourceUnit) {}

  bind(scope: Construct, context: PlacementContext): PlacementConfig {
    return {
      compute: {
        name: `nodes with big disks for ${scope.node.id}`,
        serverless: false,
        interruptible: false,
        unit: this.unit,
      },
      pods: { nodeSelector: { disk: 'big' }, labels: { 'example.com/cluster': context.kind } },
    };
  }

  check(context: PlacementContext, report: Report, at: string): void {
    if (context.virtualNode === true) {
      report.error(at, 'would go astray');
    }
  }
}

/** The least that a placement must have. */
const smallDisks: IPlacement = {
  bind: () => ({
    compute: { name: 'small disks', serverless: false, interruptible: false },
    pods: { nodeSelector: { disk: 'small' } },
  }),
};

describe('compute of one’s own', () => {
  test('places and judges by itself', () => {
    expect(podsOf(new BigDisks(), ACK)).toEqual({
      nodeSelector: { disk: 'big' },
      labels: { 'example.com/cluster': 'ACK' },
    });
    expect(found(new BigDisks(), ACK).errors).toEqual(['jobs.placement: would go astray [extension]']);
    expect(found(new BigDisks(), UNKNOWN)).toEqual(NOTHING);
    expect(found(smallDisks)).toEqual(NOTHING);
  });

  test('is part of a fallback when it says what it is to the scheduler', () => {
    const placement = Placement.fallback([
      new BigDisks({ resource: 'ecs', nodeSelector: { disk: 'big' } }),
      Placement.nodePool(),
    ]);
    expect(found(placement, UNKNOWN)).toEqual(NOTHING);
    expect(podsOf(placement, UNKNOWN).affinity?.nodeAffinity).toMatchObject({
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
  expect(computeOf(Placement.defaultFor(context), context)).toMatchObject(expected);
  expect(found(Placement.defaultFor(context), context)).toEqual(NOTHING);
});
