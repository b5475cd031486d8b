import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '../../lib/testing/helm';
import { describeOracle, output } from './oracle';

const folder = mkdtempSync(path.join(tmpdir(), 'promtool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOracle(
  {
    name: "Prometheus' promtool",
    needs: 'promtool, on the path or named by PROMTOOL',
    program: findProgram('promtool', 'PROMTOOL'),
  },
  (promtool) => {
    test('takes the alerts', () => {
      const rules = path.join(__dirname, '../../monitoring/gitlab-runner.rules.yaml');
      expect(output(promtool, ['check', 'rules', rules])).toMatch(/SUCCESS: \d+ rules found/);
    });

    test('refuses an expression that does not parse', () => {
      const rules = path.join(folder, 'rules.yaml');
      writeFileSync(rules, 'groups: [{ name: a, rules: [{ alert: A, expr: "sum(" }] }]\n');
      expect(() => output(promtool, ['check', 'rules', rules])).toThrow(/parse error/);
    });
  },
);
