import type { Place } from '../diagnostics/report';
import type { Settings } from '../model/reading';
import { placeOf } from '../model/reading';
import type { RunnerModel } from '../runner/compose-runner';
import { ruleSet } from './rule-set';

/** An outage of GitLab that managers are to live through. */
const OUTAGE_SECONDS = 3600;

/** What the chart pauses for between two attempts to register, and the longest of them: 30 s to connect, 10 s for TLS. */
const PAUSE_SECONDS = 5;
const ATTEMPT_SECONDS = 40;

/** When managers count as ready, and when they are restarted. */
export const probes = ruleSet(
  'Probes of managers',
  {
    'liveness-probe-outage': {
      severity: 'warning',
      title: 'An outage of GitLab of less than an hour restarts the managers',
      reason: 'The liveness probe asks GitLab. A manager that is restarted loses its jobs, and GitLab is still down.',
      remedy: 'Leave `livenessProbe` out, or raise `failureThreshold` or `periodSeconds`.',
    },
    'readiness-probe-registration': {
      severity: 'warning',
      title: 'A manager that fails to register with GitLab can look ready',
      reason:
        'The readiness probe looks for a process of GitLab Runner, and one that tries to register is such a process. ' +
        'The deployment completes with a wrong token.',
      remedy: 'Leave `readinessProbe` out, or have it see the pause between two attempts, and outlast an attempt.',
    },
  },
  (rules, { values }: RunnerModel, report) => {
    const liveness = probe(values, 'livenessProbe', { periodSeconds: 60, failureThreshold: 3 });
    const isLivenessProbed = !values.has('livenessProbe.enabled') || values.isOn('livenessProbe.enabled');
    const tolerated = liveness && liveness.periodSeconds * liveness.failureThreshold;
    if (tolerated !== undefined && isLivenessProbed && tolerated < OUTAGE_SECONDS) {
      report.add(
        rules['liveness-probe-outage'],
        liveness!.place,
        `restarts the managers after ${tolerated} seconds without GitLab, and their jobs are lost`,
      );
    }

    const readiness = probe(values, 'readinessProbe', { periodSeconds: 60, successThreshold: 1 });
    if (readiness === undefined) {
      return;
    }
    const { periodSeconds, successThreshold } = readiness;
    if (periodSeconds >= PAUSE_SECONDS || periodSeconds * (successThreshold - 1) < ATTEMPT_SECONDS) {
      report.add(
        rules['readiness-probe-registration'],
        readiness.place,
        `takes ${successThreshold} successes of a probe every ${periodSeconds} seconds for a manager that is ready. An attempt to register lasts up to ${ATTEMPT_SECONDS} seconds, and a pause of ${PAUSE_SECONDS} seconds follows`,
      );
    }
  },
);

/** The numbers of a probe that the user changes, and where; undefined where nobody does, or only the deployment knows. */
function probe<T extends Readonly<Record<string, number>>>(
  values: Settings,
  name: string,
  chartDefaults: T,
): (T & { readonly place: Place }) | undefined {
  const paths = Object.keys(chartDefaults).map((key) => [key, `${name}.${key}`] as const);
  const origins = paths.map(([, path]) => values.origin(path) ?? values.unset(path)?.origin);
  const origin = origins.find((one) => one?.layer === 'chartValues');
  if (origin === undefined || paths.some(([, path]) => values.has(path) && typeof values.known(path) !== 'number')) {
    return undefined;
  }
  const numbers = paths.map(([key, path]) => [key, values.known(path) ?? chartDefaults[key]]);
  return { ...(Object.fromEntries(numbers) as T), place: placeOf(origin) };
}
