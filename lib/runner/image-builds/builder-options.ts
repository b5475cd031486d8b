import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { VolumesConfig } from '../../config/runner-config.generated';
import { known } from '../../ros/tokens';
import { imageBuildRules } from './image-build-rules';

/** What builders that read a Docker configuration file have in common. */
export interface RegistrySecretOptions {
  /**
   * Name of a Secret in the runner's namespace, of type `kubernetes.io/dockerconfigjson`, with the credentials that
   * jobs pull base images and push results with. It is mounted in every job of the runner, and every job can read it.
   *
   * @default - none: jobs bring credentials along in CI/CD variables
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly registrySecret?: string;
}

/** The Secret as the Docker configuration in a folder; undefined when there is none. */
export function dockerConfigVolume(name: string | undefined, mountPath: string): VolumesConfig | undefined {
  return name === undefined
    ? undefined
    : { secret: [{ name, mountPath, readOnly: true, items: { '.dockerconfigjson': 'config.json' } }] };
}

export function checkRegistrySecret(options: RegistrySecretOptions, report: Report, at: string): void {
  const name = known(options.registrySecret);
  // The runner calls the volume after the Secret, and names of volumes have no dots.
  if (name !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    report.add(
      imageBuildRules['image-build-name'],
      `${at}.registrySecret`,
      `${shown(name)} cannot be mounted by the runner; allowed are 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends`,
    );
  }
}

/** Reports names that are malformed, each with what is wrong with it, at their places. */
export function checkNames(names: Readonly<Record<string, string | undefined>>, report: Report): void {
  for (const [at, fault] of Object.entries(names)) {
    if (fault !== undefined) {
      report.add(imageBuildRules['image-build-name'], at, fault);
    }
  }
}
