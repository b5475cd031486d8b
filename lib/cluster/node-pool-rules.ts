import { defineRules } from '../diagnostics/rule';

export const nodePoolRules = defineRules({
  'node-pool-name': {
    severity: 'error',
    title: 'A node pool has an empty name',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Give the node pool a name, or leave it out.',
  },
  'node-pool-instance-types': {
    severity: 'error',
    title: 'The instance types of a node pool are none, no ECS types, or named twice',
    reason: 'The service finds no capacity for such types, and the node pool has no nodes.',
    remedy: 'Name each ECS instance type once, for instance ecs.g6.xlarge.',
  },
  'node-pool-id': {
    severity: 'error',
    title: 'The id of a node pool has another form than `np…`',
    reason: 'No node has the label of such a pool, so the pods stay Pending.',
    remedy: 'Give the id that the page of the node pool shows.',
  },
  'node-pool-id-taken': {
    severity: 'error',
    title: 'A node pool is called like another part of its cluster',
    reason: 'Logical ids are made of the id of the cluster and that of the part, and are unique within a template.',
    remedy: 'Give the node pool another id.',
    fatal: true,
  },
  'node-pool-in-acs-cluster': {
    severity: 'error',
    title: 'A node pool is to be made in an ACS cluster',
    reason: 'An ACS cluster has no nodes of its own.',
    remedy: 'Place jobs on ACS compute, of the class gpu for GPUs.',
  },
  'node-pool-vswitches': {
    severity: 'error',
    title: 'A node pool of an existing cluster names no vSwitches',
    reason: 'The nodes need vSwitches in the VPC of the cluster, and only those of a new cluster are known.',
    remedy: 'Name the vSwitches of the nodes by `vSwitchIds`.',
    fatal: true,
  },
  'node-pool-architecture': {
    severity: 'error',
    title: 'The instance types of a node pool are of different architectures, or of another than is said',
    reason: 'All nodes of a pool have one image, and its jobs have one helper image: on other nodes neither starts.',
    remedy: 'Make a node pool for each architecture.',
  },
  'node-pool-size': {
    severity: 'error',
    title: 'The bounds of a node pool contradict each other',
    reason: 'A node pool has a fixed number of nodes or grows between two bounds; the service refuses both together.',
    remedy: 'Give desiredSize or autoScaling, with minInstances not above maxInstances.',
  },
  'node-pool-system-disk': {
    severity: 'error',
    title: 'The system disk of a node pool has a category or size that is not offered',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Use a category that the message names, and 40 to 500 GiB.',
  },
  'node-pool-labels': {
    severity: 'error',
    title: 'The nodes of a pool have labels that Kubernetes refuses',
    reason: 'Nodes cannot register with such labels.',
    remedy: 'Keep to the characters and lengths that the message names.',
  },
  'node-pool-taints': {
    severity: 'error',
    title: 'The nodes of a pool have taints that Kubernetes refuses, or one of them twice',
    reason: 'Nodes cannot register with such taints.',
    remedy: 'Keep to the characters, lengths and effects that the message names, and list each taint once.',
  },
  'node-pools-all-tainted': {
    severity: 'warning',
    title: "All node pools of a new cluster have taints that the cluster's own components do not tolerate",
    reason:
      'CoreDNS and other components of ACK stay Pending until there is a node for them, and no name is resolved without.',
    remedy: 'Have one node pool without taints, or with the taint `node-role.alibabacloud.com/addon` alone.',
  },
  'node-pool-containerd-version': {
    severity: 'error',
    title: 'A text is not a version of containerd',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Write it as 2.1.9, or leave it out.',
  },
  'node-subscription-scaling': {
    severity: 'warning',
    title: 'A node pool with a subscription grows and shrinks',
    reason:
      'Nodes that scaling takes out of the cluster are paid until their period is over, and new ones are bought when the pool grows again.',
    remedy: 'Pay as you go, or use a fixed desiredSize.',
  },
  'node-subscription-period': {
    severity: 'error',
    title: 'The period of a subscription is not offered',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Use a period and a unit that the message names.',
  },
  'node-spot-bounds': {
    severity: 'error',
    title: 'A number of the spot instances of a node pool is out of bounds',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Use a whole number within the bounds that the message names.',
  },
  'node-spot-price-limits': {
    severity: 'error',
    title: 'The price limits of spot instances are no prices, or not for the instance types of the pool',
    reason: 'The service refuses such a limit, or it limits nothing. A type without a limit is a warning.',
    remedy: 'Give each instance type of the pool a price per hour such as 0.25, or leave all out.',
  },
  'node-key-pair': {
    severity: 'error',
    title: 'The key pair of a node pool has no name',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Give the name of a key pair that exists in the region, or leave the login out.',
  },
  'node-password-in-clear': {
    severity: 'error',
    title: 'The password of nodes is in clear text',
    reason: 'It would stand in the template, for everyone who may read the stack.',
    remedy:
      'Use NodeLogin.fromPasswordParameter or NodeLogin.fromKeyPair; NodeLogin.unsafePlainTextPassword where it may be read.',
  },
  'node-password': {
    severity: 'error',
    title: 'The password of nodes does not meet the rules of ECS',
    reason: 'The service refuses the node pool, and the deployment fails.',
    remedy: 'Use 8 to 30 characters with three of capital letters, small letters, digits and special characters.',
  },
});
