import type { VolumesConfig } from '../config/runner-config.generated';
import type { Step } from '../model/origin';

/** A volume of job pods, and where the containers have it. */
export interface JobVolume {
  readonly volume: object;
  readonly mount: object;
  /** Path below `runners.kubernetes`. */
  readonly path: readonly Step[];
}

type Volumes = { readonly [Kind in keyof VolumesConfig]-?: NonNullable<VolumesConfig[Kind]>[number] };

/** What a volume of each kind is to Kubernetes. */
const SOURCES: { readonly [Kind in keyof Volumes]: (volume: Volumes[Kind]) => object } = {
  emptyDir: ({ medium, sizeLimit }) => ({ emptyDir: { medium, sizeLimit } }),
  pvc: ({ name, readOnly }) => ({ persistentVolumeClaim: { claimName: name, readOnly } }),
  configMap: ({ name, items }) => ({ configMap: { name, items: filesOf(items) } }),
  secret: ({ name, items }) => ({ secret: { secretName: name, items: filesOf(items) } }),
  hostPath: ({ hostPath, mountPath }) => ({ hostPath: { path: hostPath ?? mountPath } }),
  csi: ({ driver, fsType, volumeAttributes, readOnly }) => ({ csi: { driver, fsType, volumeAttributes, readOnly } }),
  nfs: ({ server, path, readOnly }) => ({ nfs: { server, path, readOnly } }),
};

/** The volumes of job pods, of `runners.kubernetes.volumes`. */
export function jobVolumes(volumes: VolumesConfig): JobVolume[] {
  return (Object.keys(SOURCES) as (keyof Volumes)[]).flatMap((kind) =>
    (volumes[kind] ?? []).map((volume, index) => {
      const source = (SOURCES[kind] as (volume: object) => object)(volume);
      const { name, mountPath, subPath, readOnly, mountPropagation } = volume as Partial<Volumes['hostPath']>;
      return {
        volume: { name, ...source },
        mount: { name, mountPath, subPath, readOnly, mountPropagation },
        path: ['volumes', kind, index],
      };
    }),
  );
}

/** Keys of the object, each with its file in the folder. */
function filesOf(items: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return items && Object.entries(items).map(([key, path]) => ({ key, path }));
}
