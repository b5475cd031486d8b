import { InvalidArgumentError } from 'commander';

/** Options that are for `--cluster` only. */
export interface ClusterOptions {
  readonly context?: string;
  readonly chart?: string;
  readonly parameter?: Readonly<Record<string, string>>;
}

/** Gathers values that are given as `NAME=VALUE`. */
export function parameterOption(text: string, earlier: ClusterOptions['parameter'] = {}): ClusterOptions['parameter'] {
  const [, name, value] = /^(\w+)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Give the name of a parameter and its value, as NAME=VALUE.');
  }
  return { ...earlier, [name]: value };
}
