import { Cache, Cluster, ClusterKind, GitLabRunner, Metrics, Placement, RunnerChart } from '../../lib';
import { synth } from '../support/synth';
import { CLUSTER_ID } from '../stack/support';

/** What plain JavaScript may give. */
function makeRunner(props: object): () => unknown {
  return () =>
    synth((stack) => {
      const cluster = Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK, virtualNode: true });
      new GitLabRunner(stack, 'Runner', { cluster, cache: Cache.none(), ...props });
    });
}

const CHARTS = 'RunnerChart.fromVersion(...), RunnerChart.fromUrl(...) or RunnerChart.fromFluxArtifact(...)';

describe('wrong-type', () => {
  test.each<readonly [at: string, props: object, allowed: string]>([
    ['jobs.placement', { jobs: { placement: Cache.none() } }, 'Placement.nodePool(...)'],
    ['managers.placement', { managers: { placement: Metrics.none() } }, 'Placement.nodePool(...)'],
    ['cache', { cache: Placement.eci() }, 'Cache.none(), new OssCache(...)'],
    ['token', { token: Metrics.none() }, 'RunnerToken.fromParameter(...)'],
    ['metrics', { metrics: RunnerChart.fromVersion('0.90.1') }, 'Metrics.annotations(...)'],
    ['chart', { chart: Metrics.none() }, CHARTS],
  ])('tells an object of another interface, which has bind too: %s', (at, props, allowed) => {
    expect(makeRunner(props)).toThrow(
      `Test/Runner has a problem:\n  - ${at}: is an object of another kind; allowed is ${allowed}`,
    );
  });

  test('tells it in a fallback', () => {
    const placement = Placement.fallback([Placement.eci(), Cache.none() as never]);
    expect(makeRunner({ jobs: { placement } })).toThrow('placements[1]: is an object of another kind');
  });

  test('takes what others implement', () => {
    const cache = { bind: () => undefined };
    expect(makeRunner({ cache, metrics: { bind: () => ({ values: {} }) } })).not.toThrow();
  });
});
