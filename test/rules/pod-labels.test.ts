import type { RosCondition } from '@alicloud/ros-cdk-core';
import { Token } from '@alicloud/ros-cdk-core';
import type { ChartValues, GitLabRunnerProps, RunnerConfig } from '../../lib';
import { ClusterKind, ComputeQos, HelmTemplate, ImageBuilds, Placement } from '../../lib';
import type { Severity } from '../../lib/diagnostics/rule';
import { podLabels } from '../../lib/rules/pod-labels';
import { declareCondition, equals } from '../../lib/ros/conditions';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synth } from '../support/synth';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

type Props = Partial<GitLabRunnerProps> & Pick<RunnerOverrides, 'on'>;

const ECI = 'alibabacloud.com/eci';
const ACS = 'alibabacloud.com/acs';
const ACK_PRO = { virtualNode: true, edition: 'pro' } as const;
const labelPath = (key: string) => `config.runners.kubernetes.podLabels["${key}"]`;
const [ECI_AT, ACS_AT] = [labelPath(ECI), labelPath(ACS)];

const config = (kubernetes: NonNullable<RunnerConfig['runners']>['kubernetes']) => ({ runners: { kubernetes } });
const jobs = (podLabels: Record<string, string>) => ({ config: config({ podLabels }) });
const nodes = Placement.nodePool();

/** What speaks against a runner: its errors, or its warnings if there are none. */
function found(props: Props | ((condition: RosCondition) => Props)): { errors?: string[]; warnings?: string[] } {
  const problems = problemsOf('all', (stack) => {
    const condition = () => declareCondition(stack, 'Any', equals('a', 'b'));
    return { on: ACK_PRO, ...(typeof props === 'function' ? props(condition()) : props) };
  });
  const lines = (of: Severity) =>
    problems.filter(({ severity }) => severity === of).map(({ at, message }) => `${at}: ${message}`);
  const errors = lines('error');
  return errors.length > 0 ? { errors } : { warnings: lines('warning') };
}

const starting = (...texts: string[]) => texts.map((text) => expect.stringContaining(text) as string);

describe('label-overrules-placement: jobs that a label of theirs sends to a virtual node', () => {
  test('are judged by the compute there, not by their placement', () => {
    const privileged = config({ podLabels: { [ECI]: 'true' }, privileged: true });
    expect(found({ jobs: { placement: nodes }, config: privileged }).errors).toEqual(
      starting('config.runners.kubernetes.privileged: is true, but ECI runs no privileged containers'),
    );
    const builds = {
      jobs: { placement: nodes },
      ...jobs({ [ACS]: 'true' }),
      imageBuilds: ImageBuilds.unsafeDockerInDocker(),
    };
    expect(found(builds).errors).toEqual(
      starting('imageBuilds.unsafeDockerInDocker: needs privileged containers, which ACS does not run'),
    );
  });

  test.each([
    [ECI, 'ECI'],
    [ACS, 'ACS'],
  ])('need one: %s', (key, compute) => {
    const at = `config.runners.kubernetes.podLabels["${key}"]`;
    expect(found({ on: { virtualNode: false }, ...jobs({ [key]: 'true' }) }).errors).toEqual([
      `${at}: sends jobs to compute that is ${compute}, but the cluster has no virtual node; set virtualNode: true on the cluster, or use Placement.nodePool()`,
    ]);
    const { warnings } = found({ on: { virtualNode: undefined, edition: 'pro' }, ...jobs({ [key]: 'true' }) });
    expect(warnings).toEqual(
      starting(`${at}: sends jobs to compute that is ${compute}, which needs the ack-virtual-node`, 'say so by'),
    );
  });

  test('are not found in their placement', () => {
    const anywhere = Placement.fallback([nodes, Placement.eci()]);
    const warning = (placement: string) =>
      `${ECI_AT}: sends jobs to ECI, whatever their placement says, which is ${placement}; say so by Placement.eci(), which has its options`;
    expect(found({ jobs: { placement: nodes }, ...jobs({ [ECI]: 'true' }) })).toEqual({
      warnings: [warning('the node pool')],
    });
    expect(found({ jobs: { placement: anywhere }, ...jobs({ [ECI]: 'true' }) })).toEqual({
      warnings: [warning('the node pool, then ECI')],
    });
    const chosen = (condition: RosCondition) => choosePlacement(condition, Placement.eci(), nodes);
    expect(found((condition) => ({ jobs: { placement: chosen(condition) }, ...jobs({ [ECI]: 'true' }) }))).toEqual({
      warnings: [warning('ECI or the node pool')],
    });
  });

  test('are fine where their placement says the same', () => {
    expect(found({ jobs: { placement: Placement.eci() }, ...jobs({ [ECI]: 'true' }) })).toEqual({ warnings: [] });
    expect(found({ jobs: { placement: Placement.acs() }, ...jobs({ [ACS]: 'true' }) })).toEqual({ warnings: [] });
    expect(found({ on: { kind: ClusterKind.ACS, virtualNode: true }, ...jobs({ [ACS]: 'true' }) })).toEqual({
      warnings: [],
    });
  });

  test('cannot go to ECI in an ACS cluster', () => {
    expect(found({ on: { kind: ClusterKind.ACS, virtualNode: true }, ...jobs({ [ECI]: 'true' }) }).errors).toEqual([
      `${ECI_AT}: sends jobs to compute that is ECI, but an ACS cluster runs pods on ACS compute only; use Placement.acs()`,
    ]);
  });

  test('need the edition that ACS compute needs', () => {
    const { warnings } = found({ on: { virtualNode: true }, jobs: { placement: nodes }, ...jobs({ [ACS]: 'true' }) });
    expect(warnings).toEqual(
      starting(`${ACS_AT}: sends jobs to compute that is ACS, which Alibaba Cloud`, 'say so by'),
    );
  });
});

test.each([
  [ECI, Placement.eci(), 'ECI'],
  [ACS, Placement.acs(), 'ACS'],
])(
  'placement-label-removed: the label %s cannot be taken from a placement that sends pods by it',
  (key, placement, name) => {
    expect(found({ jobs: { placement }, ...jobs({ [key]: 'false' }) }).errors).toEqual([
      `config.runners.kubernetes.podLabels["${key}"]: is "false", and the label "${key}" is what sends jobs to ${name}; leave it out, or use Placement.nodePool()`,
    ]);
    expect(found({ jobs: { placement: nodes }, ...jobs({ [key]: 'false' }) })).toEqual({ warnings: [] });
  },
);

describe('virtual-node-labels-clash: both labels', () => {
  const refused = [
    `${ACS_AT}: is "true" beside the label "${ECI}", which comes first and sends jobs to ECI; leave it out, or use Placement.acs() without the other`,
  ];

  test.each<[string, Props]>([
    ['of jobs on ECI', { jobs: { placement: Placement.eci() }, ...jobs({ [ACS]: 'true' }) }],
    ['of jobs on nodes', { jobs: { placement: nodes }, ...jobs({ [ECI]: 'true', [ACS]: 'true' }) }],
  ])('are refused: %s', (_, props) => {
    expect(found(props).errors).toEqual(refused);
  });

  test('are refused where the deployment may choose ECI', () => {
    const placement = (condition: RosCondition) => choosePlacement(condition, Placement.eci(), nodes);
    expect(
      found((condition) => ({ jobs: { placement: placement(condition) }, ...jobs({ [ACS]: 'true' }) })).errors,
    ).toEqual(refused);
  });

  test('leave the limits of ECI in force', () => {
    const kubernetes = { podLabels: { [ACS]: 'true' }, capAdd: ['SYS_ADMIN'] };
    expect(found({ jobs: { placement: Placement.eci() }, config: config(kubernetes) }).errors).toEqual(
      starting(ACS_AT, 'a capability that ECI does not give'),
    );
  });

  test('are refused on managers', () => {
    const props = { managers: { placement: Placement.eci() }, chartValues: { podLabels: { [ACS]: 'true' } } };
    expect(found(props).errors).toEqual(starting(`chartValues.podLabels["${ACS}"]: is "true" beside the label`));
  });
});

describe('managers', () => {
  const managers = (podLabels: ChartValues['podLabels'], more: Props = {}) => ({ chartValues: { podLabels }, ...more });

  test('that a label sends elsewhere are found too', () => {
    const props = managers({ [ECI]: 'true' }, { jobs: { placement: nodes } });
    const at = `chartValues.podLabels["${ECI}"]`;
    expect(found(props)).toEqual({
      warnings: [
        `${at}: sends managers to ECI, whatever their placement says, which is the node pool; say so by Placement.eci(), which has its options`,
      ],
    });
    expect(found({ ...props, on: { virtualNode: false } }).errors).toEqual(
      starting(`${at}: sends managers to compute`),
    );
  });

  test.each<[string, ChartValues['podLabels'], string]>([
    ['one label', { [ECI]: null }, `chartValues.podLabels["${ECI}"]`],
    ['all of them', null, 'chartValues.podLabels'],
  ])('keep the label that their placement sends them by: without %s', (_, labels, at) => {
    expect(found(managers(labels, { managers: { placement: Placement.eci() } })).errors).toEqual([
      `${at}: is null, and the label "${ECI}" is what sends managers to ECI; leave it out, or use Placement.nodePool()`,
    ]);
  });

  test('have tags without variables, which nobody would expand', () => {
    const managerPlacement = Placement.eci({ tags: { project: '$CI_PROJECT_ID' } });
    expect(found({ managers: { placement: managerPlacement } }).errors).toEqual(
      starting('managers.placement.eci.tags["project"]: is "$CI_PROJECT_ID"'),
    );
    expect(found({ jobs: { placement: managerPlacement } })).toEqual({ warnings: [] });
  });
});

describe('acs-label-without-effect: a label of ACS', () => {
  const LABELS = ['alibabacloud.com/compute-class', 'alibabacloud.com/compute-qos'];
  const labels = Object.fromEntries(LABELS.map((key) => [key, 'x']));
  const noEffect = (pods: string, path: string, compute: string) =>
    LABELS.map(
      (key) =>
        `${path}["${key}"]: is a label of ACS, and ${pods} run on ${compute}, where it has no effect; use Placement.acs()`,
    );
  const ofJobs = (compute: string) => noEffect('jobs', 'config.runners.kubernetes.podLabels', compute);
  const fallback = Placement.fallback([nodes, Placement.eci()]);

  test('has no effect on jobs that may land on ECI', () => {
    expect(found({ jobs: { placement: Placement.eci() }, ...jobs(labels) }).warnings).toEqual(ofJobs('ECI'));
    expect(found({ jobs: { placement: fallback }, ...jobs(labels) }).warnings).toEqual(
      ofJobs('the node pool, then ECI'),
    );
    const chosen = (condition: RosCondition) => choosePlacement(condition, nodes, Placement.eci());
    expect(found((condition) => ({ jobs: { placement: chosen(condition) }, ...jobs(labels) })).warnings).toEqual(
      ofJobs('the node pool or ECI'),
    );
    expect(found({ jobs: { placement: nodes }, ...jobs({ [ECI]: 'true', ...labels }) }).warnings).toEqual(
      expect.arrayContaining(ofJobs('ECI')),
    );
  });

  test('has no effect on managers there', () => {
    expect(found({ managers: { placement: Placement.eci() }, chartValues: { podLabels: labels } }).warnings).toEqual(
      noEffect('managers', 'chartValues.podLabels', 'ECI'),
    );
  });

  test('has one where they may land on ACS', () => {
    const either = (condition: RosCondition) => choosePlacement(condition, Placement.acs(), Placement.eci());
    expect(found({ jobs: { placement: Placement.acs() }, ...jobs(labels) })).toEqual({ warnings: [] });
    expect(found((condition) => ({ jobs: { placement: either(condition) }, ...jobs(labels) }))).toEqual({
      warnings: [],
    });
  });
});

describe('managers-reclaimed: managers that may be reclaimed by chart values', () => {
  const BEST_EFFORT = { podLabels: { 'alibabacloud.com/compute-qos': 'best-effort' } };
  const SPOT = { podAnnotations: { 'k8s.aliyun.com/eci-spot-strategy': 'SpotAsPriceGo' } };
  const LOST = 'may be reclaimed: a manager that is killed leaves its jobs orphaned';
  const lasting = Placement.acs({ qos: ComputeQos.DEFAULT });

  test.each<[string, Props, string]>([
    [
      'in an ACS cluster',
      { on: { kind: ClusterKind.ACS, virtualNode: true }, chartValues: BEST_EFFORT },
      `chartValues.podLabels["alibabacloud.com/compute-qos"]: is "best-effort", by which managers ${LOST}`,
    ],
    [
      'on ACS in an ACK cluster',
      { managers: { placement: lasting }, chartValues: BEST_EFFORT },
      `chartValues.podLabels["alibabacloud.com/compute-qos"]: is "best-effort", by which managers ${LOST}`,
    ],
    [
      'on ECI',
      { managers: { placement: Placement.eci() }, chartValues: SPOT },
      `chartValues.podAnnotations["k8s.aliyun.com/eci-spot-strategy"]: puts managers on spot instances, which ${LOST}`,
    ],
  ])('are warned of: %s', (_, props, warning) => {
    expect(found(props).warnings).toEqual(starting(warning));
  });

  test('are warned of once where their placement says so as well', () => {
    expect(found({ managers: { placement: Placement.acs() }, chartValues: BEST_EFFORT }).warnings).toEqual(
      starting(`managers.placement: ${LOST}`),
    );
  });

  test('are not there where the values have no effect', () => {
    expect(found({ chartValues: { ...BEST_EFFORT, ...SPOT } })).toEqual({ warnings: [] });
    const chartValues = { podAnnotations: { 'k8s.aliyun.com/eci-spot-strategy': 'NoSpot' } };
    expect(found({ managers: { placement: Placement.eci() }, chartValues })).toEqual({ warnings: [] });
  });
});

test('image builds that one of two placements cannot run are warned of', () => {
  const props = (condition: RosCondition) => ({
    jobs: { placement: choosePlacement(condition, Placement.eci(), nodes) },
    imageBuilds: ImageBuilds.unsafeDockerInDocker(),
  });
  expect(found(props).warnings).toEqual(
    starting(
      'which ECI rounds up to 0.5 vCPUs and 1 GiB',
      'gives everyone who can run a job on this runner the nodes',
      'imageBuilds.unsafeDockerInDocker: needs privileged containers, which ECI does not run; use ImageBuilds.kaniko(), or Placement.nodePool(). The deployment may choose ECI',
    ),
  );
});

test('a label that is a template of Helm passes, wherever jobs run', () => {
  const template = HelmTemplate.string('{{ .Values.onEci }}');
  for (const placement of [Placement.eci(), Placement.acs(), nodes]) {
    for (const key of [ECI, ACS, 'alibabacloud.com/compute-qos']) {
      const { errors } = found({ jobs: { placement }, ...jobs({ [key]: template }) });
      expect(errors).toBeUndefined();
    }
  }
  expect(
    found({ jobs: { placement: Placement.eci() }, ...jobs({ [ECI]: template, [ACS]: 'true' }) }).errors,
  ).toBeUndefined();
});

test('labels that only the deployment knows pass', () => {
  synth((stack) => {
    const value = stack.stackId;
    addRunner(stack, {
      on: ACK_PRO,
      ...jobs({ [ECI]: value, 'alibabacloud.com/compute-qos': value }),
      jobs: { placement: nodes },
    });
  });
});

describe('a text of config.toml', () => {
  const text = (labels: string): Props => ({
    chartValues: { runners: { config: `[[runners]]\n[runners.kubernetes.pod_labels]\n${labels}\n` } },
  });
  const problems = (props: Props) => problemsOf(podLabels, { on: ACK_PRO, ...props });

  test('may leave the label of the placement out', () => {
    expect(problems({ jobs: { placement: Placement.eci() }, ...text('') })).toEqual([]);
    expect(problems({ jobs: { placement: Placement.eci() }, ...text(`"${ECI}" = "false"`) })).toEqual([]);
  });

  test('sends jobs by its own labels, at its lines', () => {
    expect(problems({ jobs: { placement: nodes }, ...text(`"${ECI}" = "true"`) })).toEqual([]);
    expect(problems({ ...text(`"${ECI}" = "true"`), on: { virtualNode: false } })).toMatchObject([
      {
        severity: 'error',
        at: `chartValues.runners.config, runners.kubernetes.pod_labels["${ECI}"]`,
        line: 3,
        message: expect.stringContaining(
          'sends jobs to compute that is ECI, but the cluster has no virtual node',
        ) as string,
      },
    ]);
    expect(problems({ ...text(`"${ECI}" = "true"\n"${ACS}" = "true"`) })).toMatchObject([
      { rule: 'virtual-node-labels-clash', severity: 'error', line: 4 },
    ]);
  });

  test('is warned of where only Helm decides on a label', () => {
    expect(
      problems({ ...text(`{{ if .Values.eci }}\n"${ECI}" = "true"\n{{ end }}`), on: { virtualNode: false } }),
    ).toMatchObject([{ severity: 'warning', line: 4 }]);
  });
});

describe('serverless-privileged: pods that select virtual nodes run on ECI', () => {
  const selector = { type: 'virtual-kubelet' };
  const tolerations = [{ key: 'virtual-kubelet.io/provider', effect: 'NoSchedule' as const }];
  const privileged = { runners: { kubernetes: { privileged: true } } };
  const on = { virtualNode: true };
  const rulesOf = (props: Props) => problemsOf('all', { on, ...props }).map(({ rule, at }) => [rule, at]);
  const rule = 'serverless-privileged';

  test.each<[string, Props, string]>([
    [
      'by the placement',
      { jobs: { placement: Placement.nodePool({ nodeSelector: selector, tolerations }) }, config: privileged },
      'config.runners.kubernetes.privileged',
    ],
    [
      'by config',
      { jobs: { placement: nodes }, config: { runners: { kubernetes: { privileged: true, nodeSelector: selector } } } },
      'config.runners.kubernetes.privileged',
    ],
    [
      'by text',
      {
        chartValues: {
          runners: {
            config:
              '[[runners]]\n[runners.kubernetes]\nprivileged = true\n[runners.kubernetes.node_selector]\ntype = "virtual-kubelet"\n',
          },
        },
      },
      'chartValues.runners.config, runners.kubernetes.privileged',
    ],
    [
      'by chart values',
      { chartValues: { nodeSelector: selector, securityContext: { privileged: true } } },
      'chartValues.securityContext.privileged',
    ],
  ])('%s', (_, props, at) => {
    expect(rulesOf(props)).toContainEqual([rule, at]);
  });

  test.each<[string, Props]>([
    [
      'another type',
      { jobs: { placement: Placement.nodePool({ nodeSelector: { type: 'build' } }) }, config: privileged },
    ],
    [
      'a type that only the deployment knows',
      {
        jobs: { placement: Placement.nodePool({ nodeSelector: { type: Token.asString({ Ref: 'Type' }) } }) },
        config: privileged,
      },
    ],
  ])('not by %s', (_, props) => {
    expect(rulesOf(props).map(([one]) => one)).not.toContain(rule);
  });

  test('which needs a virtual node, and has options as a placement', () => {
    const props = {
      jobs: { placement: nodes },
      config: { runners: { kubernetes: { nodeSelector: selector } } },
    };
    const at = 'config.runners.kubernetes.nodeSelector.type';
    expect(problemsOf(podLabels, { on: { virtualNode: false }, ...props })).toMatchObject([
      { rule: 'placement-needs-virtual-node', severity: 'error', at },
    ]);
    expect(problemsOf(podLabels, { on, ...props })).toMatchObject([{ rule: 'label-overrules-placement', at }]);
  });
});
