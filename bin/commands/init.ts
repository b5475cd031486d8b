import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { makeFolder } from '../../lib/checks/files';
import { fileRules } from '../../lib/checks/file-rules';
import { InvalidInputError, problemOf } from '../../lib/diagnostics/problem';
import { devDependencies, peerDependencies, version } from '../../package.json';

/** The same place from the source and from the built program. */
const TEMPLATES = path.join(__dirname, '../../assets/init');

interface Options {
  readonly cluster: string;
  readonly typescript?: boolean;
  readonly pipeline?: boolean;
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description('Write a project that synthesizes, tests and deploys a runner. Overwrites no file.')
    .argument('[dir]', 'the folder of the project', '.')
    .addOption(
      new Option('--cluster <kind>', 'a cluster that exists, a new ACK cluster or a new ACS cluster')
        .choices(['existing', 'ack', 'acs'])
        .default('existing'),
    )
    .option('--typescript', 'an app in TypeScript, in place of a gitlab-runner.yaml')
    .option('--pipeline', 'a .gitlab-ci.yml that checks merge requests and deploys')
    .action((folder: string, options: Options) => {
      const files = projectFiles(path.basename(path.resolve(folder)), options);
      refuseExisting(folder, Object.keys(files));
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder, name);
        makeFolder(path.dirname(file), 'name another folder');
        writeFileSync(file, text);
        process.stdout.write(`${file}\n`);
      }
      process.stderr.write(
        `Next: ${folder === '.' ? '' : `cd ${folder} && `}npm install && npm test, which writes the first snapshot. Keep it in the repository.\n`,
      );
    });
}

/** The texts of all files by their paths. */
function projectFiles(folder: string, { cluster, typescript = false, pipeline = false }: Options) {
  const form = typescript ? 'typescript' : 'yaml';
  const input = typescript ? 'runner-stack.ts' : 'gitlab-runner.yaml';
  return {
    [input]: template(cluster, input),
    ...templatesIn(form),
    'package.json': json(manifest(folder, typescript)),
    // Without languageInfo every command of the ros-cdk CLI crashes.
    'cdk.json': json({
      app: typescript ? 'npm run --silent synth' : 'npx ros-cdk-gitlab-runner',
      languageInfo: 'typescript',
    }),
    // npm does not publish files that are called like this.
    '.gitignore': template('all', 'gitignore'),
    ...(pipeline && { '.gitlab-ci.yml': template(`pipeline-${form}`, 'gitlab-ci.yml') }),
  };
}

function manifest(folder: string, typescript: boolean): object {
  const { vitest, typescript: compiler } = devDependencies;
  const scripts = typescript
    ? { synth: 'tsc && node build/app.js', check: 'tsc --noEmit' }
    : { synth: 'ros-cdk-gitlab-runner', check: 'ros-cdk-gitlab-runner check' };
  return {
    name:
      folder
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'runner',
    private: true,
    type: 'module',
    scripts: { ...scripts, test: 'vitest run --dir test' },
    dependencies: { ...peerDependencies, 'ros-cdk-gitlab-runner': `^${version}` },
    devDependencies: {
      ...(typescript && { '@types/node': devDependencies['@types/node'], typescript: compiler }),
      vitest,
    },
  };
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

function templatesIn(folder: string): Record<string, string> {
  const entries = readdirSync(path.join(TEMPLATES, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(TEMPLATES, folder), path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(files.sort().map((name) => [name, template(folder, name)]));
}

function template(...steps: readonly string[]): string {
  return readFileSync(path.join(TEMPLATES, ...steps), 'utf8');
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
