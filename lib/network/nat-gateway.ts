import { isIPv4 } from 'node:net';
import type { Construct, RosResource } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { dependOn } from '../ros/dependencies';
import { ros, vpc } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import type { Tags } from '../ros/tags';
import { tagList } from '../ros/tags';
import { asString, known } from '../ros/tokens';
import { networkRules } from './network-rules';

/** An elastic IP address (EIP). */
export interface ElasticIp {
  /** Id of the EIP, `eip-…`. It must not be bound to anything. */
  readonly allocationId: string;
  /** Its public IPv4 address, which firewalls allow. */
  readonly ipAddress: string;
}

/** How a new EIP is paid: by the traffic that leaves, or by the bandwidth. */
export type EipChargeType = 'PayByTraffic' | 'PayByBandwidth';

/** The NAT gateway of a new network, and the EIP that everything in the network reaches the internet from. */
export interface NatGatewayOptions {
  /**
   * An EIP that exists, so that its address survives the stack. `bandwidthMbps` and `chargeType` are its own then, and
   * refused beside it.
   *
   * @default - a new EIP, which is released with the stack
   */
  readonly eip?: ElasticIp;
  /**
   * Peak bandwidth of the new EIP in Mbit/s: 1 to 200 by traffic, 1 to 500 by bandwidth.
   *
   * @default 100
   */
  readonly bandwidthMbps?: number;
  /**
   * How the new EIP is paid.
   *
   * @default 'PayByTraffic'
   */
  readonly chargeType?: EipChargeType;
}

/** The way of a network to the internet. */
export interface INatGateway {
  /** The public IPv4 address that connections come from. GitLab, registries and suppliers can allow it. */
  readonly ipAddress: string;
  /** What must exist before pods reach the internet. */
  readonly dependencies: RosResource[];
}

const DEFAULT_BANDWIDTH_MBPS = 100;
/** @see https://www.alibabacloud.com/help/en/eip/developer-reference/api-vpc-2016-04-28-allocateeipaddress-eips */
const MOST_MBPS: Record<EipChargeType, number> = { PayByTraffic: 200, PayByBandwidth: 500 };
/** A new EIP may refuse to be bound for some seconds. */
const EIP_SECONDS = 10;

/** What a NAT gateway is created in. */
interface Surroundings {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly vSwitchId: string;
  readonly tags?: Tags;
}

/**
 * Creates a NAT gateway, its EIP, and one SNAT entry for the whole VPC: nodes, Terway pods, ECI and ACS pods alike.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-vpc-natgateway
 */
export function createNatGateway(scope: Construct, options: NatGatewayOptions, around: Surroundings): INatGateway {
  const gateway = new (vpc().RosNatGateway)(
    scope,
    scopedId(scope, 'NatGateway'),
    {
      vpcId: around.vpcId,
      vSwitchId: around.vSwitchId,
      natType: 'Enhanced',
      instanceChargeType: 'PostPaid',
      internetChargeType: 'PayByLcu',
      tags: tagList(around.tags),
    },
    true,
  );
  const eip: BindableIp = options.eip ?? createEip(scope, options, around.tags);
  const association = new (vpc().RosEIPAssociation)(
    scope,
    scopedId(scope, 'EipAssociation'),
    { allocationId: eip.allocationId, instanceId: asString(gateway.attrNatGatewayId) },
    true,
  );
  dependOn(association, eip.ready === undefined ? [] : [eip.ready]);
  const entry = new (vpc().RosSnatEntry)(
    scope,
    scopedId(scope, 'SnatEntry'),
    { snatTableId: asString(gateway.attrSNatTableId), snatIp: eip.ipAddress, sourceCidr: around.cidrBlock },
    true,
  );
  dependOn(entry, [association]);
  return { ipAddress: eip.ipAddress, dependencies: [entry] };
}

/** An EIP, and when it can be bound. */
interface BindableIp extends ElasticIp {
  readonly ready?: RosResource;
}

function createEip(scope: Construct, options: NatGatewayOptions, tags: Tags | undefined): BindableIp {
  const eip = new (vpc().RosEIP)(
    scope,
    scopedId(scope, 'Eip'),
    {
      instanceChargeType: 'PostPaid',
      internetChargeType: options.chargeType ?? 'PayByTraffic',
      bandwidth: options.bandwidthMbps ?? DEFAULT_BANDWIDTH_MBPS,
      tags: tagList(tags),
    },
    true,
  );
  const ready = new (ros().RosSleep)(scope, scopedId(scope, 'EipReady'), { createDuration: EIP_SECONDS }, true);
  dependOn(ready, [eip]);
  return { allocationId: asString(eip.attrAllocationId), ipAddress: asString(eip.attrEipAddress), ready };
}

/** Reports what is wrong with the NAT gateway of a new network; `at` is its path in the props. */
export function checkNatGateway(options: NatGatewayOptions | undefined, report: Report, at: string): void {
  if (options === undefined) {
    return;
  }
  if (options.eip !== undefined) {
    checkElasticIp(options.eip, report, `${at}.eip`);
    const ofNewEip = (['bandwidthMbps', 'chargeType'] as const).filter((name) => options[name] !== undefined);
    ofNewEip.forEach((name) =>
      report.add(
        networkRules['eip-twice'],
        `${at}.${name}`,
        'is for a new EIP, and `eip` names one that exists, with a bandwidth of its own; leave one of them out',
      ),
    );
    return;
  }
  const bandwidth = known(options.bandwidthMbps);
  const { chargeType = 'PayByTraffic' } = options;
  const knownType = known(chargeType);
  const most = knownType === undefined ? Math.max(...Object.values(MOST_MBPS)) : MOST_MBPS[knownType];
  if (bandwidth !== undefined && !(Number.isInteger(bandwidth) && bandwidth >= 1 && bandwidth <= most)) {
    report.add(
      networkRules['eip-bandwidth'],
      `${at}.bandwidthMbps`,
      `is ${shown(bandwidth)}; allowed is a whole number from 1 to ${most}`,
    );
  }
}

function checkElasticIp({ allocationId, ipAddress }: ElasticIp, report: Report, at: string): void {
  const id = known(allocationId);
  if (id !== undefined && !/^eip-[0-9a-z]+$/.test(id)) {
    report.add(
      networkRules['eip-existing'],
      `${at}.allocationId`,
      `${shown(id)} is not the id of an EIP; it looks like eip-bp1a2b3c…`,
    );
  }
  const address = known(ipAddress);
  if (address !== undefined && !isIPv4(address)) {
    report.add(
      networkRules['eip-existing'],
      `${at}.ipAddress`,
      `${shown(address)} is not an IPv4 address; write the public address of the EIP, such as 203.0.113.10`,
    );
  }
}
