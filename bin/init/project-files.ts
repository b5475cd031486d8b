import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { devDependencies, peerDependencies } from '../../package.json';

/** The same place from the source and from the built program. */
const TEMPLATES = path.join(__dirname, '../../assets/init');

/** What a project is to be. */
export interface Choices {
  /** A cluster that exists, or a new one of a product. */
  readonly cluster: ClusterKind;
  /** Whether it is an app in TypeScript, in place of a gitlab-runner.yaml. */
  readonly typescript: boolean;
  /** Whether it has a pipeline. */
  readonly pipeline: boolean;
}

export const CLUSTER_KINDS = ['existing', 'ack', 'acs'] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

/**
 * The texts of all files by their paths.
 *
 * @param name name of the folder
 * @param source what npm is to install this package from
 */
export function projectFiles(
  name: string,
  { cluster, typescript, pipeline }: Choices,
  source: string,
): Record<string, string> {
  const form = typescript ? 'typescript' : 'yaml';
  const input = typescript ? 'runner-stack.ts' : 'gitlab-runner.yaml';
  return {
    [input]: template(cluster, input),
    ...templatesIn(form),
    'package.json': json(manifest(name, typescript, source)),
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

function manifest(folder: string, typescript: boolean, source: string): object {
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
    dependencies: { ...peerDependencies, 'ros-cdk-gitlab-runner': source },
    devDependencies: {
      ...(typescript && { '@types/node': devDependencies['@types/node'], typescript: compiler }),
      vitest,
    },
  };
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
