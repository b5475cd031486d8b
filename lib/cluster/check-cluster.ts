import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkPrivateCidr, overlaps } from '../network/cidr';
import type { INetwork } from '../network/network-props';
import { networkRules } from '../network/network-rules';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { checkTags } from '../ros/tags';
import { known } from '../ros/tokens';
import { ClusterKind } from './cluster-kind';
import { clusterRules } from './cluster-rules';
import type { ICluster } from './icluster';
import type { NewClusterProps } from './new-cluster-props';

export const DEFAULT_SERVICE_CIDR = '172.16.0.0/16';
const SERVICE_MASKS = { min: 16, max: 24 };

/** Reports what is wrong with the id of a cluster. */
export function checkClusterId(clusterId: string, report: Report): void {
  const id = known(clusterId);
  if (id !== undefined && !/^c[0-9a-z]{32}$/.test(id)) {
    report.add(
      clusterRules['cluster-id'],
      'clusterId',
      `${shown(id)} is not a cluster id; it is the letter c and 32 letters or digits, as the cluster's page in the console shows it`,
    );
  }
}

/** Reports what is wrong with what is told of an existing cluster. */
export function checkTraits(
  { kind, edition, virtualNode }: Pick<ICluster, 'kind' | 'edition' | 'virtualNode'>,
  report: Report,
): void {
  if (kind === ClusterKind.ACS && virtualNode === false) {
    report.add(
      clusterRules['acs-cluster-traits'],
      'virtualNode',
      'is false, but every ACS cluster has virtual nodes; leave it out',
    );
  }
  if (edition !== undefined && kind === ClusterKind.ACS) {
    report.add(
      clusterRules['acs-cluster-traits'],
      'edition',
      `is ${shown(edition)}, and ACS clusters have no editions; leave it out`,
    );
  }
}

/** Reports what is wrong with the props that new clusters of both products have in common, but for their Service block. */
export function checkNewCluster(props: NewClusterProps, report: Report): void {
  const name = known(props.clusterName);
  if (name !== undefined && !/^[\p{Script=Han}A-Za-z0-9][\p{Script=Han}A-Za-z0-9-]{0,62}$/u.test(name)) {
    report.add(
      clusterRules['cluster-name'],
      'clusterName',
      `${shown(name)} is not a cluster name; use 1 to 63 letters, digits, Chinese characters and hyphens, not beginning with a hyphen`,
    );
  }
  checkVSwitchIds(props.network.vSwitchIds, report, 'network.vSwitchIds', 'a cluster needs at least one vSwitch');
  if (props.network.natGateway !== undefined && props.snatEntry === true) {
    report.add(
      clusterRules['snat-entry-twice'],
      'snatEntry',
      'is true, and the network has a NAT gateway with an entry for all its vSwitches; leave it out',
    );
  }
  const version = known(props.kubernetesVersion);
  if (version !== undefined && !/^\d+\.\d+(\.\d+)?(-[a-z]+\.\d+)?$/.test(version)) {
    report.add(
      clusterRules['kubernetes-version'],
      'kubernetesVersion',
      `${shown(version)} is not a version; write it as 1.34.1-aliyun.1, or leave it out for the newest`,
    );
  }
  const group = known(props.resourceGroupId);
  if (group !== undefined && !/^rg-[0-9a-z]+$/.test(group)) {
    report.add(
      clusterRules['resource-group-id'],
      'resourceGroupId',
      `${shown(group)} is not a resource group id; it looks like rg-acfm1a2b3c…`,
    );
  }
  checkTags(props.tags, report);
  if (props.endpointPublicAccess === false) {
    report.add(
      clusterRules['private-api-server'],
      'endpointPublicAccess',
      'is false, and nothing public shows that ROS releases a Helm chart in a cluster whose API server has no public endpoint; leave it out, or deploy one small stack on your account first, as docs/cluster.md describes under "The API server"',
    );
  }
}

/** Reports what is wrong with a cluster's Service block. Returns the block when later checks can use it. */
export function checkServiceCidr(serviceCidr: string, network: INetwork, report: Report): string | undefined {
  const block = known(serviceCidr);
  if (block === undefined || !checkPrivateCidr(block, SERVICE_MASKS, report, 'serviceCidr')) {
    return undefined;
  }
  const vpcBlock = known(network.cidrBlock);
  if (vpcBlock !== undefined && overlaps(block, vpcBlock)) {
    report.add(
      networkRules['cidr-overlap'],
      'serviceCidr',
      `${shown(block)} overlaps the VPC block ${vpcBlock}; choose another private block`,
    );
  }
  return block;
}
