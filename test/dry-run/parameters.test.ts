import type { InvalidInputError } from '../../lib/diagnostics/problem';
import { parameterValues } from '../../lib/dry-run/parameters';
import type { TemplateParameter } from '../../lib/template/ros-template';

const TOKEN = { Type: 'String', NoEcho: true, AllowedPattern: '^glrt-[A-Za-z0-9_.-]{20,}$' };
const CLUSTER = { Type: 'String', AllowedPattern: '^c[0-9a-f]{32}$' };

function problems(declared: Record<string, TemplateParameter>, given: Record<string, string> = {}): string[] {
  try {
    parameterValues(declared, given);
    return [];
  } catch (error) {
    return (error as InvalidInputError).problems.map(({ at, message, rule }) => `${rule} ${at} ${message}`);
  }
}

test('others stand in for what is neither given nor has a default', () => {
  const declared = {
    Token: TOKEN,
    Cluster: CLUSTER,
    Size: { Type: 'Number', MinValue: 3 },
    Image: { Type: 'String', Default: 'a' },
  };
  const { values, standIns } = parameterValues(declared, {});
  expect(standIns).toEqual(['Token', 'Cluster', 'Size']);
  expect(values.Token).toMatch(/^glrt-/);
  expect(values.Cluster).toMatch(/^c[0-9a-f]{32}$/);
  expect(values.Size).toBe(3);
  expect(values).not.toHaveProperty('Image');
});

test('one of the allowed values stands in', () => {
  expect(parameterValues({ Zone: { Type: 'String', AllowedValues: ['b', 'c'] } }, {}).values.Zone).toBe('b');
});

test('what is given goes before what would stand in', () => {
  const id = `c${'1'.repeat(32)}`;
  expect(parameterValues({ Cluster: CLUSTER }, { Cluster: id })).toEqual({ values: { Cluster: id }, standIns: [] });
});

describe('dry-run-parameter', () => {
  test('a secret is not to be given', () => {
    expect(problems({ Token: TOKEN }, { Token: 'anything' })).toEqual([
      expect.stringMatching(/^dry-run-parameter --parameter Token is a secret, and the dry run needs none/),
    ]);
  });

  test('a name that the template does not have, with what is meant', () => {
    expect(problems({ ClusterId: CLUSTER }, { ClusterID: 'c' })[0]).toContain('Did you mean "ClusterId"?');
  });

  test('a value that ROS refuses, and one that nothing can stand in for', () => {
    const declared = { Cluster: CLUSTER, Odd: { Type: 'String', AllowedPattern: '^[#]{5}$' } };
    expect(problems(declared, { Cluster: 'mine' })).toEqual([
      expect.stringContaining('--parameter Cluster "mine" does not match'),
      expect.stringContaining('--parameter Odd is needed, and nothing can stand in for it'),
    ]);
    expect(problems(declared, { Odd: '#####' })).toEqual([]);
  });
});
