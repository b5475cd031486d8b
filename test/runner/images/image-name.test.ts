import { imageFault } from '../../../lib/runner/images/image-name';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('the name of an image', () => {
  test.each([
    'alpine',
    'alpine:3',
    'library/alpine:3.20',
    'registry.example.com/ci/build:1.2',
    'registry.example.com:5000/ci/build',
    'localhost/ci/build:latest',
    `alpine@${DIGEST}`,
    `registry.example.com:5000/ci/build:1.2@${DIGEST}`,
    '$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA',
    '${CI_REGISTRY}/build:v${VERSION}',
    'gcr.io/kaniko_project/executor__debug:v1.24.0-debug',
  ])('may be %s', (image) => {
    expect(imageFault(image)).toBeUndefined();
  });

  test.each([
    '',
    ' ',
    'a b',
    'alpine:',
    'alpine:3:4',
    ':3',
    'Alpine',
    'https://registry.example.com/ci/build',
    'alpine@sha256:123',
    'registry.example.com/',
    '/alpine',
    'ci//build',
  ])('is not %p', (image) => {
    expect(imageFault(image)).toBe(
      `is ${JSON.stringify(image)}, which is not the name of an image; write it as in "alpine:3" or "registry.example.com/ci/build:1.2"`,
    );
  });
});
