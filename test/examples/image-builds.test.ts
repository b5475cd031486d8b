import { Stack } from '@alicloud/ros-cdk-core';
import { ChartVersion } from '../../lib';
import { ImageBuilds } from '../../lib/runner/image-builds/image-builds';
import { readPipeline } from './pipeline';
import { configToml, releasesOf } from './runs';

const { jobs } = readPipeline('image-builds');
const job = (wanted: string) => jobs.find(({ name }) => name === wanted)!;
const build = job('build-image');
const byBuildkit = job('build-image-by-buildkit');

const config = Object.fromEntries(releasesOf('image-builds').map((release) => [release.name, configToml(release)]));

describe('the pipeline that builds an image', () => {
  test('runs on a runner with all defaults, but for BuildKit: it wants no tag, no service and no privilege', () => {
    expect(jobs.map(({ keywords }) => keywords.services)).toEqual(jobs.map(() => undefined));
    expect(jobs.filter(({ tags }) => tags.length > 0)).toEqual([byBuildkit]);
    const { jobs: byDefault } = ImageBuilds.kaniko().bind(new Stack(), { chartVersion: ChartVersion.DEFAULT });
    expect(build.keywords.image).toEqual({ name: byDefault.image, entrypoint: [''] });
  });

  test('keeps layers in the registry and not in the cache of the job', () => {
    expect(build.keywords.cache).toBeUndefined();
    expect(build.script.join('\n')).toMatch(/--cache=true\s+--cache-repo "\$ACR_REGISTRY/);
  });

  test('builds by the one or the other, which would push the same tags', () => {
    const rulesOf = ({ keywords }: typeof build) => keywords.rules;
    const onDefaultBranch = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $IMAGE_BUILDER ==';
    expect(rulesOf(build)).toEqual([{ if: `${onDefaultBranch} "kaniko"` }]);
    expect(rulesOf(byBuildkit)).toEqual([{ if: `${onDefaultBranch} "buildkit"` }]);
    expect(build.variables.IMAGE_BUILDER).toBe('kaniko');
  });

  test('takes the image of BuildKit from the runner that its tag asks for', () => {
    expect(byBuildkit.tags).toEqual(['buildkit']);
    expect(byBuildkit.keywords.image).toBeUndefined();
    expect(byBuildkit.script.join('\n')).toMatch(/^buildctl-daemonless\.sh build /m);
  });

  test('passes the password on without showing it in the list of processes or in the log', () => {
    const [login] = build.script;
    expect(login).toMatch(/^printf '%s' "\$ACR_PASSWORD" \| .*--password-stdin/);
    const withPassword = byBuildkit.script.filter((line) => String(line).includes('ACR_PASSWORD'));
    expect(withPassword).toEqual([expect.stringMatching(/^ACR_LOGIN="\$\(printf .* \| base64 /)]);
  });
});

describe('the runners', () => {
  test('for ordinary jobs is untouched by image builds', () => {
    expect(config.runner).not.toMatch(/kaniko|buildkit|security_context/);
  });

  test('for image builds has what kaniko needs, and is not reclaimed', () => {
    expect(config.images).toContain('kaniko:v1.28.3-debug"');
    expect(config.images).toMatch(/memory_request = "8Gi"/);
    expect(config.images).toMatch(/\[runners\.kubernetes\.build_container_security_context\]\nrun_as_user = 0/);
    expect(config.images).toContain('"alibabacloud.com/eci" = "true"');
    expect(config.images).not.toContain('eci-spot-strategy');
  });

  test('for BuildKit has what that needs, on nodes that are set apart for it', () => {
    const { buildkit } = config;
    expect(buildkit).toContain('buildkit:v0.32.2-rootless"');
    expect(buildkit).toContain('"BUILDKITD_FLAGS=--oci-worker-no-process-sandbox --oci-worker-snapshotter=native"');
    expect(buildkit).toMatch(/\[runners\.kubernetes\.build_container_security_context\]\nrun_as_user = 1_?000/);
    expect(buildkit).toMatch(/\[runners\.kubernetes\.node_selector\]\nrole = "image-builds"/);
    expect(buildkit).toMatch(/\[runners\.kubernetes\.node_tolerations\]\n"role=image-builds" = "NoSchedule"/);
    expect(buildkit).not.toMatch(/alibabacloud\.com\/eci"|privileged = true/);
  });
});
