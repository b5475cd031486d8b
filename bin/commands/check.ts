import { Option } from 'commander';
import type { Command } from 'commander';
import { checkSurroundings } from '../../lib/checks/surroundings';
import type { Problem } from '../../lib/diagnostics/problem';
import { problemText } from '../../lib/diagnostics/problem';
import { checkFile } from '../../lib/stack/check-file';
import type { Checked } from '../check/reports';
import { codeQualityIssues, sarifLog } from '../check/reports';
import { EXIT } from '../exit-codes';
import { colored, saying } from '../terminal';

interface Options {
  readonly json?: boolean;
  readonly codeQuality?: boolean;
  readonly sarif?: boolean;
}

export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      'Say what is wrong with configurations, or with any ROS templates in YAML or JSON. Writes no template.',
    )
    .argument('[files...]', 'the files (default: gitlab-runner.yaml)')
    .option('--json', 'write JSON, for programs')
    .addOption(
      new Option(
        '--code-quality',
        'write the JSON that GitLab shows in merge requests (reports: codequality)',
      ).conflicts('json'),
    )
    .addOption(
      new Option('--sarif', 'write SARIF 2.1.0, for editors and for dashboards of findings').conflicts([
        'json',
        'codeQuality',
      ]),
    )
    .action((files: readonly string[], options: Options) => {
      checkSurroundings();
      const checked = (files.length > 0 ? files : ['gitlab-runner.yaml']).map((file) => ({
        file,
        problems: saying(`Checking ${file}`, () => checkFile(file)),
      }));
      process.stdout.write(output(checked, options));
      if (checked.some(({ problems }) => problems.some(isError))) {
        process.exitCode = EXIT.problems;
      }
    });
}

function output(checked: readonly Checked[], options: Options): string {
  const data = dataFor(checked, options);
  return data === undefined ? checked.map(verdict).join('') : `${JSON.stringify(data, undefined, 2)}\n`;
}

function dataFor(checked: readonly Checked[], { json, codeQuality, sarif }: Options): object | undefined {
  if (sarif === true) {
    return sarifLog(checked);
  }
  if (codeQuality === true) {
    return checked.flatMap(codeQualityIssues);
  }
  return json === true ? checked.map(plainData) : undefined;
}

function verdict({ file, problems }: Checked): string {
  const errors = problems.filter(isError).length;
  const counts = [counted(errors, 'problem'), counted(problems.length - errors, 'warning')].filter(Boolean);
  if (counts.length === 0) {
    return `${file}: ${colored('green', 'no problems', process.stdout)}\n`;
  }
  const lines = problems.map((one) => `  - ${isError(one) ? '' : 'warning: '}${problemText(one)}\n`);
  const color = errors > 0 ? 'red' : 'yellow';
  return `${colored(color, `${file} has ${counts.join(' and ')}:`, process.stdout)}\n${lines.join('')}`;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : count === 1 ? `a ${what}` : `${count} ${what}s`;
}

function plainData({ file, problems }: Checked): object {
  return {
    file,
    problems: problems.map(({ severity, rule, at, fileLine, line, message }) => ({
      severity,
      rule,
      path: at,
      line: fileLine,
      lineInText: line,
      message,
    })),
  };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
