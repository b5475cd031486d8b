import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { Tags } from '../ros/tags';
import type { INatGateway, NatGatewayOptions } from './nat-gateway';

/** A VPC and the vSwitches that a cluster, its nodes and its pods are placed in. */
export interface INetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** One or more vSwitches, usually one per zone. */
  readonly vSwitchIds: string[];
  /** The zones of the vSwitches in the same order, where known. */
  readonly zoneIds?: string[];
  /** The IPv4 block of the VPC, where known: new clusters check their own ranges against it. */
  readonly cidrBlock?: string;
  /** The NAT gateway of the network, where it has one: new clusters set up none of their own then. */
  readonly natGateway?: INatGateway;
}

/** What is needed to know of an existing network. */
export interface NetworkAttributes {
  /** Id of the VPC, `vpc-…`. */
  readonly vpcId: string | IResolvable;
  /** Ids of vSwitches in that VPC, `vsw-…`. */
  readonly vSwitchIds: (string | IResolvable)[];
  /**
   * Zones of the vSwitches, in the same order.
   *
   * @default - not known
   */
  readonly zoneIds?: string[];
  /**
   * IPv4 block of the VPC.
   *
   * @default - not known: the pod and Service ranges of a new cluster are not checked against the VPC
   */
  readonly cidrBlock?: string;
}

/** A new VPC and its vSwitches. */
export interface NetworkProps {
  /**
   * Zones to place one vSwitch each in, for instance `cn-hangzhou-i`. Two zones survive the loss of one.
   *
   * Fails when empty or when a zone is named twice.
   */
  readonly zones: string[];
  /**
   * IPv4 block of the VPC: one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a part of it, mask /8 to /28.
   *
   * @default '192.168.0.0/16'
   * @see https://www.alibabacloud.com/help/en/vpc/user-guide/create-and-manage-a-vpc
   */
  readonly cidrBlock?: string;
  /**
   * IPv4 blocks of the vSwitches, one for each zone in the same order, mask /16 to /29.
   *
   * Fails when a block lies outside the VPC, or two of them overlap.
   *
   * @default - the first equal parts of the VPC, eight or more parts in all: /19 blocks in a /16 VPC. ACS pods, ECI pods
   * and Terway pods take their addresses from the vSwitches, so do not make them small.
   */
  readonly vSwitchCidrBlocks?: string[];
  /**
   * Name of the VPC. The vSwitches are called after it: `<name>-1`, `<name>-2`.
   *
   * @default - the name of the stack
   */
  readonly vpcName?: string;
  /**
   * A NAT gateway and an EIP of the network, which all its clusters share. Everything in the network reaches the internet
   * from one address, that GitLab, registries and suppliers can allow. `{}` takes a new EIP.
   *
   * @default - none: each cluster sets up its own (`snatEntry`), with an EIP that is not known before
   */
  readonly natGateway?: NatGatewayOptions;
  /**
   * Tags of the VPC and the vSwitches.
   *
   * @default - none
   */
  readonly tags?: Tags;
}
