/**
 * Renews spec/kubernetes from Kubernetes' published JSON schemas, as the Python package `kubernetes-validate` ships them:
 * `npx tsx scripts/kubernetes-schemas.ts`, then `npm run generate`. It needs Python with pip, and is run by hand when
 * there is a newer Kubernetes; nothing else in this repository needs Python.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = 'kubernetes-validate==1.37.0';
/** Keys are those of the newest version, so that no key is refused that a cluster may know. */
const NEWEST = '1.37.0';
/** A key that this version can do without is not required. */
const OLDEST = '1.31.0';

/** Types that chart values are made of, and objects that people add to a release. */
const ROOTS = [
  'api.apps.v1.DaemonSet',
  'api.apps.v1.Deployment',
  'api.apps.v1.StatefulSet',
  'api.autoscaling.v2.HorizontalPodAutoscaler',
  'api.batch.v1.CronJob',
  'api.batch.v1.Job',
  'api.core.v1.ConfigMap',
  'api.core.v1.LimitRange',
  'api.core.v1.Namespace',
  'api.core.v1.PersistentVolumeClaim',
  'api.core.v1.Pod',
  'api.core.v1.ResourceQuota',
  'api.core.v1.Secret',
  'api.core.v1.Service',
  'api.core.v1.ServiceAccount',
  'api.networking.v1.Ingress',
  'api.networking.v1.NetworkPolicy',
  'api.policy.v1.PodDisruptionBudget',
  'api.rbac.v1.ClusterRole',
  'api.rbac.v1.ClusterRoleBinding',
  'api.rbac.v1.Role',
  'api.rbac.v1.RoleBinding',
  'api.scheduling.v1.PriorityClass',
].map((name) => `io.k8s.${name}`);

interface Definition {
  properties?: Record<string, unknown>;
  required?: string[];
}
type Definitions = Record<string, Definition>;

const folder = mkdtempSync(join(tmpdir(), 'kubernetes-schemas-'));
try {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, PACKAGE]);
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'))!;
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
  const text = JSON.stringify(cut(read(NEWEST), read(OLDEST)));
  // One definition a line, so that a renewal shows what has changed.
  const lines = text.replace(/,("io\.k8s\.[^"]+":\{)/g, ',\n$1').replace('{"io.k8s', '{\n"io.k8s');
  writeFileSync(join(__dirname, '../spec/kubernetes/definitions.json'), `${lines.replace(/\}$/, '\n}')}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

function read(version: string): Definitions {
  const file = `kubernetes_validate/kubernetes-json-schema/v${version}-local-strict/_definitions.json`;
  return (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { $defs: Definitions }).$defs;
}

/** The roots and what they are made of, without what is not checked. */
function cut(newest: Definitions, oldest: Definitions): Definitions {
  const found: Definitions = {};
  const visit = (name: string) => {
    if (found[name] !== undefined) {
      return;
    }
    const { required, ...definition } = withoutNotes(newest[name]) as Definition;
    // The state of an object is written by the cluster.
    delete definition.properties?.status;
    const needed = required?.filter((key) => oldest[name]?.required?.includes(key) ?? true);
    found[name] = { ...definition, ...(needed !== undefined && needed.length > 0 && { required: needed }) };
    for (const [, inner] of JSON.stringify(found[name]).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      visit(inner!);
    }
  };
  ROOTS.forEach(visit);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A schema without descriptions, defaults and all extensions but the one that says which object it describes. */
function withoutNotes(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withoutNotes);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const entries = Object.entries(schema).filter(
    ([keyword]) =>
      !['description', 'format', 'default'].includes(keyword) &&
      (!keyword.startsWith('x-kubernetes-') || keyword === 'x-kubernetes-group-version-kind'),
  );
  return Object.fromEntries(
    entries.map(([keyword, value]) => [
      keyword,
      // Below it stand the keys of the object, whatever they are called.
      keyword === 'properties'
        ? Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, withoutNotes(inner)]))
        : withoutNotes(value),
    ]),
  );
}
