import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { alertRules } from '../../lib/monitoring/alert-rules';
import { dashboard } from '../../lib/monitoring/dashboard';
import generateMonitoring from '../../scripts/generate/monitoring';

const ROOT = join(__dirname, '../..');
const files = generateMonitoring();

test.each(Object.keys(files))('%s is as the generator writes it', (path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(files[path]);
});

test('the rule file holds all alerts, as Prometheus reads it', () => {
  expect(load(files['monitoring/gitlab-runner.rules.yaml']!)).toEqual({ groups: [alertRules()] });
});

test('the dashboard file holds the dashboard', () => {
  expect(JSON.parse(files['monitoring/gitlab-runner.dashboard.json']!)).toEqual(dashboard());
});
