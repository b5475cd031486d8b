import { RosParameter, RosParameterType, RosPseudo } from '@alicloud/ros-cdk-core';
import { ChartVersion, HelmTemplate, JobPlacement } from '../../../lib';
import type { RunnerConfig } from '../../../lib';
import { Report } from '../../../lib/diagnostics/report';
import { checkImages } from '../../../lib/runner/images/check-images';
import type { CheckImagesContext } from '../../../lib/runner/images/check-images';
import { plain } from '../../../lib/model/tree';
import { mergeFragments } from '../../../lib/runner/fragment';
import { fromMirror, namesRegistry } from '../../../lib/runner/images/image-name';
import type { ImagesContext, RunnerImages } from '../../../lib/runner/images/images';
import { imagesFragment } from '../../../lib/runner/images/images';
import { renderRunner } from '../../support/runner';
import { synth } from '../../support/synth';

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

const MIRROR = 'registry-vpc.cn-hangzhou.aliyuncs.com/ci';

function fragmentOf(images: RunnerImages, context: Partial<ImagesContext> = {}) {
  const { config, values } = mergeFragments([imagesFragment(images, { jobImage: 'alpine:3', ...context })]);
  return {
    values: plain(values) as Record<string, unknown>,
    kubernetes: (plain(config) as RunnerConfig).runners!.kubernetes!,
  };
}

function check(images: RunnerImages, context: Partial<CheckImagesContext> = {}) {
  const findings = new Report();
  checkImages(images, { chartVersion: ChartVersion.V0_90_1, ...context }, findings, 'images');
  return { errors: findings.errors.faults, warnings: findings.warnings.faults };
}

const NOTHING = { errors: [], warnings: [] };

describe('without options', () => {
  test('images stay where they are', () => {
    const { values, kubernetes } = fragmentOf({});
    const given = Object.values<unknown>({ ...values, ...kubernetes }).filter((value) => value !== undefined);
    expect(given).toEqual([]);
  });
});

describe('a mirror', () => {
  test('gives managers, helpers and jobs that name no image their images', () => {
    const { values, kubernetes } = fragmentOf({ mirror: MIRROR });
    expect(values.image).toEqual({ registry: '', image: `${MIRROR}/gitlab-runner`, tag: undefined });
    expect(kubernetes).toMatchObject({
      image: `${MIRROR}/alpine:3`,
      helperImage: `${MIRROR}/gitlab-runner-helper:x86_64-v\${CI_RUNNER_VERSION}`,
    });
  });

  test.each([
    ['maven:3.9', `${MIRROR}/maven:3.9`],
    ['bitnami/kubectl', `${MIRROR}/bitnami/kubectl`],
    ['registry.example.com/ci/maven:3', 'registry.example.com/ci/maven:3'],
    ['docker.io/library/maven', 'docker.io/library/maven'],
    ['localhost/maven', 'localhost/maven'],
    ['harbor:5000/maven', 'harbor:5000/maven'],
    ['$CI_REGISTRY/ci/maven:3', '$CI_REGISTRY/ci/maven:3'],
    ['${IMAGE}', '${IMAGE}'],
    ['registry-$REGION.example.com/ci/maven', 'registry-$REGION.example.com/ci/maven'],
    ['maven:$MAVEN_VERSION', `${MIRROR}/maven:$MAVEN_VERSION`],
  ])('takes the job image %s from %s', (jobImage, expected) => {
    expect(fragmentOf({ mirror: MIRROR }, { jobImage }).kubernetes.image).toBe(expected);
  });

  test('leaves a job image of the deployment as it is, since nobody knows what it names', () => {
    synth((stack) => {
      const image = new RosParameter(stack, 'Image', { type: RosParameterType.STRING }).valueAsString;
      expect(fragmentOf({ mirror: MIRROR }, { jobImage: image }).kubernetes.image).toBe(image);
    });
  });

  test('may be the one of the region', () => {
    const { kubernetes } = fragmentOf({ mirror: `registry-vpc.${RosPseudo.region}.aliyuncs.com/ci` });
    expect(kubernetes.image).toMatch(/^registry-vpc\.\$\{Token.*\}\.aliyuncs\.com\/ci\/alpine:3$/);
    expect(check({ mirror: `registry-vpc.${RosPseudo.region}.aliyuncs.com/ci` })).toEqual(NOTHING);
  });
});

describe('images of GitLab Runner', () => {
  test('may have other names below the mirror, and other tags', () => {
    const { values, kubernetes } = fragmentOf({
      mirror: MIRROR,
      manager: { repository: 'runner', tag: 'ubuntu-v19.1.1' },
      helper: { repository: 'helper', tag: 'arm64-v${CI_RUNNER_VERSION}' },
    });
    expect(values.image).toEqual({ registry: '', image: `${MIRROR}/runner`, tag: 'ubuntu-v19.1.1' });
    expect(kubernetes.helperImage).toBe(`${MIRROR}/helper:arm64-v\${CI_RUNNER_VERSION}`);
  });

  test('may come from a registry beside the mirror', () => {
    const manager = { repository: 'registry.example.com/ops/gitlab-runner' };
    expect(fragmentOf({ mirror: MIRROR, manager }).values.image).toMatchObject({
      registry: '',
      image: 'registry.example.com/ops/gitlab-runner',
    });
  });

  test('keep their repository when only the tag is another', () => {
    const { values, kubernetes } = fragmentOf({
      manager: { tag: 'ubuntu-v19.1.1' },
      helper: { tag: 'ubuntu-x86_64-v${CI_RUNNER_VERSION}' },
    });
    expect(values.image).toEqual({ tag: 'ubuntu-v19.1.1' });
    expect(kubernetes.helperImage).toBe(
      'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:ubuntu-x86_64-v${CI_RUNNER_VERSION}',
    );
  });
});

describe('pull Secrets', () => {
  test('go to managers and jobs apart, and the one that is made to both', () => {
    const { values, kubernetes } = fragmentOf(
      { pullSecrets: { managers: ['ops'], jobs: ['ci', 'base'] } },
      { createdPullSecret: 'runner-registry' },
    );
    expect(values.imagePullSecrets).toEqual([{ name: 'ops' }, { name: 'runner-registry' }]);
    expect(kubernetes.imagePullSecrets).toEqual(['ci', 'base', 'runner-registry']);
  });

  test('can be left to service accounts, for the ACR credential helper', () => {
    expect(fragmentOf({ serviceAccountPullSecrets: true }).kubernetes.useServiceAccountImagePullSecrets).toBe(true);
  });

  test('are not needed for ACR instances that pods on ECI know by their ids', () => {
    const { values, kubernetes } = fragmentOf({ acrInstanceIds: ['cri-abc', 'cn-beijing:cri-def'] });
    const annotations = { 'k8s.aliyun.com/acr-instance-ids': 'cri-abc,cn-beijing:cri-def' };
    expect(values.podAnnotations).toEqual(annotations);
    expect(kubernetes.podAnnotations).toEqual(annotations);
  });
});

test.each([
  ['Always', 'always'],
  ['IfNotPresent', 'if-not-present'],
  ['Never', 'never'],
] as const)('the pull policy %s is %s in the words of the runner', (pullPolicy, expected) => {
  const { values, kubernetes } = fragmentOf({ pullPolicy });
  expect(values.imagePullPolicy).toBe(pullPolicy);
  expect(kubernetes.pullPolicy).toBe(expected);
});

describe('the checks', () => {
  test('let good options pass', () => {
    const images: RunnerImages = {
      mirror: 'harbor.example.com:8443/proxy/docker.io',
      manager: { repository: 'gitlab-runner', tag: 'alpine-v19.1.1' },
      helper: { repository: 'registry.example.com/gitlab-runner-helper', tag: 'arm64-v$CI_RUNNER_VERSION' },
      pullPolicy: 'Always',
      pullSecrets: { managers: ['a'], jobs: ['b.c'] },
      acrInstanceIds: ['cn-hangzhou:cri-abc123'],
    };
    expect(check(images)).toEqual(NOTHING);
  });

  test.each([
    ['https://registry.example.com/ci', /without scheme/],
    ['registry.example.com/ci/', /slash at the end/],
    ['registry.example.com/ci:latest', /tag/],
    ['my-ns', /host of the registry/],
    ['', /host of the registry/],
    ['registry.example.com/CI', /not the beginning/],
    ['registry-vpc.cn-hangzhou.aliyuncs.com', /lacks the namespace/],
  ])('refuse the mirror %p', (mirror, message) => {
    expect(check({ mirror }).errors).toMatchObject([{ at: 'images.mirror', message: matching(message) }]);
  });

  test('take a mirror without namespace elsewhere', () => {
    expect(check({ mirror: 'registry.example.com' })).toEqual(NOTHING);
  });

  test('refuse a repository with a tag, and say where the tag goes', () => {
    expect(check({ helper: { repository: 'gitlab-runner-helper:x86_64-v19.1.1' } }).errors).toMatchObject([
      { at: 'images.helper.repository', message: matching(/as `tag`/) },
    ]);
  });

  test('refuse what is no tag', () => {
    expect(check({ helper: { tag: ':x86_64-v19.1.1' } }).errors).toMatchObject([
      { at: 'images.helper.tag', message: matching(/not a tag/) },
    ]);
  });

  test('refuse variables in the tag of managers, where nobody replaces them', () => {
    expect(check({ manager: { tag: 'alpine-v${CI_RUNNER_VERSION}' } }).errors).toMatchObject([
      { at: 'images.manager.tag', message: matching(/only the tag of the helper/) },
    ]);
  });

  test('warn of images of another version than the chart', () => {
    const images = { manager: { tag: 'alpine-v17.6.0' }, helper: { tag: 'x86_64-latest' } };
    expect(check(images).warnings).toMatchObject([
      { at: 'images.manager.tag', message: matching(/GitLab Runner 19\.1/) },
      { at: 'images.helper.tag', message: matching(/must be of one version/) },
    ]);
    expect(check({ manager: { tag: 'alpine-v17.6.0' } }, { chartVersion: ChartVersion.V0_71_0 })).toEqual(NOTHING);
  });

  test.each(['alpine-v19.10.0', 'alpine-v17.19.1', 'alpine-v119.1.0', 'alpine-v19'])(
    'do not take %s for an image of 19.1',
    (tag) => {
      expect(check({ manager: { tag } }).warnings).toMatchObject([{ at: 'images.manager.tag' }]);
    },
  );

  test.each(['alpine-v19.1.1', 'ubuntu-24.04-v19.1.0', '19.1', 'x86_64-v19.1.1-pwsh', 'v19.1.x'])(
    'take %s for an image of 19.1',
    (tag) => {
      expect(check({ manager: { tag } })).toEqual(NOTHING);
    },
  );

  test('refuse a pull policy in the words of the runner, and say the right one', () => {
    expect(check({ pullPolicy: 'ifNotPresent' as never }).errors).toMatchObject([
      { at: 'images.pullPolicy', message: matching(/Did you mean "IfNotPresent"/) },
    ]);
  });

  test('refuse bad names of Secrets, each at its place', () => {
    expect(check({ pullSecrets: { managers: ['ok', 'No_Name'], jobs: [''] } }).errors).toMatchObject([
      { at: 'images.pullSecrets.managers[1]' },
      { at: 'images.pullSecrets.jobs[0]' },
    ]);
  });

  test('refuse what is no id of an ACR instance', () => {
    expect(check({ acrInstanceIds: ['cri-ok', 'my-registry'] }).errors).toMatchObject([
      { at: 'images.acrInstanceIds[1]' },
    ]);
  });

  test.each(['my-registry', 'cri_1', 'cn-beijing:my-registry', 'cri-ok,cri-two', 'CRI-1'])(
    'say of %p what the id of an ACR instance is like',
    (id) => {
      expect(check({ acrInstanceIds: [id] }).errors).toMatchObject([
        {
          at: 'images.acrInstanceIds[0]',
          message: `"${id}" is not the id of an ACR Enterprise Edition instance; write "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"`,
        },
      ]);
    },
  );

  test('say of a bad name of a Secret what is wrong with it', () => {
    const allowed =
      'allowed are 1 to 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends';
    expect(check({ pullSecrets: { managers: ['No_Name'], jobs: [''] } }).errors).toMatchObject([
      { at: 'images.pullSecrets.managers[0]', message: `"No_Name" has "N", "_"; ${allowed}` },
      { at: 'images.pullSecrets.jobs[0]', message: `"" is empty; ${allowed}` },
    ]);
  });

  test('refuse lists of pull Secrets that only the deployment knows', () => {
    synth((stack) => {
      const list = new RosParameter(stack, 'L', { type: RosParameterType.COMMA_DELIMITED_LIST }).valueAsList;
      expect(check({ pullSecrets: { managers: list, jobs: list } }).errors).toMatchObject([
        { at: 'images.pullSecrets.managers', message: matching(/list its items one by one/) },
        { at: 'images.pullSecrets.jobs', message: matching(/list its items one by one/) },
      ]);
    });
  });

  test('refuse what is no text', () => {
    expect(check({ pullPolicy: 5 as never, acrInstanceIds: [{} as never] }).errors).toMatchObject([
      { at: 'images.pullPolicy', message: 'is 5; give a plain text' },
      { at: 'images.acrInstanceIds[0]', message: 'is {}; give a plain text' },
    ]);
  });

  test('judge images of config by their names, unless these are Helm templates', () => {
    const withImages = (image: string) => () =>
      renderRunner({ config: { runners: { kubernetes: { image, helperImage: image } } } });
    expect(withImages(HelmTemplate.string('{{ .Values.image }}'))).not.toThrow();
    expect(withImages('a b')).toThrow(/config\.runners\.kubernetes\.image: is "a b".*\n.*helperImage: is "a b"/);
    expect(withImages(5 as never)).toThrow(/has 2 problems:\n.*image: expected a string.*\n.*helperImage: expected/);
  });

  test('refuse pull Secrets of jobs that service accounts would put out of use', () => {
    const images = { serviceAccountPullSecrets: true, pullSecrets: { jobs: ['ci'] } };
    expect(check(images, { hasCredentials: true }).errors).toMatchObject([
      {
        at: 'images.serviceAccountPullSecrets',
        message: matching(/images\.pullSecrets\.jobs and registryCredentials/),
      },
    ]);
    expect(check({ serviceAccountPullSecrets: true, pullSecrets: { managers: ['ops'] } })).toEqual(NOTHING);
  });

  test('refuse pull Secrets of config likewise, and service accounts by config', () => {
    expect(
      check({ serviceAccountPullSecrets: true }, { kubernetes: { imagePullSecrets: ['ci'] } }).errors,
    ).toMatchObject([
      {
        at: 'images.serviceAccountPullSecrets',
        message: matching(/config\.runners\.kubernetes\.imagePullSecrets would have no effect/),
      },
    ]);
    const kubernetes = { useServiceAccountImagePullSecrets: true };
    expect(check({ pullSecrets: { jobs: ['ci'] } }, { kubernetes }).errors).toMatchObject([
      {
        at: 'config.runners.kubernetes.useServiceAccountImagePullSecrets',
        message: matching(/images\.pullSecrets\.jobs would have no effect/),
      },
    ]);
    const off = { useServiceAccountImagePullSecrets: false, imagePullSecrets: ['ci'] };
    expect(check({ serviceAccountPullSecrets: true }, { kubernetes: off })).toEqual(NOTHING);
  });

  test('refuse no ACR instances, and those of the placement that would be lost', () => {
    const jobPods = { annotations: { 'k8s.aliyun.com/acr-instance-ids': 'cri-a,cri-b' } };
    expect(check({ acrInstanceIds: [] }).errors).toMatchObject([
      { at: 'images.acrInstanceIds', message: 'is empty; name at least one, or leave it out' },
    ]);
    expect(check({ acrInstanceIds: ['cri-a', 'cri-c'] }, { jobPods }).errors).toMatchObject([
      { at: 'images.acrInstanceIds', message: matching(/lacks cri-b of these; list all here/) },
    ]);
    expect(check({ acrInstanceIds: ['cri-b', 'cri-a'] }, { jobPods })).toEqual(NOTHING);
    expect(check({}, { jobPods })).toEqual(NOTHING);
  });

  test('look at the placement and the configuration of the runner', () => {
    const placement = JobPlacement.eci({ acrInstanceIds: ['cri-placed'] });
    const onEci = (images: RunnerImages) => () => renderRunner({ on: { virtualNode: true }, placement, images });
    expect(onEci({ acrInstanceIds: ['cri-all'] })).toThrow('images.acrInstanceIds: takes the place of');
    expect(onEci({ acrInstanceIds: ['cri-all', 'cri-placed'] })).not.toThrow();
    const kubernetes = { useServiceAccountImagePullSecrets: true, imagePullSecrets: ['ci'] };
    expect(() => renderRunner({ config: { runners: { kubernetes } } })).toThrow(
      'config.runners.kubernetes.useServiceAccountImagePullSecrets: is true',
    );
  });

  test('let deploy-time values pass', () => {
    synth((stack) => {
      const value = new RosParameter(stack, 'P', { type: RosParameterType.STRING }).valueAsString;
      const images: RunnerImages = {
        mirror: value,
        manager: { repository: value, tag: value },
        helper: { repository: value, tag: `x86_64-v${value}` },
        pullSecrets: { managers: [value], jobs: [value] },
        acrInstanceIds: [value],
      };
      expect(check(images)).toEqual(NOTHING);
    });
  });
});

describe('an image name', () => {
  test.each(['registry.example.com/a', 'host:5000/a', 'localhost/a', '10.0.0.1/a/b'])('%s names a registry', (name) => {
    expect(namesRegistry(name)).toBe(true);
  });

  test.each(['alpine', 'alpine:3.20', 'library/alpine', 'moby/buildkit:v0.13'])('%s names none', (name) => {
    expect(namesRegistry(name)).toBe(false);
  });

  test('stays as it is without a mirror', () => {
    expect(fromMirror(undefined, 'alpine:3')).toBe('alpine:3');
  });
});
