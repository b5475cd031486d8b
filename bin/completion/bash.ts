import type { Completed, CompletedCommand } from './tree';
import { RUNNER_NAMES, deepestFirst, named, optionValues, quoted } from './tree';

/** The script for bash 3.2, which macOS has, and later. */
export function bashScript(program: string, commands: readonly CompletedCommand[]): string {
  const name = `_${program.replace(/\W/g, '_')}`;
  const values = optionValues(commands).map(([words, value]) => `    ${quoted(words)}) ${reply(value)}return ;;`);
  const words = deepestFirst(commands).map((command) => {
    const { subcommands, options, argument = [] } = command;
    const start = command.words.join(' ');
    const flags = options.map((option) => option.name);
    const own = subcommands.length > 0 ? subcommands.map((one) => one.name) : argument;
    return `    ${quoted(`${start} -`)}*) ${reply(flags)};;\n    ${quoted(`${start} `)}*) ${reply(own)};;`;
  });
  return `# Completion of ${program} for bash.

${name}_runners() {
  ${RUNNER_NAMES}
}

${name}_reply() {
  COMPREPLY=( $(compgen -W "$1" -- "$current") )
}

${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' index
  # Bash takes the "=" of --option=value for a word.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for (( index = 1; index < COMP_CWORD; index++ )); do
    case "\${command:+$command }\${COMP_WORDS[index]}" in
      ${named(commands).map(quoted).join(' | ')})
        command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done
  COMPREPLY=()
  case "\${command:+$command }$previous" in
${values.join('\n')}
  esac
  case "$command $current" in
${words.join('\n')}
  esac
}

# Where nothing fits, bash completes the names of files.
complete -o default -F ${name} ${program}
`;

  /** The command that offers words; nothing for files, which bash completes by itself. */
  function reply(value: Completed): string {
    if (value === 'runner') {
      return `${name}_reply "$(${name}_runners)"; `;
    }
    return typeof value === 'string' || value.length === 0 ? '' : `${name}_reply ${quoted(value.join(' '))}; `;
  }
}
