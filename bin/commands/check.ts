import { Option } from 'commander';
import type { Command } from 'commander';
import { checkSurroundings } from '../../lib/checks/surroundings';
import { InvalidInputError, problemText } from '../../lib/diagnostics/problem';
import { checkFile } from '../../lib/stack/check-file';
import type { Checked, ClusterAnswer } from '../check/checked';
import { isError } from '../check/checked';
import type { ClusterOptions } from '../check/cluster-options';
import { parameterOption } from '../check/cluster-options';
import { codeQualityIssues, sarifLog } from '../check/reports';
import { EXIT } from '../exit-codes';
import { colored, saying } from '../terminal';

interface Options extends ClusterOptions {
  readonly cluster?: boolean;
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
    .option('--cluster', 'have a cluster try every object, by your helm and kubectl; nothing is changed in it')
    .option('--context <name>', 'with --cluster: the context of kubectl (default: the current one)')
    .option('--chart <file>', 'with --cluster: the archive of the chart (default: Helm fetches it)')
    .option(
      '--parameter <name=value>',
      'with --cluster: the value of a parameter of the template, again for each; never a secret',
      parameterOption,
    )
    .addHelpText('after', '\nOn a terminal, unless CI is set, --cluster asks for parameters that no option gives.')
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const alone = ['context', 'chart', 'parameter'].find((name) => name in options);
      if (alone !== undefined && options.cluster !== true) {
        command.error(`error: option '--${alone}' needs '--cluster'`);
      }
      checkSurroundings();
      const offline = (files.length > 0 ? files : ['gitlab-runner.yaml']).map((file) => ({
        file,
        problems: saying(`Checking ${file}`, () => checkFile(file)),
      }));
      const checked = options.cluster === true ? await inCluster(offline, options) : offline;
      if (checked === undefined) {
        process.exitCode = EXIT.interrupted;
        return;
      }
      process.stdout.write(output(checked, options));
      if (checked.some(({ problems }) => problems.some(isError))) {
        process.exitCode = EXIT.problems;
      }
    });
}

/** That the cluster cannot be asked is no problem of the files. Of those with problems, these are told. */
async function inCluster(offline: readonly Checked[], options: Options): Promise<readonly Checked[] | undefined> {
  const { tryInCluster } = await import('../check/in-cluster');
  try {
    return await tryInCluster(offline, options);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.wrongUse;
    return offline.filter(({ problems }) => problems.length > 0);
  }
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

function verdict({ file, problems, cluster }: Checked): string {
  const errors = problems.filter(isError).length;
  const counts = [counted(errors, 'problem'), counted(problems.length - errors, 'warning')].filter(Boolean);
  if (counts.length === 0) {
    return `${file}: ${colored('green', 'no problems', process.stdout)}\n${answerText(cluster)}`;
  }
  const lines = problems.map((one) => `  - ${isError(one) ? '' : 'warning: '}${problemText(one)}\n`);
  const color = errors > 0 ? 'red' : 'yellow';
  return `${colored(color, `${file} has ${counts.join(' and ')}:`, process.stdout)}\n${lines.join('')}${answerText(cluster)}`;
}

function answerText(cluster: ClusterAnswer | undefined): string {
  if (cluster === undefined) {
    return '';
  }
  const { context, version, objects, notes } = cluster;
  const which = [context, `Kubernetes ${version}`].filter(Boolean).join(', ');
  return [`${objects} objects were tried in the cluster (${which}), and none was kept`, ...notes]
    .map((line) => `  ${line}\n`)
    .join('');
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : count === 1 ? `a ${what}` : `${count} ${what}s`;
}

function plainData({ file, problems, cluster }: Checked): object {
  return {
    file,
    ...(cluster !== undefined && { cluster }),
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
