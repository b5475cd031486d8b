import { fields } from '../../lib/console/form';
import { isMap } from '../support/evaluate/intrinsics';
import { template } from './deployed';

const parameters = template.Parameters ?? {};
const HAN = /\p{Script=Han}/u;

/** Words that stand in Chinese texts as they are, because they are names. */
const NAMES = /^(Flannel|Terway|GitLab|Kubernetes.*|Runner Manager|Service CIDR)$/;

interface Text {
  readonly en: string;
  readonly 'zh-cn': string;
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

describe.each(fields())('%s', (name) => {
  const parameter = parameters[name]!;
  const metadata = parameter.AssociationPropertyMetadata ?? {};

  test('has a label and a description in both languages', () => {
    expect(textFaults(parameter.Label)).toEqual([]);
    expect(textFaults(parameter.Description)).toEqual([]);
  });

  test('explains its constraint in both languages, if it has a pattern', () => {
    const { ConstraintDescription: constraint } = parameter;
    expect(constraint === undefined ? [] : textFaults(constraint)).toEqual([]);
    expect(constraint !== undefined).toBe(parameter.AllowedPattern !== undefined);
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

test('outputs are described in both languages', () => {
  for (const { Description } of Object.values(template.Outputs ?? {})) {
    expect(textFaults(Description)).toEqual([]);
  }
});

test('no two fields have one label', () => {
  for (const language of ['en', 'zh-cn'] as const) {
    const labels = Object.values(parameters).map(({ Label }) => (Label as Text)[language]);
    expect(labels.filter((label, index) => labels.indexOf(label) < index)).toEqual([]);
  }
});

test('ranges are told as they are', () => {
  const description = (name: string) => (parameters[name]!.Description as Text).en;
  const { MinValue, MaxValue } = parameters.WorkerSystemDiskSize!;
  expect(description('WorkerSystemDiskSize')).toContain(`${MinValue} to ${MaxValue} GiB`);
  const periods = parameters.PayPeriod!.AllowedValues!;
  expect(description('PayPeriod')).toContain(`1 to ${Math.max(...(periods as number[]))} months`);
});
