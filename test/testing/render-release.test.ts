import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { evaluate, findHelm, renderRelease, Template } from '../../lib/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'render-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const release = (name: string) => ({
  Type: 'ALIYUN::CS::ClusterHelmApplication',
  Properties: {
    Name: name,
    Namespace: { Ref: 'Namespace' },
    ChartUrl: 'https://charts.example.com/gitlab-runner.tgz',
    ChartValues: { concurrent: 3 },
  },
});
const template = (Resources: object) =>
  Template.fromJSON({
    ROSTemplateFormatVersion: '2015-09-01',
    Parameters: { Namespace: { Type: 'String', Default: 'ci' } },
    Resources,
  });

/** A Helm that answers with a ConfigMap of its arguments and the values. */
const helm = path.join(folder, 'helm');
writeFileSync(
  helm,
  `#!${process.execPath}
const args = process.argv.slice(2);
const values = require('node:fs').readFileSync(args[args.indexOf('--values') + 1], 'utf8');
const data = { args: args.filter((arg) => !arg.includes('values')).join(' '), values };
console.log('---\\n' + JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data }) + '\\n---\\n');
`,
);
chmodSync(helm, 0o755);

test('a release is rendered as ROS hands it to Helm', () => {
  const [object, ...others] = renderRelease(template({ Release: release('runner') }), {
    helm,
    parameters: { Namespace: 'jobs' },
    apiVersions: ['monitoring.coreos.com/v1'],
  });
  expect(others).toEqual([]);
  expect(object).toMatchObject({
    kind: 'ConfigMap',
    data: {
      args: 'template runner https://charts.example.com/gitlab-runner.tgz --namespace jobs --kube-version 1.34.0 --api-versions monitoring.coreos.com/v1',
      values: '{"concurrent":3}',
    },
  });
});

test('one of several releases is named, and so is the chart', () => {
  const two = template({ A: release('a'), B: release('b') });
  const [object] = renderRelease(two, { helm, release: 'B', chart: './chart.tgz' });
  expect(object).toMatchObject({ data: { args: expect.stringMatching(/^template b \.\/chart\.tgz /) as string } });
  expect(() => renderRelease(two, { helm })).toThrow('name one release of the template by `release`; it has A, B');
  expect(() => renderRelease(template({}), { helm })).toThrow('it has none');
});

test("Helm's own message is kept", () => {
  const failing = path.join(folder, 'failing');
  writeFileSync(failing, '#!/bin/sh\necho "chart not found" >&2\nexit 1\n');
  chmodSync(failing, 0o755);
  expect(() => renderRelease(template({ A: release('a') }), { helm: failing })).toThrow(
    'helm template failed: chart not found',
  );
});

describe('findHelm', () => {
  const { HELM_BIN, PATH } = process.env;
  afterEach(() => {
    Object.assign(process.env, { PATH });
    if (HELM_BIN === undefined) {
      delete process.env.HELM_BIN;
    } else {
      process.env.HELM_BIN = HELM_BIN;
    }
  });

  test('HELM_BIN, else the path, else none, which renderRelease says', () => {
    delete process.env.HELM_BIN;
    process.env.PATH = folder;
    expect(findHelm()).toBe(helm);
    process.env.PATH = '/nowhere';
    expect(findHelm()).toBeUndefined();
    expect(() => renderRelease(template({ A: release('a') }))).toThrow(/^no Helm found; install it/);
    process.env.HELM_BIN = helm;
    expect(findHelm()).toBe(helm);
    process.env.HELM_BIN = '/nowhere/helm';
    expect(() => findHelm()).toThrow('cannot be executed');
  });
});

test('evaluate takes a Template', () => {
  expect(evaluate(template({}), { parameters: { Namespace: 'a' } }).parameters).toEqual({ Namespace: 'a' });
});
