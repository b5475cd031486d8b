import { template } from './deployed';
import type { Answers } from './deployed';
import { evaluate } from '../../lib/testing/evaluate';
import { SAMPLE_TOKEN } from '../support/releases';

/** The names of the rules that refuse these answers. Whatever is not answered has its default, null for most ids. */
function refusing(answers: Answers): string[] {
  const { ruleFailures } = evaluate(template, { parameters: { RunnerToken: SAMPLE_TOKEN, ...answers } });
  return ruleFailures.map((failure) => failure.slice(0, failure.indexOf(':')));
}

const ZONE = { ZoneId: 'cn-hangzhou-i' };
const NEW_ACS = { CsOption: 'NewAcs', ...ZONE };
const NEW_ACK = { CsOption: 'NewAck', LoginPassword: 'Sample-1234', ...ZONE };
const EXISTING_VPC = { VpcOption: 'ExistingVPC', VpcId: 'vpc-1', VSwitchId: 'vsw-1' };
const YEARLY = { PayType: 'PrePaid', PayPeriodUnit: 'Year' };
const TERWAY = { ...NEW_ACK, ...EXISTING_VPC, NetworkPlugin: 'Terway' };
const GIVEN = { CacheCredentials: 'Given' };
const FIXED = { ManagerAutoScaling: false };
const TERMINALS = { SessionServerDomain: 'terminal.example.com' };

test('the defaults break no rule', () => {
  expect(refusing({})).toEqual([]);
});

interface Case {
  readonly rule: string;
  readonly refused: readonly Answers[];
  readonly accepted: readonly Answers[];
}

const CASES: readonly Case[] = [
  {
    rule: 'ClusterRule',
    refused: [{ ClusterId: '' }],
    accepted: [{ ClusterId: `c${'1'.repeat(32)}` }, { ...NEW_ACS, ClusterId: '' }],
  },
  {
    rule: 'ZoneRule',
    refused: [{ CsOption: 'NewAcs' }, { CsOption: 'NewAck', LoginPassword: 'Sample-1234' }, { ...NEW_ACS, ZoneId: '' }],
    accepted: [NEW_ACS, NEW_ACK, { CsOption: 'ExistCs' }],
  },
  {
    rule: 'VpcRule',
    refused: [
      { ...NEW_ACS, VpcOption: 'ExistingVPC' },
      { ...NEW_ACS, ...EXISTING_VPC, VpcId: null },
      { ...NEW_ACS, ...EXISTING_VPC, VSwitchId: null },
      { ...NEW_ACK, ...EXISTING_VPC, VSwitchId: '' },
    ],
    accepted: [{ ...NEW_ACS, ...EXISTING_VPC }, { ...NEW_ACK, ...EXISTING_VPC }, NEW_ACS, { VpcOption: 'ExistingVPC' }],
  },
  {
    rule: 'NewVpcRule',
    refused: [
      { ...NEW_ACS, VpcCidrBlock: '' },
      { ...NEW_ACK, VSwitchCidrBlock: null },
    ],
    accepted: [
      { ...NEW_ACS, ...EXISTING_VPC, VpcCidrBlock: '', VSwitchCidrBlock: '' },
      { VpcCidrBlock: '', VSwitchCidrBlock: '' },
    ],
  },
  {
    rule: 'ServiceCidrRule',
    refused: [
      { ...NEW_ACS, ServiceCidr: '' },
      { ...NEW_ACK, ServiceCidr: null },
    ],
    accepted: [{ ServiceCidr: '' }],
  },
  {
    rule: 'NodesRule',
    refused: [
      { ...NEW_ACK, WorkerInstanceType: '' },
      { ...NEW_ACK, WorkerCount: null },
      { ...NEW_ACK, WorkerSystemDiskSize: null },
    ],
    accepted: [NEW_ACK, { ...NEW_ACS, WorkerCount: null }, { WorkerInstanceType: null }],
  },
  {
    rule: 'PasswordRule',
    refused: [
      { CsOption: 'NewAck', ...ZONE },
      { ...NEW_ACK, LoginPassword: null },
      { ...NEW_ACK, LoginPassword: '' },
    ],
    accepted: [NEW_ACK, NEW_ACS, {}, { LoginPassword: '' }],
  },
  {
    rule: 'SubscriptionRule',
    refused: [
      ...[6, 9, null].map((PayPeriod) => ({ ...NEW_ACK, ...YEARLY, PayPeriod })),
      { ...NEW_ACK, PayType: 'PrePaid', PayPeriod: null },
      { ...NEW_ACK, PayType: 'PrePaid', PayPeriodUnit: null },
    ],
    accepted: [
      { ...NEW_ACK, ...YEARLY, PayPeriod: 1 },
      { ...NEW_ACK, ...YEARLY, PayPeriod: 5 },
      { ...NEW_ACK, ...YEARLY, PayPeriodUnit: 'Month', PayPeriod: 9 },
      { ...NEW_ACK, ...YEARLY, PayType: 'PostPaid', PayPeriod: 9 },
      { ...NEW_ACS, ...YEARLY, PayPeriod: 9 },
      { ...NEW_ACK, PayPeriod: null, PayPeriodUnit: null },
    ],
  },
  {
    rule: 'FlannelRule',
    refused: [{ ...NEW_ACK, PodCidr: '' }],
    accepted: [
      { ...TERWAY, PodVSwitchId: 'vsw-2', PodCidr: '' },
      { ...NEW_ACS, PodCidr: '' },
    ],
  },
  {
    rule: 'TerwayRule',
    refused: [TERWAY, { ...TERWAY, PodVSwitchId: '' }],
    accepted: [
      { ...TERWAY, PodVSwitchId: 'vsw-2' },
      { ...TERWAY, VpcOption: 'NewVPC' },
      { ...TERWAY, NetworkPlugin: 'Flannel' },
      { ...TERWAY, CsOption: 'NewAcs' },
    ],
  },
  {
    rule: 'StorageRule',
    refused: [
      ...['Eci', 'Acs'].map((JobCompute) => ({ JobCompute, JobEphemeralStorage: '' })),
      { ...NEW_ACS, JobEphemeralStorage: '' },
    ],
    accepted: [{ JobEphemeralStorage: '' }, { ...NEW_ACK, JobEphemeralStorage: '' }],
  },
  {
    rule: 'CacheRule',
    refused: [{ CacheExpirationDays: null }],
    accepted: [{ CacheExpirationDays: 1 }, { CacheExpirationDays: null, CacheEnabled: false }],
  },
  {
    rule: 'CacheCredentialsRule',
    refused: [
      GIVEN,
      { ...GIVEN, OssAccessKeyId: 'id' },
      { ...GIVEN, OssAccessKeySecret: 'secret' },
      { ...GIVEN, OssAccessKeyId: 'id', OssAccessKeySecret: null },
      { ...GIVEN, OssAccessKeyId: '', OssAccessKeySecret: 'secret' },
    ],
    accepted: [
      { ...GIVEN, OssAccessKeyId: 'id', OssAccessKeySecret: 'secret' },
      { ...GIVEN, CacheEnabled: false },
      { CacheCredentials: 'Create', OssAccessKeyId: '', OssAccessKeySecret: '' },
    ],
  },
  { rule: 'ConcurrentRule', refused: [{ Concurrent: null }], accepted: [{ Concurrent: 1 }] },
  {
    rule: 'AutoscaledManagersRule',
    refused: [{ MinReplicas: null }, { MaxReplicas: null }, { TargetCpuUtilization: null }],
    accepted: [{ ...FIXED, MinReplicas: null, MaxReplicas: null, TargetCpuUtilization: null }],
  },
  {
    rule: 'FixedManagersRule',
    refused: [
      { ...FIXED, Replicas: null },
      { ...FIXED, ...TERMINALS, Replicas: null },
    ],
    accepted: [FIXED, { Replicas: null }],
  },
  {
    rule: 'ManagersRule',
    refused: [{ MinReplicas: 11 }, { MinReplicas: 5, MaxReplicas: 4 }],
    accepted: [
      { MinReplicas: 10 },
      { MinReplicas: 1, MaxReplicas: 1 },
      { MinReplicas: 11, ManagerAutoScaling: false, Replicas: 1 },
    ],
  },
  {
    rule: 'AutoscalerRule',
    refused: [
      { ChartValues: { hpa: { maxReplicas: 4 } } },
      { ChartValues: { replicas: 3 } },
      { ChartValues: { replicas: 0, logLevel: 'debug' } },
    ],
    accepted: [
      { ChartValues: {} },
      { ChartValues: '{}' },
      { ChartValues: { logLevel: 'debug', runners: { replicas: 1 } } },
      { ChartValues: { hpa: { maxReplicas: 4 } }, ManagerAutoScaling: false },
      { ChartValues: { replicas: 3 }, ManagerAutoScaling: false },
    ],
  },
  {
    rule: 'SessionServerRule',
    refused: [
      { ...TERMINALS, ...FIXED, Replicas: 2 },
      { ...TERMINALS, ...FIXED, Replicas: 1, ChartValues: { replicas: 5 } },
      { ...TERMINALS, ...FIXED, Replicas: 1, ChartValues: { hpa: { maxReplicas: 4 } } },
    ],
    accepted: [
      { ...TERMINALS, ...FIXED, Replicas: 1 },
      { ...TERMINALS, ...FIXED, Replicas: 1, ChartValues: { logLevel: 'debug' } },
      { ...FIXED, Replicas: 2, SessionServerDomain: '' },
      // The field is not shown, and what it holds from before has no effect.
      TERMINALS,
    ],
  },
];

describe.each(CASES)('$rule', ({ rule, refused, accepted }) => {
  test.each(refused)('refuses %j', (answers) => {
    expect(refusing(answers)).toEqual([rule]);
  });

  test.each(accepted)('accepts %j', (answers) => {
    expect(refusing(answers)).toEqual([]);
  });
});

test('every rule is tried', () => {
  expect(CASES.map(({ rule }) => rule)).toEqual(Object.keys(template.Rules ?? {}));
});

test('a rule says in both languages what to do, and names the fields in question', () => {
  for (const [name, rule] of Object.entries(template.Rules ?? {})) {
    const [assertion] = rule.Assertions as { AssertDescription: string; Assert: object }[];
    const text = assertion!.AssertDescription;
    expect([name, text]).toEqual([name, expect.stringMatching(/^[A-Z][\x20-\x7e]+\. .*\p{Script=Han}.*。$/u)]);
    const asked = [...JSON.stringify(assertion!.Assert).matchAll(/"Ref":"(\w+)"/g)].map(([, field]) => field);
    const unnamed = asked.filter((field) => !text.includes(field!));
    expect([name, unnamed]).toEqual([name, []]);
  }
});
