import { from, option } from '../../model/origin';
import type { RunnerFragment } from '../fragment';
import { fromMirror } from './image-name';

/** An image of GitLab Runner itself. */
export interface ImageReference {
  /**
   * Repository of the image. Below the mirror when it names no registry.
   *
   * @default - `gitlab-runner` or `gitlab-runner-helper` below the mirror; without a mirror GitLab's own
   */
  readonly repository?: string;
  /**
   * Tag of the image.
   *
   * @default - the tag for the version of GitLab Runner that the chart has
   */
  readonly tag?: string;
}

/** When images are pulled, in the words of Kubernetes. */
export type ImagePullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** Where images come from: those of managers and helpers, and that of jobs that name none. */
export interface RunnerImages {
  /**
   * Registry and namespace that hold copies of the images, for instance `registry-vpc.cn-hangzhou.aliyuncs.com/my-ns`.
   * Needed are `gitlab-runner`, `gitlab-runner-helper`, the default image of jobs, the images of `imageBuilds`, and `pause`
   * where the runner keeps nodes ready by pause pods, with the tags of the originals. Images that pipelines name are not changed.
   *
   * @default - GitLab's registry, and Docker Hub for the default image of jobs
   */
  readonly mirror?: string;
  /**
   * The image of managers.
   *
   * @default - see {@link ImageReference}
   */
  readonly manager?: ImageReference;
  /**
   * The helper image, which clones, and moves caches and artifacts. The variables of the runner may stand in its tag.
   *
   * @default - see {@link ImageReference}; with a mirror the tag is for the architecture in the `nodeSelector` of the
   * placement, and for x86_64 without one
   * @see https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image
   */
  readonly helper?: ImageReference;
  /**
   * When images are pulled.
   *
   * @default - if not present for managers; for jobs by `jobs.allowedPullPolicies`, or as the cluster does it: always
   * for the tag `latest` and for none, if not present for others
   */
  readonly pullPolicy?: ImagePullPolicy;
}

/** What images depend on beside their options. */
export interface ImagesContext {
  /** Image of jobs that name none. */
  readonly jobImage: string;
  /**
   * Architecture of the nodes that jobs run on, in the words of Kubernetes.
   *
   * @default - not known: x86_64
   */
  readonly architecture?: string;
  /**
   * Whether the runner keeps nodes ready by pause pods.
   *
   * @default false
   */
  readonly hasPausePods?: boolean;
}

/** What pause pods run unless something else is said, in registry.k8s.io. */
const PAUSE_IMAGE = 'pause:3.10';
const GITLAB_HELPER = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper';
const HELPER_VERSION = 'v${CI_RUNNER_VERSION}';

/** How the tags of the helper image spell the architectures of Kubernetes, where they differ. */
export const HELPER_ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'x86_64' };

/** How the runner spells the pull policies. */
const RUNNER_PULL_POLICY = { Always: 'always', IfNotPresent: 'if-not-present', Never: 'never' } as const;

/** The helper image where nothing else is said, as the runner finds it. */
export function defaultHelperImage(architecture = 'amd64'): string {
  return `${GITLAB_HELPER}:${helperTag(architecture)}`;
}

/** The name of an image with the version that the runner puts in. Without a version nothing is put in. */
export function helperTagOf(image: string, version: string | undefined): string {
  return version === undefined ? image : image.replaceAll('${CI_RUNNER_VERSION}', version);
}

function helperTag(architecture: string): string {
  return `${HELPER_ARCHITECTURES[architecture] ?? architecture}-${HELPER_VERSION}`;
}

export function imagesFragment(images: RunnerImages, context: ImagesContext): RunnerFragment {
  const { pullPolicy, mirror } = images;
  const { jobImage, architecture, hasPausePods = false } = context;
  return {
    values: {
      image: managerImage(images),
      imagePullPolicy: pullPolicy,
    },
    config: {
      runners: {
        kubernetes: {
          image: mirror === undefined ? undefined : from(option('images', 'mirror'), fromMirror(mirror, jobImage)),
          helperImage: helperImage(images, architecture),
          pullPolicy: from(option('images', 'pullPolicy'), pullPolicy && RUNNER_PULL_POLICY[pullPolicy]),
          ...(hasPausePods &&
            mirror !== undefined && { autoscaler: { pausePodImage: fromMirror(mirror, PAUSE_IMAGE) } }),
        },
      },
    },
  };
}

/** The chart writes `<registry>/<image>:<tag>`, and leaves out the slash when the registry is empty. */
function managerImage({ mirror, manager = {} }: RunnerImages) {
  const { repository = mirror === undefined ? undefined : 'gitlab-runner' } = manager;
  const tag = from(option('images', 'manager', 'tag'), manager.tag);
  if (repository === undefined) {
    return tag === undefined ? undefined : { tag };
  }
  return { registry: '', image: fromMirror(mirror, repository), tag };
}

/** The runner finds the helper image for an architecture by itself in GitLab's registry, but not below a mirror. */
function helperImage({ mirror, helper }: RunnerImages, architecture = 'amd64'): string | undefined {
  const { repository, tag = helperTag(architecture) } = helper ?? {};
  if (mirror === undefined && repository === undefined && helper?.tag === undefined) {
    return undefined;
  }
  const name = repository ?? (mirror === undefined ? GITLAB_HELPER : 'gitlab-runner-helper');
  const origin = helper === undefined ? option('images', 'mirror') : option('images', 'helper', 'tag');
  return from(origin, `${fromMirror(mirror, name)}:${tag}`);
}
