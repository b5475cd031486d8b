import type { Problem } from '../../lib/diagnostics/problem';

/** A file and what is wrong with it. */
export interface Checked {
  readonly file: string;
  readonly problems: readonly Problem[];
  /** How it was tried in a cluster. @default - it was not */
  readonly cluster?: ClusterAnswer;
}

/** How a file was tried in a cluster. */
export interface ClusterAnswer {
  /** Context of kubectl; empty where it has none, as in a pod. */
  readonly context: string;
  /** Version of Kubernetes. */
  readonly version: string;
  /** How many objects were tried. */
  readonly objects: number;
  /** What the answer does not hold for. */
  readonly notes: readonly string[];
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
