import { helmTemplate as templateBy } from '../../lib/testing/helm';
import type { HelmTemplateOptions as Options } from '../../lib/testing/helm';
import { findHelm } from './helm/locate';
import type { KubernetesObject } from './kubernetes';

export { parseManifests } from '../../lib/testing/helm';
export { findCharts, findHelm, valuesYaml } from './helm/locate';
export type { Chart } from './helm/locate';

/** What a cluster offers that has the Prometheus operator's custom resources; without them the chart renders no monitors. */
export const PROMETHEUS_APIS = ['', '/PodMonitor', '/ServiceMonitor'].map((kind) => `monitoring.coreos.com/v1${kind}`);

export interface HelmTemplateOptions extends Omit<Options, 'helm' | 'chart'> {
  /** A chart of `findCharts`, or any chart by its path. */
  readonly chart: { readonly path: string };
}

/** The objects that Helm would create, by the Helm that these tests find. */
export function helmTemplate({ chart, ...options }: HelmTemplateOptions): KubernetesObject[] {
  const helm = findHelm();
  if (helm === undefined) {
    throw new Error('no Helm found; run this test by "npm run test:chart"');
  }
  return templateBy({ ...options, helm, chart: chart.path });
}
