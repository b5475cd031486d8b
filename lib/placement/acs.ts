import { ClusterKind } from '../cluster/cluster-kind';
import { isUnresolved } from '../ros/tokens';
import type { Compute, PlacementContext, PlacementFindings } from './pod-placement';

/** Classes of ACS compute. */
export enum ComputeClass {
  GENERAL_PURPOSE = 'general-purpose',
  /** Faster processors and networks, for builds that wait on one core. */
  PERFORMANCE = 'performance',
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

export interface AcsPlacementOptions {
  /** @default ComputeClass.GENERAL_PURPOSE */
  readonly computeClass?: ComputeClass;
  /** @default ComputeQos.BEST_EFFORT */
  readonly qos?: ComputeQos;
  /**
   * Processor makers that pods may run on, the preferred first: `intel`, `amd`.
   *
   * @default - any
   */
  readonly cpuVendors?: readonly string[];
  /**
   * vSwitches that pods take their addresses from.
   *
   * @default - the pod vSwitches of the cluster
   */
  readonly vSwitchIds?: readonly string[];
  /**
   * Security groups of the pods.
   *
   * @default - the security group of the cluster
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Starts pods from cached images where there are any.
   *
   * @default - the platform's choice
   */
  readonly imageCache?: boolean;
}

/** @see https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-overview */
export function acs(options: AcsPlacementOptions): Compute {
  const computeClass = options.computeClass ?? ComputeClass.GENERAL_PURPOSE;
  const qos = options.qos ?? ComputeQos.BEST_EFFORT;
  return {
    name: 'ACS',
    serverless: true,
    interruptible: qos === ComputeQos.BEST_EFFORT,
    place: (cluster) => ({
      labels: {
        // An ACS cluster runs every pod on ACS. Elsewhere the label sends the pod to a virtual node.
        ...(cluster.kind === ClusterKind.ACS ? {} : { 'alibabacloud.com/acs': 'true' }),
        'alibabacloud.com/compute-class': computeClass,
        'alibabacloud.com/compute-qos': qos,
      },
      annotations: annotations(options),
    }),
    check: (cluster, findings, at) => {
      if (computeClass === ComputeClass.GPU_HPN && qos === ComputeQos.BEST_EFFORT && !isUnresolved(qos)) {
        findings.errors.add(
          `${at}.acs.qos`,
          'is best-effort, which the compute class gpu-hpn does not offer; use ComputeQos.DEFAULT',
        );
      }
      checkVirtualNode(cluster, findings, at);
    },
  };
}

function annotations(options: AcsPlacementOptions): Record<string, string> {
  return {
    ...(options.cpuVendors && { 'alibabacloud.com/cpu-vendors': options.cpuVendors.join(',') }),
    ...(options.vSwitchIds && { 'network.alibabacloud.com/vswitch-ids': options.vSwitchIds.join(',') }),
    ...(options.securityGroupIds && {
      'network.alibabacloud.com/security-group-ids': options.securityGroupIds.join(','),
    }),
    ...(options.imageCache !== undefined && {
      'image.alibabacloud.com/enable-image-cache': String(options.imageCache),
    }),
  };
}

function checkVirtualNode(cluster: PlacementContext, { errors, warnings }: PlacementFindings, at: string): void {
  if (cluster.kind === ClusterKind.ACS) {
    return;
  }
  if (cluster.virtualNode === false) {
    errors.add(
      at,
      'is ACS, but the cluster has no virtual node to reach it by; set virtualNode: true on the cluster, or use JobPlacement.nodePool()',
    );
  } else if (cluster.virtualNode === undefined) {
    warnings.add(
      at,
      'is ACS, which needs the ack-virtual-node add-on in an ACK cluster; without it job pods stay Pending. State virtualNode: true on the cluster if it is there',
    );
  }
}
