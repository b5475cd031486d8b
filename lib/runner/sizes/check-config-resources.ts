import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { checkLimit } from './check-limit';
import type { ConfiguredJobs } from './job-amounts';
import { JOB_SIZE, JobAmounts } from './job-amounts';
import { shownAmount } from './pod-maximum';
import { AMOUNTS } from './resource-amount';

/**
 * Adds amounts that do not go together, of `config` with each other or with those of `jobs`, and of `jobs` with its size.
 * What is malformed by itself, and what one part of `jobs` says alone, is reported elsewhere.
 */
export function checkConfigResources(jobs: ConfiguredJobs, errors: FaultList): void {
  const amounts = new JobAmounts(jobs);
  for (const container of ['build', 'helper', 'service', 'pod'] as const) {
    for (const name of AMOUNTS) {
      const [request, limit] = [amounts.request(container, name), amounts.limit(container, name)];
      // A limit of zero is wrong whatever the size says.
      const isOverSize = request.at === JOB_SIZE && limit.nanos !== 0n;
      checkLimit({ request, limit: { ...limit, isOwn: limit.isOwn || isOverSize } }, name, errors);
    }
  }
  checkPod(amounts, errors);
}

/**
 * What the whole pod gets must do for its containers. How many services there are is up to the pipeline.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
 */
function checkPod(amounts: JobAmounts, errors: FaultList): void {
  for (const name of AMOUNTS) {
    const [request, limit] = [amounts.request('pod', name), amounts.limit('pod', name)];
    const total = amounts.totalRequest(name);
    if (request.nanos !== undefined && request.nanos < total.nanos) {
      errors.add(
        request.at,
        `${shown(request.value)} is below the ${shownAmount({ ...total, name })} that build and helper container ask for together, and Kubernetes refuses such a pod; raise it, or leave it out`,
      );
    }
    for (const container of ['build', 'helper', 'service'] as const) {
      const own = amounts.limit(container, name);
      if (limit.nanos !== undefined && limit.nanos < (own.nanos ?? 0n)) {
        errors.add(
          limit.at,
          `${shown(limit.value)} is below the limit ${shown(own.value)} of ${own.at}, and Kubernetes refuses a container that may use more than its pod; raise it, or leave it out`,
        );
      }
    }
  }
}
