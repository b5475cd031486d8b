import { execFileSync } from 'node:child_process';
import { ReachableCluster } from '../../lib/dry-run/kubectl';
import { findProgram } from '../../lib/testing/helm';
import type { KubernetesObject } from '../support/kubernetes';

/** The throw-away cluster of these tests, which `scripts/test-cluster.ts` has looked at. */
export const cluster = ReachableCluster.connect();

export function kubectl(args: readonly string[], input?: object): string {
  const options = {
    encoding: 'utf8',
    input: input && JSON.stringify(input),
    stdio: 'pipe',
    maxBuffer: 2 ** 26,
  } as const;
  return execFileSync(findProgram('kubectl', 'KUBECTL')!, args, options);
}

/** Creates a namespace, and waits until pods can be created in it. */
export function ensureNamespace(name: string): void {
  kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  kubectl(['wait', '--for=create', 'serviceaccount/default', '--namespace', name, '--timeout=60s']);
}

/** Applies objects strictly. Returns them as the API server has stored them; throws what it says when it refuses one. */
export function apply(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const strictly = ['--server-side', '--validate=strict', '--force-conflicts', '--output', 'json'];
  const applied = kubectl(['apply', ...strictly, '-f', '-'], { apiVersion: 'v1', kind: 'List', items: objects });
  return objects.length === 1
    ? [JSON.parse(applied) as KubernetesObject]
    : (JSON.parse(applied) as { items: KubernetesObject[] }).items;
}

/** Deletes objects, and waits until they are gone. */
export function remove(objects: readonly KubernetesObject[]): void {
  if (objects.length > 0) {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    kubectl(['delete', '--ignore-not-found', '--grace-period=1', '-f', '-'], list);
  }
}

/** A call of the Kubernetes API, as Roles know it. */
export interface ApiCall {
  readonly verb: string;
  /** With the group before it and the subresource behind it, as in `policy/poddisruptionbudgets` and `pods.exec`. */
  readonly resource: string;
  /** @default - the whole cluster */
  readonly namespace?: string;
}

/** Which of some calls a service account may make, by `kubectl auth can-i` for all of them at once. */
export function allowedCalls(account: { name: string; namespace: string }, calls: readonly ApiCall[]): ApiCall[] {
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`, 'system:authenticated'];
  const items = calls.map(({ verb, resource, namespace }) => {
    const [name, group = ''] = resource.split('/').reverse();
    const [kind, subresource] = name!.split('.');
    const resourceAttributes = { verb, group, resource: kind, subresource, namespace };
    return {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user, groups, resourceAttributes },
    };
  });
  const list = { apiVersion: 'v1', kind: 'List', items };
  const answers = kubectl(['create', '--output', 'jsonpath={.status.allowed}{"\\n"}', '-f', '-'], list);
  const allowed = answers.trim().split('\n');
  return calls.filter((_, index) => allowed[index] === 'true');
}
