import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { load } from 'js-yaml';
import schema from '../../gitlab-runner.schema.json';
import { checkShape } from '../../lib/stack/check-config';
import { keyPath } from '../../lib/stack/key-path';
import generateSchema from '../../scripts/generate/schema';
import { samplesOf } from './samples';
import type { Node } from './schema-walk';
import { leaves, sections, withValue } from './schema-walk';

const root = join(__dirname, '../..');
/** The schema as an editor uses it. */
const editor = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

test('the schema for editors is what lib/stack/config.ts says; if not, run `npm run generate`', () => {
  const files = Object.entries(generateSchema());
  const stale = files.filter(([path, content]) => readFileSync(join(root, path), 'utf8') !== content);
  expect(files.map(([path]) => path)).toEqual(['gitlab-runner.schema.json']);
  // Names alone: the difference of a minified file helps nobody.
  expect(stale.map(([path]) => path)).toEqual([]);
});

describe('the files of the repository', () => {
  const files = configFiles(root);

  test('have the sample among them', () => {
    expect(files).toContain('gitlab-runner.yaml');
  });

  test.each(files)('%s keeps to the schema', (file) => {
    editor(load(readFileSync(join(root, file), 'utf8')));
    expect(editor.errors ?? []).toEqual([]);
  });
});

describe('the schema and the app', () => {
  const verdicts = (config: object) => ({
    editor: editor(config),
    app:
      checkShape(config).filter(({ message }) => !/^is (missing; it names|empty; allowed is) one of/.test(message))
        .length === 0,
  });
  const paths = leaves.map((leaf) => [leaf.path.join('.'), leaf] as const);

  test.each(paths)('agree on good values of %s', (_, leaf) => {
    for (const config of samplesOf(leaf)) {
      expect(verdicts(config)).toEqual({ editor: true, app: true });
    }
  });

  test.each(paths)('agree on bad values of %s', (_, leaf) => {
    for (const value of wrongFor(leaf.node)) {
      expect(verdicts(withValue(samplesOf(leaf)[0], leaf.path, value))).toEqual({ editor: false, app: false });
    }
  });

  test.each(sections.map((section) => [section.path.join('.') || 'the file', section] as const))(
    'refuse keys that %s does not know',
    (_, { path }) => {
      const leaf = leaves.find((candidate) => candidate.path.join('.').startsWith(path.join('.')))!;
      const config = withValue(samplesOf(leaf)[0], [...path, 'unheardOf'], 1);
      expect(verdicts(config)).toEqual({ editor: false, app: false });
      expect(checkShape(config)).toMatchObject([
        {
          at: keyPath([...path.map((key) => (key === '0' ? 0 : key)), 'unheardOf']),
          message: expect.stringMatching(/is not a key here.*Known are \w+/) as string,
        },
      ]);
    },
  );

  test('know every key that the other knows', () => {
    for (const { path, node } of sections) {
      const leaf = leaves.find((candidate) => candidate.path.join('.').startsWith(path.join('.')))!;
      const [fault] = checkShape(withValue(samplesOf(leaf)[0], [...path, 'unheardOf'], 1));
      const told = /Known are (.*)$/.exec(fault!.message)?.[1]?.split(', ');
      expect(told?.sort()).toEqual(Object.keys(node.properties ?? {}).sort());
    }
  });
});

test('every key is explained', () => {
  const silent = sections
    .flatMap(({ path, node }) =>
      Object.entries(node.properties ?? {}).map(([key, property]) => ({ path, key, property })),
    )
    .filter(({ property: { description = 'Default:' } }) => description.startsWith('Default:'));
  expect(silent.map(({ path, key }) => [...path, key].join('.'))).toEqual([]);
});

test('no explanation has the markup of comments', () => {
  expect(JSON.stringify(schema)).not.toMatch(/\{@|"description":"[^"]*\\n/);
});

/** Values that a key must not have. */
function wrongFor({ type, enum: allowed }: Node): unknown[] {
  const samples: Record<string, unknown> = { string: 'text', number: 1, boolean: true, object: {}, array: [] };
  const types = [type].flat();
  const ofOtherTypes = Object.entries(samples).flatMap(([name, value]) => (types.includes(name) ? [] : [value]));
  return [...ofOtherTypes, null, ...(allowed === undefined ? [] : ['none of these'])];
}

/** YAML files that name the schema, as editors want them to. */
function configFiles(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !['node_modules', 'dist', 'cdk.out'].includes(name))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) {
        return configFiles(folder, path);
      }
      const isConfig =
        /\.ya?ml$/.test(path) && readFileSync(join(folder, path), 'utf8').includes('gitlab-runner.schema.json');
      return isConfig ? [path] : [];
    });
}
