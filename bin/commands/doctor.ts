import type { Command } from 'commander';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { redacted } from '../../lib/diagnostics/secrets';
import type { Check } from '../doctor/check';
import type { Finding, Outcome } from '../doctor/finding';
import { skipped } from '../doctor/finding';
import { Surroundings } from '../doctor/surroundings';
import { EXIT } from '../exit-codes';
import { Failure } from '../failure';
import { colored } from '../terminal';
import { CONFIG } from '../options';

const COLORS = { ok: 'green', warning: 'yellow', problem: 'red' } as const;

interface Options {
  readonly config?: string;
  readonly region?: string;
  readonly json?: boolean;
}

/** What one check says. */
interface Examined {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Look at what a deployment needs around it: this machine, the project, the chart, the account.')
    .option(...CONFIG)
    .option('--region <id>', 'the region (default: that of the environment or the Alibaba Cloud CLI)')
    .option('--json', 'write JSON, for programs')
    .addHelpText('after', '\nNothing is changed. What cannot be looked at is skipped, and only problems fail.')
    .action(async ({ config, region, json }: Options) => {
      const { CHECKS } = await import('../doctor/checks');
      const surroundings = new Surroundings(config, region);
      const examined = await Promise.all(CHECKS.map((check) => examine(check, surroundings)));
      process.stdout.write(json === true ? dataText(examined) : text(examined));
      if (examined.some(({ findings }) => findings.some(({ outcome }) => outcome === 'problem'))) {
        process.exitCode = EXIT.problems;
      }
    });
}

/** What is refused or cannot be reached says nothing about whether it is right. */
async function examine(check: Check, surroundings: Surroundings): Promise<Examined> {
  try {
    return { check, findings: await check.run(surroundings) };
  } catch (error) {
    if (!(error instanceof Failure || error instanceof InvalidInputError)) {
      throw error;
    }
    return { check, findings: [skipped(error.message)] };
  }
}

/** A line for each finding; checks that are skipped for one reason share a line. */
function text(examined: readonly Examined[]): string {
  const lines = examined.flatMap(({ check, findings }) =>
    findings.map((finding) => ({ ...finding, title: check.title })),
  );
  return lines
    .filter(({ message }, index) => lines.findIndex((line) => line.message === message) === index)
    .map(({ outcome, message }) => {
      const titles = lines.filter((line) => line.message === message).map(({ title }) => title);
      return `${word(outcome)} ${[...new Set(titles)].join(', ')}: ${redacted(message)}\n`;
    })
    .join('');
}

function word(outcome: Outcome): string {
  const padded = outcome.padEnd('warning'.length);
  return outcome === 'skipped' ? padded : colored(COLORS[outcome], padded, process.stdout);
}

function dataText(examined: readonly Examined[]): string {
  const data = examined.flatMap(({ check, findings }) =>
    findings.map(({ outcome, message }) => ({ check: check.id, outcome, message: redacted(message) })),
  );
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
