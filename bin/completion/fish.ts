import type { Completed, CompletedCommand } from './tree';
import { RUNNER_NAMES, named, quoted } from './tree';

/** The script for fish 3 and later. */
export function fishScript(program: string, commands: readonly CompletedCommand[]): string {
  const name = `__${program.replace(/\W/g, '_')}`;
  const lines = commands.flatMap(({ words, subcommands, options, argument }) => {
    const condition = `complete -c ${program} -n ${quoted(`${name}_at "${words.join(' ')}"`)}`;
    return [
      ...(argument === 'file' ? [] : [`${condition} -f`]),
      ...(argument === undefined || argument === 'file' || argument === 'text'
        ? []
        : [`${condition} -a ${offered(argument)}`]),
      ...subcommands.map((one) => `${condition} -a ${one.name} -d ${quoted(one.description)}`),
      ...options.map(({ name: flag, description, value }) => {
        const takes = value === undefined ? '' : value === 'file' ? ' -r -F' : ` -x${choices(value)}`;
        return `${condition} -l ${flag.replace(/^--/, '')} -d ${quoted(description)}${takes}`;
      }),
    ];
  });
  return `# Completion of ${program} for fish.

function ${name}_runners
  ${RUNNER_NAMES}
end

# Whether the words so far name this command.
function ${name}_at
  set -l command
  for word in (commandline -opc)[2..-1]
    switch "$command $word"
      case ${named(commands).map(asTyped).join(' ')}
        set command $command $word
    end
  end
  test "$command" = "$argv[1]"
end

complete -c ${program} -e
${lines.join('\n')}
`;

  function choices(value: Completed): string {
    return value === 'text' ? '' : ` -a ${offered(value)}`;
  }

  function offered(value: Completed): string {
    return value === 'runner' ? `'(${name}_runners)'` : quoted([value].flat().join(' '));
  }
}

/** The words before the last one, a space, and the last one. */
function asTyped(words: string): string {
  return quoted(words.includes(' ') ? words : ` ${words}`);
}
