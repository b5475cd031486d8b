import { alternative, text } from '../../diagnostics/text';
import { checkText } from '../check-text';
import { fromMirror, imageFault } from '../images/image-name';
import type { ImageBuilder } from './image-builder';

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

export function dockerInDocker(options: DockerInDockerOptions, mirror?: string): ImageBuilder {
  return {
    jobs: {
      image: fromMirror(mirror, options.image ?? 'docker:29-cli'),
      // The job itself only sends its files to the daemon.
      resources: { cpu: '500m', memory: '512Mi' },
      serviceResources: { cpu: '2', memory: '8Gi' },
    },
    configure: () => ({
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
    withMirror: (from) => dockerInDocker(options, from),
    check: ({ placement }, { errors, warnings }, at) => {
      const here = `${at}.privilegedDockerInDocker`;
      if (placement.serverless) {
        errors.add(
          here,
          text`needs privileged containers, which ${placement.name} does not run; use ${alternative('ImageBuilds', 'kaniko')}, or ${alternative('JobPlacement', 'nodePool')}`,
        );
      }
      warnings.add(
        here,
        text`gives everyone who can run a job on this runner the nodes that it runs on, and what else runs there. Keep it to projects that you trust and to nodes of its own, by nodeSelector and tolerations; ${alternative('ImageBuilds', 'kaniko')} needs no privilege`,
      );
      checkText(options.image, imageFault, errors, `${here}.image`);
      checkText(options.daemonImage, imageFault, errors, `${here}.daemonImage`);
    },
  };
}
