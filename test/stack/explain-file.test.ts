import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError } from '../../lib/diagnostics/problem';
import { explainFile } from '../../lib/stack/explain-file';
import { inTemporaryFolder, RUNNER_LINES } from './support';

function explained(lines: readonly string[], runner?: string) {
  return inTemporaryFolder((folder) => {
    const config = join(folder, 'gitlab-runner.yaml');
    writeFileSync(config, lines.join('\n'));
    const result = explainFile({ config, runner });
    expect(readdirSync(folder)).toEqual(['gitlab-runner.yaml']);
    return result;
  });
}

describe('a configuration file is explained', () => {
  test('with the line of what the user wrote', () => {
    const [{ text } = { text: '' }] = explained([
      ...RUNNER_LINES,
      '    jobs: { size: small, resources: { memory: 6Gi } }',
    ]);
    expect(text).toMatch(
      /^memory_request = "6Gi" +# jobs\.resources\.memory, gitlab-runner\.yaml line 6; instead of "7680Mi" of jobs\.size, gitlab-runner\.yaml line 6$/m,
    );
  });

  test('with the lines of a literal block', () => {
    const [{ text } = { text: '' }] = explained([
      ...RUNNER_LINES,
      '    chartValues:',
      '      runners:',
      '        config: |',
      '          [[runners]]',
      '            [runners.kubernetes]',
      '              image = "debian:13"',
    ]);
    expect(text).toMatch(
      /^image = "debian:13" +# chartValues\.runners\.config, .*image, gitlab-runner\.yaml line 11$/m,
    );
  });

  test('with the place of sections that runners share', () => {
    const [{ text } = { text: '' }] = explained([
      ...RUNNER_LINES,
      '    concurrent: 5',
      'cache: { new: { prefix: ci } }',
    ]);
    expect(text).toMatch(/^Path = "ci" +# cache, gitlab-runner\.yaml line 7$/m);
  });

  test('runner by runner', () => {
    const lines = [...RUNNER_LINES, '    concurrent: 5', '  Other: {}'];
    expect(explained(lines).map(({ runner }) => runner)).toEqual(['Runner', 'Other']);
    expect(explained(lines, 'Other').map(({ runner }) => runner)).toEqual(['Other']);
  });

  test('explain-runner', () => {
    const lines = [...RUNNER_LINES, '    concurrent: 5'];
    const error = (() => {
      try {
        explained(lines, 'Runer');
        return undefined;
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).problems).toMatchObject([
      { rule: 'explain-runner', message: expect.stringContaining('Did you mean "Runner"?') as string },
    ]);
  });
});
