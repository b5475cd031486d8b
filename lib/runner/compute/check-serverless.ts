import type { FaultList } from '../../checks/faults';
import type { KubernetesConfig, PodSpecPatch } from '../../config/runner-config.generated';
import type { Compute, PlacementFindings } from '../../placement/pod-placement';
import type { PatchedValue } from '../../placement/pod-spec-patch';
import { patchedValues } from '../../placement/pod-spec-patch';
import { known } from '../../ros/tokens';
import { isMap } from '../../ros/validators';
import { checkParts } from './check-parts';
import { checkServerlessManagers } from './check-serverless-managers';
import { knownItems } from '../known-items';
import type { PlacedRunner } from './labelled-pods';
import { computeOf, jobPods, managerPods } from './labelled-pods';
import { capabilityFault, withoutPrivileges } from './serverless-limits';

const AT = 'config.runners.kubernetes';
const SECURITY_CONTEXTS = [
  'initPermissionsContainerSecurityContext',
  'buildContainerSecurityContext',
  'helperContainerSecurityContext',
  'serviceContainerSecurityContext',
] as const;

/**
 * Adds what jobs and managers cannot have on serverless compute: there is no node of one's own to reach into.
 *
 * @see https://www.alibabacloud.com/help/en/eci/product-overview/limits
 * @see https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-instance-overview
 */
export function checkServerless(runner: PlacedRunner, findings: PlacementFindings): void {
  checkParts(computeOf(managerPods(runner)), findings, (compute, { errors }) => {
    if (compute.serverless) {
      checkServerlessManagers(runner.chartValues ?? {}, compute, errors);
    }
  });
  const kubernetes = known(runner.config?.runners?.kubernetes);
  checkParts(computeOf(jobPods(runner)), findings, (compute, { errors }) => {
    if (compute.serverless && kubernetes !== undefined) {
      checkJobs(kubernetes, compute, errors);
    }
  });
}

function checkJobs(kubernetes: KubernetesConfig, compute: Compute, errors: FaultList): void {
  checkPrivileged(kubernetes, compute, errors);
  checkCapabilities(kubernetes, compute, errors);
  if (knownItems(kubernetes.volumes?.hostPath).length > 0) {
    errors.add(`${AT}.volumes.hostPath`, `cannot be mounted on ${compute.name}${WITHOUT_HOST_PATH}`);
  }
  knownItems(kubernetes.podSpec).forEach((patch, index) =>
    checkPatch(isMap(patch) ? patch : {}, compute, errors, `${AT}.podSpec[${index}].patch`),
  );
}

const WITHOUT_HOST_PATH = ', which has no nodes of yours; use emptyDir, pvc or csi, or JobPlacement.nodePool()';
const WITHOUT_DOCKER = ', and so no Docker-in-Docker; build images with kaniko, or use JobPlacement.nodePool()';

function checkPrivileged(kubernetes: KubernetesConfig, placement: Compute, errors: FaultList): void {
  const settings = [
    { key: 'privileged', value: kubernetes.privileged },
    ...SECURITY_CONTEXTS.map((key) => ({ key: `${key}.privileged`, value: kubernetes[key]?.privileged })),
  ];
  settings
    .filter(({ value }) => value === true)
    .forEach(({ key }) => errors.add(`${AT}.${key}`, `is true, ${withoutPrivileges(placement)}${WITHOUT_DOCKER}`));
}

function checkCapabilities(kubernetes: KubernetesConfig, placement: Compute, errors: FaultList): void {
  const lists = [
    { key: 'capAdd', list: kubernetes.capAdd },
    ...SECURITY_CONTEXTS.map((key) => ({
      key: `${key}.capabilities.add`,
      list: kubernetes[key]?.capabilities?.add,
    })),
  ];
  for (const { key, list } of lists) {
    knownItems(list).forEach((capability, index) => {
      const fault = capabilityFault(capability, placement);
      if (fault !== undefined) {
        errors.add(`${AT}.${key}[${index}]`, `is ${fault}`);
      }
    });
  }
}

function checkPatch({ patch, patchType }: PodSpecPatch, placement: Compute, errors: FaultList, at: string): void {
  const [text, type] = [known(patch), known(patchType ?? 'strategic')];
  if (typeof text !== 'string' || type === undefined) {
    return;
  }
  const faults = patchedValues(text, type).flatMap((one) => patchFault(one, placement) ?? []);
  new Set(faults).forEach((fault) => errors.add(at, fault));
}

function patchFault({ path, value }: PatchedValue, placement: Compute): string | undefined {
  const [root = ''] = path;
  const [last, before, beforeThat] = [...path].reverse();
  if (path.length === 1 && ['hostNetwork', 'hostPID', 'hostIPC'].includes(root) && value === true) {
    return `sets ${root}, but a pod on ${placement.name} shares nothing with a node; leave it out, or use JobPlacement.nodePool()`;
  }
  if (root === 'volumes' && path[2] === 'hostPath' && value !== null) {
    return `brings a hostPath volume, which cannot be mounted on ${placement.name}${WITHOUT_HOST_PATH}`;
  }
  if (last === 'privileged' && before === 'securityContext' && value === true) {
    return `makes a container privileged, ${withoutPrivileges(placement)}${WITHOUT_DOCKER}`;
  }
  const fault = before === 'add' && beforeThat === 'capabilities' ? capabilityFault(value, placement) : undefined;
  return fault && `adds ${fault}`;
}
