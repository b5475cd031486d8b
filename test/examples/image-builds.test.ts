import { ImageBuilds } from '../../lib/runner/image-builds/image-builds';
import { readPipeline } from './pipeline';
import { configToml, releasesOf } from './runs';

const { jobs } = readPipeline('image-builds');
const build = jobs.find(({ name }) => name === 'build-image')!;

const config = Object.fromEntries(releasesOf('image-builds').map((release) => [release.name, configToml(release)]));

describe('the pipeline that builds an image', () => {
  test('runs on a runner with all defaults: it wants no tag, no service and no privilege', () => {
    expect(jobs.map(({ tags, keywords }) => [tags, keywords.services])).toEqual(jobs.map(() => [[], undefined]));
    expect(build.keywords.image).toEqual({ name: ImageBuilds.kaniko().jobs.image, entrypoint: [''] });
  });

  test('keeps layers in the registry and not in the cache of the job', () => {
    expect(build.keywords.cache).toBeUndefined();
    expect(build.script.join('\n')).toMatch(/--cache=true\s+--cache-repo "\$ACR_REGISTRY/);
  });

  test('passes the password on without showing it in the list of processes or in the log', () => {
    const [login] = build.script;
    expect(login).toMatch(/^printf '%s' "\$ACR_PASSWORD" \| .*--password-stdin/);
  });
});

describe('the runners', () => {
  test('for ordinary jobs is untouched by image builds', () => {
    expect(config.runner).not.toMatch(/kaniko|security_context/);
  });

  test('for image builds has what kaniko needs, and is not reclaimed', () => {
    expect(config.images).toContain('kaniko:v1.28.3-debug"');
    expect(config.images).toMatch(/memory_request = "8Gi"/);
    expect(config.images).toMatch(/\[runners\.kubernetes\.build_container_security_context\]\nrun_as_user = 0/);
    expect(config.images).toContain('"alibabacloud.com/compute-qos" = "default"');
  });
});
