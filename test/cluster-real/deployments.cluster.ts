import { Charts } from '../../lib/dry-run/charts';
import { ownerInTemplate } from '../../lib/dry-run/owners';
import type { PlannedObject } from '../../lib/dry-run/planned-objects';
import { plannedObjects } from '../../lib/dry-run/planned-objects';
import { podsOf } from '../../lib/dry-run/pods';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerPod } from '../support/kubernetes';
import type { ApiCall } from './cluster';
import { allowedCalls, apply, cluster, ensureNamespace, remove } from './cluster';
import { DEPLOYMENTS, worksWith } from './deployments';
import { differences } from './differences';
import { callsInJobNamespace, callsOfOthers, FORBIDDEN_IN_CLUSTER, usesOf } from './runner-calls';

/** An object with its namespace, as ROS and Helm would create it. */
function placed({ object, namespace }: PlannedObject): KubernetesObject {
  const own = object.metadata.namespace ?? namespace;
  const metadata = cluster.isNamespaced(object) === true ? { ...object.metadata, namespace: own } : object.metadata;
  return { ...object, metadata };
}

const isKnown = ({ object }: PlannedObject) => cluster.isNamespaced(object) !== undefined;

/** What the cluster drops or changes in objects. */
function changesOf(objects: readonly KubernetesObject[]): string[] {
  const stored = apply(objects);
  return objects.flatMap((object, index) =>
    differences(object, stored[index], `${object.kind} ${object.metadata.name}`),
  );
}

/** What must be there before a pod: its account and priority class. */
function neededBy({ metadata: { namespace }, spec }: KubernetesObject): KubernetesObject[] {
  const { serviceAccountName = 'default', priorityClassName } = spec as Readonly<Record<string, string | undefined>>;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccountName, namespace } };
  const group = 'scheduling.k8s.io/v1';
  return priorityClassName === undefined
    ? [account]
    : [account, { apiVersion: group, kind: 'PriorityClass', metadata: { name: priorityClassName }, value: 1000 }];
}

describe.each(findCharts())('with the chart $version', (chart) => {
  const charts = new Charts(chart.path);
  afterAll(() => charts.remove());

  describe.each(DEPLOYMENTS.filter((one) => worksWith(chart.appVersion, one)))('$name', ({ deployed }) => {
    const planned = plannedObjects(deployed, ownerInTemplate, charts, cluster);
    const objects = planned.filter(isKnown).map(placed);
    const pods = podsOf(planned).map(placed);
    const namespaces = new Set([...objects, ...pods].flatMap(({ metadata }) => metadata.namespace ?? []));

    beforeAll(() => namespaces.forEach(ensureNamespace));
    afterAll(() => remove([...pods, ...objects]));

    test('is stored as it was sent, object by object', () => {
      expect(changesOf(objects)).toEqual([]);
    });

    test('has pods of managers and of jobs that are taken as they are', () => {
      expect(pods.map(({ metadata }) => metadata.name)).toEqual(
        expect.arrayContaining([expect.stringMatching(/-0$/), expect.stringMatching(/-job$/)]),
      );
      apply(pods.flatMap(neededBy));
      expect(changesOf(pods)).toEqual([]);
    });

    test('lets managers make the calls of the runner, and no others', () => {
      for (const one of planned.filter(({ object }) => object.kind === 'Deployment')) {
        const ofRelease = planned.filter(({ resource }) => resource === one.resource).map(placed);
        const { jobNamespace, uses } = usesOf(ofRelease);
        const account = { name: managerPod(ofRelease).serviceAccountName!, namespace: one.namespace };
        const inJobs = (calls: readonly ApiCall[]) => calls.map((call) => ({ ...call, namespace: jobNamespace }));
        const needed = inJobs(callsInJobNamespace(uses));
        expect(allowedCalls(account, needed)).toEqual(needed);
        const forbidden = [...inJobs(callsOfOthers(uses)), ...FORBIDDEN_IN_CLUSTER];
        expect(allowedCalls(account, forbidden)).toEqual([]);
      }
    });

    // The Prometheus operator, KEDA and ACK bring these kinds; TEST_CLUSTER_CRDS names files that define them.
    const unknown = planned
      .filter((one) => !isKnown(one))
      .map(({ object }) => `${object.kind} ${object.metadata.name}`);
    test.skipIf(unknown.length > 0)(
      `has kinds that the cluster knows${unknown.map((one) => `, not ${one}`).join('')}`,
      () => {
        expect(unknown).toEqual([]);
      },
    );
  });
});
