import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { Compute } from '../../placement/pod-placement';
import type { ConfiguredJobs } from './job-amounts';
import { JobAmounts } from './job-amounts';
import { maximumOf, most } from './pod-maximum';
import { AMOUNTS, inUnits } from './resource-amount';

/**
 * Adds what is odd about the most that jobs may ask for. None of it stops a job that asks for nothing: the runner holds a
 * job's variables against the maximum, and never what jobs have by default.
 */
export function warnOfOverrideMaxima(
  jobs: ConfiguredJobs,
  { billedAs = [] }: Pick<Compute, 'billedAs'>,
  { warnings }: Pick<Report, 'warnings'>,
): void {
  const amounts = new JobAmounts(jobs);
  for (const container of ['build', 'helper', 'service'] as const) {
    for (const name of AMOUNTS) {
      const [maximum, usual] = [amounts.maximum(container, name), amounts.most(container, name)];
      const { at, value, nanos } = maximum;
      if (nanos === undefined) {
        continue;
      }
      if (nanos < (usual.nanos ?? 0n)) {
        warnings.add(
          at,
          `is ${shown(value)}, below the ${shown(usual.value)} that jobs may use without asking (${usual.at}), which the runner does not hold against it: jobs keep that, and could only lower it. Raise the maximum, or lower what jobs get`,
        );
      }
      billedAs
        .filter((table) => inUnits(nanos, name) > most(name, table))
        .forEach((table) =>
          warnings.add(
            at,
            `is ${shown(value)}, and ${maximumOf(name, table)}: a job that asks for more waits for a pod that never comes. Lower it`,
          ),
        );
    }
  }
}
