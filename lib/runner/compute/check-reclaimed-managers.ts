import type { Report } from '../../diagnostics/report';
import { ClusterKind } from '../../cluster/cluster-kind';
import { known } from '../../ros/tokens';
import { isMap } from '../../schema/is-map';
import type { PlacedRunner } from './labelled-pods';
import { givenLabel, labelAt, managerPods, mayLandOn } from './labelled-pods';

const QOS_LABEL = 'alibabacloud.com/compute-qos';
const SPOT_ANNOTATION = 'k8s.aliyun.com/eci-spot-strategy';

const LOST_JOBS =
  'a manager that is killed leaves its jobs orphaned and GitLab shows them as failed. Keep managers on compute that stays';

/** Warns of managers on compute that may be reclaimed, by their placement or by chart values. */
export function warnOfReclaimedManagers(runner: PlacedRunner, { warnings }: Report): void {
  if (runner.managerPlacement.interruptible) {
    warnings.add('managerPlacement', `may be reclaimed: ${LOST_JOBS}`);
    return;
  }
  const pods = managerPods(runner);
  const onAcs = pods.context.kind === ClusterKind.ACS || mayLandOn(pods, 'acs');
  if (onAcs && givenLabel(pods, QOS_LABEL) === 'best-effort') {
    warnings.add(labelAt(pods, QOS_LABEL), `is "best-effort", by which managers may be reclaimed: ${LOST_JOBS}`);
  }
  const annotations: unknown = runner.chartValues?.podAnnotations;
  const strategy = isMap(annotations) ? known(annotations[SPOT_ANNOTATION]) : undefined;
  if (mayLandOn(pods, 'eci') && typeof strategy === 'string' && strategy.startsWith('Spot')) {
    warnings.add(
      `chartValues.podAnnotations["${SPOT_ANNOTATION}"]`,
      `puts managers on spot instances, which may be reclaimed: ${LOST_JOBS}`,
    );
  }
}
