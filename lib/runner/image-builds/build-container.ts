import type { Report } from '../../diagnostics/report';
import { isUnresolved } from '../../ros/tokens';
import { imageBuildRules } from './image-build-rules';
import type { IRunnerSettings } from './image-builds-config';

const KUBERNETES = 'runners.kubernetes';
const OWN = `${KUBERNETES}.buildContainerSecurityContext`;

/** A setting of the build container with the place that it is set at. */
export interface ContainerSetting {
  readonly value: unknown;
  readonly at: string | undefined;
}

/** A setting of the build container: its own, or that of the pod. */
export function containerSetting(settings: IRunnerSettings, name: 'runAsUser' | 'runAsNonRoot'): ContainerSetting {
  return firstSet(settings, `${OWN}.${name}`, `${KUBERNETES}.podSecurityContext.${name}`);
}

/** Whether the root file system of the build container is read-only. */
export function readOnlyRootFilesystem(settings: IRunnerSettings): ContainerSetting {
  return firstSet(settings, `${OWN}.readOnlyRootFilesystem`);
}

/** Whether programs in the build container may gain rights. */
export function allowPrivilegeEscalation(settings: IRunnerSettings): ContainerSetting {
  return firstSet(settings, `${OWN}.allowPrivilegeEscalation`, `${KUBERNETES}.allowPrivilegeEscalation`);
}

/** Warns of what a builder needs of the capabilities that containers have, and this one has not. */
export function checkCapabilities(
  needed: readonly string[],
  settings: IRunnerSettings,
  report: Report,
  at: string,
): void {
  // A list of the container takes the place of the one for all containers.
  const drop = firstSet(settings, `${OWN}.capabilities.drop`, `${KUBERNETES}.capDrop`);
  const dropped = namesIn(drop.value);
  const added = namesIn(firstSet(settings, `${OWN}.capabilities.add`, `${KUBERNETES}.capAdd`).value);
  const isAdded = (name: string) => added.includes(name) || added.includes('ALL');
  const missing = needed.filter((name) => dropped.includes(name) || (dropped.includes('ALL') && !isAdded(name)));
  if (missing.length > 0) {
    report.add(
      imageBuildRules['image-build-capabilities'],
      at,
      `needs the capabilities ${missing.join(', ')}, which \`${drop.at}\` takes away; add them to capAdd, or leave capDrop out`,
    );
  }
}

function firstSet(settings: IRunnerSettings, ...paths: readonly string[]): ContainerSetting {
  const path = paths.find((one) => settings.placeOf(one) !== undefined);
  return path === undefined
    ? { value: undefined, at: undefined }
    : { value: settings.known(path), at: settings.placeOf(path) };
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list) && !isUnresolved(list) ? list.map((name) => String(name).replace(/^CAP_/, '')) : [];
}
