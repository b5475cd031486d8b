import { isAtLeast } from '../../config/runner-version';
import { checkImage } from './builder-image';
import type { ImageBuilder } from './image-builder';
import type { RegistrySecretOptions } from './registry-secret';
import { checkRegistrySecret, dockerConfigVolume } from './registry-secret';

export interface BuildkitRootlessOptions extends RegistrySecretOptions {
  /**
   * Image of jobs that name none: a rootless variant of BuildKit.
   *
   * @default 'moby/buildkit:v0.32.2-rootless'
   * @see https://github.com/moby/buildkit/blob/master/docs/rootless.md
   */
  readonly image?: string;
  /**
   * Flags of buildkitd beside the one that makes it work without a sandbox for processes, for instance
   * `--oci-worker-snapshotter=native` where the kernel of the nodes is too old for overlays in user namespaces.
   *
   * @default - none
   */
  readonly buildkitdFlags?: readonly string[];
}

/** The first runner that can set the seccomp profile of a container. */
const SECCOMP_SINCE = '18.11';
/** User and group in the rootless image. */
const ROOTLESS_ID = 1000;
const HOME = '/home/user';
const RESOURCES = { cpu: '2', memory: '8Gi', ephemeralStorage: '30Gi' };

export function buildkitRootless(options: BuildkitRootlessOptions): ImageBuilder {
  return {
    jobs: { image: options.image ?? 'moby/buildkit:v0.32.2-rootless', resources: RESOURCES },
    configure: () => ({
      config: {
        runners: {
          environment: [`BUILDKITD_FLAGS=${flags(options.buildkitdFlags)}`],
          kubernetes: {
            buildContainerSecurityContext: {
              runAsUser: ROOTLESS_ID,
              runAsGroup: ROOTLESS_ID,
              // newuidmap and newgidmap set up the user namespace, and are allowed to by their file capabilities.
              allowPrivilegeEscalation: true,
              seccompProfile: { type: 'Unconfined' },
              appArmorProfile: { type: 'Unconfined' },
            },
            volumes: {
              // The volume that the image declares may be mounted nosuid, where the build would fail.
              emptyDir: [{ name: 'buildkit', mountPath: `${HOME}/.local/share/buildkit` }],
              ...dockerConfigVolume(options.registrySecret, `${HOME}/.docker`),
            },
          },
        },
      },
    }),
    check: ({ chartVersion, placement }, { errors, warnings }, at) => {
      const { version, runnerVersion } = chartVersion;
      if (!isAtLeast(runnerVersion, SECCOMP_SINCE)) {
        errors.add(
          `${at}.buildkitRootless`,
          `needs GitLab Runner ${SECCOMP_SINCE} or later, which can lift the seccomp profile, and chart ${version} has ${runnerVersion}; use chart 0.90.1, or ImageBuilds.kaniko()`,
        );
      }
      if (placement.serverless) {
        warnings.add(
          `${at}.buildkitRootless`,
          `is not known to work on ${placement.name}: it needs user namespaces, and a pod without seccomp and AppArmor profiles. Try it before you rely on it, or use ImageBuilds.kaniko() or JobPlacement.nodePool()`,
        );
      }
      checkImage(options.image, errors, `${at}.buildkitRootless.image`);
      checkRegistrySecret(options, errors, `${at}.buildkitRootless`);
    },
  };
}

/** Kubernetes has nothing that would let a rootless daemon mount /proc for a sandbox of its own. */
function flags(further: readonly string[] = []): string {
  return ['--oci-worker-no-process-sandbox', ...further].join(' ');
}
