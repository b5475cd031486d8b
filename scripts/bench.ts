/**
 * How fast synthesis is, and how much memory it takes: `npm run bench`. All figures are medians of one run, and times
 * are ratios to the floor: what any program on these packages takes before it has made a single resource. Machines
 * differ, and their load does too. What a further runner takes is a ratio to what core alone takes for its resources.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const ROUNDS = 9;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const outdir = path.join(folder, 'out');

/** A command line, and what it is to be at most as a ratio to the floor. */
interface Figure {
  readonly command: string;
  readonly target?: number;
  /** Whether Node may keep compiled code between the rounds. */
  readonly compileCache?: boolean;
}

interface Measure {
  readonly milliseconds: number;
  readonly megabytes: number;
}

function measure({ command, compileCache = false }: Figure): Measure {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, {
    shell: true,
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      // `node` and `npm` are those that run this script.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
      CDK_OUTDIR: outdir,
      ...(compileCache ? { NODE_COMPILE_CACHE: path.join(folder, 'cache') } : { NODE_DISABLE_COMPILE_CACHE: '1' }),
    },
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) {
    throw new Error(stderr);
  }
  return { milliseconds, megabytes: Number(stderr.slice(stderr.lastIndexOf('\n'))) / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Runs the commands in turn, so that a change in the machine's load meets all of them. */
function medians<Name extends string>(figures: Readonly<Record<Name, Figure>>): Record<Name, Measure> {
  const names = Object.keys(figures) as Name[];
  // The first round fills caches.
  const rounds = Array.from({ length: ROUNDS + 1 }, () => names.map((name) => measure(figures[name]))).slice(1);
  const entries = names.map((name, index) => {
    const measures = rounds.map((round) => round[index]!);
    return [
      name,
      {
        milliseconds: median(measures.map(({ milliseconds }) => milliseconds)),
        megabytes: median(measures.map(({ megabytes }) => megabytes)),
      },
    ];
  });
  return Object.fromEntries(entries) as Record<Name, Measure>;
}

function configOf(count: number): string {
  const runners = Array.from({ length: count }, (_, index) => `  Runner${index + 1}: {}\n`).join('');
  const file = path.join(folder, `${count}.yaml`);
  writeFileSync(file, `cluster:\n  existing:\n    clusterId: c${'0'.repeat(32)}\n    kind: ACS\nrunners:\n${runners}`);
  return file;
}

/** What each further runner takes, and its ratio to what core alone takes for the same resources as plain data. */
function growthOf(command: (runners: number) => string, few: number, many: number) {
  const plain = (runners: number) => {
    const synthesized = path.join(folder, `synthesized-${runners}`);
    execFileSync(command(runners), {
      shell: true,
      cwd: ROOT,
      env: { ...process.env, CDK_OUTDIR: synthesized },
      stdio: 'ignore',
    });
    return `node scripts/bench/plain.js ${outdir} ${synthesized}`;
  };
  const times = medians({
    few: { command: command(few) },
    many: { command: command(many) },
    plainFew: { command: plain(few) },
    plainMany: { command: plain(many) },
  });
  const milliseconds = (times.many.milliseconds - times.few.milliseconds) / (many - few);
  const ratio = milliseconds / ((times.plainMany.milliseconds - times.plainFew.milliseconds) / (many - few));
  return { milliseconds, ratio };
}

function print(name: string, value: string, unit: string, target?: string): void {
  const goal = target === undefined ? '' : `   (target: at most ${target})`;
  console.log(`${name.padEnd(52)} ${value.padStart(7)} ${unit}${goal}`);
}

const floor = `node scripts/bench/floor.js ${outdir}`;
const program = 'node dist/bin/gitlab-runner.js';
const existing = `${program} --config ${configOf(1)}`;
const withPeak = (command: string) => command.replace('node', 'node -r ./scripts/bench/peak-memory.js');
const stacks = (runners: number) => `node scripts/bench/runners.js 4 ${runners / 4}`;
const { app } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { app: string };

const startup: Record<string, Figure> = {
  'the program, sample': { command: program, target: 1.25 },
  'the program, existing cluster': { command: existing, target: 1.25 },
  'the app of cdk.json': { command: app, target: 1.5, compileCache: true },
  'npm run -s synth': { command: 'npm run -s synth', target: 2.5, compileCache: true },
  // Node 22 and later.
  ...('enableCompileCache' in nodeModule && {
    'the program, sample, compile cache': { command: program, target: 1, compileCache: true },
    'the program, existing cluster, compile cache': { command: existing, target: 1, compileCache: true },
  }),
};

try {
  execFileSync(process.execPath, ['scripts/build.js'], { cwd: ROOT, stdio: 'inherit' });
  const times = medians<string>({ floor: { command: floor }, ...startup });
  const memory = medians({ floor: { command: withPeak(floor) }, program: { command: withPeak(program) } });
  const growth = {
    'in one file, to 50': growthOf((runners) => `${program} --config ${configOf(runners)}`, 1, 50),
    'over four stacks, to 100': growthOf(stacks, 4, 100),
    'over four stacks, from 100 to 200': growthOf(stacks, 100, 200),
  };

  console.log(`Node ${process.version}, medians of ${ROUNDS}`);
  print('the floor', times.floor!.milliseconds.toFixed(0), 'ms');
  for (const [name, { target }] of Object.entries(startup)) {
    const ratio = times[name]!.milliseconds / times.floor!.milliseconds;
    print(name, ratio.toFixed(2), '× floor', target?.toFixed(2));
  }
  print('peak memory of the floor', memory.floor.megabytes.toFixed(0), 'MiB');
  print(
    'peak memory of the program, sample',
    (memory.program.megabytes / memory.floor.megabytes).toFixed(2),
    '× floor',
    '1.20',
  );
  for (const [name, { milliseconds, ratio }] of Object.entries(growth)) {
    const unit = `× core alone, ${milliseconds.toFixed(1)} ms`;
    print(`each further runner, ${name}`, ratio.toFixed(2), unit, '4');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
