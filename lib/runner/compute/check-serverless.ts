import type { FaultList, Report } from '../../diagnostics/report';
import type { Text } from '../../diagnostics/text';
import { inWordsOf, text } from '../../diagnostics/text';
import type { KubernetesConfig, PodSpecPatch } from '../../config/runner-config.generated';
import type { PatchedValue } from '../../placement/pod-spec-patch';
import { patchedValues } from '../../placement/pod-spec-patch';
import { known } from '../../ros/tokens';
import { isMap } from '../../schema/is-map';
import { checkParts } from './check-parts';
import { checkRawServerless } from './check-raw-serverless';
import { checkServerlessManagers } from './check-serverless-managers';
import { knownItems } from '../known-items';
import type { PlacedRunner } from './labelled-pods';
import { computeOf, jobPods, managerPods } from './labelled-pods';
import type { ServerlessCompute } from './serverless-limits';
import { capabilityFault, serverlessCompute, withoutDocker, withoutHostPath } from './serverless-limits';

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
export function checkServerless(runner: PlacedRunner, findings: Report): void {
  const managers = managerPods(runner);
  checkParts(computeOf(managers), findings, (compute, { errors }) => {
    const serverless = serverlessCompute(managers, compute);
    if (serverless !== undefined) {
      checkServerlessManagers(runner.chartValues ?? {}, serverless, errors);
    }
  });
  const jobs = jobPods(runner);
  const kubernetes = runner.config?.runners?.kubernetes;
  checkParts(computeOf(jobs), findings, (compute, { errors }) => {
    const serverless = serverlessCompute(jobs, compute);
    if (serverless !== undefined && isMap(kubernetes)) {
      checkJobs(kubernetes, serverless, errors);
    }
  });
  checkRawServerless(runner, findings);
}

function checkJobs(kubernetes: KubernetesConfig, compute: ServerlessCompute, errors: FaultList): void {
  checkPrivileged(kubernetes, compute, errors);
  checkCapabilities(kubernetes, compute, errors);
  if (knownItems(kubernetes.volumes?.hostPath).length > 0) {
    errors.add(`${AT}.volumes.hostPath`, withoutHostPath(compute));
  }
  knownItems(kubernetes.podSpec).forEach((patch, index) =>
    checkPatch(isMap(patch) ? patch : {}, compute, errors, `${AT}.podSpec[${index}].patch`),
  );
}

function checkPrivileged(kubernetes: KubernetesConfig, compute: ServerlessCompute, errors: FaultList): void {
  const settings = [
    { key: 'privileged', value: kubernetes.privileged },
    ...SECURITY_CONTEXTS.map((key) => ({ key: `${key}.privileged`, value: kubernetes[key]?.privileged })),
  ];
  settings
    .filter(({ value }) => value === true)
    .forEach(({ key }) => errors.add(`${AT}.${key}`, text`is true, ${withoutDocker(compute)}`));
}

function checkCapabilities(kubernetes: KubernetesConfig, compute: ServerlessCompute, errors: FaultList): void {
  const lists = [
    { key: 'capAdd', list: kubernetes.capAdd },
    ...SECURITY_CONTEXTS.map((key) => ({
      key: `${key}.capabilities.add`,
      list: kubernetes[key]?.capabilities?.add,
    })),
  ];
  for (const { key, list } of lists) {
    knownItems(list).forEach((capability, index) => {
      const fault = capabilityFault(capability, compute);
      if (fault !== undefined) {
        errors.add(`${AT}.${key}[${index}]`, text`is ${fault}`);
      }
    });
  }
}

function checkPatch(
  { patch, patchType }: PodSpecPatch,
  compute: ServerlessCompute,
  errors: FaultList,
  at: string,
): void {
  const [written, type] = [known(patch), known(patchType ?? 'strategic')];
  if (typeof written !== 'string' || type === undefined) {
    return;
  }
  const faults = patchedValues(written, type)
    .map((one) => patchFault(one, compute))
    .filter((fault) => fault !== undefined);
  const distinct = new Map(faults.map((fault) => [inWordsOf('typescript', fault), fault]));
  distinct.forEach((fault) => errors.add(at, fault));
}

function patchFault({ path, value }: PatchedValue, compute: ServerlessCompute): Text | undefined {
  const [root = ''] = path;
  const [last, before, beforeThat] = [...path].reverse();
  if (path.length === 1 && ['hostNetwork', 'hostPID', 'hostIPC'].includes(root) && value === true) {
    return text`sets ${root}, but a pod on ${compute.name} shares nothing with a node; leave it out${compute.orNodes}`;
  }
  if (root === 'volumes' && path[2] === 'hostPath' && value !== null) {
    return text`brings a hostPath volume, which ${withoutHostPath(compute)}`;
  }
  if (last === 'privileged' && before === 'securityContext' && value === true) {
    return text`makes a container privileged, ${withoutDocker(compute)}`;
  }
  const fault = before === 'add' && beforeThat === 'capabilities' ? capabilityFault(value, compute) : undefined;
  return fault && text`adds ${fault}`;
}
