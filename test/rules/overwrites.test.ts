import { ChartVersion, HelmTemplate, JobSize, Placement, RunnerChart } from '../../lib';
import type { JobOptions, JobOverwrites } from '../../lib';
import { goRegexpFault } from '../../lib/config/go-regexp';
import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import type { KubernetesConfig } from '../../lib/config/runner-config.generated';
import { declareCondition, equals } from '../../lib/ros/conditions';
import { overwrites } from '../../lib/rules/overwrites';
import { DEFAULT_POD_LABELS_ALLOWED } from '../../lib/runner/jobs/job-overwrites';
import { parameter } from '../cluster/fixtures';
import { addRunner } from '../support/runner';
import { synth, synthWarnings } from '../support/synth';
import type { Props } from './support';
import { problemsOf } from './support';
import { choosePlacement } from '../../lib/forms';

const found = (props: Props) =>
  problemsOf(overwrites, props).map(({ rule, severity, at, message }) => `${severity} ${rule} ${at}: ${message}`);
const overwriting = (some: JobOverwrites) => found({ jobs: { overwrites: some } });
const allowing = (jobs: JobOptions) => found({ jobs });
const configured = (kubernetes: KubernetesConfig) => found({ config: { runners: { kubernetes } } });
const inText = (lines: string) =>
  problemsOf(overwrites, { chartValues: { runners: { config: `[[runners]]\n[runners.kubernetes]\n${lines}\n` } } });

describe('the pod labels that pipelines may set by default', () => {
  // Go and JavaScript read this pattern alike, and neither takes a line break for the end.
  const allowed = new RegExp(DEFAULT_POD_LABELS_ALLOWED);

  test('are a pattern that the runner takes', () => {
    expect(goRegexpFault(DEFAULT_POD_LABELS_ALLOWED)).toBeUndefined();
  });

  test.each([
    // The pipeline in the document of the original service.
    'alibabacloud.com/compute-class=general-purpose',
    'alibabacloud.com/compute-qos=best-effort',
    'alibabacloud.com/compute-class=performance',
    'alibabacloud.com/compute-qos=default',
  ])('are %s', (label) => {
    expect(label).toMatch(allowed);
  });

  test.each([
    'alibabacloud.com/compute-class=gpu',
    'alibabacloud.com/compute-class=gpu-hpn',
    'alibabacloud.com/compute-class=agent-sandbox',
    'alibabacloud.com/compute-class=',
    'alibabacloud.com/compute-qos=best-effort ',
    'alibabacloud.com/compute-qos=best-effort\n',
    'alibabacloud.com/compute-qos=best-effort\nalibabacloud.com/acs=true',
    'alibabacloud.com/acs=true\nalibabacloud.com/compute-qos=best-effort',
    'alibabacloud.com/compute-qos=best-effort-and-more',
    'xalibabacloud.com/compute-qos=default',
    'alibabacloudXcom/compute-qos=default',
    'alibabacloud.com/eci=true',
    'alibabacloud.com/acs=true',
    'ros-cdk-gitlab-runner/pod-group=other-jobs',
    'app=web',
  ])('are not %j', (label) => {
    expect(label).not.toMatch(allowed);
  });
});

describe('overwrite-pattern', () => {
  test.each<[JobOverwrites, string, string]>([
    [{ podAnnotations: '^(?!evil)' }, 'podAnnotations', 'lookaheads'],
    [{ tolerations: '^(a$' }, 'tolerations', 'not closed'],
    [{ podLabels: '[' }, 'podLabels', 'not closed'],
    [{ nodeSelector: '(a)\\1' }, 'nodeSelector', 'backreferences'],
    [{ serviceAccount: '*' }, 'serviceAccount', 'repeats nothing'],
  ])('finds %j', (some, name, reason) => {
    expect(overwriting(some)).toEqual([
      expect.stringMatching(
        new RegExp(`^error overwrite-pattern jobs\\.overwrites\\.${name}: .* is not a regular expression .*${reason}`),
      ),
    ]);
  });

  // From the documentation of the chart and of the runner, among others.
  test.each([
    '',
    '^$',
    '.*',
    'ci-.*',
    '^ci-[a-z]+$',
    '^kubernetes\\.io/arch=(amd64|arm64)$',
    '^(gitlab|runner)=.+$',
    '(?i)^team=[[:alnum:]]+$',
  ])('takes %j', (pattern) => {
    const { tolerations, serviceAccount, ...pairs } = {
      podLabels: pattern,
      podAnnotations: pattern,
      nodeSelector: pattern,
      tolerations: pattern,
      serviceAccount: pattern,
    };
    expect(overwriting({ ...pairs, tolerations, serviceAccount })).toEqual([]);
  });

  test('leaves config.toml to the check of its keys', () => {
    expect(configured({ podLabelsOverwriteAllowed: '(' })).toEqual([]);
    expect(() =>
      synth((stack) => addRunner(stack, { config: { runners: { kubernetes: { podLabelsOverwriteAllowed: '(' } } } })),
    ).toThrow(/has a problem:\n {2}- config\.runners\.kubernetes\.podLabelsOverwriteAllowed: /);
  });
});

describe('allow-list-empty', () => {
  const EMPTY = 'is empty, which the runner takes for no restriction at all; list what is allowed';

  test.each<keyof JobOptions>([
    'allowedImages',
    'allowedServices',
    'allowedPullPolicies',
    'allowedUsers',
    'allowedGroups',
  ])('finds empty jobs.%s', (name) => {
    expect(allowing({ [name]: [] })).toEqual([`error allow-list-empty jobs.${name}: ${EMPTY}`]);
  });

  test.each<keyof KubernetesConfig>([
    'allowedImages',
    'allowedServices',
    'allowedPullPolicies',
    'allowedUsers',
    'allowedGroups',
  ])('finds empty %s in config and in a text', (name) => {
    expect(configured({ [name]: [] })).toEqual([`error allow-list-empty config.runners.kubernetes.${name}: ${EMPTY}`]);
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(inText(`${key} = []`)).toMatchObject([{ rule: 'allow-list-empty', severity: 'error', line: 3 }]);
  });

  test('is a warning for one side of a choice', () => {
    const allowedImages = new DeployTimeChoice({}, [], ['alpine:*']) as unknown as string[];
    expect(configured({ allowedImages })).toEqual([expect.stringMatching(/^warning allow-list-empty /)]);
  });

  test('takes lists with items, and no list', () => {
    expect(
      allowing({
        allowedImages: ['alpine:*'],
        allowedPullPolicies: ['always'],
        allowedUsers: [0, 1000],
        allowedGroups: [1000],
      }),
    ).toEqual([]);
    expect(allowing({})).toEqual([]);
  });
});

describe('allowed-image-pattern', () => {
  test.each([
    'alpine:3',
    'node:20.*',
    'node:20.1?-alpine',
    '*/*:*',
    'registry.example.com/ci/**',
    'registry.example.com:5000/ci/*@sha256:*',
    'registry.*.aliyuncs.com/ci/*',
    'registry.example.com/{ci,build}/[a-z]*',
    'registry.example.com/[^x]*',
    'registry\\.example\\.com/ci',
    'a\\[b',
  ])('takes %s', (pattern) => {
    expect(allowing({ allowedImages: [pattern], allowedServices: [pattern] })).toEqual([]);
  });

  // The runner's own library says of each that it is malformed.
  test.each([
    ['[a', 'a "[" is not closed'],
    ['ci/[]', 'has nothing in it'],
    ['ci/[^]', 'has nothing in it'],
    ['ci/[!', 'a "[" is not closed'],
    ['ci/{a,b', 'a "{" is not closed'],
    ['ci/a}', 'a "}" closes nothing'],
    ['ci\\', 'nothing to escape'],
  ])('finds malformed %s', (pattern, reason) => {
    const [problem, ...others] = allowing({ allowedImages: ['alpine:*', pattern] });
    expect(others).toEqual([]);
    expect(problem).toContain(
      `error allowed-image-pattern jobs.allowedImages[1]: is ${JSON.stringify(pattern)}, which the runner passes over`,
    );
    expect(problem).toContain(reason);
  });

  test.each(['^reg/.*$', 'reg/.*', '.*/app', 'reg/ci.*', 'alpine:.*', 'alpine$', '.*', '(alpine|debian):3', 'reg/.+'])(
    'finds the regular expression %s',
    (pattern) => {
      expect(allowing({ allowedServices: [pattern] })).toEqual([
        expect.stringMatching(/^error allowed-image-pattern jobs\.allowedServices\[0\]: .*write "\*" for any text/),
      ]);
    },
  );

  test.each(['', '$CI_REGISTRY/ci/*', 'alpine :3'])('finds %j, which no image matches', (pattern) => {
    expect(allowing({ allowedImages: [pattern] })).toEqual([
      expect.stringMatching(/^error allowed-image-pattern jobs\.allowedImages\[0\]: is /),
    ]);
  });

  test('finds patterns in config and in a text', () => {
    const patterns = ['alpine:*', '^reg/.*$', '', '[a'];
    expect(configured({ allowedImages: patterns, allowedServices: ['postgres:{15,16'] })).toEqual([
      expect.stringContaining('config.runners.kubernetes.allowedImages[1]: is "^reg'),
      expect.stringContaining('config.runners.kubernetes.allowedImages[2]: is empty'),
      expect.stringContaining('config.runners.kubernetes.allowedImages[3]: is "[a", which the runner passes over'),
      expect.stringContaining('config.runners.kubernetes.allowedServices[0]: '),
    ]);
    expect(inText('allowed_images = ["alpine:*", "[a"]')).toMatchObject([
      { rule: 'allowed-image-pattern', at: 'chartValues.runners.config, runners.kubernetes.allowed_images[1]' },
    ]);
  });
});

describe('whole-number', () => {
  test.each<[JobOptions, string]>([
    [{ allowedUsers: [1000, 0.5] }, 'allowedUsers[1]: is 0.5; allowed is a whole number of at least 0'],
    [{ allowedGroups: [-1] }, 'allowedGroups[0]: is -1; allowed is a whole number of at least 0'],
  ])('finds %j', (jobs, problem) => {
    expect(allowing(jobs)).toEqual([`error whole-number jobs.${problem}`]);
  });

  test('takes root and others', () => {
    expect(allowing({ allowedUsers: [0, 1000], allowedGroups: [0] })).toEqual([]);
  });
});

describe('allowed-ids-need-newer-runner', () => {
  const jobs = { allowedUsers: [1000], allowedGroups: [1000] };

  test('finds them where the runner does not know them yet', () => {
    expect(found({ jobs, chart: RunnerChart.fromVersion(ChartVersion.V0_71_0) })).toEqual([
      expect.stringContaining('allowed-ids-need-newer-runner jobs.allowedUsers: needs GitLab Runner 18.4'),
      expect.stringContaining('allowed-ids-need-newer-runner jobs.allowedGroups: needs GitLab Runner 18.4'),
    ]);
  });

  test('takes them where it does', () => {
    expect(found({ jobs, chart: RunnerChart.fromVersion(ChartVersion.V0_90_1) })).toEqual([]);
  });
});

describe('bearer-token-overwrite', () => {
  test('finds tokens from pipelines', () => {
    expect(configured({ bearerTokenOverwriteAllowed: true })).toEqual([
      expect.stringMatching(
        /^warning bearer-token-overwrite config\.runners\.kubernetes\.bearerTokenOverwriteAllowed: lets every pipeline/,
      ),
    ]);
    expect(inText('bearer_token_overwrite_allowed = true')).toMatchObject([
      { rule: 'bearer-token-overwrite', severity: 'warning', line: 3 },
    ]);
  });

  test('takes none', () => {
    expect(configured({ bearerTokenOverwriteAllowed: false })).toEqual([]);
    expect(inText('bearer_token_overwrite_allowed = false')).toEqual([]);
  });

  test('is told by a runner', () => {
    const kubernetes = { bearerTokenOverwriteAllowed: true };
    expect(synthWarnings((stack) => addRunner(stack, { config: { runners: { kubernetes } } }))).toContainEqual(
      expect.stringMatching(/^config\.runners\.kubernetes\.bearerTokenOverwriteAllowed: /),
    );
  });
});

const warningsOf = (jobs: JobOptions, placement = Placement.nodePool(), kubernetes: KubernetesConfig = {}) =>
  found({ jobs: { ...jobs, placement }, config: { runners: { kubernetes } } }).map((line) =>
    line.replace(/^warning /, ''),
  );

describe('overwrite-maximum-below-limit', () => {
  const LESS =
    'which the runner does not hold against it: jobs keep that, and could only lower it. Raise the maximum, or lower what jobs get';

  test('goes by what jobs may use, wherever that comes from', () => {
    expect(warningsOf({ overwrites: { maxResources: { cpu: '1' } } })).toEqual([
      `overwrite-maximum-below-limit jobs.overwrites.maxResources.cpu: is "1", below the "2" that jobs may use without asking (jobs.resources.cpu), ${LESS}`,
    ]);
    expect(
      warningsOf({ resources: { cpu: '1', limits: { cpu: '4' } }, overwrites: { maxResources: { cpu: '2' } } }),
    ).toEqual([
      `overwrite-maximum-below-limit jobs.overwrites.maxResources.cpu: is "2", below the "4" that jobs may use without asking (jobs.resources.limits.cpu), ${LESS}`,
    ]);
    expect(warningsOf({ size: JobSize.LARGE, overwrites: { maxResources: { memory: '16Gi' } } })).toEqual([
      `overwrite-maximum-below-limit jobs.overwrites.maxResources.memory: is "16Gi", below the "31Gi" that jobs may use without asking (jobs.size), ${LESS}`,
    ]);
  });

  test('counts the storage that serverless jobs have by default', () => {
    const jobs = { overwrites: { maxResources: { ephemeralStorage: '20Gi' } } };
    expect(warningsOf(jobs, Placement.eci())).toEqual([
      `overwrite-maximum-below-limit jobs.overwrites.maxResources.ephemeralStorage: is "20Gi", below the "30Gi" that jobs may use without asking (jobs.resources.ephemeralStorage), ${LESS}`,
    ]);
    expect(warningsOf(jobs)).toEqual([]);
  });

  test('is found for the helper and for services', () => {
    const jobs: JobOptions = {
      size: JobSize.SMALL,
      serviceResources: { cpu: '1' },
      overwrites: { maxHelperResources: { memory: '256Mi' }, maxServiceResources: { cpu: '0' } },
    };
    expect(warningsOf(jobs)).toEqual([
      expect.stringContaining('jobs.overwrites.maxHelperResources.memory: is "256Mi", below the "512Mi"'),
      expect.stringContaining('jobs.overwrites.maxServiceResources.cpu: is "0", below the "1"'),
    ]);
  });

  test('is found in the configuration, and held against it', () => {
    expect(warningsOf({}, Placement.nodePool(), { cpuLimitOverwriteMaxAllowed: '1' })).toEqual([
      expect.stringContaining('config.runners.kubernetes.cpuLimitOverwriteMaxAllowed: is "1", below the "2"'),
    ]);
    expect(warningsOf({ overwrites: { maxResources: { cpu: '3' } } }, Placement.nodePool(), { cpuLimit: '4' })).toEqual(
      [expect.stringContaining('below the "4" that jobs may use without asking (config.runners.kubernetes.cpuLimit)')],
    );
    expect(inText('cpu_request = "2"\ncpu_limit_overwrite_max_allowed = "1"')).toMatchObject([
      { rule: 'overwrite-maximum-below-limit', line: 4 },
    ]);
  });
});

describe('overwrite-maximum-above-pod', () => {
  const NEVER = 'a job that asks for more waits for a pod that never comes. Lower it';

  test.each([
    ['ECI', Placement.eci(), '32768'],
    ['ECI spot', Placement.eci({ spot: {} }), '32768'],
    ['ACS', Placement.acs(), '512'],
  ])('finds more than a pod of %s has', (name, placement, storage) => {
    const maxResources = { cpu: '200', memory: '4Ti', ephemeralStorage: '99Ti' };
    expect(warningsOf({ overwrites: { maxResources } }, placement)).toEqual([
      `overwrite-maximum-above-pod jobs.overwrites.maxResources.cpu: is "200", and the largest pod of ${name} has 64 vCPUs and 512 GiB: ${NEVER}`,
      `overwrite-maximum-above-pod jobs.overwrites.maxResources.memory: is "4Ti", and the largest pod of ${name} has 64 vCPUs and 512 GiB: ${NEVER}`,
      `overwrite-maximum-above-pod jobs.overwrites.maxResources.ephemeralStorage: is "99Ti", and ${name} has at most ${storage} GiB: ${NEVER}`,
    ]);
  });

  test('is found for the helper, for services and in the configuration', () => {
    const some = { maxHelperResources: { cpu: '65' }, maxServiceResources: { memory: '513Gi' } };
    expect(warningsOf({ overwrites: some }, Placement.acs(), { cpuLimitOverwriteMaxAllowed: '100' })).toEqual([
      expect.stringContaining('config.runners.kubernetes.cpuLimitOverwriteMaxAllowed: is "100", and the largest'),
      expect.stringContaining('jobs.overwrites.maxHelperResources.cpu: is "65", and the largest'),
      expect.stringContaining('jobs.overwrites.maxServiceResources.memory: is "513Gi", and the largest'),
    ]);
  });

  test('says so where the deployment may choose such a placement', () => {
    const chosen = found((stack) => {
      const condition = declareCondition(stack, 'Any', equals('a', 'b'));
      const placement = choosePlacement(condition, Placement.eci(), Placement.nodePool());
      return { jobs: { placement, overwrites: { maxResources: { cpu: '65' } } } };
    });
    expect(chosen).toEqual([expect.stringMatching(/Lower it\. The deployment may choose ECI$/)]);
  });

  test('is not known on nodes, and takes the largest pod', () => {
    expect(warningsOf({ overwrites: { maxResources: { cpu: '200', memory: '4Ti' } } })).toEqual([]);
    const maxResources = { cpu: '64', memory: '512Gi', ephemeralStorage: '512Gi' };
    expect(warningsOf({ overwrites: { maxResources } }, Placement.acs())).toEqual([]);
  });
});

test('nothing is said of sound options, nor of those of the deployment', () => {
  const sound: JobOptions = {
    size: JobSize.MEDIUM,
    allowedImages: ['registry.example.com/ci/*'],
    allowedServices: ['postgres:*'],
    allowedPullPolicies: ['always', 'if-not-present'],
    allowedUsers: [0, 1000],
    overwrites: {
      podLabels: '',
      podAnnotations: '^example\\.com/[a-z]+=[a-z0-9-]+$',
      maxHelperResources: { cpu: '1', memory: '2Gi', ephemeralStorage: '10Gi' },
      maxResources: { cpu: '8', memory: '32Gi' },
    },
  };
  expect(found({ jobs: sound })).toEqual([]);
  expect(
    found((stack) => {
      const text = parameter.text(stack, 'Text');
      const allowedUsers = [parameter.number(stack, 'User')];
      const kubernetes = { podLabelsOverwriteAllowed: text, allowedServices: [text], allowedUsers: [text] };
      const some = { nodeSelector: text, maxResources: { cpu: text }, maxHelperResources: { memory: text } };
      const jobs = { placement: Placement.eci(), allowedImages: [text], allowedUsers, overwrites: some };
      return { jobs, config: { runners: { kubernetes } } };
    }),
  ).toEqual([]);
  expect(configured({ podLabelsOverwriteAllowed: HelmTemplate.string('{{ .Release.Namespace }}') })).toEqual([]);
  expect(configured({ podLabelsOverwriteAllowed: 1, allowedImages: 'alpine', allowedServices: [1] } as never)).toEqual(
    [],
  );
  expect(warningsOf({ resources: { cpu: 'two' }, overwrites: { maxResources: { cpu: '1' } } })).toEqual([]);
});
