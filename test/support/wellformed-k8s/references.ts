import type { Container, KubernetesObject, ObjectReference, PodSpec, Volume } from '../kubernetes';
import { allContainers, podTemplates } from './workloads';

/** Names of objects that are not rendered, but known to be in the cluster. */
export interface ExternalObjects {
  readonly secrets?: readonly string[];
  readonly configMaps?: readonly string[];
  readonly serviceAccounts?: readonly string[];
}

interface Use {
  readonly kind: 'Secret' | 'ConfigMap' | 'ServiceAccount' | 'Role';
  readonly name: string;
}

/** What pods and bindings refer to must be rendered, or listed as external. */
export function checkReferences(objects: readonly KubernetesObject[], external: ExternalObjects): string[] {
  const known = new Set([
    ...objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ...(external.secrets ?? []).map((name) => `Secret/${name}`),
    ...(external.configMaps ?? []).map((name) => `ConfigMap/${name}`),
    ...(external.serviceAccounts ?? []).map((name) => `ServiceAccount/${name}`),
    'ServiceAccount/default',
  ]);
  return objects.flatMap((object) =>
    usesOf(object)
      .map(({ kind, name }) => `${kind}/${name}`)
      .filter((use, index, all) => !known.has(use) && all.indexOf(use) === index)
      .map((use) => `${object.kind}/${object.metadata.name}: uses ${use}, which is neither rendered nor external`),
  );
}

function usesOf(object: KubernetesObject): Use[] {
  return [...podTemplates(object).flatMap(({ spec }) => usesOfPod(spec)), ...usesOfBinding(object)];
}

function usesOfPod(spec: PodSpec): Use[] {
  // An empty name means the account "default".
  const account = spec.serviceAccountName ? [{ kind: 'ServiceAccount', name: spec.serviceAccountName } as const] : [];
  return [
    ...account,
    ...(spec.imagePullSecrets ?? []).flatMap((reference) => use('Secret', reference)),
    ...allContainers(spec).flatMap(usesOfContainer),
    ...(spec.volumes ?? []).flatMap(usesOfVolume),
  ];
}

function usesOfContainer({ env = [], envFrom = [] }: Container): Use[] {
  const sources = env.map(({ valueFrom }) => valueFrom);
  return [
    ...sources.flatMap((source) => [
      ...use('Secret', source?.secretKeyRef),
      ...use('ConfigMap', source?.configMapKeyRef),
    ]),
    ...envFrom.flatMap((source) => [...use('Secret', source.secretRef), ...use('ConfigMap', source.configMapRef)]),
  ];
}

function usesOfVolume({ secret, configMap, projected }: Volume): Use[] {
  return [
    ...use('Secret', secret && { name: secret.secretName, optional: secret.optional }),
    ...use('ConfigMap', configMap),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...use('Secret', source.secret),
      ...use('ConfigMap', source.configMap),
    ]),
  ];
}

function usesOfBinding(object: KubernetesObject): Use[] {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') {
    return [];
  }
  const { subjects, roleRef } = object as unknown as {
    subjects?: readonly { kind: string; name: string }[];
    roleRef: { kind: string; name: string };
  };
  const accounts = (subjects ?? []).filter(({ kind }) => kind === 'ServiceAccount');
  return [
    ...accounts.flatMap((account) => use('ServiceAccount', account)),
    ...(roleRef.kind === 'Role' ? use('Role', roleRef) : []),
  ];
}

function use(kind: Use['kind'], reference: ObjectReference | undefined): Use[] {
  return reference === undefined || reference.optional === true ? [] : [{ kind, name: reference.name }];
}
