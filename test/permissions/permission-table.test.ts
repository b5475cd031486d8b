import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deployerPermissions } from '../../lib/permissions/deployer-permissions';
import type { Permission } from '../../lib/permissions/permission-table';
import { PERMISSION_TABLE } from '../../lib/permissions/permission-table';
import { POLICY_LENGTH_LIMIT } from '../../lib/permissions/policy-document';
import type { RosTemplate } from '../../lib/template/ros-template';
import { EXAMPLES, exampleTemplates } from '../support/examples';

const { sources, stack, types } = PERMISSION_TABLE;
const all: (readonly [string, Permission])[] = [
  ...stack.map((permission) => ['stack', permission] as const),
  ...Object.entries(types).flatMap(([type, { permissions }]) => permissions.map((one) => [type, one] as const)),
];

test.each(all)('%s: each permission is written as RAM wants it', (_type, permission) => {
  for (const action of permission.actions) {
    expect(action).toMatch(/^[a-z]+:[A-Z]\w+$/);
  }
  for (const resource of permission.resources) {
    expect(resource).toMatch(/^(\*|acs:[a-z]+:\*:\*:.+)$/);
  }
  expect([...new Set(permission.actions)].sort()).toEqual(permission.actions);
});

test.each(all)('%s: each permission says where it is known from, and whether it is confirmed', (_type, permission) => {
  const { confirmedBy, inferredFrom } = permission;
  expect([confirmedBy, inferredFrom].filter((source) => source !== undefined)).toHaveLength(1);
  expect(Object.keys(sources)).toContain(confirmedBy ?? inferredFrom);
});

test('each service role says where it is described', () => {
  const roles = Object.values(types).flatMap(({ serviceRoles = [] }) => serviceRoles);
  expect(roles.filter(({ source }) => !(source in sources))).toEqual([]);
});

// What is only read, or only applied to a cluster, has no life of its own.
const living = Object.entries(types).filter(
  ([type]) => !/^(ALIYUN::OOS|ALIYUN::ROS|ALIYUN::CS::Cluster(Helm)?Application$|MODULE)/.test(type),
);

test.each(living)('%s can be created, read and deleted', (_type, { permissions }) => {
  const operations = permissions.map((permission) => permission.for);
  expect(operations).toEqual(expect.arrayContaining(['create', 'describe', 'delete']));
});

/** A resource of every type, with every property that a permission asks for. */
function everything(): RosTemplate {
  const properties = (type: string) =>
    Object.fromEntries((types[type]?.permissions ?? []).map(({ ifProperty = 'Other' }) => [ifProperty, true]));
  return {
    Resources: Object.fromEntries(
      Object.keys(types).map((type, index) => [`R${index}`, { Type: type, Properties: properties(type) }]),
    ),
  };
}

test('a policy for everything there is fits into one policy of RAM', () => {
  const { policy } = deployerPermissions({ everything: everything() });
  expect(JSON.stringify(policy).length).toBeLessThan(POLICY_LENGTH_LIMIT);
});

test.each(EXAMPLES)('the types of the example %s are known', (example) => {
  const templates = Object.fromEntries(exampleTemplates(example).map((template, index) => [String(index), template]));
  expect(() => deployerPermissions(templates)).not.toThrow();
});

test('the resource classes of this library are known', () => {
  const folder = path.join(__dirname, '../../lib/ros');
  const generated = ['cs.generated.ts', 'acs.generated.ts'].map((file) =>
    readFileSync(path.join(folder, file), 'utf8'),
  );
  const made = [...generated.join('\n').matchAll(/ROS_RESOURCE_TYPE_NAME = '([^']+)'/g)].map(([, type = '']) => type);
  expect(made).not.toEqual([]);
  expect(made.filter((type) => !(type in types))).toEqual([]);
});
