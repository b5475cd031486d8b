import { fields } from '../../lib/console/form';
import { isMap } from '../../lib/template/intrinsics';
import type { TemplateParameter } from '../support/template';
import { deployForm, runnerOf, template } from './deployed';

const parameters = template.Parameters ?? {};
const HAN = /\p{Script=Han}/u;

/** Words that stand in Chinese texts as they are, because they are names. */
const NAMES = /^(Flannel|Terway|GitLab|Runner Manager|Service CIDR)$/;

interface Text {
  readonly en: string;
  readonly 'zh-cn': string;
}

function languages(text: unknown): string[] {
  const { en, 'zh-cn': zh } = text as Text;
  return [en, zh];
}

/** What is wrong with a text that the console shows by language. */
function textFaults(text: unknown): string[] {
  if (!isMap(text) || Object.keys(text).sort().join() !== 'en,zh-cn') {
    return [`is not in the two languages: ${JSON.stringify(text)}`];
  }
  const { en, 'zh-cn': zh } = text as unknown as Text;
  return [
    ...(HAN.test(en) || en === '' ? [`English with Chinese in it: ${en}`] : []),
    ...(HAN.test(zh) || NAMES.test(zh) ? [] : [`Chinese without Chinese in it: ${zh}`]),
    ...(en !== en.trim() || zh !== zh.trim() ? [`spaces around: ${en} / ${zh}`] : []),
  ];
}

interface ScaleDown {
  readonly stabilizationWindowSeconds: number;
  readonly policies: readonly [{ readonly value: number; readonly periodSeconds: number }];
}

/** The rules that refuse a subscription for so many years. */
const yearly = (PayPeriod: number) =>
  deployForm({
    ...{ CsOption: 'NewAck', ZoneId: 'cn-hangzhou-i', LoginPassword: 'Sample-1234' },
    ...{ PayType: 'PrePaid', PayPeriodUnit: 'Year', PayPeriod },
  }).ruleFailures;

describe.each(fields())('%s', (name) => {
  const parameter = parameters[name]!;
  const metadata = parameter.AssociationPropertyMetadata ?? {};

  test.each(['Label', 'Description', 'ConstraintDescription'] as const)('has a %s in both languages', (kind) => {
    expect(textFaults(parameter[kind])).toEqual([]);
  });

  test('labels every value that it offers, if these are words, and no others', () => {
    const labels = (metadata.ValueLabelMapping ?? {}) as Record<string, unknown>;
    const words = (parameter.AllowedValues ?? []).filter((value) => typeof value === 'string');
    expect(Object.keys(labels)).toEqual(words);
    expect(Object.values(labels).flatMap(textFaults)).toEqual([]);
  });

  test('says everything as plain text', () => {
    // The original had HTML in it, which the API and the CLI show as it is.
    expect(JSON.stringify([parameter.Label, parameter.Description])).not.toMatch(/<\/?[a-z]+[ >]/);
  });
});

describe('constraints tell what the parameter allows, in both languages:', () => {
  const constraintsOf = (name: string) => languages(parameters[name]!.ConstraintDescription);
  const numbersIn = (text: string) => [...text.matchAll(/\d+/g)].map(Number);
  const having = (...keys: readonly (keyof TemplateParameter)[]) =>
    Object.keys(parameters).filter((name) => keys.some((key) => parameters[name]![key] !== undefined));

  test.each(having('MinValue', 'MaxValue'))('the range of %s', (name) => {
    const { MinValue, MaxValue } = parameters[name]!;
    for (const constraint of constraintsOf(name)) {
      expect(numbersIn(constraint)).toEqual([MinValue, MaxValue]);
    }
  });

  test.each(having('MinLength', 'MaxLength'))('the length of %s', (name) => {
    const { MinLength, MaxLength } = parameters[name]!;
    const lengths = [MinLength, MaxLength].filter((length) => length !== undefined);
    for (const constraint of constraintsOf(name)) {
      expect(numbersIn(constraint)).toEqual(expect.arrayContaining(lengths));
    }
  });

  test.each(['VpcCidrBlock', 'VSwitchCidrBlock', 'PodCidr', 'ServiceCidr'])('the masks of %s', (name) => {
    const pattern = new RegExp(parameters[name]!.AllowedPattern!);
    const masks = Array.from({ length: 33 }, (_, mask) => mask).filter((mask) => pattern.test(`10.0.0.0/${mask}`));
    for (const constraint of constraintsOf(name)) {
      expect(numbersIn(constraint.replace('IPv4', '')).slice(0, 2)).toEqual([masks[0], masks.at(-1)]);
    }
  });

  test.each(having('AllowedValues'))('the values of %s', (name) => {
    const values = parameters[name]!.AllowedValues!;
    const numbers = values.filter((value) => typeof value === 'number');
    const named = numbers.length === 0 ? values.map(String) : [`${Math.min(...numbers)}`, `${Math.max(...numbers)}`];
    for (const constraint of constraintsOf(name)) {
      const words = new Set(constraint.match(/[\w-]+/g));
      expect(named.filter((value) => !words.has(value))).toEqual([]);
    }
  });

  test.each(fields().filter(([, { type }]) => type === 'Boolean'))('yes and no for %s', (name) => {
    for (const constraint of constraintsOf(name)) {
      expect(constraint).toMatch(/true.*false/);
    }
  });
});

test('the template describes itself in both languages', () => {
  expect(textFaults(template.Description)).toEqual([]);
});

test('groups have labels in both languages, all different', () => {
  const { ParameterGroups } = template.Metadata!['ALIYUN::ROS::Interface'] as { ParameterGroups: { Label: Text }[] };
  expect(ParameterGroups.flatMap(({ Label }) => textFaults(Label))).toEqual([]);
  for (const language of ['en', 'zh-cn'] as const) {
    const labels = ParameterGroups.map(({ Label }) => Label[language]);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test('the command that shows the managers comes with a way for clusters that one cannot reach', () => {
  const [en, zh] = languages(template.Outputs!.Managers!.Description);
  expect(en).toMatch(/from its VPC only\. In the console: Workloads, Deployments/);
  expect(zh).toMatch(/仅可在其专有网络内访问.*“工作负载 > 无状态”/);
});

test('outputs have labels and descriptions in both languages', () => {
  for (const { Label, Description } of Object.values(template.Outputs ?? {})) {
    expect([Label, Description].flatMap(textFaults)).toEqual([]);
  }
});

test.each([
  [
    'Namespace',
    'that instances in a cluster share none',
    /one of its own for each instance/,
    /每个实例须使用不同的命名空间/,
  ],
  [
    'JobCompute',
    'what to choose in an existing ACS cluster',
    /existing ACS cluster choose ACS/,
    /ACS 集群时，请选择 ACS/,
  ],
  [
    'ManagerAutoScaling',
    'why the domain of the session server is not shown',
    /Turn it off for interactive web terminals, which need one manager\./,
    /交互式 Web 终端，请关闭自动伸缩并使用单个 Manager/,
  ],
  ['VSwitchId', 'how large it should be', /ACS and ECI .* \/19 or larger/, /ACS 与 ECI .*掩码不大于 19/],
  ['ChartValues', 'what extraObjects are', /JSON object.*extraObjects is a list/, /JSON 对象.*extraObjects 须为列表/],
])('%s says %s', (name, _what, english, chinese) => {
  const [en, zh] = languages(parameters[name]!.Description);
  expect(en).toMatch(english);
  expect(zh).toMatch(chinese);
});

test('no two fields have one label', () => {
  for (const language of ['en', 'zh-cn'] as const) {
    const labels = Object.values(parameters).map(({ Label }) => (Label as Text)[language]);
    expect(labels.filter((label, index) => labels.indexOf(label) < index)).toEqual([]);
  }
});

describe('descriptions tell numbers as they are', () => {
  const numbersIn = (name: string) =>
    languages(parameters[name]!.Description).map((text) => [...text.matchAll(/\d+/g)].map(Number));

  test('of disks', () => {
    const { MinValue, MaxValue } = parameters.WorkerSystemDiskSize!;
    expect(numbersIn('WorkerSystemDiskSize')).toEqual([
      [MinValue, MaxValue],
      [MinValue, MaxValue],
    ]);
  });

  test('of subscriptions', () => {
    const months = [1, Math.max(...(parameters.PayPeriod!.AllowedValues as number[]))];
    const years = [1, 5].filter((PayPeriod) => yearly(PayPeriod).length === 0 && yearly(6).length > 0);
    expect(numbersIn('PayPeriod')).toEqual([
      [...months, ...years],
      [...months, ...years],
    ]);
  });

  test('of scaling down', () => {
    const [autoscaler] = runnerOf(deployForm()).autoscalers;
    const { scaleDown } = (autoscaler!.spec as { behavior: { scaleDown: ScaleDown } }).behavior;
    const minutes = [scaleDown.stabilizationWindowSeconds / 60, scaleDown.policies[0].periodSeconds / 60];
    expect(numbersIn('ManagerAutoScaling')).toEqual([minutes, minutes]);
    expect(scaleDown.policies[0].value).toBe(1);
  });
});
