import { Fn, Stack, Token } from '@alicloud/ros-cdk-core';
import Ajv from 'ajv';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { Report } from '../../../lib/diagnostics/report';
import { ManagerScaling } from '../../../lib/runner/managers/manager-scaling';
import type { ScheduleScalingOptions, ScheduleWindow } from '../../../lib/runner/managers/on-schedule';

const WORK: ScheduleWindow = { start: '0 8 * * 1-5', end: '0 20 * * 1-5', replicas: 4 };
const deployTimeNumber = () => Token.asNumber(Fn.add([1, 2]));
const deployTimeText = () => Token.asString({ Ref: 'Text' });

const scaling = (options: Partial<ScheduleScalingOptions> = {}) =>
  ManagerScaling.onSchedule({ timeZone: 'Asia/Shanghai', windows: [WORK], ...options });

interface ScaledObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

function scaledObject(options: Partial<ScheduleScalingOptions> = {}): ScaledObject {
  const { extraObjects = [] } = scaling(options).bind(new Stack(), {
    managerName: 'ci-gitlab-runner',
    gitlabUrl: 'https://gitlab.com',
  });
  expect(extraObjects).toHaveLength(1);
  return extraObjects[0] as ScaledObject;
}

function problems(options: Partial<ScheduleScalingOptions>) {
  const report = new Report();
  scaling(options).check({ managerName: 'm', gitlabUrl: 'https://gitlab.com' }, report, 'managers.scaling');
  return report.problems;
}

const window = (changes: Partial<ScheduleWindow>) => ({ windows: [{ ...WORK, ...changes }] });

test('two managers run outside of the windows by default, and go slowly', () => {
  expect(scaledObject().spec).toMatchObject({
    minReplicaCount: 2,
    maxReplicaCount: 4,
    advanced: {
      horizontalPodAutoscalerConfig: {
        behavior: {
          scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] },
        },
      },
    },
  });
});

test('the most managers are those of the largest window, which decides on a budget for them too', () => {
  const windows = [WORK, { start: '0 9 * * *', end: '0 10 * * *', replicas: 7 }];
  expect(scaledObject({ windows }).spec).toMatchObject({ maxReplicaCount: 7 });
  expect(
    scaling({ windows }).bind(new Stack(), { managerName: 'm', gitlabUrl: 'https://gitlab.com' }).maxReplicas,
  ).toBe(7);
});

test('what the deployment knows passes, and the most is counted then', () => {
  const windows = [{ start: deployTimeText(), end: deployTimeText(), replicas: deployTimeNumber() }];
  const options = { timeZone: deployTimeText(), windows, minReplicas: deployTimeNumber() };
  expect(problems(options)).toEqual([]);
  const stack = new Stack();
  expect(stack.resolve(scaledObject({ windows }).spec)).toMatchObject({
    maxReplicaCount: { 'Fn::Max': [2, { 'Fn::Add': [1, 2] }] },
    triggers: [{ metadata: { desiredReplicas: { 'Fn::Add': [1, 2] } } }],
  });
});

describe('schedule-time-zone', () => {
  test.each(['Asia/Shanghai', 'UTC', 'Etc/GMT+8', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'Asia/Kolkata'])(
    '%s is one',
    (timeZone) => {
      expect(problems({ timeZone })).toEqual([]);
    },
  );

  test.each([
    ['Asia/Shangai', ' Did you mean "Asia/Shanghai"?'],
    ['asia/shanghai', ' Did you mean "Asia/Shanghai"?'],
    ['+08:00', ''],
    ['', ''],
  ])('%j is none', (timeZone, suggestion) => {
    const allowed = 'allowed is a name of the IANA database such as "Asia/Shanghai".';
    expect(problems({ timeZone })).toMatchObject([
      {
        rule: 'schedule-time-zone',
        at: 'managers.scaling.onSchedule.timeZone',
        message: `is ${JSON.stringify(timeZone)}; ${allowed}${suggestion}`,
      },
    ]);
  });
});

describe('schedule-cron', () => {
  const fault = (start: string) => problems(window({ start })).map(({ rule, at, message }) => ({ rule, at, message }));

  test.each([
    '* * * * *',
    '0 8 * * 1-5',
    '  0   8 * * MON-fri ',
    '*/15 0-23/2 1,15 jan-JUN ?',
    '5/20 0 31 12 0',
    '0 0 1-7/2,20 */3 SUN,WED',
  ])('%s is one', (start) => {
    expect(fault(start)).toEqual([]);
  });

  test.each([
    ['0 8 * *', /^is "0 8 \* \*"; allowed are five fields: minute, hour, day of the month, month, day of the week$/],
    ['0 0 8 * * 1', /allowed are five fields/],
    ['@daily', /allowed are five fields/],
    ['60 8 * * *', /where "60" is no minute; allowed are 0 to 59, /],
    ['0 24 * * *', /where "24" is no hour/],
    ['0 8 0 * *', /where "0" is no day of the month; allowed are 1 to 31/],
    ['0 8 L * *', /where "L" is no day of the month/],
    ['0 8 * 13 *', /where "13" is no month; allowed are 1 to 12, JAN to DEC/],
    ['0 8 * * 7', /where "7" is no day of the week; allowed are 0 to 6, SUN to SAT/],
    ['0 8 * * 1-7', /where "1-7" is no day/],
    ['0 8 * * 5-1', /where "5-1" is no day/],
    ['0 8 * * 1#2', /where "1#2" is no day/],
    ['*/0 8 * * *', /where "\*\/0" is no minute/],
    ['0 8-10-12 * * *', /is no hour/],
    ['0 -1 * * *', /is no hour/],
    ['0 8, * * *', /where "" is no hour/],
    ['', /allowed are five fields/],
  ])('%j is none', (start, message) => {
    expect(fault(start)).toEqual([
      {
        rule: 'schedule-cron',
        at: 'managers.scaling.onSchedule.windows[0].start',
        message: expect.stringMatching(message) as string,
      },
    ]);
  });

  test('is told for both ends of every window', () => {
    const windows = [WORK, { ...WORK, start: 'x', end: 'y' }];
    expect(problems({ windows }).map(({ at }) => at)).toEqual([
      'managers.scaling.onSchedule.windows[1].start',
      'managers.scaling.onSchedule.windows[1].end',
    ]);
  });
});

describe('schedule-window', () => {
  const rule = 'schedule-window';

  test.each<[Partial<ScheduleScalingOptions>, string, RegExp]>([
    [{ windows: [] }, 'windows', /at least one/],
    [window({ end: WORK.start }), 'windows[0].end', /the same as the start/],
    [window({ replicas: 1 }), 'windows[0].replicas', /^is 1, below minReplicas 2, so that the window changes nothing/],
    [{ ...window({ replicas: 4 }), minReplicas: 5 }, 'windows[0].replicas', /below minReplicas 5/],
  ])('%j', (options, at, message) => {
    expect(problems(options)).toMatchObject([
      { rule, at: `managers.scaling.onSchedule.${at}`, message: expect.stringMatching(message) as string },
    ]);
  });

  test('may overlap others, be of one size with them, and go over midnight', () => {
    const windows = [WORK, { ...WORK, end: '0 18 * * 1-5' }, { start: '0 22 * * *', end: '0 6 * * *', replicas: 2 }];
    expect(problems({ windows })).toEqual([]);
  });
});

test.each<[Partial<ScheduleScalingOptions>, string]>([
  [{ minReplicas: 0 }, 'minReplicas'],
  [window({ replicas: 1.5 }), 'windows[0].replicas'],
  [{ scaleDown: { periodSeconds: 0 } }, 'scaleDown.periodSeconds'],
])('numbers out of their ranges are told: %j', (options, at) => {
  expect(problems(options).map((problem) => problem.at)).toContain(`managers.scaling.onSchedule.${at}`);
});

/** KEDA's definition of the kind, from `config/crd/bases/keda.sh_scaledobjects.yaml` of its repository. */
const { KEDA_CRD } = process.env;

describe.skipIf(KEDA_CRD === undefined)('the definition of KEDA', () => {
  interface Definition {
    readonly spec: {
      readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[];
    };
  }

  /** Keys that the definition does not have are faults, as in strict validation by the API server. */
  function strict(schema: unknown): unknown {
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
      return schema;
    }
    const entries = Object.entries(schema).map(([key, value]) => [key, strict(value)]);
    return {
      ...('properties' in schema && { additionalProperties: false }),
      ...Object.fromEntries(entries),
    } as unknown;
  }

  const accepts = () => {
    const definition = load(readFileSync(KEDA_CRD!, 'utf8')) as Definition;
    const { schema } = definition.spec.versions.find(({ name }) => name === 'v1alpha1')!;
    const { properties } = schema.openAPIV3Schema as { properties: { spec: object } };
    return new Ajv({ strict: false, validateFormats: false }).compile({
      type: 'object',
      properties: { spec: strict(properties.spec) },
    } as object);
  };

  test('takes what is made of any schedule', () => {
    const validate = accepts();
    const number = fc.integer({ min: 1, max: 99 });
    const windows = fc.array(
      number.map((replicas) => ({ ...WORK, replicas })),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(windows, number, (several, minReplicas) => {
        expect([validate(scaledObject({ windows: several, minReplicas })), validate.errors]).toEqual([true, null]);
      }),
    );
  });

  test('does not take what it does not know', () => {
    const validate = accepts();
    const { spec } = scaledObject();
    expect(validate({ spec: { ...spec, replicas: 3 } })).toBe(false);
    expect(validate({ spec: { ...spec, maxReplicaCount: '4' } })).toBe(false);
  });
});
