import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { makeFolder } from '../../lib/checks/files';
import { fileRules } from '../../lib/checks/file-rules';
import { InvalidInputError, problemOf } from '../../lib/diagnostics/problem';
import { EXIT } from '../exit-codes';
import type { PackageSource } from '../init/package-source';
import { packageSource } from '../init/package-source';
import type { Choices } from '../init/project-files';
import { CLUSTER_KINDS, projectFiles } from '../init/project-files';
import { askForMissing } from '../init/questions';
import { canAsk } from '../terminal';

/** The same place from the source and from the built program. */
const ROOT = path.join(__dirname, '../..');

/** What is taken where nobody can be asked. */
const DEFAULTS: Choices = { cluster: 'existing', typescript: false, pipeline: false };

export function addInit(program: Command): void {
  program
    .command('init')
    .description('Write a project that synthesizes, tests and deploys a runner. Overwrites no file.')
    .argument('[dir]', 'the folder of the project', '.')
    .addOption(
      new Option(
        '--cluster <kind>',
        'a cluster that exists, a new ACK cluster or a new ACS cluster (default: existing)',
      ).choices(CLUSTER_KINDS),
    )
    .option('--typescript', 'an app in TypeScript, in place of a gitlab-runner.yaml')
    .option('--no-typescript', 'a gitlab-runner.yaml (default)')
    .option('--pipeline', 'a .gitlab-ci.yml that checks merge requests and deploys')
    .option('--no-pipeline', 'no .gitlab-ci.yml (default)')
    .addHelpText('after', '\nOn a terminal, unless CI is set, you are asked for what no option says.')
    .action(async (folder: string, given: Partial<Choices>) => {
      const choices = canAsk()
        ? await askForMissing(given, { input: process.stdin, output: process.stderr })
        : { ...DEFAULTS, ...given };
      if (choices === undefined) {
        process.exitCode = EXIT.interrupted;
        return;
      }
      const source = packageSource(folder, ROOT);
      writeProject(folder, projectFiles(path.basename(path.resolve(folder)), choices, source.specifier));
      process.stderr.write(nextSteps(folder, source));
    });
}

function writeProject(folder: string, files: Readonly<Record<string, string>>): void {
  refuseExisting(folder, Object.keys(files));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    makeFolder(path.dirname(file), 'name another folder');
    writeFileSync(file, text);
    process.stdout.write(`${file}\n`);
  }
}

function nextSteps(folder: string, { prepare, archive }: PackageSource): string {
  const commands = [prepare, folder === '.' ? undefined : `cd ${folder}`, 'npm install', 'npm test'];
  const note =
    archive === undefined
      ? ''
      : `package.json asks for ${archive}, where this program comes from. For a pipeline, keep the archive in the repository or publish it to a registry of yours, and name it there.\n`;
  return `${note}Next: ${commands.filter(Boolean).join(' && ')}, which writes the first snapshot. Keep it in the repository.\n`;
}

function refuseExisting(folder: string, names: readonly string[]): void {
  const existing = names.filter((name) => existsSync(path.join(folder, name)));
  if (existing.length > 0) {
    throw new InvalidInputError(
      folder,
      existing.map((name) =>
        problemOf(
          fileRules['file-exists'],
          name,
          'exists, and is not overwritten; name another folder, or move it away',
        ),
      ),
    );
  }
}
