/**
 * Writes the generated files: `npm run generate`. With `--check` it writes nothing, and fails when a file is stale. With
 * `--chart FILE.tgz` it takes the values of a new chart into spec/chart-values.json first.
 *
 * Every module of scripts/generate with a default export is a generator; the others are its helpers.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { filesInTgz } from '../test/support/helm/archive';
import type { ChartSpec } from './take-in-chart';
import { specWithChart, takeInChart } from './take-in-chart';

/** Yields the content of files by their path below the repository. */
type Generator = () => Record<string, string>;

const root = join(__dirname, '..');
const folder = join(__dirname, 'generate');

async function generators(): Promise<Generator[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(folder, file)) as Promise<{ default?: Generator }>),
  );
  return modules.flatMap((module) => (typeof module.default === 'function' ? [module.default] : []));
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { check: { type: 'boolean' }, chart: { type: 'string' } } });
  if (values.chart !== undefined) {
    await takeIn(values.chart);
  }
  await write(values.check === true);
}

/** Before the generators are loaded, since they read the spec then. */
async function takeIn(archive: string): Promise<void> {
  const files = new Map(filesOf(archive).map(([path, content]) => [path, content.toString('utf8')]));
  const file = (name: string) => {
    const content = files.get(`gitlab-runner/${name}`);
    if (content === undefined) {
      throw new Error(`${archive} has no gitlab-runner/${name}: it is not an archive of the chart`);
    }
    return content;
  };
  const templates = [...files].filter(([path]) => path.startsWith('gitlab-runner/templates/')).map(([, text]) => text);
  const specFile = join(root, 'spec/chart-values.json');
  const text = readFileSync(specFile, 'utf8');
  const taken = takeInChart(JSON.parse(text) as ChartSpec, {
    chart: file('Chart.yaml'),
    values: file('values.yaml'),
    templates,
  });
  writeFileSync(
    specFile,
    await format(specWithChart(text, taken), { ...(await resolveConfig(specFile)), parser: 'json' }),
  );
  console.log([`spec/chart-values.json has chart ${taken.versions.at(-1)!.version}.`, ...taken.notes].join('\n  '));
}

function filesOf(archive: string): ReturnType<typeof filesInTgz> {
  try {
    return filesInTgz(readFileSync(archive));
  } catch (error) {
    throw new Error(`${archive} cannot be read as a .tgz archive: ${(error as Error).message}`, { cause: error });
  }
}

async function write(check: boolean): Promise<void> {
  const stale: string[] = [];
  for (const generate of await generators()) {
    for (const [path, content] of Object.entries(generate())) {
      const file = join(root, path);
      if (existsSync(file) && readFileSync(file, 'utf8') === content) {
        continue;
      }
      stale.push(relative(root, file));
      if (!check) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
  }
  const list = stale.map((file) => `  ${file}`).join('\n');
  if (stale.length === 0) {
    console.log('Everything is up to date.');
  } else if (check) {
    console.error(`Stale, run \`npm run generate\`:\n${list}`);
    process.exitCode = 1;
  } else {
    console.log(`Written:\n${list}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
