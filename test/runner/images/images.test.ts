import { RosParameter, RosParameterType, RosPseudo } from '@alicloud/ros-cdk-core';
import { Placement } from '../../../lib';
import type { RunnerConfig } from '../../../lib';
import { plain } from '../../../lib/model/tree';
import { mergeFragments } from '../../../lib/runner/fragment';
import { fromMirror, namesRegistry } from '../../../lib/runner/images/image-name';
import type { ImagesContext, RunnerImages } from '../../../lib/runner/images/images';
import { imagesFragment } from '../../../lib/runner/images/images';
import { renderRunner } from '../../support/runner';
import { synth } from '../../support/synth';

const MIRROR = 'registry-vpc.cn-hangzhou.aliyuncs.com/ci';

function fragmentOf(images: RunnerImages, context: Partial<ImagesContext> = {}) {
  const { config, values } = mergeFragments([imagesFragment(images, { jobImage: 'alpine:3', ...context })]);
  return {
    values: plain(values) as Record<string, unknown>,
    kubernetes: (plain(config) as RunnerConfig).runners!.kubernetes!,
  };
}

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

describe('the helper image below a mirror', () => {
  const on = (placement: Placement, images: RunnerImages = {}) =>
    renderRunner({ jobs: { placement }, images: { mirror: MIRROR, ...images } }).kubernetes.helper_image;
  const onNodes = (architecture: string) =>
    Placement.nodePool({ nodeSelector: { 'kubernetes.io/arch': architecture } });

  test('is that of the nodes that jobs run on', () => {
    expect(on(onNodes('arm64'))).toBe(`${MIRROR}/gitlab-runner-helper:arm64-v\${CI_RUNNER_VERSION}`);
    expect(on(onNodes('amd64'))).toBe(`${MIRROR}/gitlab-runner-helper:x86_64-v\${CI_RUNNER_VERSION}`);
    expect(on(Placement.nodePool())).toBe(`${MIRROR}/gitlab-runner-helper:x86_64-v\${CI_RUNNER_VERSION}`);
  });

  test('is the one that is asked for', () => {
    expect(on(onNodes('arm64'), { helper: { tag: 'arm64-v19.1.1' } })).toBe(
      `${MIRROR}/gitlab-runner-helper:arm64-v19.1.1`,
    );
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
