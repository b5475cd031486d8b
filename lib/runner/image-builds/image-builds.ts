import { checkArguments } from '../../checks/check-arguments';
import type { Report } from '../../diagnostics/report';
import type { RunnerFragment } from '../fragment';
import type { BuildkitRootlessOptions } from './buildkit-rootless';
import { buildkitRootless } from './buildkit-rootless';
import type { DockerInDockerOptions } from './docker-in-docker';
import { dockerInDocker } from './docker-in-docker';
import type { ImageBuilder, ImageBuildsContext } from './image-builder';
import type { KanikoOptions } from './kaniko';
import { kaniko } from './kaniko';

/**
 * How jobs build container images. Each way comes with the image, resources and settings of the runner that it needs.
 * Extend this class for a builder of your own.
 *
 * All jobs of the runner run under these settings, so give image builds a runner of their own, with a tag in GitLab.
 */
export abstract class ImageBuilds implements ImageBuilder {
  /**
   * kaniko: as root in an ordinary container, without a daemon and without privilege. Works everywhere, on ECI and ACS
   * too.
   *
   * @see https://github.com/osscontainertools/kaniko
   */
  static kaniko(options: KanikoOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.kaniko', { options });
    return new BuiltInImageBuilds(kaniko(options));
  }

  /**
   * BuildKit as an ordinary user, without privilege but without seccomp and AppArmor profiles either. Made for nodes;
   * not known to work on ECI and ACS. Needs GitLab Runner 18.11.
   *
   * @see https://docs.gitlab.com/ci/docker/using_buildkit/
   */
  static buildkitRootless(options: BuildkitRootlessOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.buildkitRootless', { options });
    return new BuiltInImageBuilds(buildkitRootless(options));
  }

  /**
   * A Docker daemon beside every job. WARNING: the daemon is privileged, so who can run a job has the node. On nodes
   * only.
   *
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#using-dockerdind
   */
  static privilegedDockerInDocker(options: DockerInDockerOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.privilegedDockerInDocker', { options });
    return new BuiltInImageBuilds(dockerInDocker(options));
  }

  abstract readonly jobs: ImageBuilder['jobs'];
  readonly dockerConfigFolder?: string;
  abstract configure(): RunnerFragment;

  /** The same builder with its images from `images.mirror`. A builder that names no images of its own has none to change. */
  withMirror(_mirror: string): ImageBuilds {
    return this;
  }

  abstract check(context: ImageBuildsContext, report: Report, at: string): void;
}

class BuiltInImageBuilds extends ImageBuilds {
  readonly jobs: ImageBuilder['jobs'];
  override readonly dockerConfigFolder?: string;

  constructor(private readonly builder: ImageBuilder) {
    super();
    this.jobs = builder.jobs;
    this.dockerConfigFolder = builder.dockerConfigFolder;
  }

  configure(): RunnerFragment {
    return this.builder.configure();
  }

  override withMirror(mirror: string): ImageBuilds {
    return new BuiltInImageBuilds(this.builder.withMirror(mirror));
  }

  check(context: ImageBuildsContext, report: Report, at: string): void {
    this.builder.check(context, report, at);
  }
}
