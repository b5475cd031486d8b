import type { Report } from '../../diagnostics/report';
import type { Compute } from '../../placement/pod-placement';
import type { ConfiguredJobs } from './job-amounts';
import { JobAmounts } from './job-amounts';
import { checkPodAmount } from './pod-maximum';
import { AMOUNTS, inUnits } from './resource-amount';

/** Adds amounts of a single service container that no pod has. How many services a job has is up to its pipeline. */
export function checkServiceSize(
  jobs: ConfiguredJobs,
  { billedAs = [] }: Pick<Compute, 'billedAs'>,
  findings: Report,
): void {
  const amounts = new JobAmounts(jobs);
  for (const name of AMOUNTS) {
    const { at, nanos = 0n } = amounts.most('service', name);
    checkPodAmount(
      { name, at, sum: inUnits(nanos, name), isExact: true },
      'each service container',
      billedAs,
      findings,
    );
  }
}
