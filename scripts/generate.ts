/**
 * Writes the generated files: `npm run generate`. With `--check` it writes nothing, and fails when a file is stale.
 *
 * Every module of scripts/generate with a default export is a generator; the others are its helpers.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

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

async function main(check: boolean): Promise<void> {
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

void main(process.argv.includes('--check'));
