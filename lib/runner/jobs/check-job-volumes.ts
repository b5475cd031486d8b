import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { RunnerConfig, VolumesConfig } from '../../config/runner-config.generated';
import { known } from '../../ros/tokens';
import { knownTables } from '../known-items';

const CONFIG_VOLUMES = 'config.runners.kubernetes.volumes';
const KINDS = ['hostPath', 'secret', 'pvc', 'configMap', 'emptyDir', 'csi', 'nfs'] as const;

interface Volume {
  readonly kind: (typeof KINDS)[number];
  readonly name?: string;
  readonly mountPath?: string;
}

/**
 * Adds volumes of job pods that are called alike, or mounted in one place: Kubernetes refuses such pods. The runner calls
 * the volume of a Secret, a ConfigMap and a claim after it.
 */
export function checkJobVolumes(
  { config, mergedConfig }: { readonly config?: RunnerConfig; readonly mergedConfig: RunnerConfig },
  errors: FaultList,
): void {
  const own = volumesOf(config);
  for (const [first, second] of pairs(volumesOf(mergedConfig))) {
    const isOwn = [first, second].some((one) => own.some((volume) => isSame(volume, one)));
    const at = isOwn ? CONFIG_VOLUMES : 'imageBuilds';
    if (first.name !== undefined && first.name === second.name && !isOneClaim(first, second)) {
      errors.add(
        at,
        `leads to two volumes called ${shown(first.name)} in the pods of jobs, at ${first.mountPath} and ${second.mountPath}, and Kubernetes refuses such pods; call one of them otherwise`,
      );
    }
    if (first.mountPath !== undefined && first.mountPath === second.mountPath) {
      errors.add(
        at,
        `leads to two volumes at ${shown(first.mountPath)} in the pods of jobs, ${first.name} and ${second.name}, and Kubernetes refuses such pods; mount one of them elsewhere`,
      );
    }
  }
}

function volumesOf(config: RunnerConfig | undefined): Volume[] {
  const volumes: VolumesConfig = config?.runners?.kubernetes?.volumes ?? {};
  return KINDS.flatMap((kind) =>
    knownTables<Omit<Volume, 'kind'>>(volumes[kind]).map(({ name, mountPath }) => ({
      kind,
      name: known(name),
      mountPath: known(mountPath),
    })),
  );
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((first, index) => list.slice(index + 1).map((second): [T, T] => [first, second]));
}

function isSame(a: Volume, b: Volume): boolean {
  return a.kind === b.kind && a.name === b.name && a.mountPath === b.mountPath;
}

/** The runner mounts one claim in as many places as one likes. */
function isOneClaim(a: Volume, b: Volume): boolean {
  return a.kind === 'pvc' && b.kind === 'pvc';
}
