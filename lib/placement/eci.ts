import { shown } from '../checks/faults';
import { ClusterKind } from '../cluster/cluster-kind';
import { known, numberText } from '../ros/tokens';
import type { Compute, PlacementContext, PlacementFindings } from './pod-placement';

export interface EciSpotOptions {
  /**
   * Highest price per hour in the account's currency.
   *
   * @default - the market price, at most the pay-as-you-go price
   */
  readonly priceLimit?: number;
  /**
   * Whether an instance is protected from being reclaimed in its first hour.
   *
   * @default true
   */
  readonly protectFirstHour?: boolean;
  /**
   * Whether pay-as-you-go instances take over when there is no spot capacity.
   *
   * @default true
   */
  readonly fallbackToPayAsYouGo?: boolean;
}

export interface EciPlacementOptions {
  /**
   * Spot instances: cheaper, but reclaimed about three minutes after notice. `{}` takes the market price.
   *
   * @default - pay-as-you-go instances
   */
  readonly spot?: EciSpotOptions;
  /**
   * Sizes and instance types to try in order, for instance `['2-4Gi', 'ecs.c7.large']`.
   *
   * @default - the size that the containers' resources add up to
   */
  readonly useSpecs?: readonly string[];
  /**
   * vSwitches that pods take their addresses from.
   *
   * @default - those of the virtual node
   */
  readonly vSwitchIds?: readonly string[];
  /**
   * Security group of the pods.
   *
   * @default - that of the virtual node
   */
  readonly securityGroupId?: string;
  /**
   * RAM role that pods can take on, by name.
   *
   * @default - none
   */
  readonly ramRoleName?: string;
  /**
   * Starts pods from cached images, which saves most of the pull time.
   *
   * @default false
   */
  readonly imageCache?: boolean;
  /**
   * Ephemeral storage in GiB beyond the 30 GiB that come free.
   *
   * @default 0
   */
  readonly extraEphemeralStorageGiB?: number;
  /**
   * Bandwidth in Mbit/s of an EIP for each pod, for vSwitches without a NAT gateway.
   *
   * @default - no EIP
   */
  readonly eipBandwidthMbps?: number;
}

/** @see https://www.alibabacloud.com/help/en/eci/user-guide/pod-annotations */
export function eci(options: EciPlacementOptions): Compute {
  return {
    name: 'ECI',
    serverless: true,
    interruptible: options.spot !== undefined,
    place: () => ({ labels: { 'alibabacloud.com/eci': 'true' }, annotations: annotations(options) }),
    check: (cluster, findings, at) => {
      checkCluster(cluster, findings, at);
      checkOptions(options, findings, at);
    },
  };
}

function annotations(options: EciPlacementOptions): Record<string, string> {
  const { spot, useSpecs, vSwitchIds, eipBandwidthMbps } = options;
  const entries: [string, string | undefined][] = [
    ['eci-use-specs', useSpecs?.join(',')],
    ['eci-spot-strategy', spot && (spot.priceLimit === undefined ? 'SpotAsPriceGo' : 'SpotWithPriceLimit')],
    ['eci-spot-price-limit', text(spot?.priceLimit)],
    ['eci-spot-duration', spot?.protectFirstHour === false ? '0' : undefined],
    ['eci-spot-fallback', spot && String(spot.fallbackToPayAsYouGo ?? true)],
    ['eci-vswitch', vSwitchIds?.join(',')],
    ['eci-security-group', options.securityGroupId],
    ['eci-ram-role-name', options.ramRoleName],
    ['eci-image-cache', options.imageCache ? 'true' : undefined],
    [
      'eci-extra-ephemeral-storage',
      options.extraEphemeralStorageGiB ? `${text(options.extraEphemeralStorageGiB)}Gi` : undefined,
    ],
    ['eci-with-eip', eipBandwidthMbps === undefined ? undefined : 'true'],
    ['eip-bandwidth', text(eipBandwidthMbps)],
  ];
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[`k8s.aliyun.com/${key}`, value]])),
  );
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : numberText(value);
}

function checkCluster(cluster: PlacementContext, { errors, warnings }: PlacementFindings, at: string): void {
  if (cluster.kind === ClusterKind.ACS) {
    errors.add(at, 'is ECI, but an ACS cluster runs pods on ACS compute only; use JobPlacement.acs()');
  } else if (cluster.virtualNode === false) {
    errors.add(
      at,
      'is ECI, but the cluster has no virtual node; set virtualNode: true on the cluster, or use JobPlacement.nodePool()',
    );
  } else if (cluster.virtualNode === undefined) {
    warnings.add(
      at,
      'is ECI, which needs the ack-virtual-node add-on; without it job pods stay Pending. State virtualNode: true on the cluster if it is there',
    );
  }
}

function checkOptions(options: EciPlacementOptions, { errors }: PlacementFindings, at: string): void {
  const positive = (path: string, value: number | undefined) => {
    const number = known(value);
    if (number !== undefined && !(number > 0)) {
      errors.add(`${at}.eci.${path}`, `is ${shown(number)}; allowed is a number above 0`);
    }
  };
  positive('spot.priceLimit', options.spot?.priceLimit);
  positive('eipBandwidthMbps', options.eipBandwidthMbps);
  const storage = known(options.extraEphemeralStorageGiB);
  if (storage !== undefined && !(Number.isInteger(storage) && storage >= 0)) {
    errors.add(
      `${at}.eci.extraEphemeralStorageGiB`,
      `is ${shown(storage)}; allowed is a whole number of GiB of at least 0`,
    );
  }
}
