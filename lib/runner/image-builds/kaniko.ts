import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { alternative, text } from '../../diagnostics/text';
import { known } from '../../ros/tokens';
import { checkText } from '../check-text';
import { dockerHubMirrorFault, imageFault } from '../images/image-name';
import { buildContainer, warnOfLacking } from './build-container';
import type { ImageBuilder, ImageBuildsContext } from './image-builder';
import type { RegistrySecretOptions } from './registry-secret';
import { checkRegistrySecret, dockerConfigVolume } from './registry-secret';

export interface KanikoOptions extends RegistrySecretOptions {
  /**
   * Image of jobs that name none: kaniko in a variant with a shell. Clusters in mainland China want a copy in Container
   * Registry (ACR) near by.
   *
   * @default 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug' - with `images.mirror`, `kaniko:v1.28.3-debug` below it
   * @see https://github.com/osscontainertools/kaniko
   */
  readonly image?: string;
  /**
   * Registry that is asked for images of Docker Hub, in `FROM` for instance, such as `mirror.example.com` or
   * `harbor.example.com/docker-hub`. Docker Hub itself is asked for what the mirror does not have.
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

const REGISTRY = 'ghcr.io/osscontainertools';
const IMAGE = 'kaniko:v1.28.3-debug';

/** It unpacks base images, compares file systems and packs layers: more memory than a compiler needs, and disk. */
const RESOURCES = { cpu: '2', memory: '8Gi', ephemeralStorage: '30Gi' };

/** What it needs of the capabilities that every container has, to unpack the files of other users and run as them. */
const CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETFCAP', 'SETGID', 'SETUID'];

export function kaniko(options: KanikoOptions, mirror?: string): ImageBuilder {
  return {
    jobs: { image: options.image ?? `${mirror ?? REGISTRY}/${IMAGE}`, resources: RESOURCES },
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
    withMirror: (from) => kaniko(options, from),
    check: (context, findings, at) => {
      checkOptions(options, findings, `${at}.kaniko`);
      checkContainer(context, findings, `${at}.kaniko`);
    },
  };
}

function checkOptions(options: KanikoOptions, { errors, warnings }: Report, at: string): void {
  checkText(options.image, imageFault, errors, `${at}.image`);
  checkText(options.registryMirror, dockerHubMirrorFault, errors, `${at}.registryMirror`);
  checkRegistrySecret(options, errors, at);
  const image = known(options.image);
  if (image !== undefined && hasNoShell(image)) {
    warnings.add(
      `${at}.image`,
      `${shown(image)} seems to have no shell, so that no script could run in it; use the variant whose tag ends in -debug`,
    );
  }
}

/** What `config` may take away from it. */
function checkContainer({ mergedConfig }: ImageBuildsContext, { errors, warnings }: Report, at: string) {
  const container = buildContainer(mergedConfig);
  const user = known(container.runAsUser);
  if (user !== undefined && user > 0) {
    warnings.add(
      at,
      `runs as root, and config.runners.kubernetes has its container run as user ${user}; leave that out`,
    );
  } else if (user === 0 && container.runAsNonRoot === true) {
    errors.add(
      at,
      text`runs as root, and config.runners.kubernetes has runAsNonRoot: Kubernetes would start no container of any job. Leave it out, or use ${alternative('ImageBuilds', 'buildkitRootless')}`,
    );
  }
  if (container.readOnlyRootFilesystem === true) {
    errors.add(
      at,
      'unpacks images over its root file system, which config.runners.kubernetes makes read-only; leave readOnlyRootFilesystem out',
    );
  }
  warnOfLacking(CAPABILITIES, container, warnings, at);
}

/** Official tags tell the variant; of other names nothing is known. */
function hasNoShell(image: string): boolean {
  const tag = /(?:\/kaniko|\/kaniko-project\/executor)(?::([^@]+))?$/.exec(image);
  return tag !== null && !/debug|alpine|bootstrap/.test(tag[1] ?? 'latest');
}
