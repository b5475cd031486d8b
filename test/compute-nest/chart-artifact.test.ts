import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readChartArtifact } from '../../lib/compute-nest/chart-artifact';

const folder = mkdtempSync(path.join(tmpdir(), 'chart-artifact-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: readonly number[]): string {
  const target = path.join(folder, name);
  writeFileSync(target, new Uint8Array(content));
  return target;
}

test('the archive of the chart goes where computenest-cli looks for it', () => {
  const artifact = readChartArtifact(file('gitlab-runner-0.90.1.tgz', [0x1f, 0x8b, 8]));
  expect(artifact).toMatchObject({
    path: 'resources/artifact_resources/helm_chart/gitlab-runner-0.90.1.tgz',
    name: 'gitlab-runner',
    version: '0.90.1',
  });
  expect([...artifact.content]).toEqual([0x1f, 0x8b, 8]);
});

test('package-chart-version: the template fits one version of the chart only', () => {
  expect(() => readChartArtifact(file('gitlab-runner-0.71.0.tgz', [0x1f, 0x8b]))).toThrow(
    /made for the archive gitlab-runner-0\.90\.1\.tgz; `helm pull gitlab-runner .*--version 0\.90\.1` gets it \[package-chart-version\]/,
  );
});

test('package-chart-version: a page that was saved in place of the archive is refused', () => {
  const page = [...Buffer.from('<html>')];
  expect(() => readChartArtifact(file('gitlab-runner-0.90.1.tgz', page))).toThrow(
    /is not a gzip archive \[package-chart-version\]/,
  );
});
