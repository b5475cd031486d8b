import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { text, Wording } from '../diagnostics/text';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { checkTags } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import type { NodePoolOptions, NodeTaint } from './node-pool-options';
import { nodePoolRules } from './node-pool-rules';

const DISK_SIZE = { min: 40, max: 500 };
const DISK_CATEGORIES = ['cloud_essd', 'cloud_auto', 'cloud_essd_entry', 'cloud_ssd', 'cloud_efficiency'];

/** Reports what is wrong with a node pool; `at` is its path in the props. */
export function checkNodePool(options: NodePoolOptions, report: Report, at: string): void {
  if (known(options.name)?.trim() === '') {
    report.add(nodePoolRules['node-pool-name'], `${at}.name`, 'is empty; give the node pool a name, or leave it out');
  }
  checkInstanceTypes(options.instanceTypes, report, `${at}.instanceTypes`);
  checkSize(options, report, at);
  checkSystemDisk(options, report, at);
  checkBilling(options, report, `${at}.billing`);
  options.login?.check(report, `${at}.login`);
  checkVSwitchIds(options.vSwitchIds, report, `${at}.vSwitchIds`);
  const rule = nodePoolRules['node-pool-labels'];
  checkLabels(options.labels ?? {}, `${at}.labels`, report, { isUnresolved, rule });
  checkTaints(options.taints ?? [], report, `${at}.taints`);
  const containerd = known(options.containerdVersion);
  if (containerd !== undefined && !/^\d+\.\d+\.\d+$/.test(containerd)) {
    report.add(
      nodePoolRules['node-pool-containerd-version'],
      `${at}.containerdVersion`,
      `${shown(containerd)} is not a version of containerd; write it as 2.1.9`,
    );
  }
  checkTags(options.tags, report, `${at}.tags`);
}

/** @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/auto-scaling-of-nodes */
function checkBilling({ autoScaling, billing }: NodePoolOptions, report: Report, at: string): void {
  billing?.check(report, at);
  if (autoScaling !== undefined && billing?.configure().instanceChargeType === 'PrePaid') {
    report.add(
      nodePoolRules['node-subscription-scaling'],
      at,
      text`is a subscription, and autoScaling takes nodes out of the cluster without releasing them: they are paid until their period is over, and new ones are bought when the pool grows again. ${PAY_AS_YOU_GO}, or use a fixed desiredSize`,
    );
  }
}

const PAY_AS_YOU_GO = new Wording('Use NodeBilling.payAsYouGo()', 'Leave billing out to pay as you go');

function checkInstanceTypes(types: readonly string[] | undefined, report: Report, at: string): void {
  if (types?.length === 0) {
    report.add(
      nodePoolRules['node-pool-instance-types'],
      at,
      'is empty; name at least one ECS instance type, for instance ecs.g6.xlarge',
    );
  }
  const names = types?.filter((type) => !isUnresolved(type)) ?? [];
  names
    .filter((type) => !/^ecs\.[a-z0-9-]+\.[a-z0-9-]+$/.test(type))
    .forEach((type) =>
      report.add(
        nodePoolRules['node-pool-instance-types'],
        at,
        `${shown(type)} is not an ECS instance type; it looks like ecs.g6.xlarge`,
      ),
    );
  names
    .filter((type, index) => names.indexOf(type) !== index)
    .forEach((type) =>
      report.add(nodePoolRules['node-pool-instance-types'], at, `names ${shown(type)} twice; leave it out once`),
    );
}

function checkSize({ desiredSize, autoScaling }: NodePoolOptions, report: Report, at: string): void {
  if (desiredSize !== undefined && autoScaling !== undefined) {
    report.add(
      nodePoolRules['node-pool-size'],
      `${at}.desiredSize`,
      'contradicts autoScaling, which sets the number of nodes itself; leave one of them out',
    );
  }
  checkWholeNumber(desiredSize, 0, report, `${at}.desiredSize`);
  checkWholeNumber(autoScaling?.minInstances, 0, report, `${at}.autoScaling.minInstances`);
  checkWholeNumber(autoScaling?.maxInstances, 1, report, `${at}.autoScaling.maxInstances`);
  const [min, max] = [known(autoScaling?.minInstances), known(autoScaling?.maxInstances)];
  if (min !== undefined && max !== undefined && min > max) {
    report.add(
      nodePoolRules['node-pool-size'],
      `${at}.autoScaling`,
      `has minInstances ${min} above maxInstances ${max}`,
    );
  }
}

function checkSystemDisk(options: NodePoolOptions, report: Report, at: string): void {
  const category = known(options.systemDiskCategory);
  if (category !== undefined && !DISK_CATEGORIES.includes(category)) {
    report.add(
      nodePoolRules['node-pool-system-disk'],
      `${at}.systemDiskCategory`,
      `is ${shown(category)}; allowed is ${DISK_CATEGORIES.join(', ')}.${didYouMean(category, DISK_CATEGORIES)}`,
    );
  }
  const size = known(options.systemDiskSizeGiB);
  if (size !== undefined && !(Number.isInteger(size) && size >= DISK_SIZE.min && size <= DISK_SIZE.max)) {
    report.add(
      nodePoolRules['node-pool-system-disk'],
      `${at}.systemDiskSizeGiB`,
      `is ${shown(size)}; allowed is a whole number of GiB from 40 to 500`,
    );
  }
}

function checkTaints(taints: readonly NodeTaint[], report: Report, at: string): void {
  const texts = taints.map(({ key, value, effect = 'NoSchedule' }) => `${key}=${value}:${effect}`);
  taints.forEach((taint, index) => {
    const [key, value] = [known(taint.key), known(taint.value)];
    const keyFault = key === undefined ? undefined : labelKeyFault(key);
    const valueFault = value === undefined ? undefined : labelValueFault(value);
    if (keyFault !== undefined) {
      report.add(nodePoolRules['node-pool-taints'], `${at}[${index}].key`, keyFault);
    }
    if (valueFault !== undefined) {
      report.add(nodePoolRules['node-pool-taints'], `${at}[${index}].value`, valueFault);
    }
    const first = texts.indexOf(texts[index]!);
    if (first < index) {
      report.add(nodePoolRules['node-pool-taints'], `${at}[${index}]`, `is the same as ${at}[${first}]; leave it out`);
    }
  });
}
