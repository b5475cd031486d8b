import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command';
import { runAll, runCommand } from '../support/command';

const PROGRAM = 'ros-cdk-gitlab-runner';
const folder = mkdtempSync(path.join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  path.join(folder, 'gitlab-runner.yaml'),
  `cluster:
  existing: {}
runners:
  # of all groups
  Small:
    jobs: {}
  Large: { concurrent: 50 }
  $(touch\${IFS}run): {}

  # the end
cache:
  none: true
`,
);

const cases = {
  bash: () => runCommand(['completion', 'bash'], { cwd: folder }),
  zsh: () => runCommand(['completion', 'zsh'], { cwd: folder }),
  fish: () => runCommand(['completion', 'fish'], { cwd: folder }),
  none: () => runCommand(['completion'], { cwd: folder }),
  unknown: () => runCommand(['completion', 'tcsh'], { cwd: folder }),
  help: () => runCommand(['--help'], { cwd: folder }),
};
let runs: Record<keyof typeof cases, Run>;
beforeAll(async () => {
  runs = await runAll(cases);
}, 60_000);

function run(shell: string, args: readonly string[], script: string): string {
  const file = path.join(folder, `script.${shell}`);
  writeFileSync(file, script);
  const { stdout, stderr } = spawnSync(shell, [...args, file], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

/** Programs that are not there answer nothing. */
const isThere = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What each shell offers for the words of a line, the last of which is not finished. */
const SHELLS: Readonly<Record<string, (words: readonly string[]) => string[]>> = {
  bash: (words) => {
    // Bash takes the equals sign for a word of its own.
    const all = [PROGRAM, ...words.flatMap((word) => word.split(/(?<=^--\w+)(?==)|(?<==)/))];
    const quoted = all.map((word) => `'${word}'`).join(' ');
    const script = `${runs.bash.stdout}
COMP_WORDS=(${quoted}); COMP_CWORD=${all.length - 1}
_ros_cdk_gitlab_runner; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return lines(run('bash', ['--norc'], script));
  },
  fish: (words) => {
    const script = `${runs.fish.stdout}\ncomplete -C ${JSON.stringify([PROGRAM, ...words].join(' '))}`;
    const offered = lines(run('fish', ['--no-config'], script)).map((line) => line.split('\t')[0]!);
    // Fish repeats the option with the value.
    return offered.map((word) => word.replace(/^--\w+=/, ''));
  },
  zsh: (words) => {
    const all = [PROGRAM, ...words].map((word) => `'${word}'`).join(' ');
    const stubs = `
compdef() { : }
compset() { : }
_files() { : }
_describe() { local list=$@[-1]; print -l -- \${\${(P)list}%%:*} }
compadd() { shift; print -l -- "$@" }`;
    const script = `${stubs}\n${runs.zsh.stdout}\nwords=(${all}); CURRENT=${words.length + 1}; _ros_cdk_gitlab_runner`;
    const last = words.at(-1)!.replace(/^--\w+=/, '');
    // What begins otherwise is left out by zsh itself.
    return lines(run('zsh', ['-f'], script)).filter((word) => word.startsWith(last));
  },
};
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe.each(Object.keys(SHELLS))('%s', (shell) => {
  const offered = (...words: string[]) => SHELLS[shell]!(words).sort();

  test.skipIf(!isThere(shell))('completes what there is', () => {
    const [, list = ''] = /^Commands:\n([^]*?)\n\n/m.exec(runs.help.stdout) ?? [];
    const commands = [...list.matchAll(/^ {2}([a-z]\w*)/gm)].map(([, name = '']) => name).sort();
    expect(commands).toContain('completion');
    expect(offered('')).toEqual(commands);
    expect(offered('co')).toEqual(commands.filter((name) => name.startsWith('co')));
    expect(offered('check', '--')).toEqual(
      expect.arrayContaining(['--code-quality', '--help', '--json', '--sarif']) as string[],
    );
    expect(offered('--c')).toEqual(['--config']);
    expect(offered('init', '--no')).toEqual(['--no-pipeline', '--no-typescript']);
    expect(offered('init', '--cluster', '')).toEqual(['ack', 'acs', 'existing']);
    expect(offered('init', '--pipeline', '--cluster', 'a')).toEqual(['ack', 'acs']);
    expect(offered('init', '--cluster=a')).toEqual(['ack', 'acs']);
    expect(offered('completion', '')).toEqual(['bash', 'fish', 'zsh']);
  });

  test.skipIf(!isThere(shell))('completes the runners of gitlab-runner.yaml, and runs nothing that is in it', () => {
    expect(offered('explain', '')).toEqual(['Large', 'Small']);
    expect(offered('explain', '--json', 'S')).toEqual(['Small']);
    expect(existsSync(path.join(folder, 'run'))).toBe(false);
  });
});

test.skipIf(!isThere('bash'))('bash completes files where nothing else fits', () => {
  expect(runs.bash.stdout).toMatch(/^complete -o default -F _ros_cdk_gitlab_runner ros-cdk-gitlab-runner$/m);
  expect(SHELLS.bash!(['check', ''])).toEqual([]);
  expect(SHELLS.bash!(['synth', '--config', ''])).toEqual([]);
});

test('a shell that there is no script for is wrong use', () => {
  expect(runs.none).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(runs.unknown.stderr).toContain('Allowed choices are bash, zsh, fish');
});
