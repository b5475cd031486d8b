import { checkArguments } from '../../checks/check-arguments';
import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import type { BuildkitRootlessOptions } from './buildkit-rootless';
import { buildkitRootless } from './buildkit-rootless';
import type { DockerInDockerOptions } from './docker-in-docker';
import { dockerInDocker } from './docker-in-docker';
import type {
  IImageBuilds,
  ImageBuildsCheckContext,
  ImageBuildsConfig,
  ImageBuildsContext,
} from './image-builds-config';
import type { KanikoOptions } from './kaniko';
import { kaniko } from './kaniko';

/**
 * How jobs build container images. Each way comes with the image, resources and settings of the runner that it needs.
 * Implement {@link IImageBuilds} for a builder of your own.
 *
 * All jobs of the runner run under these settings, so give image builds a runner of their own, with a tag in GitLab.
 */
export class ImageBuilds implements IImageBuilds {
  /**
   * kaniko: as root in an ordinary container, without a daemon and without privilege. Works everywhere, on ECI and ACS
   * too.
   *
   * @see https://github.com/osscontainertools/kaniko
   */
  static kaniko(options: KanikoOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.kaniko', { options });
    return new ImageBuilds(kaniko(options));
  }

  /**
   * BuildKit as an ordinary user, without privilege but without seccomp and AppArmor profiles either. Made for nodes;
   * not known to work on ECI and ACS. Needs GitLab Runner 18.11.
   *
   * @see https://docs.gitlab.com/ci/docker/using_buildkit/
   */
  static buildkitRootless(options: BuildkitRootlessOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.buildkitRootless', { options });
    return new ImageBuilds(buildkitRootless(options));
  }

  /**
   * A Docker daemon beside every job. WARNING: the daemon is privileged, so who can run a job has the node. On nodes
   * only.
   *
   * @see https://docs.gitlab.com/runner/executors/kubernetes/#using-dockerdind
   */
  static unsafeDockerInDocker(options: DockerInDockerOptions = {}): ImageBuilds {
    checkArguments('ImageBuilds.unsafeDockerInDocker', { options });
    return new ImageBuilds(dockerInDocker(options));
  }

  private constructor(private readonly builds: IImageBuilds) {}

  bind(scope: Construct, context: ImageBuildsContext): ImageBuildsConfig {
    return this.builds.bind(scope, context);
  }

  check(context: ImageBuildsCheckContext, report: Report, at: string): void {
    this.builds.check?.(context, report, at);
  }
}
