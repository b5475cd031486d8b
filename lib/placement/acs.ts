import type { Report } from '../diagnostics/report';
import { text, Wording } from '../diagnostics/text';
import { labelValueFault } from '../chart/kubernetes-labels';
import { ClusterKind } from '../cluster/cluster-kind';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { known, tokenText } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { numberAnnotation, prefixed } from './annotations';
import { checkVirtualNode } from './check-virtual-node';
import { checkList } from './check-options';
import { listText } from './list-text';
import { placementRules } from './placement-rules';
import type { BuiltInCompute, PlacementContext } from './pod-placement';
import { REGISTRY_HOST, SECURITY_GROUP_ID } from './resource-ids';

/** Classes of ACS compute. */
export enum ComputeClass {
  /** Enough for most jobs. */
  GENERAL_PURPOSE = 'general-purpose',
  /** Faster processors and networks, for builds that wait on one core. */
  PERFORMANCE = 'performance',
  /** With a GPU. */
  GPU = 'gpu',
  /** GPUs with fast networks between them. Not with best-effort quality of service. */
  GPU_HPN = 'gpu-hpn',
}

/** Quality of service of ACS compute. */
export enum ComputeQos {
  /** Runs until it ends. */
  DEFAULT = 'default',
  /** Much cheaper; may be reclaimed with five minutes' notice. */
  BEST_EFFORT = 'best-effort',
}

/** What pods get of ACS. */
export interface AcsPlacementOptions {
  /**
   * Class of the compute.
   *
   * @default ComputeClass.GENERAL_PURPOSE - `general-purpose`
   */
  readonly computeClass?: ComputeClass;
  /**
   * Whether pods may be reclaimed.
   *
   * @default ComputeQos.BEST_EFFORT - `best-effort`: they may, for much less money
   */
  readonly qos?: ComputeQos;
  /**
   * Processor makers that pods may run on: `intel`, `amd`. ACS takes whichever has capacity. AMD must be enabled for
   * the account by ticket. For the classes general-purpose and performance only.
   *
   * @default - intel
   */
  readonly cpuVendors?: ('intel' | 'amd')[];
  /**
   * Series of the GPU, for the class gpu, for instance `T4`. Jobs must ask for the GPU itself as well, by `jobs.gpu`.
   *
   * @default - none
   */
  readonly gpuModelSeries?: string;
  /**
   * vSwitches that pods take their addresses from. Several, in different zones, find capacity more easily.
   *
   * @default - the pod vSwitches of the cluster
   */
  readonly vSwitchIds?: string[];
  /**
   * Security groups of the pods.
   *
   * @default - the security group of the cluster
   */
  readonly securityGroupIds?: string[];
  /**
   * Starts pods from cached images where there are any.
   *
   * @default - the platform's choice
   */
  readonly imageCache?: boolean;
  /**
   * Bandwidth in Mbit/s of an EIP for each pod, for vSwitches without a NAT gateway.
   *
   * @default - no EIP
   */
  readonly eipBandwidthMbps?: number;
  /**
   * Registries that speak HTTP only, as `host:port`.
   *
   * @default - none
   */
  readonly plainHttpRegistries?: string[];
  /**
   * Registries whose certificate is not checked, as `host:port`: those with a self-signed one.
   *
   * @default - none
   */
  readonly insecureRegistries?: string[];
}

/** @see https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-instance-overview */
export function acs(options: AcsPlacementOptions): BuiltInCompute {
  const computeClass = options.computeClass ?? ComputeClass.GENERAL_PURPOSE;
  const qos = options.qos ?? ComputeQos.BEST_EFFORT;
  const podLabels = prefixed('alibabacloud.com', {
    'compute-class': computeClass,
    'compute-qos': qos,
    'gpu-model-series': options.gpuModelSeries,
  });
  const podAnnotations = annotations(options);
  return {
    name: 'ACS',
    serverless: true,
    interruptible: qos === ComputeQos.BEST_EFFORT,
    unit: { resource: 'acs', podLabels, podAnnotations },
    billedAs: hasCpuSizes(computeClass) ? ['ACS'] : [],
    place: ({ kind }) => ({
      // An ACS cluster runs every pod on ACS. Elsewhere the label sends the pod to a virtual node.
      labels: { ...(kind === ClusterKind.ACS ? {} : { 'alibabacloud.com/acs': 'true' }), ...podLabels },
      annotations: podAnnotations,
    }),
    check: (context, report, at) => {
      checkVirtualNode('ACS', context, report, at);
      checkEdition(context, report, at);
      checkOptions({ ...options, computeClass, qos }, report, `${at}.acs`);
    },
  };
}

function annotations(options: AcsPlacementOptions): Record<string, string> {
  const { imageCache, eipBandwidthMbps } = options;
  return {
    ...prefixed('alibabacloud.com', { 'cpu-vendors': listText(options.cpuVendors) }),
    ...prefixed('network.alibabacloud.com', {
      'vswitch-ids': listText(options.vSwitchIds),
      'security-group-ids': listText(options.securityGroupIds),
      'pod-with-eip': eipBandwidthMbps === undefined ? undefined : 'true',
      'eip-bandwidth': numberAnnotation(eipBandwidthMbps),
    }),
    ...prefixed('image.alibabacloud.com', {
      'enable-image-cache': imageCache === undefined ? undefined : (tokenText(imageCache) ?? String(imageCache)),
    }),
    ...prefixed('registry.alibabacloud.com', {
      'plain-http-registry': listText(options.plainHttpRegistries),
      'insecure-registry': listText(options.insecureRegistries),
    }),
  };
}

/** @see https://www.alibabacloud.com/help/en/cs/user-guide/access-acs-computing-power-in-an-ack-cluster */
function checkEdition({ kind, edition }: PlacementContext, report: Report, at: string): void {
  const rule = placementRules['acs-edition'];
  if (kind === ClusterKind.ACS) {
    return;
  }
  if (edition === 'basic') {
    report.add(rule, at, 'is ACS, which Alibaba Cloud documents for ACK Pro clusters, and this one is Basic');
  } else if (kind === ClusterKind.ACK && edition === undefined) {
    report.add(
      rule,
      at,
      "is ACS, which Alibaba Cloud documents for ACK Pro clusters, and the edition of this one is not known. State edition: 'pro' on the cluster if it is one",
    );
  }
}

const CPU_VENDOR = { pattern: /^(intel|amd)$/, description: '"intel" or "amd"' };

function checkOptions(options: AcsPlacementOptions, report: Report, at: string): void {
  const computeClass = known(options.computeClass);
  if (computeClass === ComputeClass.GPU_HPN && known(options.qos) === ComputeQos.BEST_EFFORT) {
    report.add(
      placementRules['acs-quality'],
      `${at}.qos`,
      text`is best-effort, which the compute class gpu-hpn does not offer; use ${new Wording('ComputeQos.DEFAULT (default)', 'default')}`,
    );
  }
  if (options.cpuVendors !== undefined && computeClass !== undefined && !hasCpuSizes(computeClass)) {
    report.add(
      placementRules['acs-cpu-vendors'],
      `${at}.cpuVendors`,
      `is for general-purpose and performance compute, not for ${computeClass}; leave it out`,
    );
  }
  checkGpuSeries(options, report, `${at}.gpuModelSeries`);
  checkList(options.cpuVendors, CPU_VENDOR, report, `${at}.cpuVendors`);
  checkVSwitchIds(options.vSwitchIds, report, `${at}.vSwitchIds`, 'name at least one, or leave it out');
  checkList(options.securityGroupIds, SECURITY_GROUP_ID, report, `${at}.securityGroupIds`);
  checkList(options.plainHttpRegistries, REGISTRY_HOST, report, `${at}.plainHttpRegistries`);
  checkList(options.insecureRegistries, REGISTRY_HOST, report, `${at}.insecureRegistries`);
  checkWholeNumber(options.eipBandwidthMbps, 1, report, `${at}.eipBandwidthMbps`);
}

/** @see https://www.alibabacloud.com/help/en/cs/user-guide/pod-gpu-model-and-driver-version */
function checkGpuSeries({ computeClass, gpuModelSeries }: AcsPlacementOptions, report: Report, at: string): void {
  const rule = placementRules['acs-gpu-series'];
  const [given, series] = [known(computeClass), known(gpuModelSeries)];
  if (gpuModelSeries === undefined && given === ComputeClass.GPU) {
    report.add(rule, at, 'is missing, and ACS picks GPUs by their series; name it, for instance "T4"', {
      severity: 'warning',
    });
  }
  if (gpuModelSeries !== undefined && given === ComputeClass.GPU_HPN) {
    report.add(
      rule,
      at,
      'is for the class gpu; pods of gpu-hpn find their nodes by the node selector alibabacloud.com/gpu-model-series, which config.runners.kubernetes.nodeSelector takes',
    );
  } else if (gpuModelSeries !== undefined && given !== undefined && given !== ComputeClass.GPU) {
    report.add(
      rule,
      at,
      text`is for the class gpu, not for ${given}; set computeClass: ${new Wording('ComputeClass.GPU', 'gpu')}, or leave it out`,
    );
  }
  const problem = series === '' ? 'is empty; name a series, for instance "T4"' : series && labelValueFault(series);
  if (problem !== undefined) {
    report.add(rule, at, problem);
  }
}

/** The sizes of GPU pods depend on the card, and are not published as one table. */
function hasCpuSizes(computeClass: ComputeClass): boolean {
  return computeClass === ComputeClass.GENERAL_PURPOSE || computeClass === ComputeClass.PERFORMANCE;
}
