import { checkLabels, labelKeyFault, labelValueFault } from '../chart/kubernetes-labels';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { text, Wording } from '../diagnostics/text';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { checkTags } from '../ros/tags';
import { isUnresolved, known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import type { INodePool, NodeTaint } from './inode-pool';
import { architectureOf } from './instance-types';
import type { NodePoolOptions } from './node-pool-options';
import { instanceTypesOf } from './node-pool-options';
import { nodePoolRules } from './node-pool-rules';

const DISK_SIZE = { min: 40, max: 500 };
const DISK_CATEGORIES = ['cloud_essd', 'cloud_auto', 'cloud_essd_entry', 'cloud_ssd', 'cloud_efficiency'];

/** Reports what is wrong with a node pool; `prefix` is what stands before its keys in paths, such as `nodePool.`. */
export function checkNodePool(options: NodePoolOptions, report: Report, prefix = ''): void {
  if (known(options.name)?.trim() === '') {
    report.add(
      nodePoolRules['node-pool-name'],
      `${prefix}name`,
      'is empty; give the node pool a name, or leave it out',
    );
  }
  checkInstanceTypes(options.instanceTypes, report, `${prefix}instanceTypes`);
  checkArchitecture(options, report, prefix);
  checkSize(options, report, prefix);
  checkSystemDisk(options, report, prefix);
  checkBilling(options, report, `${prefix}billing`);
  options.login?._check(report, `${prefix}login`);
  checkVSwitchIds(options.vSwitchIds, report, `${prefix}vSwitchIds`);
  checkLabelsAndTaints(options, report, prefix);
  const containerd = known(options.containerdVersion);
  if (containerd !== undefined && !/^\d+\.\d+\.\d+$/.test(containerd)) {
    report.add(
      nodePoolRules['node-pool-containerd-version'],
      `${prefix}containerdVersion`,
      `${shown(containerd)} is not a version of containerd; write it as 2.1.9`,
    );
  }
  checkTags(options.tags, report, `${prefix}tags`);
}

/** Reports what is wrong with the labels and taints of nodes. */
export function checkLabelsAndTaints(
  { labels = {}, taints = [] }: Pick<NodePoolOptions, 'labels' | 'taints'>,
  report: Report,
  prefix = '',
): void {
  checkLabels(labels, `${prefix}labels`, report, { isUnresolved, rule: nodePoolRules['node-pool-labels'] });
  checkTaints(taints, report, `${prefix}taints`);
}

/** Reports what is wrong with the id of a node pool. */
export function checkNodePoolId(nodePoolId: string | undefined, report: Report, at: string): void {
  const id = known(nodePoolId);
  if (id !== undefined && !/^np[0-9a-z]+$/.test(id)) {
    report.add(
      nodePoolRules['node-pool-id'],
      at,
      `is ${shown(id)}; allowed is the id that the page of the node pool shows, which begins with np`,
    );
  }
}

/** ACK gives all nodes of a pool one image, and jobs one helper image. */
function checkArchitecture(options: NodePoolOptions, report: Report, prefix: string): void {
  const rule = nodePoolRules['node-pool-architecture'];
  const types = known(instanceTypesOf(options)) ?? [];
  const found = new Map(types.map((type) => [architectureOf(type), type]));
  found.delete(undefined);
  const stated = known(options.architecture);
  const list = [...found].map(([architecture, type]) => `${type} is ${architecture!}`).join(', ');
  if (found.size > 1) {
    report.add(
      rule,
      `${prefix}instanceTypes`,
      `has types of different architectures: ${list}; make a node pool for each`,
    );
  } else if (stated !== undefined && found.size === 1 && !found.has(stated)) {
    report.add(rule, `${prefix}architecture`, `is ${stated}, and ${list}; leave it out, or correct the instance types`);
  }
}

/** @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/auto-scaling-of-nodes */
function checkBilling(options: NodePoolOptions, report: Report, at: string): void {
  const { autoScaling, billing } = options;
  billing?._check(report, at, instanceTypesOf(options));
  if (autoScaling !== undefined && billing?._properties.instanceChargeType === 'PrePaid') {
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

function checkSize({ desiredSize, autoScaling }: NodePoolOptions, report: Report, prefix: string): void {
  if (desiredSize !== undefined && autoScaling !== undefined) {
    report.add(
      nodePoolRules['node-pool-size'],
      `${prefix}desiredSize`,
      'contradicts autoScaling, which sets the number of nodes itself; leave one of them out',
    );
  }
  checkWholeNumber(desiredSize, 0, report, `${prefix}desiredSize`);
  checkWholeNumber(autoScaling?.minInstances, 0, report, `${prefix}autoScaling.minInstances`);
  checkWholeNumber(autoScaling?.maxInstances, 1, report, `${prefix}autoScaling.maxInstances`);
  const [min, max] = [known(autoScaling?.minInstances), known(autoScaling?.maxInstances)];
  if (min !== undefined && max !== undefined && min > max) {
    report.add(
      nodePoolRules['node-pool-size'],
      `${prefix}autoScaling`,
      `has minInstances ${min} above maxInstances ${max}`,
    );
  }
}

function checkSystemDisk(options: NodePoolOptions, report: Report, prefix: string): void {
  const category = known(options.systemDiskCategory);
  if (category !== undefined && !DISK_CATEGORIES.includes(category)) {
    report.add(
      nodePoolRules['node-pool-system-disk'],
      `${prefix}systemDiskCategory`,
      `is ${shown(category)}; allowed is ${DISK_CATEGORIES.join(', ')}.${didYouMean(category, DISK_CATEGORIES)}`,
    );
  }
  const size = known(options.systemDiskSizeGiB);
  if (size !== undefined && !(Number.isInteger(size) && size >= DISK_SIZE.min && size <= DISK_SIZE.max)) {
    report.add(
      nodePoolRules['node-pool-system-disk'],
      `${prefix}systemDiskSizeGiB`,
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

/** The taint that the cluster's own components tolerate. */
const SYSTEM_TAINT = 'node-role.alibabacloud.com/addon';

/** Reports that the cluster's own components, such as CoreDNS, find no node. */
export function checkSystemNodes(nodePools: readonly INodePool[], report: Report): void {
  const keepsOff = ({ key, effect }: NodeTaint) =>
    (known(key) ?? SYSTEM_TAINT) !== SYSTEM_TAINT && known(effect) !== 'PreferNoSchedule';
  if (nodePools.length > 0 && nodePools.every(({ taints }) => taints.some(keepsOff))) {
    report.add(
      nodePoolRules['node-pools-all-tainted'],
      'nodePool.taints',
      `with those of all other node pools keep the cluster's own components off, such as CoreDNS: they tolerate ${SYSTEM_TAINT} only, and without them no name is resolved. Have one node pool without taints, or with that one`,
    );
  }
}
