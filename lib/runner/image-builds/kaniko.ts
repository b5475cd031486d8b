import { shown } from '../../checks/faults';
import { known } from '../../ros/tokens';
import { checkImage } from './builder-image';
import type { ImageBuilder } from './image-builder';
import type { RegistrySecretOptions } from './registry-secret';
import { checkRegistrySecret, dockerConfigVolume } from './registry-secret';

export interface KanikoOptions extends RegistrySecretOptions {
  /**
   * Image of jobs that name none: kaniko in a variant with a shell. Clusters in mainland China want a copy in Container
   * Registry (ACR) near by.
   *
   * @default 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug'
   * @see https://github.com/osscontainertools/kaniko
   */
  readonly image?: string;
  /**
   * Registry that is asked for images of Docker Hub, in `FROM` for instance, such as `mirror.example.com`. Docker Hub
   * itself is asked for what the mirror does not have.
   *
   * @default - none
   */
  readonly registryMirror?: string;
  /**
   * Whether programs such as `sudo` may gain rights in a `RUN` after a `USER`. kaniko itself does not need it.
   *
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;
}

const DEFAULT_IMAGE = 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug';

/** It unpacks base images, compares file systems and packs layers: more memory than a compiler needs, and disk. */
const RESOURCES = { cpu: '2', memory: '8Gi', ephemeralStorage: '30Gi' };

export function kaniko(options: KanikoOptions): ImageBuilder {
  return {
    jobs: { image: options.image ?? DEFAULT_IMAGE, resources: RESOURCES },
    configure: () => ({
      config: {
        runners: {
          environment:
            options.registryMirror === undefined ? undefined : [`KANIKO_REGISTRY_MIRROR=${options.registryMirror}`],
          kubernetes: {
            // Files of base images belong to many users, and layers must keep them: so root, with the capabilities
            // that every container has, and nothing beyond.
            buildContainerSecurityContext: {
              runAsUser: 0,
              runAsGroup: 0,
              allowPrivilegeEscalation: options.allowPrivilegeEscalation ?? false,
            },
            volumes: dockerConfigVolume(options.registrySecret, '/kaniko/.docker'),
          },
        },
      },
    }),
    check: (_context, { errors, warnings }, at) => {
      checkImage(options.image, errors, `${at}.kaniko.image`);
      checkImage(options.registryMirror, errors, `${at}.kaniko.registryMirror`);
      checkRegistrySecret(options, errors, `${at}.kaniko`);
      const image = known(options.image);
      if (image !== undefined && hasNoShell(image)) {
        warnings.add(
          `${at}.kaniko.image`,
          `${shown(image)} seems to have no shell, so that no script could run in it; use the variant whose tag ends in -debug`,
        );
      }
    },
  };
}

/** Official tags tell the variant; of other names nothing is known. */
function hasNoShell(image: string): boolean {
  const tag = /(?:\/kaniko|\/kaniko-project\/executor)(?::([^@]+))?$/.exec(image);
  return tag !== null && !/debug|alpine|bootstrap/.test(tag[1] ?? 'latest');
}
