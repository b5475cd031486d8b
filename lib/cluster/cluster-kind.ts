/** The product a cluster belongs to. It decides which labels reach which compute. */
export enum ClusterKind {
  /** Container Service for Kubernetes: nodes of your own, optionally with virtual nodes. */
  ACK = 'ACK',
  /** Container Compute Service: every pod runs on serverless compute. */
  ACS = 'ACS',
  /** Not known at synth: checks that need the kind become warnings. */
  UNKNOWN = 'UNKNOWN',
}
