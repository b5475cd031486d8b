import type { ICluster } from '../cluster/cluster';
import type { PlacementFindings } from '../placement/pod-placement';

/** What is known of a cluster's monitoring. */
export type PrometheusContext = Pick<ICluster, 'prometheusOperator'>;

/** Adds what speaks against an object of this kind, one of the Prometheus Operator's, in the cluster. */
export function checkPrometheusOperator(
  { prometheusOperator }: PrometheusContext,
  { errors, warnings }: PlacementFindings,
  at: string,
  kind: 'PodMonitor' | 'PrometheusRule',
): void {
  if (prometheusOperator === false) {
    errors.add(
      at,
      `the cluster does not know the kind ${kind}; set managedPrometheus: true on a new cluster, or install a Prometheus Operator`,
    );
  } else if (prometheusOperator === undefined) {
    warnings.add(
      at,
      `the kind ${kind} is known only to clusters with the arms-prometheus add-on or a Prometheus Operator. State prometheusOperator: true on the cluster if it is there`,
    );
  }
}
