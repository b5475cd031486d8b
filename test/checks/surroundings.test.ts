import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSurroundings } from '../../lib/checks/surroundings';

const before = { folder: process.cwd(), env: process.env };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'surroundings-test-'));
  process.chdir(folder);
  process.env = { ...before.env };
  delete process.env.CDK_CONTEXT_JSON;
});
afterEach(() => {
  process.chdir(before.folder);
  process.env = before.env;
  rmSync(folder, { recursive: true });
});

test.each([[undefined], [''], ['{}'], ['{"config":"mine.yaml"}']])('the context %j is fine', (context) => {
  if (context !== undefined) {
    process.env.CDK_CONTEXT_JSON = context;
  }
  expect(checkSurroundings).not.toThrow();
});

test.each(['{', 'config=hunter2', 'null', '3', '[]', '"hunter2"'])(
  'context-not-json: the context %j is refused, and not shown',
  (context) => {
    process.env.CDK_CONTEXT_JSON = context;
    expect(checkSurroundings).toThrow(
      'the environment variable CDK_CONTEXT_JSON has a problem:\n  - its text: is not a map in JSON; write it like {"config":"gitlab-runner.yaml"}, or leave the variable out [context-not-json]',
    );
    expect(checkSurroundings).not.toThrow('hunter2');
  },
);

test('the file of the CLI may be there', () => {
  writeFileSync('stack.info.json', '{"gitlab-runner":{}}\n');
  expect(checkSurroundings).not.toThrow();
});

test.each(['{', '', 'null', '[]'])('stack-info-not-json: a file of the CLI that holds %j is refused', (text) => {
  writeFileSync('stack.info.json', text);
  expect(checkSurroundings).toThrow(
    'stack.info.json has a problem:\n  - the file: is not a map in JSON; restore it, or delete it and run `ros-cdk generate-stack-file` [stack-info-not-json]',
  );
});
