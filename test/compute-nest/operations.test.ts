import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ChartVersion } from '../../lib/chart/chart-version';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { fields } from '../../lib/console/form';
import { MODIFY_OPERATIONS } from '../../lib/compute-nest/operations';
import { consoleTemplate } from './console';
import type { ParameterUse } from './parameter-uses';
import { parameterUses } from './parameter-uses';

const template = consoleTemplate();
const fromArtifact = consoleTemplate(RunnerChart.fromFluxArtifact(ChartVersion.DEFAULT));
const offered = MODIFY_OPERATIONS.flatMap((operation) => operation.fields);

/** Properties of the module that are properties of a Helm release, too. */
const MODULE_PROPERTIES: Record<string, string> = { ChartValues: 'ChartValues', WaitUntil: 'WaitUntil' };

function isUpdatable({ type, property }: ParameterUse): boolean {
  if (property === undefined) {
    return false;
  }
  return type === 'MODULE::ACS::ComputeNest::FluxOciHelmDeploy'
    ? isSpecifiedUpdatable('ALIYUN::CS::ClusterHelmApplication', MODULE_PROPERTIES[property])
    : isSpecifiedUpdatable(type, property);
}

/**
 * What can be updated of types that the library does not generate: ROS documents an "Editable" for each property.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-oss-bucket
 */
const DOCUMENTED: Record<string, readonly string[]> = {
  'ALIYUN::OSS::Bucket': ['LifecycleConfiguration'],
  'ALIYUN::ECS::VPC': [],
  'ALIYUN::ECS::VSwitch': [],
};

function isSpecifiedUpdatable(type: string, property = ''): boolean {
  if (type in DOCUMENTED) {
    return DOCUMENTED[type]!.includes(property);
  }
  const file = path.join(__dirname, '../../spec/ros', `${type.replaceAll('::', '-')}.json`);
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: Record<string, { updatable?: boolean | null }>;
  };
  return properties[property]?.updatable === true;
}

describe.each([
  ['a chart by its URL', template],
  ['a chart artifact', fromArtifact],
])('with %s', (_chart, synthesized) => {
  test.each(offered)('%s changes something, and nothing that ROS could not update', (field) => {
    const uses = parameterUses(synthesized, field);
    expect(uses).not.toEqual([]);
    expect(uses.filter((use) => !isUpdatable(use))).toEqual([]);
  });
});

test('a secret shares its operation with nothing that could be changed without it', () => {
  const parts = MODIFY_OPERATIONS.map((operation) => [...operation.fields]);
  const secret = new Set<string>(fields().flatMap(([name, { noEcho }]) => (noEcho ? [name] : [])));
  expect(parts.filter((names) => names.some((name) => secret.has(name)))).toEqual([
    ['RunnerToken'],
    ['OssAccessKeyId', 'OssAccessKeySecret'],
    ['LoginPassword'],
  ]);
});

test('no field is offered twice', () => {
  expect(new Set(offered).size).toBe(offered.length);
});

test('the fields of an operation stand in the order of the form', () => {
  const order = fields().map(([name]) => name);
  for (const operation of MODIFY_OPERATIONS) {
    expect(operation.fields).toEqual(order.filter((name) => operation.fields.includes(name)));
  }
});

test('whatever ROS can update is offered, but for how nodes are billed', () => {
  const updatable = fields()
    .map(([name]) => name)
    .filter((name) => parameterUses(template, name).every(isUpdatable));
  expect([...updatable].sort()).toEqual([...offered, 'PayType', 'PayPeriodUnit', 'PayPeriod'].sort());
});

test('docs/compute-nest.md and the package name the operations alike', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/compute-nest.md'), 'utf8');
  const [, part = ''] = page.split('\n## What customers can change later\n');
  const rows = [...part.matchAll(/^\| (\w[^|]*?) +\| [^-]/gm)].map(([, name]) => name);
  expect(rows.slice(1)).toEqual(MODIFY_OPERATIONS.map(({ name }) => name.replace(/^.*\p{Script=Han} /u, '')));
});

test('what decides whether things exist, or can never change, is found out', () => {
  const faulty = (name: string) => parameterUses(template, name).filter((use) => !isUpdatable(use));
  expect(faulty('Namespace').map(({ property }) => property)).toContain('Namespace');
  expect(parameterUses(template, 'CsOption')).toContainEqual(expect.objectContaining({ property: undefined }));
});
