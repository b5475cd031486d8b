import { InvalidInputError } from '../../lib/diagnostics/problem';
import { dashboard } from '../../lib/monitoring/dashboard';
import type { Panel } from './support';
import { panelsOf } from './support';

const panels = panelsOf(dashboard());
const graphs = panels.filter(({ type }) => type !== 'row');
const variables = (dashboard() as { templating: { list: { name: string; type: string }[] } }).templating.list;

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

test('has a title and an address, or those given', () => {
  expect(dashboard()).toMatchObject({ title: 'GitLab Runner', uid: 'gitlab-runner' });
  expect(dashboard({ title: 'CI', uid: 'ci-runners' })).toMatchObject({ title: 'CI', uid: 'ci-runners' });
});

test('dashboard-uid: refuses what is not an id in Grafana', () => {
  expect(() => dashboard({ uid: 'a b' })).toThrow(InvalidInputError);
  expect(() => dashboard({ uid: 'a b' })).toThrow(
    'dashboard(...) has a problem:\n  - uid: is "a b"; allowed are 1 to 40 letters, digits, hyphens and underscores [dashboard-uid]',
  );
});

test('says the same at every time', () => {
  expect(JSON.stringify(dashboard())).toBe(JSON.stringify(dashboard()));
});

test('has panels that can be told apart', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test('lays its panels out side by side, within 24 columns, each below its heading', () => {
  panels.forEach((panel, index) => {
    expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24);
    const covered = panels.slice(index + 1).filter((other) => overlap(panel.gridPos, other.gridPos));
    expect([panel.title, covered.map(({ title }) => title)]).toEqual([panel.title, []]);
  });
  const lines = panels.map(({ gridPos }) => gridPos.y);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

test('begins with what matters at a glance', () => {
  expect(panels.slice(0, 7).map(({ title }) => title)).toEqual([
    'Overview',
    'Managers',
    'Running jobs',
    'Slots',
    'Slots in use',
    'Queue, 95 %',
    'System failures, 1 h',
  ]);
});

test.each(graphs.map((panel) => [panel.title, panel] as const))('the panel %s explains itself', (_, panel) => {
  expect(panel.description).toMatch(/^[A-Z`].*\.$/);
  expect(panel.datasource?.uid).toBe('$datasource');
  expect(panel.targets?.length).toBeGreaterThan(0);
});

test('asks for what is chosen at its top, and for nothing else', () => {
  expect(variables.map(({ name, type }) => [name, type])).toEqual([
    ['datasource', 'datasource'],
    ['namespace', 'query'],
    ['job', 'query'],
  ]);
  for (const { title, targets = [] } of graphs) {
    for (const { expr } of targets) {
      const asked = [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
      expect([title, asked]).toEqual([title, expect.arrayContaining(['namespace', 'job'])]);
      expect(asked.filter((name) => !['namespace', 'job', '__rate_interval'].includes(name))).toEqual([]);
    }
  }
});

test('holds nothing that ROS or Helm would fill in', () => {
  expect(JSON.stringify(dashboard())).not.toMatch(/\$\{/);
});
