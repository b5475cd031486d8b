import type { FaultList } from '../../diagnostics/report';
import type { RunnerConfig } from '../../config/runner-config.generated';
import { knownItems } from '../known-items';

/** What the build container of jobs may do, as the runner works it out of its configuration. */
export interface BuildContainer {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  /** The capabilities that containers have and this one has not, out of those asked for. */
  lacks(capabilities: readonly string[]): readonly string[];
}

export function buildContainer(config: RunnerConfig): BuildContainer {
  const kubernetes = config.runners?.kubernetes ?? {};
  const own = kubernetes.buildContainerSecurityContext ?? {};
  const pod = kubernetes.podSecurityContext ?? {};
  // A list of the container takes the place of the one for all containers.
  const dropped = capabilities(own.capabilities?.drop ?? kubernetes.capDrop);
  const added = capabilities(own.capabilities?.add ?? kubernetes.capAdd);
  const isLacking = (name: string) => dropped.includes(name) || (dropped.includes('ALL') && !isAdded(name));
  const isAdded = (name: string) => added.includes(name) || added.includes('ALL');
  return {
    runAsUser: own.runAsUser ?? pod.runAsUser,
    runAsNonRoot: own.runAsNonRoot ?? pod.runAsNonRoot,
    readOnlyRootFilesystem: own.readOnlyRootFilesystem,
    allowPrivilegeEscalation: own.allowPrivilegeEscalation ?? kubernetes.allowPrivilegeEscalation,
    lacks: (names) => names.filter(isLacking),
  };
}

/** Adds what a builder needs of the capabilities that containers have, and this one has not. */
export function warnOfLacking(
  needed: readonly string[],
  container: BuildContainer,
  warnings: FaultList,
  at: string,
): void {
  const missing = container.lacks(needed);
  if (missing.length > 0) {
    warnings.add(
      at,
      `needs the capabilities ${missing.join(', ')}, which config.runners.kubernetes takes away; add them to capAdd, or leave capDrop out`,
    );
  }
}

function capabilities(list: readonly string[] | undefined): string[] {
  return knownItems(list).map((name) => String(name).replace(/^CAP_/, ''));
}
