import { ClusterKind } from '../../../lib/cluster/cluster-kind';
import { readConfigText } from '../../../lib/model/config-text';
import type { Origin } from '../../../lib/model/origin';
import { option } from '../../../lib/model/origin';
import { Settings } from '../../../lib/model/reading';
import { over, treeFrom } from '../../../lib/model/tree';
import { Placement } from '../../../lib/placement/placement';
import type { PlacementContext } from '../../../lib/placement/pod-placement';
import { onCompute } from '../../../lib/runner/compute/pods';
import { bound, computeOf } from '../../placement/support';

const ACK: PlacementContext = { kind: ClusterKind.ACK, virtualNode: true, edition: 'pro', podGroup: 'jobs' };
const ECI = 'alibabacloud.com/eci';
const ACS = 'alibabacloud.com/acs';
const ofUser: Origin = { layer: 'config', path: ['config'] };
const [eci, acs, nodes] = [Placement.eci({ spot: {} }), Placement.acs(), Placement.nodePool()];

/** The compute of pods with a placement, with labels laid over its own. */
function onTheirCompute(placement: Placement, labels: Readonly<Record<string, unknown>> | null = {}, context = ACK) {
  const placed = bound(placement, context);
  const merged = over(
    treeFrom(option('jobs', 'placement'), { podLabels: placed.pods.labels ?? {} }),
    treeFrom(ofUser, { podLabels: labels }),
    'replace',
  );
  return onCompute({
    name: 'jobs',
    context,
    placed,
    settings: new Settings(merged),
    path: [],
  });
}

/** The compute of jobs whose config.toml is a text. */
function computeByText(placement: Placement, podLabels: string) {
  const text = `[[runners]]\n[runners.kubernetes.pod_labels]\n${podLabels}`;
  const settings = new Settings(readConfigText(text, ['chartValues', 'runners', 'config']).tree);
  const path = ['runners', 'kubernetes'];
  return onCompute({ name: 'jobs', context: ACK, placed: bound(placement, ACK), settings, path });
}

test('pods land where their placement sends them', () => {
  for (const placement of [eci, acs, nodes, Placement.fallback([nodes, eci]), Placement.fallback([nodes, nodes])]) {
    expect(onTheirCompute(placement)).toMatchObject({ compute: computeOf(placement, ACK) });
    expect(onTheirCompute(placement)).not.toHaveProperty('sentBy');
  }
});

test('a label of the user goes before the placement', () => {
  expect(onTheirCompute(nodes, { [ECI]: 'true' })).toMatchObject({
    compute: { name: 'ECI' },
    sentBy: { key: ECI, origin: ofUser },
  });
  expect(onTheirCompute(nodes, { [ACS]: 'true' }).compute.name).toBe('ACS');
  expect(onTheirCompute(acs, { [ECI]: 'true' }).compute.name).toBe('ECI');
});

test('the label that the placement gives too leaves its options alone', () => {
  expect(onTheirCompute(eci, { [ECI]: 'true' })).toMatchObject({ compute: computeOf(eci, ACK) });
});

test('a label of the user that takes the placement’s away leaves the pods to nodes', () => {
  expect(onTheirCompute(eci, { [ECI]: 'false' }).compute.name).toBe('the node pool');
  expect(onTheirCompute(acs, null).compute.name).toBe('the node pool');
});

test('an ACS cluster has ACS alone', () => {
  const context = { ...ACK, kind: ClusterKind.ACS };
  expect(onTheirCompute(acs, { [ECI]: 'true' }, context)).toMatchObject({ compute: computeOf(acs, ACK) });
});

test('a label that only Helm knows changes nothing', () => {
  expect(computeByText(eci, `"${ECI}" = "{{ .Values.eci }}"`)).toMatchObject({ compute: computeOf(eci, ACK) });
  expect(computeByText(nodes, `"${ECI}" = "{{ .Values.eci }}"`)).toMatchObject({ compute: computeOf(nodes, ACK) });
});

test('a text of config.toml sends jobs by its own labels, and to nodes without any', () => {
  expect(computeByText(eci, '').compute.name).toBe('the node pool');
  expect(computeByText(Placement.fallback([nodes, eci]), '').compute.name).toBe('the node pool');
  expect(computeByText(nodes, `"${ECI}" = "true"`)).toMatchObject({
    compute: { name: 'ECI' },
    sentBy: { origin: { line: 3 } },
  });
  expect(
    computeByText(Placement.fallback([nodes, eci]), '"ros-cdk-gitlab-runner/pod-group" = "jobs"').compute.name,
  ).toBe('the node pool, then ECI');
});
