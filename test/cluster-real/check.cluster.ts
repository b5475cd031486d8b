import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../support/command';
import { runCommand } from '../support/command';
import { findCharts } from '../support/helm';
import { apply, cluster, ensureNamespace, kubectl } from './cluster';

const folder = mkdtempSync(path.join(tmpdir(), 'check-cluster-'));
const NAMESPACE = 'checked';
const chart = findCharts().at(-1)!.path;

/** Has the cluster try a runner with these options, as lines below `Runner:`. */
function check(options: string, stackName = NAMESPACE): Promise<Run> {
  const cluster = 'cluster: { existing: { kind: ACK } }';
  const lines = options.split('\n').map((line) => `    ${line}\n`);
  const text = `stackName: ${stackName}\n${cluster}\nrunners:\n  Runner:\n${lines.join('')}`;
  writeFileSync(path.join(folder, 'gitlab-runner.yaml'), text);
  return runCommand(['check', '--cluster', '--chart', chart], { cwd: folder });
}

const applyPolicy = (kind: string, name: string, spec: object) =>
  apply([{ apiVersion: 'v1', kind, metadata: { name, namespace: NAMESPACE }, spec }]);

beforeAll(() => ensureNamespace(NAMESPACE));
afterAll(() => {
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  rmSync(folder, { recursive: true, force: true });
});

test('a right configuration has no problems, and nothing of it is kept', async () => {
  const { exitCode, stdout } = await check('concurrent: 5');
  expect(stdout).toMatch(
    /^gitlab-runner\.yaml: no problems\n {2}\d+ objects were tried in the cluster \(.*, and none was kept\n/,
  );
  expect(exitCode).toBe(0);
  expect(kubectl(['get', 'secrets,deployments,pods,roles', '--namespace', NAMESPACE, '--output', 'name'])).toBe('');
});

test('a namespace that is yet to come is created by the deployment, and said', async () => {
  const { exitCode, stdout } = await check('concurrent: 5', 'not-there-yet');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('the namespace not-there-yet is not there yet, and the deployment creates it');
  expect(cluster.has('namespace', 'not-there-yet')).toBe(false);
});

test('a limit of the namespace is told at the line of the amount', async () => {
  applyPolicy('LimitRange', 'limits', { limits: [{ type: 'Container', max: { memory: '4Gi' } }] });
  const { exitCode, stdout } = await check('jobs:\n  resources: { memory: 8Gi }');
  kubectl(['delete', 'limitrange', 'limits', '--namespace', NAMESPACE]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    'line 6, runners.Runner.jobs.resources.memory: the cluster refuses the pod of a job at spec.containers[0].resources.limits.memory: maximum memory usage per Container is 4Gi, but limit is 8Gi [dry-run-refused]',
  );
});

test('a priority class that is not there is told at its line, for managers and for jobs', async () => {
  const { stdout } = await check(
    'chartValues: { priorityClassName: none }\nconfig: { runners: { kubernetes: { priorityClassName: nowhere } } }',
  );
  expect(stdout).toContain('line 5, runners.Runner.chartValues.priorityClassName: the cluster refuses a pod of the');
  expect(stdout).toContain('line 6, runners.Runner.config.runners.kubernetes.priorityClassName: the cluster refuses');
});

test('pod security is asked for pods, of which Deployments are only warned', async () => {
  kubectl(['label', 'namespace', NAMESPACE, 'pod-security.kubernetes.io/enforce=baseline']);
  const { exitCode, stdout } = await check('config: { runners: { kubernetes: { privileged: true } } }');
  kubectl(['label', 'namespace', NAMESPACE, 'pod-security.kubernetes.io/enforce-']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    'line 5, runners.Runner.config.runners.kubernetes.privileged: the cluster refuses the pod of a job',
  );
  expect(stdout.match(/PodSecurity/g)).toHaveLength(1);
});

test('a kind that is not there is told at the object', async () => {
  const object = '{ apiVersion: example.com/v1, kind: Widget, metadata: { name: one } }';
  const { exitCode, stdout } = await check(`chartValues: { extraObjects: [${object}] }`);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /line 5, runners\.Runner\.chartValues\.extraObjects\[0\]: Widget one was not tried, since .*\[dry-run-kind\]/,
  );
});

test('a release that is there already is tried as an upgrade', async () => {
  const metadata = { name: 'runner-gitlab-runner', namespace: NAMESPACE };
  const labels = { app: 'another' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'one', image: 'alpine' }] } };
  const spec = { selector: { matchLabels: labels }, template };
  apply([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }]);
  const { stdout } = await check('concurrent: 5');
  kubectl(['delete', 'deployment', metadata.name, '--namespace', NAMESPACE]);
  expect(stdout).toMatch(/the cluster refuses Deployment runner-gitlab-runner at spec\.selector: .*field is immutable/);
});
