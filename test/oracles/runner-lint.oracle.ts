import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '../../lib/testing/helm';
import { DEPLOYMENTS } from '../cluster-real/deployments';
import { releases, SAMPLE_TOKEN } from '../support/releases';
import { describeOracle, output } from './oracle';

const folder = mkdtempSync(path.join(tmpdir(), 'runner-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOracle(
  {
    name: "GitLab Runner's own `lint`",
    needs: 'gitlab-runner 19.4 or later, on the path or named by GITLAB_RUNNER',
    program: findProgram('gitlab-runner', 'GITLAB_RUNNER'),
  },
  (runner) => {
    /** What the registration adds to the template. */
    const lint = (template: string) => {
      const file = path.join(folder, 'config.toml');
      const registered = `$&\n  name = "runner"\n  url = "https://gitlab.example.com"\n  token = "${SAMPLE_TOKEN}"`;
      writeFileSync(file, template.replace(/^ *\[\[runners\]\]$/m, registered));
      return output(runner, ['lint', '--config', file]);
    };
    const texts = DEPLOYMENTS.flatMap(({ name, deployed }) =>
      releases(deployed).map(
        ({ id, values }) => [`${name}, ${id}`, (values.runners as { config: string }).config] as const,
      ),
    );

    test.each(texts)('takes the config.toml of %s', (_, text) => {
      expect(() => lint(text)).not.toThrow();
    });

    test('refuses a key that there is not', () => {
      expect(() =>
        lint('[[runners]]\n  executor = "kubernetes"\n  [runners.kubernetes]\n    namespce = "ci"\n'),
      ).toThrow(/namespce/);
    });
  },
);
