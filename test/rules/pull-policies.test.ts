import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { ClusterKind, HelmTemplate, Placement } from '../../lib';
import type { JobOptions, PullPolicy } from '../../lib';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { pullPolicies } from '../../lib/rules/pull-policies';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';
import type { Props } from './support';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

const ALWAYS: JobOptions = { allowedPullPolicies: ['always'] };

const onEci = { on: { virtualNode: true }, jobs: { placement: Placement.eci() } };
const onAcs = { on: { kind: ClusterKind.ACS, virtualNode: undefined } };
const withConfig = (kubernetes: KubernetesConfig) => ({ config: { runners: { kubernetes } } });

const text = (...lines: string[]) => ({
  chartValues: { runners: { config: ['[[runners]]', '[runners.kubernetes]', ...lines].join('\n') } },
});
const found = (props: Props) => problemsOf(pullPolicies, props);
const renderingOf = (props: RunnerOverrides) => () => renderRunner(props);

describe('the policies that jobs may ask for', () => {
  test('are the runner’s own too, since it refuses every job without one that is allowed', () => {
    const pullPolicies: PullPolicy[] = ['if-not-present', 'always'];
    expect(renderRunner({ jobs: { allowedPullPolicies: pullPolicies } }).kubernetes).toMatchObject({
      allowed_pull_policies: ['if-not-present', 'always'],
      pull_policy: ['if-not-present', 'always'],
    });
  });

  test('are beneath those that images and config name', () => {
    const jobs: JobOptions = { allowedPullPolicies: ['always', 'if-not-present'] };
    const images = { pullPolicy: 'IfNotPresent' } as const;
    expect(renderRunner({ jobs, images }).kubernetes.pull_policy).toBe('if-not-present');
    const both = { jobs, images, ...withConfig({ pullPolicy: 'always' }) };
    expect(renderRunner(both).kubernetes.pull_policy).toBe('always');
  });

  test('leave the choice to the cluster when there are none', () => {
    expect(renderRunner().kubernetes).not.toHaveProperty('pull_policy');
  });
});

describe('pull-policy-not-allowed', () => {
  test.each<[string, RunnerOverrides, string]>([
    [
      'that of images',
      { jobs: ALWAYS, images: { pullPolicy: 'IfNotPresent' } },
      'images.pullPolicy: is "IfNotPresent", and jobs.allowedPullPolicies allows "always" only: the runner would refuse every job',
    ],
    [
      'that of config',
      { jobs: ALWAYS, images: { pullPolicy: 'Always' }, ...withConfig({ pullPolicy: ['never', 'if-not-present'] }) },
      'config.runners.kubernetes.pullPolicy: is "never", "if-not-present", and jobs.allowedPullPolicies allows "always"',
    ],
    [
      'that of images when config narrows what is allowed',
      { jobs: ALWAYS, images: { pullPolicy: 'Always' }, ...withConfig({ allowedPullPolicies: ['never'] }) },
      'images.pullPolicy: is "Always", and config.runners.kubernetes.allowedPullPolicies allows "never" only',
    ],
    [
      'that of jobs when config narrows what is allowed',
      { jobs: ALWAYS, ...withConfig({ allowedPullPolicies: ['never'] }) },
      'config.runners.kubernetes.allowedPullPolicies: allows "never" only, and jobs have "always"',
    ],
    [
      'none',
      withConfig({ allowedPullPolicies: ['always'] }),
      'config.runners.kubernetes.allowedPullPolicies: allows "always" only, and no pull policy is given: the runner would refuse every job. Set config.runners.kubernetes.pullPolicy to one of these',
    ],
  ])('finds %s', (_policy, props, message) => {
    expect(found(props).map(({ rule, severity, at, message }) => `${severity} ${rule} ${at}: ${message}`)).toEqual([
      expect.stringContaining(`error pull-policy-not-allowed ${message}`),
    ]);
    expect(renderingOf(props)).toThrow(message);
  });

  test('finds those of a text, at the line', () => {
    expect(found(text('pull_policy = "never"', 'allowed_pull_policies = ["always"]'))).toMatchObject([
      {
        rule: 'pull-policy-not-allowed',
        at: 'chartValues.runners.config, runners.kubernetes.pull_policy',
        line: 3,
        message: expect.stringMatching(
          /^is "never", and chartValues\.runners\.config, runners\.kubernetes\.allowed_pull_policies allows "always"/,
        ) as string,
      },
    ]);
    expect(found(text('pull_policy = ["never", "always"]', 'allowed_pull_policies = ["always"]'))).toEqual([]);
  });

  test('takes a policy that is one of several, and deploy-time values', () => {
    expect(renderingOf({ jobs: ALWAYS, ...withConfig({ pullPolicy: ['never', 'always'] }) })).not.toThrow();
    const ofDeployment = renderRunner((stack) => {
      const pullPolicy = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
      return { jobs: ALWAYS, ...withConfig({ pullPolicy }) };
    });
    expect(ofDeployment.warnings).toEqual([]);
  });

  test('takes Helm templates', () => {
    const template = HelmTemplate.string('{{ .Values.policy }}');
    expect(renderingOf({ jobs: ALWAYS, ...withConfig({ pullPolicy: template }) })).not.toThrow();
    const allowedPullPolicies = [template];
    expect(renderingOf({ images: { pullPolicy: 'Always' }, ...withConfig({ allowedPullPolicies }) })).not.toThrow();
  });

  test.each([{}, 'x', ['always', 'x']])('leaves %j to the check of its key', (pullPolicy) => {
    const refused = renderingOf({
      jobs: { allowedPullPolicies: ['never'] },
      ...withConfig({ pullPolicy } as never),
    });
    expect(refused).toThrow(
      /has a problem:\n {2}- config\.runners\.kubernetes\.pullPolicy(\[1\])?: is .*; allowed are /,
    );
  });
});

describe('allowed-pull-policy-unknown', () => {
  test('finds words that the runner does not know', () => {
    const pullPolicies: PullPolicy[] = ['always', 'if-not-presnt' as 'never'];
    expect(found({ jobs: { allowedPullPolicies: pullPolicies } })).toEqual([
      {
        rule: 'allowed-pull-policy-unknown',
        severity: 'error',
        at: 'jobs.allowedPullPolicies[1]',
        message: 'is "if-not-presnt"; allowed is "always", "if-not-present", "never". Did you mean "if-not-present"?',
      },
    ]);
  });

  test('takes those that it knows', () => {
    expect(found({ jobs: { allowedPullPolicies: ['always', 'if-not-present', 'never'] } })).toEqual([]);
  });
});

describe('images-never-pulled', () => {
  const images = { pullPolicy: 'Never' } as const;

  test('is a warning for jobs on ECI, which has images in its cache only', () => {
    expect(renderRunner({ ...onEci, images }).warnings).toEqual([
      'images.pullPolicy: is never to pull, and pods of jobs on ECI start without any image but those of an image cache: all others fail. Use IfNotPresent [images-never-pulled]',
    ]);
  });

  test('is a warning for managers on ECI', () => {
    const props = { on: { virtualNode: true }, jobs: { placement: Placement.nodePool() }, images };
    expect(renderRunner({ ...props, managers: { placement: Placement.eci() } }).warnings).toEqual([
      expect.stringContaining('pods of managers on ECI'),
    ]);
    expect(renderRunner(props).warnings).toEqual([]);
  });

  test('is refused on ACS, whose image cache is for pods that always pull', () => {
    expect(renderingOf({ ...onAcs, images })).toThrow(
      'images.pullPolicy: is never to pull, and pods of jobs on ACS start without any image; use IfNotPresent or Always',
    );
    expect(renderingOf({ ...onAcs, ...withConfig({ pullPolicy: 'never' }) })).toThrow(
      'config.runners.kubernetes.pullPolicy: is never to pull',
    );
  });

  test('is found in chart values and in a text', () => {
    const onEci = { on: { virtualNode: true }, managers: { placement: Placement.eci() } };
    expect(found({ ...onEci, chartValues: { imagePullPolicy: 'Never' } })).toMatchObject([
      { rule: 'images-never-pulled', severity: 'warning', at: 'chartValues.imagePullPolicy' },
    ]);
    expect(found({ ...onAcs, ...text('pull_policy = "never"') })).toMatchObject([
      { rule: 'images-never-pulled', severity: 'error', line: 3 },
    ]);
  });

  test('says so where the deployment may choose such a placement', () => {
    const chosen = found((stack) => {
      const condition = declareCondition(stack, 'Any', equals('a', 'b'));
      return { images, jobs: { placement: choosePlacement(condition, Placement.eci(), Placement.nodePool()) } };
    });
    expect(chosen).toMatchObject([
      {
        rule: 'images-never-pulled',
        severity: 'warning',
        message: expect.stringContaining('pods of jobs on ECI start') as string,
      },
    ]);
  });

  test('is told once of several computes', () => {
    const fallback = Placement.fallback([Placement.acs(), Placement.eci()]);
    expect(found({ on: { virtualNode: true, edition: 'pro' }, jobs: { placement: fallback }, images })).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('on ACS, then ECI start') as string },
    ]);
  });

  test('may be tried first, with another way behind it', () => {
    expect(renderRunner({ ...onEci, ...withConfig({ pullPolicy: ['never', 'always'] }) }).warnings).toEqual([]);
  });
});

describe('image-cache-unused', () => {
  const placement = Placement.acs({ imageCache: true });
  const warningsOf = (props: RunnerOverrides) => renderRunner({ ...onAcs, jobs: { placement }, ...props }).warnings;

  test('has nothing to say when images are always pulled', () => {
    expect(warningsOf({ images: { pullPolicy: 'Always' } })).toEqual([]);
  });

  test.each<[string, RunnerOverrides, string]>([
    ['if not present', { images: { pullPolicy: 'IfNotPresent' } }, 'images.pullPolicy: is "IfNotPresent", and'],
    ['as the cluster does it', {}, 'images.pullPolicy: is missing, and'],
    [
      'if not present, by config',
      withConfig({ pullPolicy: ['if-not-present', 'always'] }),
      'config.runners.kubernetes.pullPolicy: is "if-not-present", "always", and',
    ],
  ])('is out of use when images are pulled %s', (_policy, props, beginning) => {
    expect(warningsOf(props)).toEqual([
      `${beginning} the image cache of ACS serves pods that always pull; set it to Always, or leave imageCache out [image-cache-unused]`,
    ]);
  });

  test('is no matter where it is off', () => {
    expect(warningsOf({ jobs: { placement: Placement.acs({ imageCache: false }) } })).toEqual([]);
  });
});
