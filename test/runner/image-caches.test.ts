import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import { Placement } from '../../lib';
import type { EciImageCacheOptions } from '../../lib';
import type { RunnerOverrides } from '../support/runner';
import { renderRunner } from '../support/runner';

const ON = { virtualNode: true, edition: 'pro' } as const;
const HELPER = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v19.1.1';

interface ImageCache {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly images: string[] } & Readonly<Record<string, unknown>>;
}

function rendered(newImageCache: EciImageCacheOptions = {}, props: RunnerOverrides = {}) {
  const runner = renderRunner({
    on: ON,
    ...props,
    jobs: { placement: Placement.eci({ newImageCache }), ...props.jobs },
  });
  const objects = runner.values.extraObjects as readonly (ImageCache & { readonly kind: string })[];
  const [cache, ...others] = objects.filter(({ kind }) => kind === 'ImageCache');
  expect(others).toEqual([]);
  return { ...runner, cache: cache! };
}

test('a cache has the images of config.toml, and those that are named', () => {
  const { cache, kubernetes } = rendered({ images: ['maven:3.9', 'node:22'], sizeGiB: 40, retentionDays: 30 });
  expect(cache).toMatchObject({
    apiVersion: 'eci.alibabacloud.com/v1',
    spec: { images: [HELPER, kubernetes.image, 'maven:3.9', 'node:22'], imageCacheSize: 40, retentionDays: 30 },
  });
  expect((kubernetes.pod_annotations as object)['k8s.aliyun.com/eci-auto-imc' as never]).toBe('true');
});

test('it follows the mirror, and what is laid over the images', () => {
  const { cache } = rendered(
    {},
    {
      images: { mirror: 'registry.example.com/ci' },
      config: { runners: { kubernetes: { image: 'registry.example.com/ci/build:1' } } },
    },
  );
  expect(cache.spec.images).toEqual([
    'registry.example.com/ci/gitlab-runner-helper:x86_64-v19.1.1',
    'registry.example.com/ci/build:1',
  ]);
});

test('an image with a variable that only a job knows is left out', () => {
  const { cache } = rendered({}, { config: { runners: { kubernetes: { image: 'registry.example.com/$IMAGE' } } } });
  expect(cache.spec.images).toEqual([HELPER]);
});

test('other images make another object, of a name that is unique in the cluster', () => {
  const name = (images: string[], namespace = 'ci') => rendered({ images }, { namespace }).cache.metadata.name;
  expect(name(['a:1'])).toMatch(/^ci-runner-[0-9a-f]{8}$/);
  expect(name(['a:1'])).toBe(name(['a:1']));
  expect(new Set([name(['a:1']), name(['a:2']), name(['a:1'], 'other')]).size).toBe(3);
});

test('what only the deployment knows does not depend on what else is in the app', () => {
  const nameIn = (others: number) => {
    const { values } = renderRunner((stack) => {
      const [image] = Array.from(
        { length: others + 1 },
        (_, index) =>
          new RosParameter(stack, `P${others - index}`, {
            type: RosParameterType.STRING,
            defaultValue: 'a:1',
          }).valueAsString,
      ).slice(-1);
      return { on: ON, jobs: { placement: Placement.eci({ newImageCache: { images: [image!] } }) } };
    });
    const objects = values.extraObjects as readonly ImageCache[];
    return objects.map(({ metadata }) => metadata.name).find((name) => /-[0-9a-f]{8}$/.test(name));
  };
  expect(nameIn(0)).toBeDefined();
  expect(nameIn(0)).toBe(nameIn(3));
});

test('a part of a fallback has one too', () => {
  const placement = Placement.fallback([Placement.nodePool(), Placement.eci({ newImageCache: {} })]);
  expect(rendered({}, { jobs: { placement } }).cache.spec.images).toContain(HELPER);
});

test('there is none where nothing asks for one', () => {
  const { values } = renderRunner({ on: ON, jobs: { placement: Placement.eci() } });
  expect(JSON.stringify(values)).not.toContain('ImageCache');
});

describe('eci-image-cache-unused', () => {
  const warnings = (props: RunnerOverrides) =>
    renderRunner({ on: ON, ...props }).warnings.filter((warning) => warning.includes('eci-image-cache-unused'));

  test.each([
    ['imageCache: false', { imageCache: false }, /`imageCache: false` keeps pods from it/],
    ['another cache', { imageCacheId: 'imc-1' }, /pods start from that of `imageCacheId`/],
  ])('%s', (_, options, expected) => {
    const placement = Placement.eci({ newImageCache: {}, ...options });
    expect(warnings({ jobs: { placement } })).toEqual([expect.stringMatching(expected)]);
  });

  test('managers', () => {
    const placement = Placement.eci({ newImageCache: {} });
    expect(warnings({ managers: { placement } })).toEqual([expect.stringMatching(/has the images of jobs/)]);
  });

  test('passes jobs that use it', () => {
    expect(warnings({ jobs: { placement: Placement.eci({ newImageCache: {}, imageCache: true }) } })).toEqual([]);
  });
});

test('pause pods run the image below the mirror', () => {
  const kubernetes = { autoscaler: { maxPausePods: 5 } };
  const config = { runners: { kubernetes } };
  const of = (props: RunnerOverrides) => renderRunner({ chartValues: { rbac: { clusterWideAccess: true } }, ...props });
  expect(of({ config, images: { mirror: 'registry.example.com/ci' } }).kubernetes.autoscaler).toEqual({
    max_pause_pods: 5,
    pause_pod_image: 'registry.example.com/ci/pause:3.10',
  });
  expect(of({ config }).kubernetes.autoscaler).toEqual({ max_pause_pods: 5 });
  expect(of({ images: { mirror: 'registry.example.com/ci' } }).kubernetes).not.toHaveProperty('autoscaler');
});
