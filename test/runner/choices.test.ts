import * as ros from '@alicloud/ros-cdk-core';
import type { Stack } from '@alicloud/ros-cdk-core';
import { AckCluster, CacheCredentials, ManagerScaling, Network, NodeBilling, OssCache } from '../../lib';
import { chooseCacheCredentials, chooseNodeBilling, chooseScaling, createOnlyIf } from '../../lib/forms';
import { deploy, releases } from '../support/releases';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure, onlyResource, resourcesOfType } from '../support/template';

type Choice = 'first' | 'second' | 'third';

/** A condition that the user decides when the stack is deployed. */
function isChosen(stack: Stack, value: Choice): ros.RosCondition {
  const choice =
    (stack.node.tryFindChild('Choice') as ros.RosParameter | undefined) ??
    new ros.RosParameter(stack, 'Choice', { type: ros.RosParameterType.STRING });
  return new ros.RosCondition(stack, `Is${value}`, { expression: ros.Fn.conditionEquals(choice, value) });
}

function templateOf(props: (stack: Stack) => RunnerOverrides): Template {
  const template = synth((stack) => addRunner(stack, props(stack)));
  expect(checkStructure(template)).toEqual([]);
  return template;
}

function valuesOf(template: Template, choice: Choice): Record<string, unknown> {
  return releases(deploy(template, { parameters: { Choice: choice } }))[0]!.values;
}

interface Objects {
  readonly extraObjects: readonly { readonly kind: string; readonly spec: object }[];
}

function autoscalers(values: Record<string, unknown>) {
  return (values as unknown as Objects).extraObjects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
}

describe('a choice of scaling', () => {
  const template = templateOf((stack) => ({
    managers: {
      scaling: chooseScaling(
        isChosen(stack, 'first'),
        ManagerScaling.onCpu({ maxReplicas: 4 }),
        chooseScaling(isChosen(stack, 'second'), ManagerScaling.onCpu({ maxReplicas: 7 }), ManagerScaling.fixed(3)),
      ),
    },
  }));

  test.each([
    ['first', 4],
    ['second', 7],
  ] as const)('has the %s autoscaler alone, and no fixed number', (choice, maxReplicas) => {
    const values = valuesOf(template, choice);
    expect(autoscalers(values)).toEqual([
      expect.objectContaining({
        spec: expect.objectContaining({ maxReplicas, behavior: expect.anything() as object }) as object,
      }),
    ]);
    expect(values).not.toHaveProperty('replicas');
  });

  test('has the fixed number alone, and no autoscaler', () => {
    const values = valuesOf(template, 'third');
    expect(autoscalers(values)).toEqual([]);
    expect(values.replicas).toBe(3);
  });

  test('keeps what other options release', () => {
    for (const choice of ['first', 'second', 'third'] as const) {
      const kinds = (valuesOf(template, choice) as unknown as Objects).extraObjects.map(({ kind }) => kind);
      expect(kinds).toContain('PodDisruptionBudget');
    }
  });

  test('refuses a second autoscaler, and checks both sides', () => {
    const props = (stack: Stack) => ({
      managers: {
        scaling: chooseScaling(
          isChosen(stack, 'first'),
          ManagerScaling.onCpu({ minReplicas: 9, maxReplicas: 3 }),
          ManagerScaling.fixed(0),
        ),
      },
      chartValues: { replicas: 2 },
    });
    const synthesis = () => synth((stack) => addRunner(stack, props(stack)));
    expect(synthesis).toThrow('managers.scaling.onCpu: has minReplicas 9 above maxReplicas 3');
    expect(synthesis).toThrow('managers.scaling.fixed: is 0');
    expect(synthesis).toThrow(
      'chartValues.replicas: is a number that the autoscaler of `managers.scaling` would change',
    );
  });

  test('lets objects of the user come beside', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } };
    const mixed = templateOf((stack) => ({
      managers: {
        scaling: chooseScaling(isChosen(stack, 'first'), ManagerScaling.onCpu(), ManagerScaling.fixed(1)),
      },
      chartValues: { extraObjects: [object] },
    }));
    const values = valuesOf(mixed, 'first') as unknown as Objects;
    expect(values.extraObjects).toContainEqual(object);
    expect(values.extraObjects.map(({ kind }) => kind)).toContain('HorizontalPodAutoscaler');
  });
});

describe('chart values of the deployment', () => {
  const template = templateOf((stack) => ({
    deployTimeChartValues: new ros.RosParameter(stack, 'Values', {
      type: ros.RosParameterType.JSON,
      defaultValue: {},
    }).value,
  }));
  const deployed = (values: object) =>
    releases(deploy(template, { parameters: { Values: JSON.stringify(values) } }))[0]!.values;

  test('have their objects beside those of the library', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } };
    const values = deployed({ extraObjects: [object], priorityClassName: 'ci' });
    expect((values as unknown as Objects).extraObjects).toContainEqual(object);
    expect(autoscalers(values)).toHaveLength(1);
    expect(values.priorityClassName).toBe('ci');
  });

  test('change nothing when there are none', () => {
    expect(autoscalers(deployed({}))).toHaveLength(1);
  });
});

describe('a choice of billing', () => {
  const template = synth((stack) => {
    const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
    const billing = chooseNodeBilling(
      isChosen(stack, 'first'),
      NodeBilling.subscription({ period: 2 }),
      NodeBilling.payAsYouGo(),
    );
    new AckCluster(stack, 'Cluster', { network, nodePool: { billing } });
  });
  const group = (choice: Choice) =>
    onlyResource(deploy(template, { parameters: { Choice: choice } }), 'ALIYUN::CS::ClusterNodePool').Properties
      .ScalingGroup as Record<string, unknown>;

  test('has the terms of the one that is chosen', () => {
    expect(group('first')).toMatchObject({ InstanceChargeType: 'PrePaid', Period: 2, PeriodUnit: 'Month' });
    expect(group('second').InstanceChargeType).toBe('PostPaid');
    expect(group('second')).not.toHaveProperty('Period');
    expect(group('second')).not.toHaveProperty('PeriodUnit');
  });

  test('checks both sides', () => {
    expect(() =>
      synth((stack) => {
        const network = Network.fromAttributes(stack, 'Network', { vpcId: 'vpc-1', vSwitchIds: ['vsw-1'] });
        const wrong = NodeBilling.subscription({ period: 10 });
        const billing = chooseNodeBilling(isChosen(stack, 'first'), NodeBilling.payAsYouGo(), wrong);
        new AckCluster(stack, 'Cluster', { network, nodePool: { billing } });
      }),
    ).toThrow('nodePool.billing.subscription.period: is 10');
  });
});

describe('a choice of credentials', () => {
  const RAM_TYPES = ['ALIYUN::RAM::User', 'ALIYUN::RAM::ManagedPolicy', 'ALIYUN::RAM::AccessKey'];
  const template = templateOf((stack) => {
    const credentials = chooseCacheCredentials(
      isChosen(stack, 'first'),
      CacheCredentials.fromParameters({ parameterPrefix: 'Own' }),
      CacheCredentials.newRamUser(),
    );
    return { cache: new OssCache(stack, 'Cache', { credentials }) };
  });
  const deployed = (choice: Choice) => deploy(template, { parameters: { Choice: choice } });

  test('creates a RAM user only where it is chosen', () => {
    for (const type of RAM_TYPES) {
      expect(resourcesOfType(deployed('first'), type)).toEqual([]);
      expect(resourcesOfType(deployed('second'), type)).toHaveLength(1);
    }
  });

  /** The names that users see in RAM, without the part that the stack adds. */
  const userNames = (...sides: [CacheCredentials, CacheCredentials]) => {
    const synthesized = synth((stack) => {
      const credentials = chooseCacheCredentials(isChosen(stack, 'first'), ...sides);
      addRunner(stack, { cache: new OssCache(stack, 'Cache', { credentials }) });
    });
    return (['first', 'second'] as const).map((choice) =>
      resourcesOfType(deploy(synthesized, { parameters: { Choice: choice } }), 'ALIYUN::RAM::User').map(
        ({ id, Properties }) => [id, /^gitlab-cache-[a-z-]+(?=-)/.exec(String(Properties.UserName))?.[0]],
      ),
    );
  };

  test('names the one account after what it is, and two by the side that they are for', () => {
    const secret = CacheCredentials.fromAccessKey(ros.RosPseudo.accountId, ros.RosPseudo.accountId);
    expect(userNames(secret, CacheCredentials.newRamUser())).toEqual([
      [],
      [['CacheAccountUser', 'gitlab-cache-account']],
    ]);
    expect(userNames(CacheCredentials.newRamUser(), secret)).toEqual([
      [['CacheAccountUser', 'gitlab-cache-account']],
      [],
    ]);
    expect(userNames(CacheCredentials.newRamUser(), CacheCredentials.newRamUser())).toEqual([
      [['CacheWhenTrueUser', 'gitlab-cache-when-true']],
      [['CacheWhenFalseUser', 'gitlab-cache-when-false']],
    ]);
  });

  test('creates it only if the cache is created as well', () => {
    const both = synth((stack) => {
      const credentials = chooseCacheCredentials(
        isChosen(stack, 'first'),
        CacheCredentials.fromParameters({ parameterPrefix: 'Own' }),
        CacheCredentials.newRamUser(),
      );
      const cache = new OssCache(stack, 'Cache', { credentials });
      addRunner(stack, { cache });
      createOnlyIf(isChosen(stack, 'third'), cache);
    });
    const users = (choice: Choice) =>
      resourcesOfType(deploy(both, { parameters: { Choice: choice } }), 'ALIYUN::RAM::User');
    expect(users('third')).toHaveLength(1);
    expect(both.Resources!.CacheBucket!.Condition).toBe('Isthird');
  });

  test('takes either two Secrets that exist or none', () => {
    const of = (second: (stack: Stack) => CacheCredentials) => () =>
      synth((stack) => {
        const first = CacheCredentials.fromExistingSecret('a');
        const credentials = chooseCacheCredentials(isChosen(stack, 'first'), first, second(stack));
        addRunner(stack, { cache: new OssCache(stack, 'Cache', { credentials }) });
      });
    expect(of(() => CacheCredentials.fromExistingSecret('b'))).not.toThrow();
    expect(of(() => CacheCredentials.newRamUser())).toThrow(
      /credentials: choose between two kinds of Secrets that exist, pairs that need a new one and roles, .* \[cache-credentials-choice\]$/,
    );
    expect(of(() => CacheCredentials.fromExistingSecret('A b'))).toThrow('credentials');
  });
});
