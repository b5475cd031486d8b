import { fields } from '../../lib/console/form';
import type { FormFieldName } from '../../lib/console/form-fields';
import { FORM } from '../../lib/console/form-fields';
import { resolveParameters } from '../../lib/testing/evaluate/parameters';
import { isMap } from '../../lib/template/intrinsics';
import { checkStructure } from '../support/template';
import { synthesizeForm, template, templateText, warnings } from './deployed';

const parameters = template.Parameters ?? {};
const conditions = template.Conditions ?? {};

describe('the template of the form', () => {
  test('is well-formed, and uses every parameter', () => {
    expect(checkStructure(template)).toEqual([]);
  });

  test('is far from what ROS takes at most', () => {
    expect(Buffer.byteLength(templateText)).toBeLessThan((512 * 1024) / 2);
  });

  test('has the same bytes every time', () => {
    expect(synthesizeForm().text).toBe(templateText);
  });

  test('gives whoever writes it nothing to think about', () => {
    expect(warnings).toEqual([]);
  });

  test('resolves nothing in parameters', () => {
    for (const { Default } of Object.values(parameters)) {
      expect(Default === null ? {} : (Default ?? {})).not.toHaveProperty('Ref');
      expect(JSON.stringify(Default ?? null)).not.toContain('Fn::');
    }
  });

  test('negates conditions without a list, as ROS documents it', () => {
    const negated = [conditions, template.Rules].flatMap((section) => argumentsOf('Fn::Not', section));
    expect(negated.length).toBeGreaterThan(0);
    expect(negated.filter(Array.isArray)).toEqual([]);
  });

  test('asserts by lists, as ROS documents it', () => {
    for (const { Assertions } of Object.values(template.Rules ?? {})) {
      expect((Assertions as object[]).map(Object.keys)).toEqual([['Assert', 'AssertDescription']]);
    }
  });

  test('uses every condition', () => {
    const uses = JSON.stringify([template.Resources, template.Outputs, conditions]);
    // One mention is the declaration itself.
    const unused = Object.keys(conditions).filter((name) => uses.split(`"${name}"`).length - 1 < 2);
    expect(unused).toEqual([]);
  });

  test('takes no item out of a list, which ROS cannot do', () => {
    expect(listItemsWithNoValue(template.Resources)).toEqual([]);
  });
});

describe('the groups', () => {
  const { ParameterGroups: groups } = template.Metadata!['ALIYUN::ROS::Interface'] as {
    ParameterGroups: { Parameters: string[] }[];
  };

  test('hold every parameter once, and nothing else', () => {
    const listed = groups.flatMap((group) => group.Parameters);
    expect([...listed].sort()).toEqual(Object.keys(parameters).sort());
  });

  test('are those of the form, in its order', () => {
    expect(groups.map((group) => group.Parameters)).toEqual(Object.values(FORM).map(Object.keys));
  });
});

describe.each(fields())('the field %s', (name, field) => {
  const parameter = parameters[name]!;

  test('accepts its default', () => {
    if (field.defaultValue === undefined) {
      // Asked for in any case.
      expect(parameter).toMatchObject({ Required: true });
      return;
    }
    expect(resolveParameters({ [name]: parameter }, {})).toEqual({ [name]: field.defaultValue });
  });

  test('demands a value, unless it is a question or may be left empty', () => {
    const mayBeEmpty = field.type === 'Boolean' || name === 'SessionServerDomain';
    expect(parameter.Required ?? false).toBe(!mayBeEmpty);
  });

  test('has a pattern that spans the whole text', () => {
    const { AllowedPattern: pattern } = parameter;
    expect(() => new RegExp(pattern ?? '')).not.toThrow();
    if (pattern !== undefined) {
      expect(pattern).toMatch(/^\^.*\$$/);
    }
  });

  test('refers only to fields of the form, or to the region', () => {
    const metadata = JSON.stringify(parameter.AssociationPropertyMetadata ?? {});
    const referred = [...metadata.matchAll(/\$\{([^}]*)\}/g)].map(([, other]) => other!);
    expect(referred.filter((other) => other !== 'RegionId' && !(other in parameters))).toEqual([]);
    expect(referred).not.toContain(name);
  });

  test('has texts only in its picker’s settings', () => {
    // The console expects texts; numbers there are errors to Alibaba Cloud's validator.
    const settings = Object.entries(parameter.AssociationPropertyMetadata ?? {}).filter(
      ([key]) => key !== 'Visible' && key !== 'ValueLabelMapping',
    );
    expect(settings.filter(([, value]) => typeof value !== 'string')).toEqual([]);
  });

  test('shows by values that the other fields can have', () => {
    const compared = argumentsOf('Fn::Equals', parameter.AssociationPropertyMetadata?.Visible) as [string, unknown][];
    const unknown = compared.filter(([reference, value]) => {
      const other = parameters[/^\$\{(\w+)\}$/.exec(reference)?.[1] ?? ''];
      return !(other?.Type === 'Boolean' ? [true, false] : (other?.AllowedValues ?? [])).includes(value);
    });
    expect(unknown).toEqual([]);
  });
});

test.each([
  ['WorkerInstanceType', 'ALIYUN::ECS::Instance::InstanceType', ['RegionId', 'ZoneId', 'InstanceChargeType:PayType']],
  [
    'WorkerSystemDiskCategory',
    'ALIYUN::ECS::Disk::SystemDiskCategory',
    ['RegionId', 'ZoneId', 'InstanceType:WorkerInstanceType'],
  ],
  ['PayPeriod', 'PayPeriod', ['PayPeriodUnit']],
  ['VSwitchId', 'ALIYUN::VPC::VSwitch::VSwitchId', ['RegionId', 'ZoneId', 'VpcId']],
  ['PodVSwitchId', 'ALIYUN::VPC::VSwitch::VSwitchId', ['RegionId', 'ZoneId', 'VpcId']],
])('%s offers what goes with the fields before it', (name, picker, settings) => {
  const { AssociationProperty, AssociationPropertyMetadata } = parameters[name]!;
  expect(AssociationProperty).toBe(picker);
  expect(AssociationPropertyMetadata).toMatchObject(
    Object.fromEntries(
      settings.map((setting) => {
        const [key = '', field = key] = setting.split(':');
        return [key, `\${${field}}`];
      }),
    ),
  );
});

describe('secrets', () => {
  const secrets = ['RunnerToken', 'LoginPassword', 'OssAccessKeyId', 'OssAccessKeySecret'];

  test('are the only fields that are not echoed', () => {
    const hidden = Object.keys(parameters).filter((name) => parameters[name]!.NoEcho === true);
    expect(hidden.sort()).toEqual([...secrets].sort());
  });

  test.each(secrets)('%s has no default that would be everyone’s', (name) => {
    expect(parameters[name]!.Default ?? null).toBeNull();
  });

  test.each(Object.keys(parameters).filter((name) => /token|password|secret|accesskey/i.test(name)))(
    '%s sounds like one and is one',
    (name) => {
      expect(secrets).toContain(name);
    },
  );

  test('reach no output', () => {
    const outputs = JSON.stringify(template.Outputs);
    expect(secrets.filter((name) => outputs.includes(`"${name}"`))).toEqual([]);
  });
});

describe('patterns', () => {
  const accepts = (name: FormFieldName, value: unknown): boolean => {
    try {
      resolveParameters({ [name]: parameters[name]! }, { [name]: value });
      return true;
    } catch {
      return false;
    }
  };

  const BYTES = ['4Gi', '512Mi', '1.5Gi', '0.5Gi', '100Gi'];
  const NO_BYTES = ['4', '4GB', '4G', '4gi', '0Gi', '0.0Mi', '.5Gi', '1.0001Gi', '-1Gi', '4 Gi', ' '];

  test.each<[FormFieldName, readonly string[], readonly string[]]>([
    ['ClusterId', ['', `c${'0a'.repeat(16)}`], [`xc${'0a'.repeat(16)}`, `c${'0a'.repeat(15)}`, `C${'0A'.repeat(16)}`]],
    [
      'LoginPassword',
      ['', 'Sample-1234', 'sample-1234', 'SAMPLE-1234', 'Sample1234', 'Sample-word', `Aa1${'x'.repeat(27)}`],
      ['sample1234', 'SAMPLE1234', '12345678-', 'Sampleword', 'Aa1-567', `Aa1${'x'.repeat(28)}`, 'Sample 1234'],
    ],
    [
      'RunnerToken',
      ['glrt-0123456789abcdefghij', 'glrt-t1_01.0123456789'],
      [
        'GR1348941abcdefghijklmnop',
        'glrt-short',
        'glpat-0123456789abcdef',
        '  glrt-0123456789abcdefghij',
        '${RunnerToken}',
      ],
    ],
    [
      'GitLabUrl',
      ['https://gitlab.com', 'http://10.0.0.1:8080', 'https://example.com/gitlab/'],
      ['gitlab.com', 'ftp://gitlab.com', 'https://me:secret@gitlab.com', 'https://gitlab.com/a b', '${GitlabUrl}'],
    ],
    ...(
      [
        ['VpcCidrBlock', 8, 28],
        ['VSwitchCidrBlock', 16, 29],
        ['PodCidr', 8, 24],
        ['ServiceCidr', 16, 24],
      ] as const
    ).map(([name, shortest, longest]): [FormFieldName, readonly string[], readonly string[]] => [
      name,
      ['', '192.168.128.0/19', '172.31.255.0/24', `10.0.0.0/${shortest}`, `10.9.99.199/${longest}`],
      [
        ...[`10.0.0.0/${shortest - 1}`, `10.0.0.0/${longest + 1}`, '10.0.0.0/0', '10.0.0.0/016', '10.0.0.0/99'],
        ...['10.0.0.0', '10.0.0/16', '10.0.0.0/', '10.0.0.0/16, 172.16.0.0/16', 'fd00::/16', ' 10.0.0.0/16'],
        ...['10.0.256.0/16', '10.0.0.300/16', '999.0.0.0/16', '010.0.0.0/16', '10.0.0.0.0/16'],
      ],
    ]),
    ['Namespace', ['ci', 'team-1', '9'], ['Team', 'ci_1', '-ci', 'ci-', '', 'a'.repeat(64), 'a.b']],
    [
      'JobImage',
      ['alpine', 'registry.example.com:5000/a_b/c-d:1.2@sha256:0a', '$CI_REGISTRY/base'],
      ['', 'al pine', 'a"b', 'a\\b', '{{ .Values.image }}', 'a\nb'],
    ],
    [
      'JobCpu',
      ['2', '10', '0.5', '0.001', '1.250', '500m', '1m'],
      ['2 CPU', '-1', '500M', '', '0', '0.0', '0m', '00', '0.5m', '0.0001', '.5', '1.', 'm'],
    ],
    ['JobMemory', BYTES, ['', ...NO_BYTES]],
    ['JobEphemeralStorage', ['', ...BYTES], NO_BYTES],
    ...(['OssAccessKeyId', 'OssAccessKeySecret'] as const).map(
      (name): [FormFieldName, readonly string[], readonly string[]] => [
        name,
        ['', 'SAMPLEID', 'sample"secret\\/+=', '密'],
        [' ', ' SAMPLE', 'SAMPLE ', 'SAM PLE', 'SAMPLE\n', 'SAM\tPLE'],
      ],
    ),
    [
      'SessionServerDomain',
      ['', 'terminal.example.com', 'a.b'],
      ['terminal', 'https://terminal.example.com', 'terminal.example.com:9000', '-a.example.com', 'A.example.com'],
    ],
  ])('of %s', (name, accepted, refused) => {
    expect(accepted.filter((value) => !accepts(name, value))).toEqual([]);
    expect(refused.filter((value) => accepts(name, value))).toEqual([]);
  });

  test('are all tried', () => {
    const patterned = Object.keys(parameters).filter((name) => parameters[name]!.AllowedPattern !== undefined);
    expect(patterned.sort()).toEqual(
      [
        'ClusterId',
        'GitLabUrl',
        'JobCpu',
        'JobEphemeralStorage',
        'JobImage',
        'JobMemory',
        'LoginPassword',
        'Namespace',
        'OssAccessKeyId',
        'OssAccessKeySecret',
        'PodCidr',
        'RunnerToken',
        'ServiceCidr',
        'SessionServerDomain',
        'VSwitchCidrBlock',
        'VpcCidrBlock',
      ].sort(),
    );
  });
});

/** What a function is called with, wherever it stands in a value. */
function argumentsOf(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => argumentsOf(name, item));
  }
  return isMap(value)
    ? Object.entries(value).flatMap(([key, item]) => [...(key === name ? [item] : []), ...argumentsOf(name, item)])
    : [];
}

/** Choices in lists of which one side takes the item away. */
function listItemsWithNoValue(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const items = value as unknown[];
    return [...items.filter(mayBeNoValue), ...items.flatMap(listItemsWithNoValue)];
  }
  if (!isMap(value)) {
    return [];
  }
  // The arguments of a choice are a list too, but it is the choice's own place that NoValue clears.
  const sides = sidesOf(value);
  return (sides ?? Object.values(value)).flatMap(listItemsWithNoValue);
}

function mayBeNoValue(value: unknown): boolean {
  return isMap(value) && (value.Ref === 'ALIYUN::NoValue' || (sidesOf(value) ?? []).some(mayBeNoValue));
}

function sidesOf(value: Record<string, unknown>): unknown[] | undefined {
  const choice = value['Fn::If'];
  return Array.isArray(choice) ? (choice as unknown[]).slice(1) : undefined;
}
