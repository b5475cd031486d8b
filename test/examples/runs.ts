import { runExample } from '../support/examples';
import type { Release } from '../support/releases';
import { deploy, releases } from '../support/releases';
import type { Template } from '../support/template';

const runs = new Map<string, Record<string, string>>();

/** The files that an example writes, from one run for all tests of a file. */
export function filesOf(example: string): Record<string, string> {
  const files = runs.get(example) ?? runExample(example);
  runs.set(example, files);
  return files;
}

export function templatesOf(example: string): Template[] {
  return Object.entries(filesOf(example))
    .filter(([file]) => file.endsWith('.template.json'))
    .map(([, text]) => JSON.parse(text) as Template);
}

export function releasesOf(example: string): Release[] {
  return templatesOf(example).flatMap((template) => releases(deploy(template)));
}

/** The template of config.toml that a runner is released with. */
export function configToml(release: Release): string {
  return (release.values.runners as { config: string }).config;
}
