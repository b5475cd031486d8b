import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { alternative, text } from '../../diagnostics/text';
import type { RunnerConfig } from '../../config/runner-config.generated';
import type { Compute } from '../../placement/pod-placement';
import { known } from '../../ros/tokens';
import { knownItems } from '../known-items';

/** Adds Docker daemons that the user gives jobs as services where no container can be privileged. */
export function checkDockerServices(
  { config, placement }: { readonly config?: RunnerConfig; readonly placement: Pick<Compute, 'name' | 'serverless'> },
  errors: FaultList,
): void {
  knownItems(config?.runners?.kubernetes?.services).forEach((service, index) => {
    const name: unknown = known(service?.name);
    if (placement.serverless && typeof name === 'string' && isDockerDaemon(name)) {
      errors.add(
        `config.runners.kubernetes.services[${index}].name`,
        text`is ${shown(name)}, a Docker daemon, which needs to be privileged, and ${placement.name} runs no privileged containers; use ${alternative('ImageBuilds', 'kaniko')}, or ${alternative('JobPlacement', 'nodePool')}`,
      );
    }
  });
}

/** The official image and its copies, in the variants that hold a daemon. */
function isDockerDaemon(image: string): boolean {
  return /(?:^|\/)docker:[^@/]*\bdind\b/.test(image);
}
