import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCharts } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { managerContainer, onlyObject } from '../support/kubernetes';
import { render } from './render';

interface Probe {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

/** Seconds, from and to. */
type Span = readonly [from: number, to: number];

/** How many seconds of the chart's script pass in one second of the test. */
const SPEED = 20;

/** Seconds that the script is watched for: some attempts at the slowest. */
const WATCHED_SECONDS = 120;

/**
 * Runs the chart's own `register-the-runner` with a stand-in for GitLab Runner, which takes some seconds to register or
 * to fail, and with a clock that runs faster. Returns when an attempt was running: only then is there a process of GitLab
 * Runner, which is what the readiness probe looks for. The status is null where the script was still trying.
 */
function attempts(
  objects: readonly KubernetesObject[],
  seconds: number,
  exitCode = 1,
): { readonly spans: Span[]; readonly status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  try {
    const log = join(folder, 'log');
    const entrypoint = join(folder, 'entrypoint');
    const script = join(folder, 'register-the-runner');
    writeFileSync(log, '');
    writeFileSync(
      entrypoint,
      `#!/bin/bash
date +%s.%N >> ${log}
sleep ${seconds / SPEED}
date +%s.%N >> ${log}
exit ${exitCode}
`,
      { mode: 0o755 },
    );
    const text = registrationScript(objects)
      .replaceAll('/entrypoint register', `${entrypoint} register`)
      .replaceAll(/sleep ([\d.]+)/g, (_, pause: string) => `sleep ${Number(pause) / SPEED}`);
    writeFileSync(script, text);
    const { status } = spawnSync('sh', [script], {
      cwd: folder,
      timeout: (WATCHED_SECONDS / SPEED) * 1000,
      killSignal: 'SIGKILL',
    });
    const times = readFileSync(log, 'utf8').trim().split('\n').map(Number);
    const spans: Span[] = [];
    for (let index = 0; index + 1 < times.length; index += 2) {
      spans.push([(times[index]! - times[0]!) * SPEED, (times[index + 1]! - times[0]!) * SPEED]);
    }
    return { spans, status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function registrationScript(objects: readonly KubernetesObject[]): string {
  const { data } = onlyObject(objects, 'ConfigMap', 'runner-gitlab-runner') as { data?: Record<string, string> };
  return data!['register-the-runner']!;
}

/** The most successes in a row that a probe can see, whenever it happens to begin. */
function successesInARow({ periodSeconds }: Probe, spans: readonly Span[]): number {
  const end = spans.at(-1)![1];
  let most = 0;
  for (let offset = 0; offset < periodSeconds; offset += 0.1) {
    let row = 0;
    for (let time = offset; time <= end; time += periodSeconds) {
      row = spans.some(([from, to]) => from <= time && time <= to) ? row + 1 : 0;
      most = Math.max(most, row);
    }
  }
  return most;
}

describe.each(findCharts())('with the chart $version', (chart) => {
  const { objects } = render(chart);
  const { readinessProbe, livenessProbe } = managerContainer(objects) as unknown as Record<string, Probe>;

  test('the readiness probe looks for a process of GitLab Runner, which a registration is too', () => {
    expect(readinessProbe).toMatchObject({ exec: { command: ['/usr/bin/pgrep', 'gitlab.*runner'] } });
    expect(registrationScript(objects)).toMatch(/\/entrypoint register[^]*sleep 5/);
  });

  // Refused by GitLab, refused after a slow answer, and not reached: dial timeout of GitLab Runner.
  test.each([0.7, 2, 30])(
    'a registration that fails after %d s never looks ready',
    (seconds) => {
      const { spans } = attempts(objects, seconds);
      expect(spans.length).toBeGreaterThanOrEqual(3);
      expect(successesInARow(readinessProbe!, spans)).toBeLessThan(readinessProbe!.successThreshold);
    },
    30_000,
  );

  test('the probe would not be fooled by an attempt of 40 s either: 30 s to connect, 10 s for TLS', () => {
    const spans: Span[] = [0, 45, 90].map((from) => [from, from + 40]);
    expect(successesInARow(readinessProbe!, spans)).toBeLessThan(readinessProbe!.successThreshold);
  });

  test('a registration that succeeds ends the script, and the manager that follows looks ready', () => {
    const { spans, status } = attempts(objects, 2, 0);
    expect(status).toBe(0);
    expect(spans).toHaveLength(1);
    const registered = spans[0]![1];
    const { periodSeconds, successThreshold } = readinessProbe!;
    const running: Span = [registered, registered + periodSeconds * (successThreshold + 1)];
    expect(successesInARow(readinessProbe!, [...spans, running])).toBeGreaterThanOrEqual(successThreshold);
  });

  test('a manager that has registered is ready within a minute', () => {
    const { initialDelaySeconds, periodSeconds, successThreshold } = readinessProbe!;
    expect(successesInARow(readinessProbe!, [[0, 60]])).toBeGreaterThanOrEqual(successThreshold);
    expect(initialDelaySeconds + periodSeconds * successThreshold).toBeLessThan(60);
  });

  // `gitlab-runner verify` is a process of GitLab Runner too, and would fill the pause between two attempts.
  test('the liveness probe does not run while the script still tries to register', () => {
    const [, attempts] = /MAX_REGISTER_ATTEMPTS=(\d+)/.exec(registrationScript(objects))!;
    expect(livenessProbe!.initialDelaySeconds).toBeGreaterThan(Number(attempts) * (40 + 5));
  });

  test('the liveness probe lets a manager live through an hour without GitLab', () => {
    const { periodSeconds, failureThreshold } = livenessProbe!;
    expect(periodSeconds * (failureThreshold - 1)).toBeGreaterThanOrEqual(3600);
  });
});
