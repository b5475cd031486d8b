/**
 * Builds the program and the library, by esbuild. It is JavaScript, since it runs before anything is built.
 */
'use strict';
const {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const PROGRAM = 'dist/bin/gitlab-runner.js';
/** What users import. */
const ENTRIES = ['lib/index.ts', 'lib/forms/index.ts', 'lib/testing/index.ts'];
/** The modules of the official packages that lib/ros/packages.ts loads when needed. */
const OFFICIAL = ['ecs', 'oss', 'ram', 'ros', 'vpc'].map((name) => `@alicloud/ros-cdk-${name}/lib/${name}.generated`);
/** What the program was built from: names, times and sizes. */
const STAMP = '.cache/program-sources.txt';
const SOURCES = ['bin', 'lib', 'spec', 'scripts/build.js', 'package.json', 'node_modules/.package-lock.json'];

/** Whether the program has been built from other sources than there are now. */
function isProgramStale() {
  return (
    !existsSync(inRoot(PROGRAM)) || !existsSync(inRoot(STAMP)) || readFileSync(inRoot(STAMP), 'utf8') !== sourcesStamp()
  );
}

/**
 * The program, with the official packages and all else that it needs, and their licenses beside it. What some commands or
 * stacks do without is in files of its own: what is imported when needed, and each official package.
 */
async function buildProgram() {
  const stamp = sourcesStamp();
  const { outputFiles, metafile } = await build({
    entryPoints: {
      'gitlab-runner': 'bin/gitlab-runner.ts',
      ...Object.fromEntries(OFFICIAL.map((module) => [path.basename(module), module])),
    },
    outdir: path.dirname(PROGRAM),
    chunkNames: 'shared-[hash]',
    format: 'esm',
    splitting: true,
    sourcemap: 'inline',
    sourcesContent: false,
    metafile: true,
    write: false,
    plugins: [validatorOfCore, officialPackages],
  });
  // Names stay, so that a stack trace can be read without the map too.
  const options = { sourcemap: 'external', minifyWhitespace: true, minifySyntax: true };
  const files = await Promise.all(outputFiles.map((file) => commonJs(file, options)));
  const texts = new Map([
    ...files.flatMap(({ path: file, code, map }) => [
      [`${path.basename(file)}.map`, map],
      [path.basename(file), code],
    ]),
    ['LICENSES.txt', licenses(Object.keys(metafile.inputs))],
  ]);
  const folder = inRoot(path.dirname(PROGRAM));
  texts.forEach((text, file) => replaceFile(path.join(folder, file), text));
  readdirSync(folder)
    .filter((file) => !texts.has(file))
    .forEach((file) => rmSync(path.join(folder, file), { force: true }));
  replaceFile(inRoot(STAMP), stamp);
}

/**
 * The library in a file for each entry and one for what they share, so that a class is one class whatever entry it comes
 * from. That loads in less time than the sources one by one. All packages stay outside.
 */
async function buildLibrary() {
  rmSync(inRoot('dist/lib'), { recursive: true, force: true });
  const { outputFiles } = await build({
    entryPoints: ENTRIES,
    outdir: 'dist/lib',
    outbase: 'lib',
    packages: 'external',
    format: 'esm',
    splitting: true,
    write: false,
  });
  for (const { path: file, code } of await Promise.all(outputFiles.map((one) => commonJs(one)))) {
    replaceFile(file, code);
  }
}

/** An output file with ES modules, which is all that esbuild divides, as CommonJS. */
async function commonJs({ path: file, text }, options) {
  // In CommonJS `require` is there, and bundlers of users look for it.
  const source = text.replace(/\b__require\b(?=[(.])/g, 'require');
  const transformed = await esbuild().transform(source, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcefile: path.basename(file),
    ...options,
  });
  return { path: file, ...transformed };
}

function esbuild() {
  try {
    return require('esbuild');
  } catch {
    throw new Error('esbuild, which builds the program, is not installed; run `npm ci` without --omit=dev');
  }
}

function build(options) {
  return esbuild().build({
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // The message of the error that it throws says the same.
    logLevel: 'silent',
    ...options,
  });
}

/**
 * The bundle's answer to what lib/ros/manifest-schema.ts describes: the base that the validator resolves references
 * against becomes one that every URL parser takes.
 */
const validatorOfCore = {
  name: 'validator-of-core',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]jsonschema[\\/]lib[\\/]validator\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const mended = text.replace("new URL(switchSchema,'thismessage::/')", "new URL(switchSchema,'thismessage:/')");
      if (mended === text) {
        throw new Error(`${file} is another version of jsonschema; see whether it still has to be mended`);
      }
      return { contents: mended };
    });
  },
};

/** Leaves official packages in the files of their own, which `require` of the bundle loads. */
const officialPackages = {
  name: 'official-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@alicloud\/ros-cdk-\w+\/lib\/\w+\.generated$/ }, ({ path: module, kind }) =>
      kind === 'require-call' ? { path: module, namespace: 'official' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'official' }, ({ path: module }) => ({
      contents: `module.exports = require('./${path.basename(module)}.js').default;`,
    }));
    onResolve({ filter: /./, namespace: 'official' }, ({ path: file }) => ({ path: file, external: true }));
  },
};

function sourcesStamp() {
  return SOURCES.flatMap(filesOf)
    .map((file) => {
      const { mtimeMs, size } = statSync(inRoot(file), { throwIfNoEntry: false }) ?? {};
      return `${file} ${mtimeMs} ${size}\n`;
    })
    .join('');
}

function filesOf(source) {
  const isFolder = path.extname(source) === '';
  return isFolder ? readdirSync(inRoot(source), { recursive: true }).map((name) => path.join(source, name)) : [source];
}

/** The names, versions and licenses of the packages that files come from. */
function licenses(files) {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
      const texts = readdirSync(inRoot(folder))
        .filter((file) => /^(licen[cs]e|notice)/i.test(file))
        .map((file) => readFileSync(inRoot(folder, file), 'utf8').trim());
      return [`${name} ${version}, ${license}`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** In one step, since another process may be reading it, or building as well. */
function replaceFile(file, text) {
  const fresh = inRoot('.cache', `${path.basename(file)}.${process.pid}`);
  [file, fresh].forEach((one) => mkdirSync(path.dirname(one), { recursive: true }));
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

function inRoot(...parts) {
  return path.join(ROOT, ...parts);
}

function fail(error) {
  console.error(error.message);
  process.exitCode = 1;
}

module.exports = { buildProgram, fail, isProgramStale };

if (require.main === module) {
  Promise.all([buildProgram(), buildLibrary()]).catch(fail);
}
