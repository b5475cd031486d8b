import type { Report } from '../../diagnostics/report';
import type { ConfiguredJobs } from './job-amounts';
import { JobAmounts } from './job-amounts';
import { shownAmount } from './pod-maximum';
import type { ResolvedRunner } from '../resolved-runner';

/** A pod that asks for more than any node has stays Pending for ever; the system's own pods take a part of each node. */
export function checkNodeSize(
  runner: ConfiguredJobs & Pick<ResolvedRunner, 'cluster' | 'placement'>,
  { warnings }: Report,
): void {
  const { largestNodeCpu } = runner.cluster;
  if (runner.placement.serverless || largestNodeCpu === undefined) {
    return;
  }
  const total = new JobAmounts(runner).totalRequest('cpu');
  if (total.sum >= largestNodeCpu) {
    warnings.add(
      total.at,
      `build and helper container together ask for ${shownAmount({ ...total, name: 'cpu' })}, and the largest node has ${largestNodeCpu}, of which the system keeps a part: jobs would stay Pending. Use larger instance types or a smaller request`,
    );
  }
}
