import { defineRules } from '../diagnostics/rule';

/** Rules about where pods run, and about the options of the compute that they run on. */
export const placementRules = defineRules({
  'placement-option-value': {
    severity: 'error',
    title: 'An option of a placement has a value that the platform does not take',
    reason: 'ECI, ACS and Kubernetes read the options when a pod is created. They refuse the pod or ignore the option.',
    remedy: 'Give one of the values that the message lists, or leave the option out.',
  },
  'placement-option-empty': {
    severity: 'error',
    title: 'A list among the options of a placement is empty',
    reason: 'An empty list is written as an annotation without a value, which the platform does not define.',
    remedy: 'List at least one item, or leave the option out.',
  },
  'placement-not-in-acs-cluster': {
    severity: 'error',
    title: 'ECI or a node pool is asked for in an ACS cluster',
    reason:
      'An ACS cluster runs all pods on ACS compute. It has neither nodes nor ECI, so the pods would stay Pending.',
    remedy: 'Place the pods on ACS.',
  },
  'placement-needs-virtual-node': {
    severity: 'error',
    title: 'ECI or ACS is asked for in an ACK cluster without virtual nodes, or where they are not known of',
    reason:
      'Serverless pods of an ACK cluster run on virtual nodes, which the ack-virtual-node add-on brings. Without it they stay Pending.',
    remedy: 'Install the add-on and state `virtualNode: true` on the cluster, or place the pods on nodes.',
  },
  'placement-choice-fields': {
    severity: 'error',
    title: 'The deployment is to choose between placements with tolerations, affinity or objects of their own',
    reason: 'Only labels, annotations and node selectors can be chosen when the stack is deployed.',
    remedy: 'Choose between placements that need none of these.',
    fatal: true,
  },
  'placement-toleration': {
    severity: 'error',
    title: 'A toleration has a key, value or effect that no taint can have',
    reason: 'GitLab Runner writes tolerations as `key=value`, and Kubernetes refuses pods with a malformed one.',
    remedy: 'Give the key, value and effect of the taint as the node shows them.',
  },
  'placement-toleration-twice': {
    severity: 'error',
    title: 'Two tolerations are for the same taint',
    reason: 'GitLab Runner keeps one effect for each `key=value` and drops the other without a message.',
    remedy: 'Leave the effect out, which tolerates all effects of the taint.',
  },
  'acs-edition': {
    severity: 'warning',
    title: 'ACS compute is asked for in an ACK cluster that is Basic, or of an edition that is not known',
    reason: 'Alibaba Cloud documents ACS compute for ACK Pro clusters. In others the pods may stay Pending.',
    remedy: "Use an ACK Pro cluster, and state `edition: 'pro'` on an existing one.",
  },
  'acs-quality': {
    severity: 'error',
    title: 'The compute class gpu-hpn is asked for with best-effort quality of service',
    reason: 'ACS does not offer the two together, and refuses the pods.',
    remedy: 'Set `qos` to `default`.',
  },
  'acs-cpu-vendors': {
    severity: 'error',
    title: '`cpuVendors` is set for a compute class that has no choice of processors',
    reason: 'ACS reads the option for the classes general-purpose and performance only.',
    remedy: 'Leave `cpuVendors` out, or use one of these classes.',
  },
  'acs-gpu-series': {
    severity: 'error',
    title: 'The series of a GPU is missing, malformed, or set for a compute class that does not read it',
    reason:
      'ACS picks GPUs of the class gpu by their series, and ignores the series for other classes. A missing series is a warning.',
    remedy: 'Set `gpuModelSeries` for the class gpu, for instance to `T4`, and leave it out for others.',
  },
  'eci-security-groups': {
    severity: 'error',
    title: 'A pod on ECI is given more than five security groups',
    reason: 'ECI refuses the pod.',
    remedy: 'List at most five security groups.',
  },
  'eci-storage': {
    severity: 'error',
    title: 'The extra ephemeral storage of a pod on ECI is larger than the largest disk',
    reason: 'The storage is one disk of at most 32768 GiB, 30 GiB of which come free. ECI cannot create the pod.',
    remedy: 'Ask for less, or mount a volume.',
  },
  'eci-spot-price': {
    severity: 'error',
    title: 'The price limit of ECI spot instances is not a price',
    reason: 'ECI takes prices above 0 with at most three decimals, and refuses the pod otherwise.',
    remedy: 'Give a price per hour such as 0.25, or leave the limit out to pay the market price.',
  },
  'eci-spot-size': {
    severity: 'error',
    title: 'An ECI spot instance is asked for with less than two vCPUs',
    reason: 'ECI has no spot instances below two vCPUs.',
    remedy: 'Use a larger size in `useSpecs`, or leave `spot` out.',
  },
  'eci-tag': {
    severity: 'error',
    title: 'A tag of ECI instances has a character that its annotation cannot carry',
    reason:
      'The annotation is a list of `key:value` with commas, so ":" and "," would be read as separators. Variables are expanded for jobs whose placement is ECI alone, and would stay as they are elsewhere.',
    remedy: 'Use other characters, and write values instead of variables in a fallback and for managers.',
  },
  'fallback-length': {
    severity: 'error',
    title: 'A fallback lists fewer than two placements',
    reason: 'There is nothing to fall back to.',
    remedy: 'List two or more placements, the preferred first, or give one placement without `fallback`.',
  },
  'fallback-part': {
    severity: 'error',
    title: 'A placement in a fallback cannot be part of one',
    reason:
      'A fallback is made of single units of compute. A choice, another fallback, and a placement of your own without `unit` are none, and would be left out.',
    remedy: 'List the placements of the other fallback one by one, or give the placement of your own a `unit`.',
  },
  'fallback-twice': {
    severity: 'error',
    title: 'A fallback lists the same placement twice',
    reason: 'The second is never tried with another result.',
    remedy: 'Leave the second out.',
  },
  'fallback-after-eci': {
    severity: 'error',
    title: 'A fallback lists compute after ECI',
    reason: 'A pod that was sent to ECI waits there for capacity and does not come back, so the rest is never tried.',
    remedy: 'List ECI last. Give it several `vSwitchIds` or `useSpecs` to have it try more.',
  },
  'fallback-after-any-node': {
    severity: 'error',
    title: 'A fallback lists a node pool after a placement on any node',
    reason: 'Any node includes the nodes of that pool, so it is never a fallback.',
    remedy: 'Give the earlier placement a `nodePoolId` or `nodeSelector`, or list it last.',
  },
  'eci-image-cache-unused': {
    severity: 'warning',
    title: 'An image cache is made that pods do not use',
    reason: 'The cache is billed, and pods pull their images all the same.',
    remedy: 'Leave `newImageCache` out, or what keeps pods from it.',
  },
  'eci-image-cache-images': {
    severity: 'error',
    title: 'An image cache has more images than ECI takes',
    reason: 'ECI makes no cache, and pods pull their images.',
    remedy: 'List those that most jobs use.',
  },
  'fallback-scheduler': {
    severity: 'error',
    title: 'A fallback to serverless compute is asked for without the scheduler of ACK Pro or ACS',
    reason:
      'Only that scheduler knows the kind ResourcePolicy. In ACK Basic, and in clusters of another kind, the release fails.',
    remedy: "Use an ACK Pro or ACS cluster, and state the kind and `edition: 'pro'` of an existing one.",
  },
});
