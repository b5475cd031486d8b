import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { checkTags } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import type { NodePoolOptions, NodeTaint } from './node-pool';

const DISK_SIZE = { min: 40, max: 500 };
const DISK_CATEGORIES = ['cloud_essd', 'cloud_auto', 'cloud_essd_entry', 'cloud_ssd', 'cloud_efficiency'];
const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Adds what is wrong with a node pool; `at` is its path in the props. */
export function checkNodePool(options: NodePoolOptions, faults: FaultList, at: string): void {
  if (known(options.name)?.trim() === '') {
    faults.add(`${at}.name`, 'is empty; give the node pool a name, or leave it out');
  }
  checkInstanceTypes(options.instanceTypes, faults, `${at}.instanceTypes`);
  checkSize(options, faults, at);
  checkSystemDisk(options, faults, at);
  options.billing?.check(faults, `${at}.billing`);
  options.login?.check(faults, `${at}.login`);
  checkVSwitchIds(options.vSwitchIds, faults, `${at}.vSwitchIds`);
  faults.addAll(checkLabels(options.labels ?? {}, `${at}.labels`, { isUnresolved }));
  checkTaints(options.taints ?? [], faults, `${at}.taints`);
  const containerd = known(options.containerdVersion);
  if (containerd !== undefined && !/^\d+\.\d+\.\d+$/.test(containerd)) {
    faults.add(`${at}.containerdVersion`, `${shown(containerd)} is not a version of containerd; write it as 2.1.9`);
  }
  checkTags(options.tags, faults, `${at}.tags`);
}

/**
 * Adds what works but is unwise.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/auto-scaling-of-nodes
 */
export function warnOfNodePool({ autoScaling, billing }: NodePoolOptions, warnings: FaultList, at: string): void {
  if (autoScaling !== undefined && billing?.configure().instanceChargeType === 'PrePaid') {
    warnings.add(
      `${at}.billing`,
      'is a subscription, and autoScaling takes nodes out of the cluster without releasing them: they are paid until their period is over, and new ones are bought when the pool grows again. Use NodeBilling.payAsYouGo(), or a fixed desiredSize',
    );
  }
}

function checkInstanceTypes(types: readonly string[] | undefined, faults: FaultList, at: string): void {
  if (types?.length === 0) {
    faults.add(at, 'is empty; name at least one ECS instance type, for instance ecs.g6.xlarge');
  }
  const names = types?.filter((type) => !isUnresolved(type)) ?? [];
  names
    .filter((type) => !/^ecs\.[a-z0-9-]+\.[a-z0-9-]+$/.test(type))
    .forEach((type) => faults.add(at, `${shown(type)} is not an ECS instance type; it looks like ecs.g6.xlarge`));
  names
    .filter((type, index) => names.indexOf(type) !== index)
    .forEach((type) => faults.add(at, `names ${shown(type)} twice; leave it out once`));
}

function checkSize({ desiredSize, autoScaling }: NodePoolOptions, faults: FaultList, at: string): void {
  if (desiredSize !== undefined && autoScaling !== undefined) {
    faults.add(
      `${at}.desiredSize`,
      'contradicts autoScaling, which sets the number of nodes itself; leave one of them out',
    );
  }
  checkWholeNumber(desiredSize, 0, faults, `${at}.desiredSize`);
  checkWholeNumber(autoScaling?.minInstances, 0, faults, `${at}.autoScaling.minInstances`);
  checkWholeNumber(autoScaling?.maxInstances, 1, faults, `${at}.autoScaling.maxInstances`);
  const [min, max] = [known(autoScaling?.minInstances), known(autoScaling?.maxInstances)];
  if (min !== undefined && max !== undefined && min > max) {
    faults.add(`${at}.autoScaling`, `has minInstances ${min} above maxInstances ${max}`);
  }
}

function checkSystemDisk(options: NodePoolOptions, faults: FaultList, at: string): void {
  const category = known(options.systemDiskCategory);
  if (category !== undefined && !DISK_CATEGORIES.includes(category)) {
    faults.add(
      `${at}.systemDiskCategory`,
      `is ${shown(category)}; allowed is ${DISK_CATEGORIES.join(', ')}.${didYouMean(category, DISK_CATEGORIES)}`,
    );
  }
  const size = known(options.systemDiskSizeGiB);
  if (size !== undefined && !(Number.isInteger(size) && size >= DISK_SIZE.min && size <= DISK_SIZE.max)) {
    faults.add(`${at}.systemDiskSizeGiB`, `is ${shown(size)}; allowed is a whole number of GiB from 40 to 500`);
  }
}

function checkTaints(taints: readonly NodeTaint[], faults: FaultList, at: string): void {
  const texts = taints.map(({ key, value, effect = 'NoSchedule' }) => `${key}=${value}:${effect}`);
  taints.forEach((taint, index) => {
    const [key, value, effect] = [known(taint.key), known(taint.value), known(taint.effect)];
    const keyFault = key === undefined ? undefined : labelKeyFault(key);
    const valueFault = value === undefined ? undefined : labelValueFault(value);
    if (keyFault !== undefined) {
      faults.add(`${at}[${index}].key`, keyFault);
    }
    if (valueFault !== undefined) {
      faults.add(`${at}[${index}].value`, valueFault);
    }
    if (effect !== undefined && !TAINT_EFFECTS.includes(effect)) {
      faults.add(
        `${at}[${index}].effect`,
        `is ${shown(effect)}; allowed is ${TAINT_EFFECTS.join(', ')}.${didYouMean(effect, TAINT_EFFECTS)}`,
      );
    }
    const first = texts.indexOf(texts[index]!);
    if (first < index) {
      faults.add(`${at}[${index}]`, `is the same as ${at}[${first}]; leave it out`);
    }
  });
}
