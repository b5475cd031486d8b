import type { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { checkVSwitchIds } from '../network/vswitch-ids';
import { checkTags } from '../ros/tags';
import { known } from '../ros/tokens';
import { clusterNameFault } from './cluster-name';
import type { NewClusterProps } from './new-cluster-props';

/** Adds what is wrong with the props that new clusters of both products have in common, but for their Service block. */
export function checkNewCluster(props: NewClusterProps, faults: FaultList): void {
  const nameFault = clusterNameFault(props.clusterName);
  if (nameFault !== undefined) {
    faults.add('clusterName', nameFault);
  }
  checkVSwitchIds(props.network.vSwitchIds, faults, 'network.vSwitchIds', 'a cluster needs at least one vSwitch');
  const version = known(props.kubernetesVersion);
  if (version !== undefined && !/^\d+\.\d+(\.\d+)?(-[a-z]+\.\d+)?$/.test(version)) {
    faults.add(
      'kubernetesVersion',
      `${shown(version)} is not a version; write it as 1.34.1-aliyun.1, or leave it out for the newest`,
    );
  }
  const group = known(props.resourceGroupId);
  if (group !== undefined && !/^rg-[0-9a-z]+$/.test(group)) {
    faults.add('resourceGroupId', `${shown(group)} is not a resource group id; it looks like rg-acfm1a2b3c…`);
  }
  checkTags(props.tags, faults);
}
