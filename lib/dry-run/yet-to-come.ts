import { isMap } from '../diagnostics/is-map';
import type { ReachableCluster } from './kubectl';
import type { PlannedObject } from './planned-objects';

/** Where objects are tried whose namespace is not there yet. Each cluster has it. */
const STAND_IN = 'default';

/** What a deployment brings that other objects of it need to be tried. */
export interface YetToCome {
  /** Namespaces that are not there yet. */
  readonly namespaces: ReadonlySet<string>;
  /** Names of service accounts. */
  readonly accounts: ReadonlySet<string>;
}

/** The namespaces that a deployment creates, since they are not there yet. */
export function missingNamespaces(cluster: ReachableCluster, planned: readonly PlannedObject[]): PlannedObject[] {
  const first = new Map([...planned].reverse().map((one) => [one.namespace, one] as const));
  return [...first]
    .filter(([name]) => !cluster.has('namespace', name))
    .map(([name, { resource, owner }]) => ({
      object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      resource,
      namespace: name,
      owner,
      placeOf: () => owner.place,
    }));
}

/** The names of the objects of a kind. */
export function namesOf(kind: string, planned: readonly PlannedObject[]): Set<string> {
  return new Set(planned.filter(({ object }) => object.kind === kind).map(({ object }) => object.metadata.name));
}

/** An object without what is yet to come: in a namespace that is there, and a pod without the service account. */
export function triable({ object, namespace }: PlannedObject, { namespaces, accounts }: YetToCome): object {
  const own = object.metadata.namespace ?? namespace;
  const isMissing = namespaces.has(own);
  const metadata = { ...object.metadata, namespace: isMissing ? STAND_IN : own };
  if (object.kind !== 'Pod' || !isMap(object.spec)) {
    return { ...object, metadata };
  }
  const { serviceAccountName, ...spec } = object.spec;
  const isComing = isMissing || accounts.has(String(serviceAccountName));
  return { ...object, metadata, spec: isComing ? spec : object.spec };
}

/** What an answer does not hold for. */
export function namespaceNotes(missing: ReadonlySet<string>): string[] {
  return [...missing].map(
    (name) =>
      `the namespace ${name} is not there yet, and the deployment creates it; its objects were tried in ${STAND_IN}, so quotas, limits and policies of the namespace itself were not asked`,
  );
}
