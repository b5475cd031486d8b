/** Architectures of processors, as Kubernetes calls them. */
export enum NodeArchitecture {
  /** 64-bit x86: Intel, AMD, Hygon. */
  AMD64 = 'amd64',
  /** 64-bit Arm: Yitian 710, Ampere Altra. */
  ARM64 = 'arm64',
}

/** A taint of the nodes in a pool. */
export interface NodeTaint {
  /** Name of the taint, which pods that tolerate it name too. */
  readonly key: string;
  /** Value of the taint. */
  readonly value: string;
  /**
   * Effect on pods that do not tolerate the taint: `NoSchedule` keeps them off the nodes, `PreferNoSchedule` does so
   * while there is room elsewhere, `NoExecute` also evicts those that are there.
   *
   * @default 'NoSchedule'
   */
  readonly effect?: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

/** A node pool of an ACK cluster, as pods are sent to it. */
export interface INodePool {
  /** Id of the node pool, `np…`. */
  readonly nodePoolId: string;
  /** Kubernetes labels of the nodes, beside those that ACK gives them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Kubernetes taints of the nodes. */
  readonly taints: NodeTaint[];
  /** Architecture of the nodes; undefined when not known. */
  readonly architecture?: NodeArchitecture;
  /** Whether the nodes are spot instances, which may be reclaimed; undefined when not known. */
  readonly spot?: boolean;
  /** Whether the nodes have GPUs; undefined when not known. */
  readonly gpu?: boolean;
  /** Most nodes that the pool can have; undefined when not known. */
  readonly maxNodes?: number;
  /** vCPUs of the largest of the nodes; undefined when not known. */
  readonly largestNodeCpu?: number;
}
