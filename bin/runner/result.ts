import type { RunnerInFile } from '../../lib/stack/runner-in-file';
import type { FreshToken } from '../gitlab/runners';
import { StandardOutput } from '../token-targets/standard-output';
import type { TokenTarget } from '../token-targets/token-target';

/** What a command has come to. */
export interface Result {
  readonly id: number;
  readonly url: string;
  readonly fresh: FreshToken;
  readonly target: TokenTarget;
  readonly inFile: RunnerInFile | undefined;
}

/** Writes the id of the runner, the token where that was asked for, or all as JSON. Notes go to the error output. */
export function showResult({ id, url, fresh, target, inFile }: Result, json: boolean | undefined): void {
  const token = target instanceof StandardOutput ? fresh.token.reveal() : undefined;
  const data = { id, url, ...target.data, token, tokenExpiresAt: fresh.expiresAt };
  process.stdout.write(`${json === true ? JSON.stringify(data, undefined, 2) : (token ?? id)}\n`);
  const notes = [
    token === undefined ? `Its token is ${target.words}.` : undefined,
    fresh.expiresAt === undefined ? undefined : `It expires at ${fresh.expiresAt}.`,
    sectionNote(target, inFile),
  ];
  notes.filter((note) => note !== undefined).forEach((note) => process.stderr.write(`${note}\n`));
}

/** How the stack comes to read the token where it is now. */
function sectionNote({ section }: TokenTarget, inFile: RunnerInFile | undefined): string | undefined {
  if (section === undefined || inFile === undefined) {
    return undefined;
  }
  const [[key, name]] = Object.entries(section) as [[keyof RunnerInFile['token'], string]];
  return inFile.token[key] === name
    ? undefined
    : `For the stack to read it there, write token: { ${key}: ${name} } below runners.${inFile.name} in ${inFile.file}.`;
}
