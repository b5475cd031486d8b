import type { Command, Option } from 'commander';

/** What can be completed after a command. */
export interface CompletedCommand {
  /** The words that name it: empty for the program itself. */
  readonly words: readonly string[];
  readonly subcommands: readonly Candidate[];
  readonly options: readonly CompletedOption[];
  readonly argument?: Completed;
}

export interface CompletedOption extends Candidate {
  /** What its value is, for an option that has one. */
  readonly value?: Completed;
}

/** A word, and what it means. */
export interface Candidate {
  readonly name: string;
  readonly description: string;
}

/** What an argument or the value of an option can be: some words, the path of a file, a runner of the file, or anything. */
export type Completed = readonly string[] | 'file' | 'runner' | 'text';

/** The commands of a program with all below them, the program itself first. */
export function completedCommands(program: Command, defaultCommand: string): readonly CompletedCommand[] {
  const [root, ...others] = commandsFrom(program, []);
  const byDefault = others.find(({ words }) => words.join(' ') === defaultCommand);
  // What the program runs without a command takes its options there too.
  const options = new Map([...(byDefault?.options ?? []), ...root!.options].map((option) => [option.name, option]));
  return [{ ...root!, options: [...options.values()] }, ...others];
}

function commandsFrom(command: Command, words: readonly string[]): CompletedCommand[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const [argument] = command.registeredArguments;
  return [
    {
      words,
      subcommands: below.map((one) => ({ name: one.name(), description: firstSentence(one.description()) })),
      options: help.visibleOptions(command).map(optionOf),
      ...(argument !== undefined && { argument: argument.argChoices ?? kindOf(argument.name()) }),
    },
    ...below.flatMap((one) => commandsFrom(one, [...words, one.name()])),
  ];
}

function optionOf(option: Option): CompletedOption {
  const [, name = ''] = /<(.+)>/.exec(option.flags) ?? [];
  return {
    name: option.long ?? option.short!,
    description: firstSentence(option.description),
    ...((option.required || option.optional) && { value: option.argChoices ?? kindOf(name) }),
  };
}

/** By the names that the help shows. */
function kindOf(name: string): Completed {
  if (name === 'runner') {
    return 'runner';
  }
  return /^(files?|dir|templates?)$/.test(name) ? 'file' : 'text';
}

function firstSentence(text: string): string {
  return text.split(/[.;](?=\s|$)| \(/)[0]!;
}

/** The options that have a value, each with the words in front of the value. */
export function optionValues(commands: readonly CompletedCommand[]): (readonly [words: string, value: Completed])[] {
  return commands.flatMap(({ words, options }) =>
    options.flatMap(({ name, value }) => (value === undefined ? [] : [[[...words, name].join(' '), value] as const])),
  );
}

/** The commands so that none comes before one whose words begin with its own. */
export function deepestFirst(commands: readonly CompletedCommand[]): readonly CompletedCommand[] {
  return [...commands].sort((a, b) => b.words.length - a.words.length);
}

/** The words of all commands but the program itself. */
export function named(commands: readonly CompletedCommand[]): string[] {
  return commands.filter(({ words }) => words.length > 0).map(({ words }) => words.join(' '));
}

/** A text in single quotes, as bash, zsh and fish read it. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/**
 * A shell command that prints the names of the runners in the configuration of the working folder. It prints no other
 * keys, since bash would run what looks like a command in them.
 */
export const RUNNER_NAMES = `awk '
    /^runners:/ { inside = 1; next }
    /^[^ #]/ { inside = 0 }
    inside && match($0, /^ +/) && $0 !~ /^ *(#|$)/ {
      if (!indent) indent = RLENGTH
      if (RLENGTH == indent && /^ +[A-Za-z][A-Za-z0-9]*:/) { sub(/^ +/, ""); sub(/:.*/, ""); print }
    }
  ' gitlab-runner.yaml 2>/dev/null`;
