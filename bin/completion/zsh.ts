import type { Candidate, Completed, CompletedCommand } from './tree';
import { RUNNER_NAMES, deepestFirst, named, optionValues, quoted } from './tree';

/** The script for zsh, to be sourced or to be put into a folder of `fpath`. */
export function zshScript(program: string, commands: readonly CompletedCommand[]): string {
  const name = `_${program.replace(/\W/g, '_')}`;
  const values = optionValues(commands).map(([words, value]) => `    (${quoted(words)}) ${offer(value)}return ;;`);
  const words = deepestFirst(commands).map(({ words: start, options, subcommands, argument }) => {
    const flags = `candidates=(${options.map(described).join(' ')}); _describe -o option candidates`;
    const own =
      subcommands.length > 0
        ? `candidates=(${subcommands.map(described).join(' ')}); _describe command candidates `
        : offer(argument ?? []);
    return `    (${quoted(`${start.join(' ')} -`)}*) ${flags} ;;\n    (${quoted(`${start.join(' ')} `)}*) ${own};;`;
  });
  return `#compdef ${program}
# Completion of ${program} for zsh.

${name}_runners() {
  ${RUNNER_NAMES}
}

${name}() {
  local command='' current=$words[CURRENT] previous=$words[CURRENT-1] word
  local -a candidates
  for word in $words[2,CURRENT-1]; do
    case "\${command:+$command }$word" in
      (${named(commands).map(quoted).join(' | ')})
        command="\${command:+$command }$word" ;;
    esac
  done
  if [[ $current == --*=* ]]; then
    previous=\${current%%=*}
    compset -P '*='
  fi
  case "\${command:+$command }$previous" in
${values.join('\n')}
  esac
  case "$command $current" in
${words.join('\n')}
  esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  ${name} "$@"
else
  compdef ${name} ${program}
fi
`;

  function offer(value: Completed): string {
    if (value === 'file') {
      return '_files; ';
    }
    if (value === 'runner') {
      return `compadd -- \${(f)"$(${name}_runners)"}; `;
    }
    return typeof value === 'string' || value.length === 0 ? '' : `compadd -- ${value.join(' ')}; `;
  }
}

function described({ name, description }: Candidate): string {
  return quoted(`${name}:${description}`);
}
