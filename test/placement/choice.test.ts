import * as ros from '@alicloud/ros-cdk-core';
import { parse } from '@iarna/toml';
import type { GitLabRunnerProps } from '../../lib';
import { ComputeClass, ComputeQos } from '../../lib/placement/acs';
import type { IPlacement } from '../../lib/placement/pod-placement';
import { Placement } from '../../lib/placement/placement';
import { equals, declareCondition } from '../../lib/ros/conditions';
import { deploy, releases } from '../support/releases';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure } from '../support/template';
import { ACK, ACK_WITHOUT_VIRTUAL_NODE, ACS, NOTHING, UNKNOWN, computeOf, found, one } from './support';
import { RegistryCredentials } from '../../lib/runner/credentials/registry-credentials';
import { choosePlacement } from '../../lib/forms';

/** Conditions that hold if the parameter of the same name is yes. */
type Conditions = (name: 'First' | 'Second') => ros.RosCondition;

/** A runner whose props may depend on what is chosen. */
function withChoices(props: (is: Conditions) => Partial<GitLabRunnerProps>): Template {
  return synth((stack) => {
    const conditions = ['First', 'Second'].map((name) => {
      const parameter = new ros.RosParameter(stack, name, { type: ros.RosParameterType.STRING, defaultValue: 'no' });
      return declareCondition(stack, `Is${name}`, equals(parameter, 'yes'));
    });
    addRunner(stack, { on: { virtualNode: true }, ...props((name) => conditions[name === 'First' ? 0 : 1]!) });
  });
}

function deployed(template: Template, ...yes: readonly string[]) {
  const parameters = Object.fromEntries(yes.map((name) => [name, 'yes']));
  const values = releases(deploy(template, { parameters }))[0]!.values as {
    runners: { config: string };
    [key: string]: unknown;
  };
  const { runners } = parse(values.runners.config) as unknown as { runners: [{ kubernetes: Record<string, unknown> }] };
  return { values, kubernetes: runners[0].kubernetes };
}

/** For what does not matter: any condition. */
function withCondition<T>(use: (condition: ros.RosCondition) => T): T {
  let result: T;
  synth((stack) => {
    result = use(declareCondition(stack, 'Any', equals('a', 'b')));
  });
  return result!;
}

describe('jobs', () => {
  const template = withChoices((is) => ({
    jobs: {
      placement: choosePlacement(
        is('First'),
        Placement.acs({ computeClass: ComputeClass.PERFORMANCE, qos: ComputeQos.DEFAULT }),
        choosePlacement(
          is('Second'),
          Placement.eci({ spot: {} }),
          Placement.nodePool({ nodeSelector: { 'example.com/pool': 'ci' } }),
        ),
      ),
    },
  }));

  test('make a template that ROS takes', () => {
    expect(checkStructure(template)).toEqual([]);
  });

  test('go to the first compute, with its own labels only', () => {
    for (const { kubernetes } of [deployed(template, 'First'), deployed(template, 'First', 'Second')]) {
      expect(kubernetes.pod_labels).toEqual({
        'alibabacloud.com/acs': 'true',
        'alibabacloud.com/compute-class': 'performance',
        'alibabacloud.com/compute-qos': 'default',
      });
      expect(kubernetes).not.toHaveProperty('pod_annotations');
      expect(kubernetes).not.toHaveProperty('node_selector');
    }
  });

  test('go to the second, a choice itself', () => {
    const { kubernetes } = deployed(template, 'Second');
    expect(kubernetes.pod_labels).toEqual({ 'alibabacloud.com/eci': 'true' });
    expect(kubernetes.pod_annotations).toMatchObject({ 'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo' });
    expect(kubernetes).not.toHaveProperty('node_selector');
  });

  test('go to the last, with what neither of the others has', () => {
    const { kubernetes } = deployed(template);
    expect(kubernetes.node_selector).toEqual({ 'example.com/pool': 'ci' });
    expect(kubernetes).not.toHaveProperty('pod_labels');
    expect(kubernetes).not.toHaveProperty('pod_annotations');
  });

  test('keep the settings that have nothing to do with the choice', () => {
    for (const { kubernetes } of [deployed(template), deployed(template, 'First'), deployed(template, 'Second')]) {
      expect(kubernetes).toMatchObject({ image: 'alpine:3', cpu_request: '2', poll_timeout: 600 });
    }
  });
});

test('labels and annotations from elsewhere come beside those of the chosen compute', () => {
  const template = withChoices((is) => ({
    jobs: { placement: choosePlacement(is('First'), Placement.eci({ spot: {} }), Placement.nodePool()) },
    registryCredentials: [RegistryCredentials.fromAcrInstance('cri-sample')],
    config: { runners: { kubernetes: { podLabels: { team: 'ci' } } } },
  }));
  expect(deployed(template, 'First').kubernetes).toMatchObject({
    pod_labels: { 'alibabacloud.com/eci': 'true', team: 'ci' },
    pod_annotations: {
      'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo',
      'k8s.aliyun.com/acr-instance-ids': 'cri-sample',
    },
  });
  const onNodes = deployed(template).kubernetes;
  expect(onNodes.pod_labels).toEqual({ team: 'ci' });
  expect(onNodes.pod_annotations).toEqual({ 'k8s.aliyun.com/acr-instance-ids': 'cri-sample' });
});

test('jobs on the same compute either way have no choice in their configuration', () => {
  const text = JSON.stringify(
    withChoices((is) => ({
      jobs: { placement: choosePlacement(is('First'), Placement.nodePool(), Placement.nodePool({ spot: true })) },
    })),
  );
  expect(text).not.toContain('Fn::If');
});

test('managers go to the chosen compute too', () => {
  const template = withChoices((is) => ({
    managers: {
      placement: choosePlacement(
        is('First'),
        Placement.acs({ qos: ComputeQos.DEFAULT }),
        Placement.nodePool({ nodeSelector: { 'example.com/pool': 'managers' } }),
      ),
    },
  }));
  expect(checkStructure(template)).toEqual([]);
  const first = deployed(template, 'First').values;
  expect(first.podLabels).toMatchObject({ 'alibabacloud.com/acs': 'true', 'alibabacloud.com/compute-qos': 'default' });
  expect(first.nodeSelector).toEqual({});
  const second = deployed(template).values;
  expect(second.podLabels).toEqual({});
  expect(second.nodeSelector).toEqual({ 'example.com/pool': 'managers' });
});

describe('what managers have from elsewhere comes beside what the chosen compute needs', () => {
  const SAFE_TO_EVICT = {
    'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
    'goatscaler.io/safe-to-evict': 'false',
  };
  const placement = (is: Conditions) =>
    choosePlacement(
      is('First'),
      Placement.eci({ vSwitchIds: ['vsw-1'] }),
      choosePlacement(is('Second'), Placement.acs({ qos: ComputeQos.DEFAULT, imageCache: true }), Placement.nodePool()),
    );

  test('the annotations that keep them from being evicted', () => {
    const template = withChoices((is) => ({ managers: { placement: placement(is) } }));
    expect(checkStructure(template)).toEqual([]);
    const annotations = (...yes: string[]) => deployed(template, ...yes).values.podAnnotations;
    expect(annotations('First')).toEqual({ 'k8s.aliyun.com/eci-vswitch': 'vsw-1', ...SAFE_TO_EVICT });
    expect(annotations('Second')).toEqual({ 'image.alibabacloud.com/enable-image-cache': 'true', ...SAFE_TO_EVICT });
    expect(annotations()).toEqual(SAFE_TO_EVICT);
  });

  test('chart values, which win', () => {
    const template = withChoices((is) => ({
      managers: { placement: placement(is) },
      chartValues: {
        podLabels: { team: 'ci', 'alibabacloud.com/compute-qos': 'best-effort' },
        podAnnotations: { 'goatscaler.io/safe-to-evict': 'true' },
      },
    }));
    expect(deployed(template, 'First').values).toMatchObject({
      podLabels: { 'alibabacloud.com/eci': 'true', team: 'ci' },
      podAnnotations: { 'k8s.aliyun.com/eci-vswitch': 'vsw-1', 'goatscaler.io/safe-to-evict': 'true' },
    });
    expect(deployed(template, 'Second').values.podLabels).toMatchObject({
      'alibabacloud.com/acs': 'true',
      'alibabacloud.com/compute-qos': 'best-effort',
      team: 'ci',
    });
  });

  test('chart values that take a map away', () => {
    const template = withChoices((is) => ({
      managers: { placement: placement(is) },
      chartValues: { podAnnotations: null },
    }));
    expect(deployed(template, 'First').values.podAnnotations).toBeNull();
  });
});

describe('a choice', () => {
  const choose = (whenTrue: IPlacement, whenFalse: IPlacement) =>
    withCondition((condition) => choosePlacement(condition, whenTrue, whenFalse));
  const [eci, spot, acs, nodes] = [
    Placement.eci(),
    Placement.eci({ spot: {} }),
    Placement.acs({ qos: ComputeQos.DEFAULT }),
    Placement.nodePool(),
  ];

  test.each<[string, boolean, boolean, IPlacement, IPlacement]>([
    ['ECI or the node pool', false, false, eci, nodes],
    ['ECI or the node pool', false, true, spot, nodes],
    ['ECI or ACS', true, false, eci, acs],
    ['ECI', true, true, spot, eci],
    ['ACS or ECI', true, true, acs, choose(spot, eci)],
  ])('is called %s; serverless: %s, interruptible: %s', (name, serverless, interruptible, a, b) => {
    expect(computeOf(choose(a, b))).toMatchObject({ name, serverless, interruptible });
  });

  test('is judged by both', () => {
    const wrong = choose(Placement.nodePool({ nodePoolId: 'pool' }), Placement.eci({ eipBandwidthMbps: 0 }));
    expect(found(wrong).errors.map((line) => line.split(':')[0])).toEqual([
      'jobs.placement.nodePool.nodePoolId',
      'jobs.placement.eci.eipBandwidthMbps',
    ]);
    expect(found(choose(acs, nodes), ACS).errors).toEqual(
      one('placement-not-in-acs-cluster', 'jobs.placement', 'an ACS cluster has no nodes of its own'),
    );
  });

  test('says once what both have against them', () => {
    expect(found(choose(spot, eci), ACK)).toEqual(NOTHING);
    expect(found(choose(spot, eci), ACK_WITHOUT_VIRTUAL_NODE).errors).toEqual(
      one('placement-needs-virtual-node', 'jobs.placement', 'no virtual node'),
    );
    expect(found(choose(acs, choose(spot, eci)), UNKNOWN).warnings).toEqual([
      expect.stringContaining('is ACS'),
      expect.stringContaining('is ECI'),
    ]);
  });

  test.each([
    ['tolerations', Placement.nodePool({ tolerations: [{ key: 'ci' }] })],
    ['affinity', Placement.fallback([Placement.nodePool({ nodeSelector: { a: 'b' } }), nodes])],
    ['objects', Placement.fallback([nodes, spot])],
  ])('placement-choice-fields: cannot be made between placements with %s', (what, placement) => {
    const context = { ...ACK, podGroup: 'jobs' };
    expect(found(choose(placement, eci), context).errors).toEqual(
      one('placement-choice-fields', 'jobs.placement', `one needs ${what}`),
    );
    expect(found(choose(eci, placement), context).errors).toEqual(
      one('placement-choice-fields', 'jobs.placement', `one needs ${what}`),
    );
    expect(found(choose(acs, choose(eci, placement)), context).errors).toEqual(
      one('placement-choice-fields', 'jobs.placement', `one needs ${what}`),
    );
  });
});
