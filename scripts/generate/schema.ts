import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = path.join(__dirname, '../..');

type Node = Record<string, unknown>;
interface ObjectSchema extends Node {
  properties?: Record<string, Node>;
}
type Schema = ObjectSchema & { definitions: Record<string, ObjectSchema> };

/** The JSON schema of gitlab-runner.yaml for editors, from the interfaces in lib/stack/config.ts and their comments. */
export default function generateSchema(): Record<string, string> {
  const schema = readable(
    createGenerator({
      path: path.join(ROOT, 'lib/stack/config.ts'),
      tsconfig: path.join(ROOT, 'tsconfig.json'),
      type: 'GitLabRunnerConfig',
      jsDoc: 'extended',
      skipTypeCheck: true,
      additionalProperties: false,
      topRef: false,
    }).createSchema('GitLabRunnerConfig') as Node,
  ) as Schema;
  const titled = { title: 'gitlab-runner.yaml of ros-cdk-gitlab-runner', ...schema };
  return {
    'gitlab-runner.schema.json': `${JSON.stringify(titled, null, 2)}\n`,
  };
}

/** Tells the default, which may be prose, in the description. */
function readable(schema: Node): Node {
  const { description, default: defaultValue, ...rest } = schema;
  const text = [sentence(description), defaultValue === undefined ? '' : `Default: ${prose(defaultValue)}.`];
  const result = Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [
      keyword,
      // Below these keywords stand names of properties, which may be called `description` or `default`.
      keyword === 'properties' || keyword === 'definitions'
        ? mapValues(value as Node, readableValue)
        : readableValue(value),
    ]),
  );
  const described = text.filter(Boolean).join(' ');
  return described === '' ? result : { ...result, description: described };
}

function readableValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(readableValue);
  }
  return typeof value === 'object' && value !== null ? readable(value as Node) : value;
}

function mapValues(map: Node, change: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function sentence(text: unknown): string {
  return typeof text === 'string' ? plain(text) : '';
}

function prose(value: unknown): string {
  return plain(typeof value === 'string' ? value : JSON.stringify(value))
    .replace(/^- /, '')
    .replace(/\.$/, '');
}

/** A comment without line breaks and links. */
function plain(text: string): string {
  return text
    .replace(/\{@link\s+([\w.]+)\s*\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
