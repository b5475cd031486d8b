import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { IImageBuilds } from '../../../lib';
import { ImageBuilds } from '../../../lib';
import { renderRunner } from '../../support/runner';

const MIRROR = 'registry-vpc.cn-hangzhou.aliyuncs.com/ci';

function imagesOf(imageBuilds: IImageBuilds, mirror = MIRROR) {
  const { kubernetes } = renderRunner({ imageBuilds, images: { mirror } });
  const services = kubernetes.services as { name: string }[] | undefined;
  return { image: kubernetes.image, services: services?.map(({ name }) => name) };
}

describe('with a mirror', () => {
  test('builders take their own images from it, by the last part of the name', () => {
    expect(imagesOf(ImageBuilds.kaniko()).image).toBe(`${MIRROR}/kaniko:v1.28.3-debug`);
    expect(imagesOf(ImageBuilds.buildkitRootless()).image).toBe(`${MIRROR}/buildkit:v0.32.2-rootless`);
    expect(imagesOf(ImageBuilds.unsafeDockerInDocker())).toEqual({
      image: `${MIRROR}/docker:29-cli`,
      services: [`${MIRROR}/docker:29-dind`],
    });
  });

  test('images that are given with their registry stay', () => {
    const image = 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug';
    expect(imagesOf(ImageBuilds.kaniko({ image })).image).toBe(image);
    const [cli, daemonImage] = ['harbor.example.com/ci/docker:1', 'harbor.example.com/ci/dind:1'];
    expect(imagesOf(ImageBuilds.unsafeDockerInDocker({ image: cli, daemonImage }))).toEqual({
      image: cli,
      services: [daemonImage],
    });
  });

  test('images that are given without come from it', () => {
    expect(imagesOf(ImageBuilds.kaniko({ image: 'our-kaniko:1-debug' })).image).toBe(`${MIRROR}/our-kaniko:1-debug`);
    expect(imagesOf(ImageBuilds.unsafeDockerInDocker({ daemonImage: 'dind:1' })).services).toEqual([
      `${MIRROR}/dind:1`,
    ]);
  });

  test('the deployment may know it', () => {
    const { kubernetes } = renderRunner((stack) => ({
      imageBuilds: ImageBuilds.unsafeDockerInDocker(),
      images: { mirror: new RosParameter(stack, 'M', { type: RosParameterType.STRING }).valueAsString },
    }));
    expect(kubernetes).toMatchObject({
      image: 'Sample-1234/docker:29-cli',
      services: [{ name: 'Sample-1234/docker:29-dind' }],
    });
  });

  test('that is none, only the mirror is told', () => {
    const rendering = () => imagesOf(ImageBuilds.kaniko(), 'https://registry.example.com/ci');
    expect(rendering).toThrow(/has a problem:\n {2}- images\.mirror: /);
  });

  test('a builder of one’s own keeps its images where they have a registry', () => {
    const own: IImageBuilds = { bind: () => ({ jobs: { image: 'quay.io/buildah/stable:v1' } }) };
    expect(imagesOf(own).image).toBe('quay.io/buildah/stable:v1');
  });
});

test('without a mirror builders take their images where they are published', () => {
  expect(renderRunner({ imageBuilds: ImageBuilds.kaniko() }).kubernetes.image).toMatch(
    /^ghcr\.io\/osscontainertools\/kaniko:/,
  );
});
