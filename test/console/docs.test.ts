import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fields } from '../../lib/console/form';
import type { FormField, Visibility } from '../../lib/console/form-field';
import { all, any, is, isNot } from '../../lib/console/form-field';
import { FORM } from '../../lib/console/form-fields';
import { GROUP_TEXTS } from '../../lib/console/form-texts';
import { readPage } from '../docs/markdown';
import { run } from '../docs/run';
import { deploy } from '../support/releases';
import { CLUSTER_ID } from '../support/runner';
import { checkStructure } from '../support/template';
import { runnerOf } from './deployed';

const page = readFileSync(path.join(__dirname, '../../docs/console.md'), 'utf8');

/** The tables of a part of the page, row by row, without their heads. */
function rowsOf(heading: string): string[][] {
  const start = page.indexOf(`\n${heading}\n`);
  expect([heading, start]).not.toEqual([heading, -1]);
  const level = heading.split(' ')[0]!;
  const rest = page.slice(start + heading.length + 2);
  const part = rest.slice(0, new RegExp(`^#{1,${level.length}} `, 'm').exec(rest)?.index);
  const cells = part.split('\n').map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const isRule = (row: readonly string[] = []) => /^-+$/.test(row[0] ?? '');
  return cells.filter((row, index) => row.length > 0 && !isRule(row) && !isRule(cells[index + 1]));
}

describe('the form of one’s own in docs/console.md', () => {
  const program = readPage('docs/console.md').blocks.find(({ text }) => text.includes('ClusterChoice(isNew'))!;
  const [template] = run(program.text);

  test('makes a template that ROS takes', () => {
    expect(checkStructure(template!)).toEqual([]);
  });

  test('makes a cluster if there is none', () => {
    const deployed = deploy(template!);
    expect(deployed.resources.RunnerRelease!.Properties.ClusterId).toBe('Acs.ClusterId');
    expect(runnerOf(deployed).toml.runners[0]).toMatchObject({
      kubernetes: { pod_labels: { 'alibabacloud.com/compute-qos': 'best-effort' } },
      cache: { Type: 's3' },
    });
  });

  test('takes the cluster that there is, and does as it is told', () => {
    const deployed = deploy(template!, { parameters: { ClusterId: CLUSTER_ID, Cheap: false, Cached: false } });
    expect(deployed.resources.RunnerRelease!.Properties.ClusterId).toBe(CLUSTER_ID);
    expect(Object.values(deployed.resources).map(({ Type }) => Type)).not.toContain('ALIYUN::ACS::Cluster');
    const [{ kubernetes, cache }] = runnerOf(deployed).toml.runners;
    expect(kubernetes.pod_labels).toMatchObject({ 'alibabacloud.com/compute-qos': 'default' });
    expect(cache).toBeUndefined();
  });

  const cacheTypes = [
    'ALIYUN::OSS::Bucket',
    'ALIYUN::RAM::AccessKey',
    'ALIYUN::RAM::ManagedPolicy',
    'ALIYUN::RAM::User',
  ];
  const clusterTypes = ['ALIYUN::ACS::Cluster', 'ALIYUN::ECS::VPC', 'ALIYUN::ECS::VSwitch', 'ALIYUN::ROS::Sleep'];

  test.each([
    ['everything', { ClusterId: '', Cached: true }, [...cacheTypes, ...clusterTypes]],
    ['a cluster without a cache', { ClusterId: '', Cached: false }, clusterTypes],
    ['a cache for a cluster that there is', { ClusterId: CLUSTER_ID, Cached: true }, cacheTypes],
    ['the runner alone', { ClusterId: CLUSTER_ID, Cached: false }, []],
  ])('makes %s, and nothing that was not chosen', (_, parameters, types) => {
    const made = Object.values(deploy(template!, { parameters }).resources).map(({ Type }) => Type);
    const runner = ['ALIYUN::CS::ClusterApplication', 'ALIYUN::CS::ClusterHelmApplication'];
    expect([...new Set(made)].sort()).toEqual([...types, ...runner].sort());
  });
});

const newAck = is('CsOption', 'NewAck');
const newCluster = isNot('CsOption', 'ExistCs');
const onEci = all(isNot('CsOption', 'NewAcs'), is('JobCompute', 'Eci'));
const onAcs = any(is('CsOption', 'NewAcs'), is('JobCompute', 'Acs'));

/** What the page calls the conditions under which fields are shown. */
const SHOWN: Readonly<Record<string, Visibility | undefined>> = {
  always: undefined,
  'existing cluster': is('CsOption', 'ExistCs'),
  'new cluster': newCluster,
  'new ACK cluster': newAck,
  'not a new ACS cluster': isNot('CsOption', 'NewAcs'),
  'existing VPC': all(newCluster, is('VpcOption', 'ExistingVPC')),
  'new VPC': all(newCluster, is('VpcOption', 'NewVPC')),
  Flannel: all(newAck, is('NetworkPlugin', 'Flannel')),
  'Terway, existing VPC': all(newAck, is('NetworkPlugin', 'Terway'), is('VpcOption', 'ExistingVPC')),
  subscription: all(newAck, is('PayType', 'PrePaid')),
  'jobs on ECI': onEci,
  'jobs on ACS': onAcs,
  'jobs on ECI or ACS': any(onAcs, onEci),
  'autoscaled managers': is('ManagerAutoScaling', true),
  'fixed managers': is('ManagerAutoScaling', false),
  cache: is('CacheEnabled', true),
  'given credentials': all(is('CacheEnabled', true), is('CacheCredentials', 'Given')),
};

function defaultText({ defaultValue, required }: FormField): string {
  if (defaultValue === undefined || defaultValue === null) {
    return required ? '–' : '(empty)';
  }
  return `\`${typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue)}\``;
}

describe.each(Object.keys(FORM) as (keyof typeof FORM)[])('docs/console.md on the group %s', (group) => {
  const rows = rowsOf(`### ${GROUP_TEXTS[group].en}`);
  const names = rows.map(([name]) => name!.replaceAll('`', ''));

  test('describes its fields, in their order', () => {
    expect(names).toEqual(Object.keys(FORM[group]));
  });

  test('tells defaults, and when fields are shown', () => {
    const form = new Map<string, FormField>(fields());
    for (const [index, [, standard, shown]] of rows.entries()) {
      const field = form.get(names[index]!)!;
      expect([names[index], standard]).toEqual([names[index], defaultText(field)]);
      expect(Object.keys(SHOWN)).toContain(shown);
      expect([names[index], field.visible]).toEqual([names[index], SHOWN[shown!]]);
    }
  });

  test('names the values that can be chosen', () => {
    for (const [name, field] of fields().filter(([one]) => names.includes(one))) {
      const words = (field.allowedValues ?? []).filter((value) => typeof value === 'string');
      const missing = words.filter((word) => !rowText(rows, name).includes(`\`${word}\``));
      expect([name, missing]).toEqual([name, []]);
    }
  });

  test('says which fields are not echoed', () => {
    for (const [name, { noEcho = false }] of fields().filter(([one]) => names.includes(one))) {
      expect([name, /not echoed/i.test(rowText(rows, name))]).toEqual([name, noEcho]);
    }
  });
});

function rowText(rows: readonly string[][], name: string): string {
  return rows.find(([cell]) => cell === `\`${name}\``)!.join(' ');
}

test('docs/console.md tells of every parameter of the original service what becomes of it', () => {
  const rows = rowsOf('## Coming from the original service');
  const named = rows.filter((row) => row.length === 3).map(([name]) => name!.replaceAll('`', ''));
  const original = [
    ...['CsOption', 'ClusterId', 'ZoneId', 'VpcOption', 'VpcId', 'VSwitchId', 'VpcCidrBlock', 'VSwitchCidrBlock'],
    ...['PodCidr', 'ServiceCidr', 'WorkerInstanceType', 'WorkerSystemDiskCategory', 'WorkerSystemDiskSize'],
    ...['LoginPassword', 'PayType', 'PayPeriodUnit', 'PayPeriod', 'Namespace', 'ChartValues'],
  ];
  expect(named).toEqual(original);
});

test('docs/console.md sends values of the original chart JSON to fields that there are', () => {
  const rows = rowsOf('## Coming from the original service').filter((row) => row.length === 2);
  const names = new Set<string>(fields().map(([name]) => name));
  const mentioned = rows.flatMap(([, here]) => [...here!.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name!));
  expect(mentioned.length).toBeGreaterThan(10);
  expect(mentioned.filter((name) => !names.has(name))).toEqual([]);
});
