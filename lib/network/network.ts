import { checkArguments } from '../checks/check-arguments';
import type { RosResource } from '@alicloud/ros-cdk-core';
import { Construct, RosPseudo } from '@alicloud/ros-cdk-core';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { StackChecks } from '../checks/stack-checks';
import { ecs } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import { tagList } from '../ros/tags';
import { asString } from '../ros/tokens';
import { DEFAULT_CIDR_BLOCK, calculatedMask, checkExistingNetwork, checkNetwork } from './check-network';
import { subnets } from './cidr';
import type { INatGateway } from './nat-gateway';
import { createNatGateway } from './nat-gateway';
import type { INetwork, NetworkAttributes, NetworkProps } from './network-props';

/**
 * A new VPC with one vSwitch in each zone.
 *
 * Outbound internet access is the cluster's choice (`snatEntry`): ACK and ACS set up the NAT gateway themselves, unless
 * the network has one.
 */
export class Network extends Construct implements INetwork {
  /** Uses an existing VPC and vSwitches. Deploy-time values are allowed. */
  static fromAttributes(scope: Construct, id: string, attributes: NetworkAttributes): INetwork {
    checkArguments('Network.fromAttributes', { scope, id, attributes });
    return new ImportedNetwork(scope, id, attributes);
  }

  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly zoneIds: string[];
  readonly cidrBlock: string;
  readonly natGateway?: INatGateway;
  /** The VPC. */
  readonly vpc: RosResource;
  /** The vSwitches, in the order of the zones. */
  readonly vSwitches: RosResource[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    checkArguments('Network', { scope, id });
    super(scope, id);
    checkArguments('Network', { props }, this.node.path);
    StackChecks.attachTo(this);
    const report = new Report();
    checkNetwork(props, report);
    settle(report, this);

    this.zoneIds = props.zones;
    this.cidrBlock = props.cidrBlock ?? DEFAULT_CIDR_BLOCK;
    const blocks =
      props.vSwitchCidrBlocks ??
      subnets(this.cidrBlock, calculatedMask(this.cidrBlock, props.zones.length), props.zones.length);
    const tags = tagList(props.tags);

    const name = props.vpcName ?? RosPseudo.stackName;
    const vpc = new (ecs().RosVPC)(
      this,
      scopedId(this, 'Vpc'),
      { cidrBlock: this.cidrBlock, vpcName: name, tags },
      true,
    );
    this.vpc = vpc;
    this.vpcId = asString(vpc.attrVpcId);

    const vSwitches = props.zones.map(
      (zoneId, index) =>
        new (ecs().RosVSwitch)(
          this,
          scopedId(this, `VSwitch${index + 1}`),
          { vpcId: this.vpcId, vSwitchName: `${name}-${index + 1}`, zoneId, cidrBlock: blocks[index] ?? '', tags },
          true,
        ),
    );
    this.vSwitches = vSwitches;
    this.vSwitchIds = vSwitches.map((vSwitch) => asString(vSwitch.attrVSwitchId));
    this.natGateway =
      props.natGateway &&
      createNatGateway(this, props.natGateway, {
        vpcId: this.vpcId,
        cidrBlock: this.cidrBlock,
        vSwitchId: this.vSwitchIds[0]!,
        tags: props.tags,
      });
  }
}

class ImportedNetwork extends Construct implements INetwork {
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly zoneIds?: string[];
  readonly cidrBlock?: string;

  constructor(scope: Construct, id: string, attributes: NetworkAttributes) {
    super(scope, id);
    this.vpcId = asString(attributes.vpcId);
    this.vSwitchIds = attributes.vSwitchIds.map(asString);
    this.zoneIds = attributes.zoneIds;
    this.cidrBlock = attributes.cidrBlock;

    const report = new Report();
    checkExistingNetwork(this, report);
    settle(report, this);
  }
}
