import type { VolumesConfig } from '../../config/runner-config.generated';
import { from, option } from '../../model/origin';

/** A claim that exists in the namespace of the jobs. */
export interface PersistentVolumeClaimSource {
  /** Name of the PersistentVolumeClaim. */
  readonly name: string;
}

/** Files from a ConfigMap that exists in the namespace of the jobs. */
export interface ConfigMapSource {
  /** Name of the ConfigMap, with at most 63 characters and no dots. */
  readonly name: string;
  /**
   * Keys to mount, each with the path of its file below `mountPath`.
   *
   * @default - all keys, each under its own name
   */
  readonly items?: Readonly<Record<string, string>>;
}

/** Files from a Secret that exists in the namespace of the jobs. Every pipeline on the runner can read them. */
export interface SecretSource {
  /** Name of the Secret, with at most 63 characters and no dots. */
  readonly name: string;
  /**
   * Keys to mount, each with the path of its file below `mountPath`.
   *
   * @default - all keys, each under its own name
   */
  readonly items?: Readonly<Record<string, string>>;
}

/** Scratch space that lives as long as the pod of the job. */
export interface EmptyDirSource {
  /**
   * What it is kept in: the disk of the node, or memory, which counts against the limits of the containers.
   *
   * @default - the disk
   */
  readonly medium?: 'Memory';
  /**
   * The most that it may hold, with a unit: `2Gi`.
   *
   * @default - no limit of its own
   */
  readonly sizeLimit?: string;
}

/** A NAS file system, mounted by NFS. For mount options of your own make a PersistentVolumeClaim. */
export interface NasSource {
  /** Address of the mount target, such as `xxxxx-xxxx.cn-hangzhou.nas.aliyuncs.com`. */
  readonly server: string;
  /**
   * Directory in the file system. It must exist.
   *
   * @default '/'
   */
  readonly path?: string;
}

/**
 * A volume in the containers of jobs. One of `persistentVolumeClaim`, `configMap`, `secret`, `emptyDir` and `nas`.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/#configure-volume-types
 */
export interface JobVolume {
  /** Path in the containers, such as `/data`. No two volumes may have the same. */
  readonly mountPath: string;
  /**
   * Part of the volume to mount, as a path in it.
   *
   * @default - all of it
   */
  readonly subPath?: string;
  /**
   * Whether jobs can only read it. Not for `emptyDir`.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * An existing PersistentVolumeClaim. Jobs run at the same time, so on several nodes it needs the access mode
   * `ReadWriteMany`, which NAS has and disks have not.
   *
   * @default - not one
   */
  readonly persistentVolumeClaim?: PersistentVolumeClaimSource;
  /**
   * Files from an existing ConfigMap.
   *
   * @default - not one
   */
  readonly configMap?: ConfigMapSource;
  /**
   * Files from an existing Secret.
   *
   * @default - not one
   */
  readonly secret?: SecretSource;
  /**
   * Scratch space that lives as long as the pod; `{}` takes the disk of the node.
   *
   * @default - not one
   */
  readonly emptyDir?: EmptyDirSource;
  /**
   * A NAS file system. For GitLab Runner 19.0 and later.
   *
   * @default - not one
   */
  readonly nas?: NasSource;
}

/** What a volume can be. */
export const VOLUME_KINDS = ['persistentVolumeClaim', 'configMap', 'secret', 'emptyDir', 'nas'] as const;

/** The volumes as the runner writes them, of which Kubernetes wants a name each. */
export function volumesConfig(volumes: readonly JobVolume[]): VolumesConfig {
  const all = volumes.map((volume, index) => ({ ...volume, index, name: `volume-${index}` }));
  const list = <Kind extends (typeof VOLUME_KINDS)[number], Written>(
    kind: Kind,
    write: (source: NonNullable<JobVolume[Kind]>, name: string) => Written,
  ) => {
    const ofKind = all.flatMap(({ index, name, mountPath, subPath, readOnly, [kind]: source }) =>
      source === undefined
        ? []
        : [from(option('jobs', 'volumes', index), { mountPath, subPath, readOnly, ...write(source, name) })],
    );
    return ofKind.length > 0 ? ofKind : undefined;
  };
  return {
    pvc: list('persistentVolumeClaim', (source) => source),
    configMap: list('configMap', (source) => source),
    secret: list('secret', (source) => source),
    emptyDir: list('emptyDir', (source, name) => ({ name, ...source })),
    nfs: list('nas', ({ server, path = '/' }, name) => ({ name, server, path })),
  };
}
