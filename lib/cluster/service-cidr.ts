import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { overlaps, privateCidrFault } from '../network/cidr';
import type { INetwork } from '../network/network';
import { known } from '../ros/tokens';

export const DEFAULT_SERVICE_CIDR = '172.16.0.0/16';
const SERVICE_MASKS = { min: 16, max: 24 };

/** Adds what is wrong with a cluster's Service block. Returns the block when later checks can use it. */
export function checkServiceCidr(serviceCidr: string, network: INetwork, faults: FaultList): string | undefined {
  const block = known(serviceCidr);
  if (block === undefined) {
    return undefined;
  }
  const fault = privateCidrFault(block, SERVICE_MASKS);
  if (fault !== undefined) {
    faults.add('serviceCidr', fault);
    return undefined;
  }
  const vpcBlock = known(network.cidrBlock);
  if (vpcBlock !== undefined && overlaps(block, vpcBlock)) {
    faults.add('serviceCidr', `${shown(block)} overlaps the VPC block ${vpcBlock}; choose another private block`);
  }
  return block;
}
