import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { known } from '../../ros/tokens';
import { alternative, text } from '../../diagnostics/text';
import { textFault } from '../check-text';
import { dockerHubMirrorFault, imageFault } from '../images/image-name';
import { checkCapabilities, containerSetting, readOnlyRootFilesystem } from './build-container';
import { imageBuildRules } from './image-build-rules';
import type { IImageBuilds, ImageBuildsCheckContext } from './image-builds-config';
import { checkNames } from './builder-options';

/** How kaniko builds images. */
export interface KanikoOptions {
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

export function kaniko(options: KanikoOptions): IImageBuilds {
  return {
    bind: (_, { mirror }) => ({
      jobs: { image: options.image ?? `${mirror ?? REGISTRY}/${IMAGE}`, resources: RESOURCES },
      dockerConfigFolder: '/kaniko/.docker',
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
          },
        },
      },
    }),
    check: (context, report, at) => {
      checkOptions(options, report, `${at}.kaniko`);
      checkContainer(context, report, `${at}.kaniko`);
    },
  };
}

function checkOptions(options: KanikoOptions, report: Report, at: string): void {
  checkNames(
    {
      [`${at}.image`]: textFault(options.image, imageFault),
      [`${at}.registryMirror`]: textFault(options.registryMirror, dockerHubMirrorFault),
    },
    report,
  );
  const image = known(options.image);
  if (image !== undefined && hasNoShell(image)) {
    report.add(
      imageBuildRules['kaniko-image-without-shell'],
      `${at}.image`,
      `${shown(image)} seems to have no shell, so that no script could run in it; use the variant whose tag ends in -debug`,
    );
  }
}

/** What the user may take away from it. */
function checkContainer({ settings }: ImageBuildsCheckContext, report: Report, at: string) {
  const rule = imageBuildRules['kaniko-container'];
  const [user, nonRoot] = [containerSetting(settings, 'runAsUser'), containerSetting(settings, 'runAsNonRoot')];
  if (typeof user.value === 'number' && user.value > 0) {
    report.add(
      rule,
      at,
      `runs as root, and \`${user.at}\` has its container run as user ${user.value}; leave that out`,
      { severity: 'warning' },
    );
  } else if (user.value === 0 && nonRoot.value === true) {
    report.add(
      rule,
      at,
      text`runs as root, and \`${nonRoot.at!}\` is true: Kubernetes would start no container of any job. Leave it out, or use ${alternative('ImageBuilds', 'buildkitRootless')}`,
    );
  }
  const readOnly = readOnlyRootFilesystem(settings);
  if (readOnly.value === true) {
    report.add(
      rule,
      at,
      `unpacks images over its root file system, which \`${readOnly.at}\` makes read-only; leave that out`,
    );
  }
  checkCapabilities(CAPABILITIES, settings, report, at);
}

/** Official tags tell the variant; of other names nothing is known. */
function hasNoShell(image: string): boolean {
  const tag = /(?:\/kaniko|\/kaniko-project\/executor)(?::([^@]+))?$/.exec(image);
  return tag !== null && !/debug|alpine|bootstrap/.test(tag[1] ?? 'latest');
}
