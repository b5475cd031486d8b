import { resourcesOfType } from '../template/ros-template';
import type { RosTemplate } from '../template/ros-template';
import type { Scenario } from './evaluate';
import { evaluate } from './evaluate';
import type { RenderedObject } from './helm';
import { findHelm, helmTemplate } from './helm';
import type { Template } from './template';

/** How a release is rendered, and with what the template is deployed. */
export interface RenderReleaseOptions extends Scenario {
  /**
   * Logical id of the release, for instance `RunnerRelease`.
   *
   * @default - the only release of the template; an error when it has several
   */
  readonly release?: string;
  /**
   * The chart: an archive, an unpacked folder, or a URL.
   *
   * @default - the URL in the template, from which Helm fetches it
   */
  readonly chart?: string;
  /**
   * API versions that the cluster has beside the usual, for instance `monitoring.coreos.com/v1`.
   *
   * @default - none
   */
  readonly apiVersions?: string[];
  /**
   * The Helm program.
   *
   * @default - what the environment variable HELM_BIN names, else `helm` on the path; an error when there is none
   */
  readonly helm?: string;
}

const RELEASE = 'ALIYUN::CS::ClusterHelmApplication';

/** The Kubernetes objects that a Helm release of a template would create, in the chart's order. Needs Helm 3 or 4. */
export function renderRelease(template: RosTemplate | Template, options: RenderReleaseOptions = {}): RenderedObject[] {
  const { helm = findHelm(), apiVersions } = options;
  if (helm === undefined) {
    throw new Error('no Helm found; install it, or name its program in the environment variable HELM_BIN');
  }
  const releases = resourcesOfType(evaluate(template, options), RELEASE);
  const wanted = releases.filter(({ id }) => id === (options.release ?? id));
  const [release] = wanted;
  if (release === undefined || wanted.length > 1) {
    const ids = releases.map(({ id }) => id).join(', ') || 'none';
    throw new Error(`name one release of the template by \`release\`; it has ${ids}`);
  }
  const { Name, Namespace, ChartUrl, ChartValues = {} } = release.Properties;
  return helmTemplate({
    helm,
    chart: options.chart ?? String(ChartUrl),
    release: String(Name),
    namespace: String(Namespace),
    values: ChartValues as object,
    apiVersions,
  });
}
