import { alternative, text } from '../../diagnostics/text';
import { textFault } from '../check-text';
import { fromMirror, imageFault } from '../images/image-name';
import { imageBuildRules } from './image-build-rules';
import type { IImageBuilds } from './image-builds-config';
import { checkNames } from './builder-options';

/** What Docker-in-Docker runs. */
export interface DockerInDockerOptions {
  /**
   * Image of jobs that name none, with the `docker` command.
   *
   * @default 'docker:29-cli' - from `images.mirror` if there is one
   */
  readonly image?: string;
  /**
   * Image of the Docker daemon, which runs beside every job as its service `docker`.
   *
   * @default 'docker:29-dind' - from `images.mirror` if there is one
   */
  readonly daemonImage?: string;
}

/** Where the daemon leaves the certificates for its clients. */
const CERTIFICATES = '/certs';

export function dockerInDocker(options: DockerInDockerOptions): IImageBuilds {
  return {
    bind: (_, { mirror }) => ({
      jobs: {
        image: fromMirror(mirror, options.image ?? 'docker:29-cli'),
        // The job itself only sends its files to the daemon.
        resources: { cpu: '500m', memory: '512Mi' },
        serviceResources: { cpu: '2', memory: '8Gi' },
      },
      config: {
        runners: {
          environment: [
            'DOCKER_HOST=tcp://docker:2376',
            `DOCKER_TLS_CERTDIR=${CERTIFICATES}`,
            'DOCKER_TLS_VERIFY=1',
            `DOCKER_CERT_PATH=${CERTIFICATES}/client`,
          ],
          kubernetes: {
            // The daemon alone is privileged. That keeps accidents away, not attackers: they can ask the daemon.
            serviceContainerSecurityContext: { privileged: true },
            services: [{ name: fromMirror(mirror, options.daemonImage ?? 'docker:29-dind'), alias: 'docker' }],
            volumes: {
              emptyDir: [{ name: 'docker-certs', mountPath: `${CERTIFICATES}/client`, medium: 'Memory' }],
            },
          },
        },
      },
    }),
    check: ({ placement }, report, at) => {
      const here = `${at}.unsafeDockerInDocker`;
      const kaniko = alternative('ImageBuilds', 'kaniko');
      if (placement.serverless) {
        report.add(
          imageBuildRules['docker-daemon-on-serverless'],
          here,
          text`needs privileged containers, which ${placement.name} does not run; use ${kaniko}, or ${alternative('Placement', 'nodePool')}`,
        );
      }
      report.add(
        imageBuildRules['docker-daemon-privileged'],
        here,
        text`gives everyone who can run a job on this runner the nodes that it runs on, and what else runs there. Keep it to projects that you trust and to nodes of its own, by nodeSelector and tolerations; ${kaniko} needs no privilege`,
      );
      checkNames(
        {
          [`${here}.image`]: textFault(options.image, imageFault),
          [`${here}.daemonImage`]: textFault(options.daemonImage, imageFault),
        },
        report,
      );
    },
  };
}
