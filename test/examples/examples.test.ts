import { EXAMPLES, runExample } from '../support/examples';
import { checkStructure } from '../support/template';
import { readExample, readPipeline } from './pipeline';
import { filesOf, releasesOf, templatesOf } from './runs';

describe.each(EXAMPLES)('%s', (example) => {
  test('writes one sound template with a runner in it', () => {
    const templates = templatesOf(example);
    expect(templates).toHaveLength(1);
    expect(templates.flatMap(checkStructure)).toEqual([]);
    expect(releasesOf(example)).not.toEqual([]);
  });

  test('calls its stack, and so its template, like its folder', () => {
    expect(Object.keys(filesOf(example))).toContain(`${example}.template.json`);
  });

  test('writes the same bytes every time, in all its files', () => {
    expect(runExample(example)).toEqual(filesOf(example));
  });

  test('says in its README how it is run', () => {
    const readme = readExample(example, 'README.md');
    expect(readme).toMatch(new RegExp(`^# ${example}\\n`));
    expect(readme).toContain(`npx tsx examples/${example}/app.ts`);
  });

  test('names in its README every value that the deployment asks for', () => {
    const readme = readExample(example, 'README.md');
    const asked = templatesOf(example).flatMap(({ Parameters = {} }) =>
      Object.keys(Parameters).filter((id) => Parameters[id]!.Default === undefined),
    );
    expect(asked.filter((id) => !readme.includes(`--parameters ${id}=`))).toEqual([]);
  });

  test('names in its README every tag that its pipeline asks for', () => {
    const readme = readExample(example, 'README.md');
    const tags = readPipeline(example).jobs.flatMap((job) => job.tags);
    expect(tags.filter((tag) => !readme.includes(`\`${tag}\``))).toEqual([]);
  });
});
