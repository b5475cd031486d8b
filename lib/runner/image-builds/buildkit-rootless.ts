import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { alternative, text } from '../../diagnostics/text';
import { isAtLeast } from '../../config/runner-version';
import { known } from '../../ros/tokens';
import { checkKnownList } from '../known-list';
import { textFault } from '../check-text';
import { imageFault } from '../images/image-name';
import { allowPrivilegeEscalation, checkCapabilities } from './build-container';
import { imageBuildRules } from './image-build-rules';
import type { IImageBuilds, ImageBuildsCheckContext } from './image-builds-config';
import { checkNames } from './builder-options';

/** How BuildKit builds images. */
export interface BuildkitRootlessOptions {
  /**
   * Image of jobs that name none: a rootless variant of BuildKit.
   *
   * @default 'moby/buildkit:v0.32.2-rootless' - with `images.mirror`, `buildkit:v0.32.2-rootless` below it
   * @see https://github.com/moby/buildkit/blob/master/docs/rootless.md
   */
  readonly image?: string;
  /**
   * Flags of buildkitd beside the one that makes it work without a sandbox for processes, for instance
   * `--oci-worker-snapshotter=native` where the kernel of the nodes is too old for overlays in user namespaces.
   *
   * @default - none
   */
  readonly buildkitdFlags?: string[];
}

const NAMESPACE = 'moby';
const IMAGE = 'buildkit:v0.32.2-rootless';

/** The first runner that can set the seccomp profile of a container. */
const SECCOMP_SINCE = '18.11';
/** User and group in the rootless image. */
const ROOTLESS_ID = 1000;
const HOME = '/home/user';
const RESOURCES = { cpu: '2', memory: '8Gi', ephemeralStorage: '30Gi' };

/** What newuidmap and newgidmap need of the capabilities that every container has. */
const CAPABILITIES = ['SETGID', 'SETUID'];

export function buildkitRootless(options: BuildkitRootlessOptions): IImageBuilds {
  return {
    bind: (_, { mirror }) => ({
      jobs: { image: options.image ?? `${mirror ?? NAMESPACE}/${IMAGE}`, resources: RESOURCES },
      dockerConfigFolder: `${HOME}/.docker`,
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
            },
          },
        },
      },
    }),
    check: (context, report, at) => {
      checkOptions(options, report, `${at}.buildkitRootless`);
      checkSurroundings(context, report, `${at}.buildkitRootless`);
      checkContainer(context, report, `${at}.buildkitRootless`);
    },
  };
}

function checkOptions(options: BuildkitRootlessOptions, report: Report, at: string): void {
  checkNames({ [`${at}.image`]: textFault(options.image, imageFault) }, report);
  checkKnownList(options.buildkitdFlags, report, `${at}.buildkitdFlags`);
  const image = known(options.image);
  if (image !== undefined && needsRoot(image)) {
    report.add(
      imageBuildRules['buildkit-image-for-root'],
      `${at}.image`,
      `${shown(image)} seems to be the variant for root, which cannot work as user ${ROOTLESS_ID}; use the one whose tag ends in -rootless`,
    );
  }
}

function checkSurroundings({ chartVersion, placement }: ImageBuildsCheckContext, report: Report, at: string): void {
  const { version, runnerVersion } = chartVersion;
  const kaniko = alternative('ImageBuilds', 'kaniko');
  if (!isAtLeast(runnerVersion, SECCOMP_SINCE)) {
    report.add(
      imageBuildRules['buildkit-runner-version'],
      at,
      text`needs GitLab Runner ${SECCOMP_SINCE} or later, which can lift the seccomp profile, and chart ${version} has ${runnerVersion}; use chart 0.90.1, or ${kaniko}`,
    );
  }
  if (placement.serverless) {
    report.add(
      imageBuildRules['buildkit-on-serverless'],
      at,
      text`is not known to work on ${placement.name}: it needs user namespaces, and a pod without seccomp and AppArmor profiles. Try it before you rely on it, or use ${kaniko} or ${alternative('Placement', 'nodePool')}`,
    );
  }
}

/** What the user may take away from it. */
function checkContainer({ settings }: ImageBuildsCheckContext, report: Report, at: string): void {
  const escalation = allowPrivilegeEscalation(settings);
  if (escalation.value === false) {
    report.add(
      imageBuildRules['buildkit-privilege-escalation'],
      at,
      `sets up a user namespace by newuidmap, which \`${escalation.at}: false\` keeps from its work; leave that out`,
    );
  }
  checkCapabilities(CAPABILITIES, settings, report, at);
}

/** Kubernetes has nothing that would let a rootless daemon mount /proc for a sandbox of its own. */
function flags(further: readonly string[] = []): string {
  return ['--oci-worker-no-process-sandbox', ...further].join(' ');
}

/** Official tags tell the variant; of other names nothing is known. */
function needsRoot(image: string): boolean {
  const tag = /(?:^|\/)buildkit(?::([^@]+))?$/.exec(image);
  return tag !== null && !(tag[1] ?? 'latest').includes('rootless');
}
