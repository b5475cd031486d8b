import { defineRules } from '../diagnostics/rule';

export const clusterRules = defineRules({
  'cluster-id': {
    severity: 'error',
    title: 'A text is not the id of a cluster',
    reason: 'ROS finds no cluster of this id, and the deployment fails.',
    remedy: "Copy the id from the cluster's page in the console; its name will not do.",
  },
  'cluster-name': {
    severity: 'error',
    title: 'A text cannot be the name of a cluster',
    reason: 'The service refuses the name, and the deployment fails.',
    remedy:
      'Use 1 to 63 letters, digits, Chinese characters and hyphens. Do not begin with a hyphen, or leave the name out.',
  },
  'acs-cluster-traits': {
    severity: 'error',
    title: 'An ACS cluster is said to have an edition, or to have no virtual nodes',
    reason: 'ACS has no editions, and runs every pod on virtual nodes. Either the kind or the trait is wrong.',
    remedy: 'Leave the trait out, or correct the kind of the cluster.',
  },
  'acs-cluster-vswitches': {
    severity: 'error',
    title: 'The network of a new ACS cluster has more than three vSwitches',
    reason: 'The service takes one to three vSwitches for the control plane, and refuses the cluster with more.',
    remedy: 'Use a network of at most three zones. Further vSwitches can be for pods, by podVSwitchIds.',
  },
  'kubernetes-version': {
    severity: 'error',
    title: 'A text is not a version of Kubernetes in the form that the service takes',
    reason: 'The service refuses the version, and the deployment fails.',
    remedy: 'Write it as 1.34.1-aliyun.1, or leave it out for the newest.',
  },
  'resource-group-id': {
    severity: 'error',
    title: 'A text is not the id of a resource group',
    reason: 'The service finds no resource group of this id, and the deployment fails.',
    remedy: 'Copy the id from the console; it looks like rg-acfm1a2b3c….',
  },
  'private-api-server': {
    severity: 'warning',
    title: 'The API server of a new cluster has no public endpoint',
    reason:
      'No public template or document shows that ROS releases a Helm chart in such a cluster. If it cannot, the release of the runner fails, and the stack is rolled back.',
    remedy:
      'Leave endpointPublicAccess out, or try one small stack on your account first, as docs/cluster.md describes, and acknowledge the rule.',
  },
  'snat-entry-twice': {
    severity: 'error',
    title: 'A cluster is to set up a NAT gateway in a network that has one',
    reason: 'A vSwitch may be in one SNAT entry only: the second is refused, and the deployment fails.',
    remedy: 'Leave `snatEntry` of the cluster out, or `natGateway` of the network.',
  },
  'secret-encryption-edition': {
    severity: 'error',
    title: 'An ACK Basic cluster is to encrypt its Secrets by a key of KMS',
    reason: 'Only ACK Pro clusters can, and the deployment fails.',
    remedy: 'Take an ACK Pro cluster, or leave the key out.',
  },
  'addon-list': {
    severity: 'error',
    title: 'An add-on has no name, or is listed twice',
    reason: 'The service refuses the list, or installs the add-on with either of two configurations.',
    remedy: 'List each add-on once, by the name that the console shows.',
  },
  'addon-network-plugin': {
    severity: 'error',
    title: 'The add-ons name another network plug-in than that of the cluster',
    reason: 'A cluster has one network plug-in; with two of them pods get no addresses.',
    remedy: 'Choose the plug-in by networkPlugin, and leave it out of the add-ons.',
  },
  'flannel-node-mask': {
    severity: 'error',
    title: 'The mask of the part of the pod block that each node gets is out of bounds',
    reason: 'The service refuses the cluster, and the deployment fails.',
    remedy: 'Use a whole number from 24 to 28.',
  },
  'flannel-node-count': {
    severity: 'error',
    title: 'The pod block serves fewer nodes than the node pools may have',
    reason: 'Nodes beyond that number get no addresses for their pods, and the block cannot be changed later.',
    remedy: 'Use a larger block or a longer nodeCidrMask.',
  },
  'terway-version': {
    severity: 'error',
    title: 'A text is not a version of Terway',
    reason: 'The service refuses the add-on, and the deployment fails.',
    remedy: 'Write it as v1.17.5, or leave it out.',
  },
});
