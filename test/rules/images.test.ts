import { RosParameter, RosParameterType, RosPseudo } from '@alicloud/ros-cdk-core';
import { ChartVersion, HelmTemplate, Placement, RunnerChart } from '../../lib';
import type { RunnerImages } from '../../lib';
import { images as rules } from '../../lib/rules/images';
import type { RunnerOverrides } from '../support/runner';
import { problemsOf } from './support';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;
const found = (props: RunnerOverrides) => problemsOf(rules, props);
const check = (images: RunnerImages, props: RunnerOverrides = {}) => found({ images, ...props });
const config = (kubernetes: object) => ({ config: { runners: { kubernetes } } });
const text = (kubernetes: string) => ({
  chartValues: { runners: { config: `[[runners]]\n[runners.kubernetes]\n${kubernetes}\n` } },
});

test('good options pass', () => {
  const images: RunnerImages = {
    mirror: 'harbor.example.com:8443/proxy/docker.io',
    manager: { repository: 'gitlab-runner', tag: 'alpine-v19.1.1' },
    helper: { repository: 'registry.example.com/gitlab-runner-helper', tag: 'arm64-v$CI_RUNNER_VERSION' },
    pullPolicy: 'Always',
  };
  expect(check(images)).toEqual([]);
  expect(found({})).toEqual([]);
});

test('deploy-time values pass', () => {
  expect(check({ mirror: `registry-vpc.${RosPseudo.region}.aliyuncs.com/ci` })).toEqual([]);
  const problems = problemsOf(rules, (stack) => {
    const value = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
    return {
      images: {
        mirror: value,
        manager: { repository: value, tag: value },
        helper: { repository: value, tag: `x86_64-v${value}` },
      },
    };
  });
  expect(problems).toEqual([]);
});

describe('image-name', () => {
  const rule = 'image-name';

  test.each([
    ['https://registry.example.com/ci', /without scheme/],
    ['registry.example.com/ci/', /slash at the end/],
    ['registry.example.com/ci:latest', /tag/],
    ['my-ns', /host of the registry/],
    ['', /host of the registry/],
    ['registry.example.com/CI', /not the beginning/],
    ['registry-vpc.cn-hangzhou.aliyuncs.com', /lacks the namespace/],
  ])('refuses the mirror %p', (mirror, message) => {
    expect(check({ mirror })).toMatchObject([{ rule, at: 'images.mirror', message: matching(message) }]);
  });

  test('takes a mirror without namespace elsewhere', () => {
    expect(check({ mirror: 'registry.example.com' })).toEqual([]);
  });

  test('refuses a repository with a tag, and says where the tag goes', () => {
    expect(check({ helper: { repository: 'gitlab-runner-helper:x86_64-v19.1.1' } })).toMatchObject([
      { rule, at: 'images.helper.repository', message: matching(/as `tag`/) },
    ]);
  });

  test('refuses what is not a tag', () => {
    expect(check({ helper: { tag: ':x86_64-v19.1.1' } })).toMatchObject([
      { rule, at: 'images.helper.tag', message: matching(/not a tag/) },
    ]);
  });

  test('judges images of config and of a text by their names', () => {
    expect(found(config({ image: 'a b', helperImage: 'a b' }))).toMatchObject([
      {
        rule,
        at: 'config.runners.kubernetes.image',
        message: matching(/^is "a b", which is not the name of an image/),
      },
      { rule, at: 'config.runners.kubernetes.helperImage', message: matching(/^is "a b"/) },
    ]);
    expect(found(text('image = "a b"'))).toMatchObject([
      { rule, at: 'chartValues.runners.config, runners.kubernetes.image', line: 3 },
    ]);
    expect(found(config({ image: 'alpine:3', helperImage: 'registry.example.com/helper' }))).toEqual([]);
  });

  test('does not judge Helm templates, nor what is not a string', () => {
    expect(found(config({ image: HelmTemplate.string('{{ .Values.image }}'), helperImage: 5 }))).toEqual([]);
  });
});

describe('image-version', () => {
  const rule = 'image-version';

  test('warns of images of another version than the chart', () => {
    const images = { manager: { tag: 'alpine-v17.6.0' }, helper: { tag: 'x86_64-latest' } };
    expect(check(images)).toMatchObject([
      { rule, severity: 'warning', at: 'images.manager.tag', message: matching(/GitLab Runner 19\.1/) },
      { rule, severity: 'warning', at: 'images.helper.tag', message: matching(/must be of one version/) },
    ]);
    expect(
      check({ manager: { tag: 'alpine-v17.6.0' } }, { chart: RunnerChart.fromVersion(ChartVersion.V0_71_0) }),
    ).toEqual([]);
  });

  test.each<[string, RunnerOverrides]>([
    ['chartValues.image.tag', { chartValues: { image: { tag: 'alpine-v15.0.0' } } }],
    [
      'config.runners.kubernetes.helperImage',
      config({ helperImage: 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v15.0.0' }),
    ],
    [
      'chartValues.runners.config, runners.kubernetes.helper_image',
      text('helper_image = "gitlab/gitlab-runner-helper:x86_64-v15.0.0"'),
    ],
  ])('warns of %s', (at, props) => {
    expect(found(props)).toMatchObject([{ rule, severity: 'warning', at, message: matching(/v15\.0\.0/) }]);
  });

  test.each<[string, RunnerOverrides]>([
    ['of its own', config({ helperImage: 'registry.example.com/ci/our-helper:stable' })],
    ['with the variable of the runner', config({ helperImage: 'gitlab-runner-helper:x86_64-v${CI_RUNNER_VERSION}' })],
    ['by its digest', config({ helperImage: `gitlab-runner-helper@sha256:${'0'.repeat(64)}` })],
    ['by a template', { chartValues: { image: { tag: 'alpine-v{{ .Chart.AppVersion }}' } } }],
  ])('takes an image %s', (_, props) => {
    expect(found(props)).toEqual([]);
  });

  test.each(['alpine-v19.10.0', 'alpine-v17.19.1', 'alpine-v119.1.0', 'alpine-v19'])(
    'does not take %s for an image of 19.1',
    (tag) => {
      expect(check({ manager: { tag } })).toMatchObject([{ rule, at: 'images.manager.tag' }]);
    },
  );

  test.each(['alpine-v19.1.1', 'ubuntu-24.04-v19.1.0', '19.1', 'x86_64-v19.1.1-pwsh', 'v19.1.x'])(
    'takes %s for an image of 19.1',
    (tag) => {
      expect(check({ manager: { tag } })).toEqual([]);
    },
  );
});

test('manager-tag-variable refuses variables where nobody replaces them', () => {
  expect(check({ manager: { tag: 'alpine-v${CI_RUNNER_VERSION}' } })).toMatchObject([
    { rule: 'manager-tag-variable', at: 'images.manager.tag', message: matching(/only the tag of the helper/) },
  ]);
  expect(check({ helper: { tag: 'x86_64-v${CI_RUNNER_VERSION}' } })).toEqual([]);
});

describe('helper-image-architecture', () => {
  const rule = 'helper-image-architecture';
  const nodeSelector = { 'kubernetes.io/arch': 'arm64' };
  const placement = Placement.nodePool({ nodeSelector });
  const mirror = 'registry.example.com/ci';

  test.each<[string, RunnerOverrides]>([
    ['images.helper.tag', { jobs: { placement }, images: { helper: { tag: 'x86_64-v${CI_RUNNER_VERSION}' } } }],
    [
      'config.runners.kubernetes.helperImage',
      { jobs: { placement }, ...config({ helperImage: 'registry.example.com/helper:ubuntu-x86_64-v19.1.1' }) },
    ],
  ])('refuses %s on other nodes', (at, props) => {
    expect(found(props)).toMatchObject([
      { rule, severity: 'error', at, message: matching(/for x86_64, .*architecture arm64.*Use the tag ".*arm64-v/) },
    ]);
  });

  test.each<[string, RunnerOverrides]>([
    ['the mirror has that of the nodes', { jobs: { placement }, images: { mirror } }],
    ['the mirror has that of the nodes by config', { images: { mirror }, ...config({ nodeSelector }) }],
    [
      'the tag is that of the nodes',
      { jobs: { placement }, images: { helper: { tag: 'arm64-v${CI_RUNNER_VERSION}' } } },
    ],
    ['the runner finds it by itself', { jobs: { placement } }],
    [
      'amd64 is x86_64',
      {
        images: { mirror },
        jobs: { placement: Placement.nodePool({ nodeSelector: { 'kubernetes.io/arch': 'amd64' } }) },
      },
    ],
    [
      'the tag does not tell',
      { jobs: { placement }, ...config({ helperImage: 'registry.example.com/helper:multi-arch' }) },
    ],
  ])('passes where %s', (_, props) => {
    expect(found(props)).toEqual([]);
  });

  describe('of a fallback', () => {
    const on = (arch: string) => Placement.nodePool({ nodeSelector: { 'kubernetes.io/arch': arch } });
    const mixed = Placement.fallback([on('arm64'), on('amd64')]);

    test.each<[string, Placement]>([
      ['nodes', mixed],
      ['ECI, which is x86', Placement.fallback([on('arm64'), Placement.eci()])],
    ])('refuses nodes of one architecture and %s', (_, fallback) => {
      expect(found({ jobs: { placement: fallback } })).toMatchObject([
        { rule, severity: 'error', at: 'jobs.placement', message: matching(/^may send jobs to arm64 and amd64, /) },
      ]);
      expect(found({ jobs: { placement: fallback }, images: { mirror } })).toMatchObject([
        { rule, at: 'jobs.placement' },
      ]);
    });

    test.each<[string, RunnerOverrides]>([
      ['all are of one', { jobs: { placement: Placement.fallback([on('amd64'), Placement.eci()]) } }],
      ['that of some is not known', { jobs: { placement: Placement.fallback([on('arm64'), Placement.nodePool()]) } }],
      [
        'the helper image is chosen',
        { jobs: { placement: mixed }, ...config({ helperImage: 'registry.example.com/helper:all' }) },
      ],
    ])('passes where %s', (_, props) => {
      expect(found(props)).toEqual([]);
    });

    test('cannot judge an architecture that only the deployment knows', () => {
      const problems = problemsOf(rules, (stack) => {
        const arch = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
        return { jobs: { placement: Placement.fallback([on(arch), on('arm64')]) } };
      });
      expect(problems).toEqual([]);
    });
  });
});

test('image-pull-policy refuses the words of the runner, and says the right one', () => {
  expect(check({ pullPolicy: 'ifNotPresent' as never })).toMatchObject([
    { rule: 'image-pull-policy', at: 'images.pullPolicy', message: matching(/Did you mean "IfNotPresent"/) },
  ]);
  expect(check({ pullPolicy: 5 as never })).toMatchObject([
    { rule: 'image-pull-policy', message: 'is 5; give a plain text' },
  ]);
});
