import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { OldFile } from '../../lib/migrate/migrate';

const FOLDER = path.join(__dirname, 'files');

/** Secrets for the files, which have none of their own. They are nobody's. */
export const SECRETS: Readonly<Record<string, string>> = {
  TOKEN: ['glrt', 'sample'.repeat(4)].join('-'),
  REGISTRATION: ['GR1348', '941', 'sample'.repeat(3)].join(''),
  KEY: ['LT', 'AI5tSample', '0'.repeat(12)].join(''),
  SECRET: 'Sa3mple7Q'.repeat(4).slice(0, 30),
};

/** Files after the kinds that people have. */
export const OLD_FILES: readonly OldFile[] = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(path.join(FOLDER, name), 'utf8').replace(/@([A-Z]+)@/g, (_, secret: string) => SECRETS[secret]!),
}));

export function oldFile(name: string): OldFile {
  return OLD_FILES.find((file) => file.name === name)!;
}
