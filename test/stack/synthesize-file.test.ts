import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { synthesizeFile } from '../../lib/stack/synthesize-file';
import { stubFs } from '../support/stub-fs';
import { EXISTING_CLUSTER, RUNNER, inTemporaryFolder } from './support';

const GOOD = [EXISTING_CLUSTER, RUNNER].join('\n');
const BAD = [EXISTING_CLUSTER, 'runners: { Runner: { concurrent: 0 } }'].join('\n');
/** Fails late, when everything is built: two resources get the same logical id. */
const BAD_AT_THE_END = [EXISTING_CLUSTER, 'runners: { A: { token: { parameter: ARelease } } }'].join('\n');
const FILES = ['cdk.out', 'gitlab-runner.assets.json', 'gitlab-runner.template.json', 'manifest.json', 'tree.json'];

/** Runs with variables of the environment, which are put back afterwards. */
function withEnvironment<T>(variables: Record<string, string>, work: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return work();
  } finally {
    process.env = before;
  }
}

function inFolderWith<T>(yaml: string, work: (folder: string, config: string) => T): T {
  return inTemporaryFolder((folder) => {
    const config = join(folder, 'gitlab-runner.yaml');
    writeFileSync(config, yaml);
    return work(folder, config);
  });
}

/** The files of a folder with their bytes. */
function content(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test('the folder has the template and what the ros-cdk CLI needs beside it', () => {
  inFolderWith(GOOD, (folder, config) => {
    const outdir = join(folder, 'new', 'out');
    expect(synthesizeFile({ config, outdir }).template).toBe(join(outdir, 'gitlab-runner.template.json'));
    expect(Object.keys(content(outdir))).toEqual(FILES);
  });
});

test('the files are called after the stack', () => {
  inFolderWith(`stackName: ci\n${GOOD}`, (folder, config) => {
    expect(synthesizeFile({ config, outdir: folder }).template).toBe(join(folder, 'ci.template.json'));
  });
});

test('every file is the same at every run', () => {
  inFolderWith(GOOD, (folder, config) => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    synthesizeFile({ config, outdir: one });
    synthesizeFile({ config, outdir: other });
    expect(content(other)).toEqual(content(one));
  });
});

test('no file knows the machine it was made on', () => {
  inFolderWith(GOOD, (folder, config) => {
    const outdir = join(folder, 'out');
    synthesizeFile({ config, outdir });
    for (const text of Object.values(content(outdir))) {
      expect(text).not.toContain(folder);
      expect(text).not.toContain(process.cwd());
      expect(text).not.toMatch(/node_modules|"\/(tmp|home|root|Users|var)\//);
    }
  });
});

describe('where no folder is given', () => {
  test('it is the one that the ros-cdk CLI names', () => {
    inFolderWith(GOOD, (folder, config) => {
      const outdir = join(folder, 'chosen-by-cli');
      withEnvironment({ CDK_OUTDIR: outdir }, () => synthesizeFile({ config }));
      expect(Object.keys(content(outdir))).toEqual(FILES);
    });
  });

  test('but a given one goes before it', () => {
    inFolderWith(GOOD, (folder, config) => {
      const [outdir, chosenByCli] = [join(folder, 'given'), join(folder, 'chosen-by-cli')];
      withEnvironment({ CDK_OUTDIR: chosenByCli }, () => synthesizeFile({ config, outdir }));
      expect(readdirSync(folder).sort()).toEqual(['gitlab-runner.yaml', 'given']);
    });
  });
});

test('a folder that cannot be written is refused', () => {
  inFolderWith(GOOD, (folder, config) => {
    // For root everything can be written, so the operating system is made to refuse.
    stubFs('accessSync', (path) => {
      if (path === folder) {
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      }
    });
    expect(() => synthesizeFile({ config, outdir: folder })).toThrow(
      `${folder} has a problem:\n  - the folder: may not be written by this user; name another by --outdir`,
    );
    expect(readdirSync(folder)).toEqual(['gitlab-runner.yaml']);
  });
});

test.each([
  ['{', 'the environment variable CDK_CONTEXT_JSON has a problem:\n  - its text: is not a map in JSON'],
  ['{"config":3}', 'the context has a problem:\n  - config: is not a string; give the path of a file [config-context]'],
])('the context %j is refused', (context, message) => {
  inFolderWith(GOOD, (folder) => {
    const build = () => withEnvironment({ CDK_CONTEXT_JSON: context }, () => synthesizeFile({ outdir: folder }));
    expect(build).toThrow(InvalidInputError);
    expect(build).toThrow(message);
  });
});

test('where no configuration is given, it is the one that the context names', () => {
  inFolderWith(`stackName: by-context\n${GOOD}`, (folder, config) => {
    const context = { CDK_CONTEXT_JSON: JSON.stringify({ config }) };
    const { template } = withEnvironment(context, () => synthesizeFile({ outdir: folder }));
    expect(template).toBe(join(folder, 'by-context.template.json'));
  });
});

describe.each([
  ['bad input', BAD, InvalidInputError],
  ['bad input that shows late', BAD_AT_THE_END, InvalidInputError],
  ['a file that is not YAML', 'cluster: [', InvalidInputError],
])('on %s', (_, yaml, type) => {
  test('no folder is made', () => {
    inFolderWith(yaml, (folder, config) => {
      expect(() => synthesizeFile({ config, outdir: join(folder, 'out') })).toThrow(type);
      expect(readdirSync(folder)).toEqual(['gitlab-runner.yaml']);
    });
  });

  test('an earlier outcome stays as it was', () => {
    inFolderWith(GOOD, (folder, config) => {
      const outdir = join(folder, 'out');
      synthesizeFile({ config, outdir });
      const before = content(outdir);
      writeFileSync(config, yaml);
      expect(() => synthesizeFile({ config, outdir })).toThrow(type);
      expect(content(outdir)).toEqual(before);
    });
  });
});

test('what shows late comes as faults of the file, by the constructs that they are about', () => {
  inFolderWith(BAD_AT_THE_END, (folder, config) => {
    expect(() => synthesizeFile({ config, outdir: folder })).toThrow(
      'gitlab-runner.yaml has a problem:\n' +
        '  - gitlab-runner: the logical id "ARelease" is taken twice, by gitlab-runner/A/Parameters/ARelease and by ' +
        'gitlab-runner/A/Release/ARelease; give one of the constructs another id [logical-id-taken]',
    );
  });
});

test.each([
  ['a file', '', 'is a file; name another by --outdir'],
  ['in a file', 'below', 'cannot be made, since a part of its path is a file; name another by --outdir'],
])('a folder that is %s is refused, and the file stays', (_, below, message) => {
  inFolderWith(GOOD, (folder, config) => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'mine');
    const outdir = join(file, below);
    const build = () => synthesizeFile({ config, outdir });
    expect(build).toThrow(InvalidInputError);
    expect(build).toThrow(`${outdir} has a problem:\n  - the folder: ${message}`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

test('files of others in the folder stay', () => {
  inFolderWith(GOOD, (folder, config) => {
    const outdir = join(folder, 'out');
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'notes.txt'), 'mine');
    synthesizeFile({ config, outdir });
    expect(content(outdir)).toMatchObject({ 'notes.txt': 'mine' });
  });
});

test('a new run replaces the files of an earlier one', () => {
  inFolderWith(GOOD, (folder, config) => {
    const outdir = join(folder, 'out');
    synthesizeFile({ config, outdir });
    writeFileSync(config, GOOD.replace('Runner: {}', 'Other: {}'));
    const { template } = synthesizeFile({ config, outdir });
    expect(readFileSync(template, 'utf8')).toMatch(/OtherRelease/);
    expect(readFileSync(template, 'utf8')).not.toMatch(/RunnerRelease/);
  });
});
