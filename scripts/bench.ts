/**
 * How fast synthesis is: `npm run bench`. All figures are ratios or medians of one run, since machines differ and their
 * load does too. It measures the compiled program, as installed from the registry, and builds it first.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const ROUNDS = 15;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));

function milliseconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) {
    throw new Error(stderr);
  }
  return elapsed;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Runs the programs in turn, so that a change in the machine's load meets all of them. */
function compare(programs: Readonly<Record<string, readonly string[]>>): Record<string, number> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, args] of Object.entries(programs)) {
      const elapsed = milliseconds(args);
      // The first round fills the file caches.
      if (round > 0) {
        times[name]!.push(elapsed);
      }
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

function runnersConfig(count: number): string {
  const runners = Array.from({ length: count }, (_, index) => `  Runner${index + 1}: {}\n`).join('');
  const file = path.join(folder, `${count}.yaml`);
  writeFileSync(file, `cluster:\n  existing:\n    clusterId: c${'0'.repeat(32)}\n    kind: ACS\nrunners:\n${runners}`);
  return file;
}

try {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const app = (config: string) => [
    'dist/bin/gitlab-runner.js',
    '--config',
    config,
    '--outdir',
    path.join(folder, 'out'),
  ];
  const times = compare({
    floor: ['scripts/bench/floor.js', path.join(folder, 'floor')],
    'sample file (new ACS cluster)': app('gitlab-runner.yaml'),
    'existing cluster, 1 runner': app(runnersConfig(1)),
    'existing cluster, 50 runners': app(runnersConfig(50)),
  });
  const floor = times.floor!;
  for (const [name, time] of Object.entries(times)) {
    console.log(`${name.padEnd(32)} ${time.toFixed(0).padStart(5)} ms   ${(time / floor).toFixed(2)} × floor`);
  }
  const growth = times['existing cluster, 50 runners']! - times['existing cluster, 1 runner']!;
  console.log(`each further runner              ${(growth / 49).toFixed(1).padStart(5)} ms`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
