import type { Report } from '../../diagnostics/report';
import { parseQuantity } from '../../config/quantity';
import { shown } from '../../diagnostics/shown';
import { ECI_FREE_GIB, ECI_MAX_GIB } from '../../placement/eci-storage';
import type { Compute } from '../../placement/pod-placement';
import { known } from '../../ros/tokens';
import type { ConfiguredJobs } from './job-amounts';
import { JobAmounts } from './job-amounts';
import { checkPodAmount, insteadOfMore } from './pod-maximum';
import { inUnits } from './resource-amount';

const ECI_EXTRA_STORAGE = 'k8s.aliyun.com/eci-extra-ephemeral-storage';

/** Adds an error when no pod has as much ephemeral storage as jobs may use. */
export function checkJobStorage(
  jobs: ConfiguredJobs,
  { billedAs = [] }: Pick<Compute, 'billedAs'>,
  findings: Report,
): void {
  const total = new JobAmounts(jobs).totalLimit('ephemeralStorage');
  checkPodAmount({ ...total, name: 'ephemeralStorage' }, 'build and helper container together', billedAs, findings);
  checkExtraStorage(jobs, findings.errors);
}

/** Of this and what the containers ask for, the larger holds. A placement judges what its own option adds. */
function checkExtraStorage({ config }: ConfiguredJobs, errors: Report['errors']): void {
  const extra = known(config?.runners?.kubernetes?.podAnnotations?.[ECI_EXTRA_STORAGE]);
  const nanos = typeof extra === 'string' ? parseQuantity(extra) : undefined;
  if (nanos !== undefined && ECI_FREE_GIB + inUnits(nanos, 'ephemeralStorage') > ECI_MAX_GIB) {
    errors.add(
      `config.runners.kubernetes.podAnnotations["${ECI_EXTRA_STORAGE}"]`,
      `adds ${shown(extra)} to the ${ECI_FREE_GIB} GiB that come free; ${insteadOfMore('ephemeralStorage', 'ECI')}`,
    );
  }
}
