import fc from 'fast-check';
import { ChartVersion } from '../../lib';
import { fields } from '../../lib/console/form';
import type { FormField } from '../../lib/console/form-field';
import type { FormFieldName } from '../../lib/console/form-fields';
import { deployForm, LEAST, runnerOf, template } from './deployed';
import type { Answers } from './deployed';
import { SCENARIOS } from './scenarios';
import { visibleFields } from './visibility';
import { tomlProblems } from '../support/config-problems';

const parameters = template.Parameters ?? {};

/** Values for the fields that offer none: each may be entered. */
const ENTERED: Partial<Record<FormFieldName, readonly unknown[]>> = {
  ClusterId: [`c${'1'.repeat(32)}`, `c${'2'.repeat(32)}`],
  ZoneId: ['cn-hangzhou-i', 'cn-hangzhou-k'],
  VpcId: ['vpc-1', 'vpc-2'],
  VSwitchId: ['vsw-1', 'vsw-2'],
  VpcCidrBlock: ['192.168.0.0/16', '10.0.0.0/8'],
  VSwitchCidrBlock: ['192.168.0.0/19', '192.168.32.0/19'],
  PodCidr: ['10.0.0.0/16', '10.4.0.0/16'],
  PodVSwitchId: [null, 'vsw-8', 'vsw-9'],
  ServiceCidr: ['172.16.0.0/16', '172.17.0.0/16'],
  WorkerInstanceType: ['ecs.g6.xlarge', 'ecs.c7.2xlarge'],
  LoginPassword: [null, 'Sample-1234', 'Sample-5678'],
  GitLabUrl: ['https://gitlab.com', 'https://gitlab.example.com'],
  RunnerToken: ['glrt-abcdefghijklmnopqrstu', 'glrt-t1_0123456789abcdefg'],
  Namespace: ['gitlab-runner', 'ci'],
  JobImage: ['alpine:3', 'registry.example.com/base'],
  JobCpu: ['2', '500m'],
  JobMemory: ['4Gi', '512Mi'],
  JobEphemeralStorage: ['30Gi', '60Gi'],
  OssAccessKeyId: [null, 'one', 'other'],
  OssAccessKeySecret: [null, '"', 'a\\b'],
  SessionServerDomain: [null, '', 'a.example.com', 'b.example.com'],
  ChartValues: [{}, { logLevel: 'debug' }],
};

/** Values that somebody may enter into a field. */
function valuesOf(name: FormFieldName): readonly unknown[] {
  const { Type, AllowedValues, MinValue, Default } = parameters[name]!;
  const offered = Type === 'Boolean' ? [true, false] : AllowedValues;
  const numbers = Type === 'Number' ? [Default, MinValue, Number(Default) + 1] : undefined;
  const values = offered ?? numbers ?? ENTERED[name];
  if (values === undefined) {
    throw new Error(`which values may ${name} have?`);
  }
  return values;
}

/** What a hidden field may still hold: also nothing, where somebody emptied it. */
function leftoversOf(name: FormFieldName): readonly unknown[] {
  const { Type, AllowedValues } = parameters[name]!;
  const emptied = AllowedValues !== undefined ? [] : { String: [''], Number: [null] }[Type];
  return [...valuesOf(name), ...(emptied ?? [])];
}

/** What a deployment comes to, for the cloud and for the user. */
function outcome(answers: Answers) {
  const { resources, outputs, ruleFailures } = deployForm(answers);
  return { resources, outputs, ruleFailures };
}

/** A form that is filled in at random. */
const filledBy = (offered: (name: FormFieldName) => readonly unknown[]) =>
  fc.record(
    Object.fromEntries(fields().map(([name]) => [name, fc.constantFrom(...offered(name))])),
  ) as fc.Arbitrary<Answers>;
const anyAnswers = filledBy(valuesOf);

const hiddenOf = (answers: Answers) => {
  const visible = new Set(visibleFields(answers));
  return fields()
    .map(([name]) => name)
    .filter((name) => !visible.has(name));
};

describe.each([...SCENARIOS])('$name', ({ answers }) => {
  test('what is not shown makes no difference', () => {
    const expected = outcome(answers);
    for (const name of hiddenOf({ ...LEAST, ...answers })) {
      for (const value of leftoversOf(name)) {
        expect([name, value, outcome({ ...answers, [name]: value })]).toEqual([name, value, expected]);
      }
    }
  });
});

test('what is not shown makes no difference, however the form is filled in', () => {
  fc.assert(
    fc.property(anyAnswers, filledBy(leftoversOf), (answers, others) => {
      const changed = Object.fromEntries(hiddenOf(answers).map((name) => [name, others[name]]));
      expect(outcome({ ...answers, ...changed })).toEqual(outcome(answers));
    }),
  );
});

test.each(fields())('%s makes a difference where it is shown', (name) => {
  const makesOne = SCENARIOS.some(({ answers }) => {
    if (!visibleFields({ ...LEAST, ...answers }).includes(name)) {
      return false;
    }
    const outcomes = valuesOf(name).map((value) => outcome({ ...answers, [name]: value }));
    const deployed = outcomes.filter(({ ruleFailures }) => ruleFailures.length === 0);
    return new Set(deployed.map((one) => JSON.stringify(one))).size > 1;
  });
  expect(makesOne).toBe(true);
});

test('what is shown, demanded and empty is refused before anything is created', () => {
  const refusedByItself = ({ type, allowedPattern, allowedValues }: FormField) =>
    type === 'Json' ||
    (type === 'String' && (allowedValues !== undefined || (allowedPattern && !new RegExp(allowedPattern).test(''))));
  const empty = fields().filter(([, field]) => field.required && !refusedByItself(field));
  expect(empty.map(([name]) => name).sort()).toEqual(
    [
      ...['ClusterId', 'ZoneId', 'VpcId', 'VSwitchId', 'PodVSwitchId'],
      ...['VpcCidrBlock', 'VSwitchCidrBlock', 'PodCidr', 'ServiceCidr', 'JobEphemeralStorage'],
      ...['LoginPassword', 'OssAccessKeyId', 'OssAccessKeySecret'],
      ...['WorkerInstanceType', 'WorkerCount', 'WorkerSystemDiskSize', 'PayPeriod', 'Concurrent'],
      ...['MinReplicas', 'MaxReplicas', 'TargetCpuUtilization', 'Replicas', 'CacheExpirationDays'],
    ].sort(),
  );
  for (const [name, { type }] of empty) {
    // That no cluster was picked is up to the field: the rules have to hold for the form as it opens.
    const nothing = name === 'ClusterId' ? [''] : type === 'String' ? ['', null] : [null];
    const shown = SCENARIOS.filter(({ answers }) => visibleFields({ ...LEAST, ...answers }).includes(name));
    expect(shown.length).toBeGreaterThan(0);
    for (const { answers } of shown) {
      for (const value of nothing) {
        const { ruleFailures } = outcome({ ...answers, [name]: value });
        expect([name, value, ruleFailures]).toEqual([name, value, [expect.stringContaining(name)]]);
      }
    }
  }
});

test('however the form is filled in, a rule refuses it, or the runner can read what comes of it', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const deployed = deployForm(answers);
      if (deployed.ruleFailures.length > 0) {
        expect(deployed.resources).toEqual({});
        return;
      }
      const { toml, values, autoscalers } = runnerOf(deployed);
      expect(tomlProblems(toml, ChartVersion.DEFAULT.runnerVersion)).toEqual([]);
      expect(autoscalers).toHaveLength('replicas' in values ? 0 : 1);
    }),
  );
});

describe('the form opens', () => {
  test('with what an existing cluster needs', () => {
    expect(hiddenOf({}).sort()).toEqual(
      [
        ...['ZoneId', 'VpcOption', 'VpcId', 'VSwitchId', 'VpcCidrBlock', 'VSwitchCidrBlock'],
        ...['NetworkPlugin', 'PodCidr', 'PodVSwitchId', 'ServiceCidr', 'EndpointPublicAccess'],
        ...['WorkerInstanceType', 'WorkerCount', 'WorkerSystemDiskCategory', 'WorkerSystemDiskSize', 'LoginPassword'],
        ...['PayType', 'PayPeriodUnit', 'PayPeriod'],
        ...['EciSpot', 'ComputeClass', 'ComputeQos', 'JobEphemeralStorage', 'Replicas'],
        ...['OssAccessKeyId', 'OssAccessKeySecret', 'SessionServerDomain'],
      ].sort(),
    );
  });

  test.each<[string, Answers, readonly string[], readonly string[]]>([
    [
      'a new ACK cluster asks for nodes and pods',
      { CsOption: 'NewAck' },
      ['ZoneId', 'VpcCidrBlock', 'NetworkPlugin', 'PodCidr', 'ServiceCidr', 'LoginPassword', 'PayType', 'JobCompute'],
      ['ClusterId', 'VirtualNode', 'VpcId', 'PodVSwitchId', 'PayPeriod'],
    ],
    [
      'a new ACS cluster asks for the compute class instead',
      { CsOption: 'NewAcs', JobCompute: 'Eci' },
      ['ZoneId', 'ServiceCidr', 'ComputeClass', 'ComputeQos', 'JobEphemeralStorage'],
      ['NetworkPlugin', 'PodCidr', 'WorkerCount', 'LoginPassword', 'PayType', 'JobCompute', 'EciSpot'],
    ],
    [
      'Terway asks for a vSwitch in an existing VPC',
      { CsOption: 'NewAck', NetworkPlugin: 'Terway', VpcOption: 'ExistingVPC' },
      ['PodVSwitchId', 'VpcId', 'VSwitchId'],
      ['PodCidr', 'VpcCidrBlock', 'VSwitchCidrBlock'],
    ],
    [
      'a subscription asks for its period',
      { CsOption: 'NewAck', PayType: 'PrePaid' },
      ['PayPeriod', 'PayPeriodUnit'],
      [],
    ],
    ['ECI asks for spot', { JobCompute: 'Eci' }, ['EciSpot', 'JobEphemeralStorage'], ['ComputeClass', 'ComputeQos']],
    [
      'fixed managers ask for one number, and may serve web terminals',
      { ManagerAutoScaling: false },
      ['Replicas', 'SessionServerDomain'],
      ['MinReplicas', 'MaxReplicas', 'TargetCpuUtilization'],
    ],
    ['given credentials are asked for', { CacheCredentials: 'Given' }, ['OssAccessKeyId', 'OssAccessKeySecret'], []],
    [
      'without a cache nothing is asked about it',
      { CacheCredentials: 'Given', CacheEnabled: false },
      ['CacheEnabled'],
      ['CacheExpirationDays', 'CacheCredentials', 'OssAccessKeyId', 'OssAccessKeySecret'],
    ],
  ])('%s', (_, answers, shown, hidden) => {
    const visible = visibleFields(answers);
    expect(visible).toEqual(expect.arrayContaining([...shown]));
    expect(visible.filter((name) => hidden.includes(name))).toEqual([]);
  });
});
