import { readFileSync } from 'node:fs';
import path from 'node:path';
import { moduleTexts } from '../docs/compile';
import { isPublicTypeScript, PAGES, ROOT, readPage } from '../docs/markdown';
import { EXAMPLES } from '../support/examples';
import { Project, cleanUp, pack } from './project';

const MINUTE = 60_000;

/** Compilers that users may have: the oldest that is promised, that of this project, and the newest. */
const COMPILERS = { oldest: '~5.0', own: '~5.9', newest: '^7.0' };
type Compiler = keyof typeof COMPILERS;

const STRICT = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: 'ES2022',
  types: ['node'],
};

/** The programs in the documents and the examples, and what their tests take from a test runner. */
function documentedPrograms(): Record<string, string> {
  const snippets = PAGES.map(readPage).flatMap(({ name, blocks }) =>
    blocks.filter(isPublicTypeScript).map((block) => ({ page: name, block })),
  );
  return {
    ...moduleTexts(snippets),
    ...Object.fromEntries(
      EXAMPLES.map((name) => [`${name}.ts`, readFileSync(path.join(ROOT, 'examples', name, 'app.ts'), 'utf8')]),
    ),
    'runner.d.ts':
      'declare function test(name: string, body: () => void): void; declare function expect(value: unknown): any;\n',
  };
}

/** The smallest app of the README, which is JavaScript as well. */
const APP = readPage('README.md').blocks.find(({ text }) => text.includes('app.synth()'))!.text;

let archive: string;
let project: Project;

beforeAll(async () => {
  archive = pack();
  const compilers = Object.entries(COMPILERS).map(([name, version]) => `${name}@npm:typescript@${version}`);
  project = Project.create('npm');
  await project.run('npm', 'install', '--silent', archive, '@types/node@20', ...compilers);
}, 3 * MINUTE);
afterAll(cleanUp);

test('publint finds nothing', () => tool('publint', '--strict'), MINUTE);
test('are-the-types-wrong finds nothing', () => tool('attw', '--no-emoji'), MINUTE);

async function tool(name: string, option: string): Promise<void> {
  await project.run(path.join(ROOT, 'node_modules/.bin', name), archive, option);
}

describe('the documented programs compile', () => {
  beforeAll(() => {
    for (const [name, text] of Object.entries(documentedPrograms())) {
      project.write({ [`commonjs/${name}`]: text, [`esm/${name}`]: text });
    }
    project.write({ 'esm/package.json': '{ "type": "module" }' });
  }, MINUTE);

  test.each<[string, Compiler, object, readonly string[]]>([
    ['CommonJS', 'own', { module: 'CommonJS', moduleResolution: 'Node10' }, ['commonjs']],
    ['CommonJS', 'newest', { module: 'CommonJS' }, ['commonjs']],
    ['NodeNext, CommonJS and ESM', 'oldest', { module: 'NodeNext' }, ['commonjs', 'esm']],
    ['NodeNext, CommonJS and ESM', 'own', { module: 'NodeNext' }, ['commonjs', 'esm']],
    ['NodeNext, CommonJS and ESM', 'newest', { module: 'NodeNext' }, ['commonjs', 'esm']],
    ['a bundler', 'own', { module: 'ESNext', moduleResolution: 'Bundler' }, ['esm']],
    ['a bundler', 'newest', { module: 'Preserve', moduleResolution: 'Bundler' }, ['esm']],
  ])(
    'for %s, by the %s compiler',
    async (_kind, compiler, options, include) => {
      project.write({ 'tsconfig.json': JSON.stringify({ compilerOptions: { ...STRICT, ...options }, include }) });
      await project.run(process.execPath, `node_modules/${compiler}/bin/tsc`);
    },
    2 * MINUTE,
  );

  test(
    'and a mistake in one is found',
    async () => {
      project.write({
        'mistake/app.ts': APP.replace('virtualNode', 'virtualNod'),
        'tsconfig.json': JSON.stringify({
          compilerOptions: { ...STRICT, module: 'NodeNext' },
          include: ['mistake'],
        }),
      });
      await expect(project.run(process.execPath, 'node_modules/newest/bin/tsc')).rejects.toThrow(/'virtualNod'/);
    },
    MINUTE,
  );
});

/** A form of one's own, which needs two entries of the package. */
const FORM = readPage('docs/console.md').blocks.find(({ text }) => text.includes('new ClusterChoice('))!.text;

describe.each([
  ['the app of the README', 'ci', APP],
  ['the form in the documents', 'ci-form', FORM],
])('%s', (_what, stack, text) => {
  test.each([
    ['ESM', 'app.mjs', text],
    ['CommonJS', 'app.cjs', text.replace(/^import (\{[^}]*\}) from ('.*');$/gm, 'const $1 = require($2);')],
  ])('runs as %s', async (_kind, name, program) => {
    project.write({ [name]: program });
    await project.run(process.execPath, name);
    expect(types(project, stack)).toContain('ALIYUN::CS::ClusterHelmApplication');
  });
});

test('the command is installed, with the sample', async () => {
  const sample = path.join('node_modules/ros-cdk-gitlab-runner/gitlab-runner.yaml');
  const printed = await project.run('npx', 'ros-cdk-gitlab-runner', '--config', sample);
  expect(printed).toBe('cdk.out/gitlab-runner.template.json\n');
});

test(
  'an app installed by pnpm, which shows packages only what they declare, compiles and runs on the newest Node',
  async () => {
    const { peerDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    const pnpm = Project.create('pnpm', {
      type: 'module',
      dependencies: { ...peerDependencies, '@types/node': '^20', 'ros-cdk-gitlab-runner': `file:${archive}` },
    });
    pnpm.write({
      'app.ts': APP,
      'app.js': APP,
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...STRICT, module: 'NodeNext' }, files: ['app.ts'] }),
    });
    await pnpm.run('npx', '--yes', 'pnpm@12.4.2', 'install');
    await pnpm.run(process.execPath, path.join(project.folder, 'node_modules/newest/bin/tsc'));
    await pnpm.run('npx', '--yes', '-p', 'node@26', 'node', 'app.js');
    expect(types(pnpm)).toContain('ALIYUN::CS::ClusterHelmApplication');
  },
  2 * MINUTE,
);

function types({ folder }: Project, stack = 'ci'): string[] {
  const { Resources } = JSON.parse(readFileSync(path.join(folder, `cdk.out/${stack}.template.json`), 'utf8')) as {
    Resources: Record<string, { Type: string }>;
  };
  return Object.values(Resources).map(({ Type }) => Type);
}
