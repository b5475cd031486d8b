import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App, RosParameter, RosParameterType, Stack } from '@alicloud/ros-cdk-core';
import {
  AckCluster,
  Cache,
  Cluster,
  ClusterKind,
  diagram,
  GitLabRunner,
  ManagerScaling,
  Network,
  Placement,
  S3Cache,
} from '../../lib';
import type { GitLabRunnerProps } from '../../lib';
import { diagramOfFile } from '../../lib/stack/explain-file';
import { PAGES, readPage, ROOT } from '../docs/markdown';
import { CLUSTER_ID } from '../support/runner';

const stackOf = () => new Stack(new App({ stackTraces: false }), 'ci');
const existing = (stack: Stack) => Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK });

/** A picture of one runner in an existing cluster. */
function pictureOf(props: Partial<GitLabRunnerProps> | ((stack: Stack) => Partial<GitLabRunnerProps>) = {}): string {
  const stack = stackOf();
  const given = typeof props === 'function' ? props(stack) : props;
  return diagram([new GitLabRunner(stack, 'Runner', { cluster: existing(stack), cache: Cache.none(), ...given })]);
}

/** A network with two clusters and three runners of all kinds. */
function largePicture(): string {
  const stack = stackOf();
  const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'], natGateway: {} });
  const ack = new AckCluster(stack, 'Ack', { network, virtualNode: true });
  ack.addNodePool('Gpu', { instanceTypes: ['ecs.gn7i-c8g1.2xlarge'] });
  const second = new AckCluster(stack, 'Second', { network });
  const eci = Placement.fallback([Placement.nodePool(), Placement.eci({ spot: {} })]);
  return diagram([
    new GitLabRunner(stack, 'Small', { cluster: ack, jobs: { placement: eci } }),
    new GitLabRunner(stack, 'Large', { cluster: ack, managers: { scaling: ManagerScaling.fixed(3) } }),
    new GitLabRunner(stack, 'Other', { cluster: second, gitlabUrl: 'https://gitlab.example.com' }),
  ]);
}

test('the READMEs show the picture of the sample', () => {
  const picture = diagramOfFile({ config: path.join(ROOT, 'gitlab-runner.yaml') });
  for (const page of ['README.md', 'README.zh-CN.md']) {
    expect(readFileSync(path.join(ROOT, page), 'utf8')).toContain(`\`\`\`mermaid\n${picture}\`\`\``);
  }
});

test('a cluster that exists is named by its id', () => {
  const lines = pictureOf().split('\n');
  expect(lines).toContain(`  subgraph cluster1["ACK cluster ${CLUSTER_ID}"]`);
  expect(lines.some((line) => /VPC|bucket/i.test(line))).toBe(false);
});

test.each<[string, Partial<GitLabRunnerProps>, string]>([
  ['2 to 10 pods', {}, 'by default'],
  [
    '3 to 4 pods',
    { managers: { scaling: ManagerScaling.onCpu({ minReplicas: 3, maxReplicas: 4 }) } },
    'by an autoscaler',
  ],
  ['1 pod', { managers: { scaling: ManagerScaling.fixed(1) } }, 'by a fixed number'],
  ['5 pods', { chartValues: { replicas: 5 } }, 'by chart values'],
])('managers are %s', (words, props) => {
  expect(pictureOf(props)).toContain(`<br>${words}<br>`);
});

test('what the deployment knows is named by what decides it', () => {
  const picture = pictureOf((stack) => {
    const text = (id: string) => new RosParameter(stack, id, { type: RosParameterType.STRING }).valueAsString;
    return {
      cluster: Cluster.fromClusterId(stack, 'Given', text('ClusterId')),
      gitlabUrl: text('GitLabUrl'),
      namespace: text('Namespace'),
    };
  });
  expect(picture).toContain('"Kubernetes cluster by parameter ClusterId"');
  expect(picture).toContain('"GitLab<br>by parameter GitLabUrl"');
  expect(picture).toContain('<br>namespace by parameter Namespace<br>');
});

test('a cache in another store is named by its host', () => {
  const cache = (stack: Stack) => ({
    cache: new S3Cache(stack, 'Cache', { endpoint: 's3.example.com', bucketName: 'ci-cache' }),
  });
  expect(pictureOf(cache)).toContain('cache1[("Bucket in s3.example.com<br>ci-cache")]');
});

test('what runners have in common is drawn once', () => {
  const picture = largePicture();
  const count = (pattern: RegExp) => picture.match(pattern)?.length;
  expect(count(/subgraph network/g)).toBe(1);
  expect(count(/subgraph cluster/g)).toBe(2);
  expect(count(/gitlab\d\[/g)).toBe(2);
  expect(count(/cache\d\[/g)).toBe(1);
  expect(count(/keep caches/g)).toBe(3);
  expect(picture).toContain('to the internet from resource NetworkEip');
  expect(picture).toContain('ACK cluster, 2 node pools');
});

/** What Mermaid has against each of the pictures. It cleans labels by the DOM, also where nothing is drawn. */
const PARSE = `
  import { JSDOM } from 'jsdom';
  import { readFileSync } from 'node:fs';
  globalThis.window = new JSDOM('').window;
  const { default: mermaid } = await import('mermaid');
  const faults = [];
  for (const picture of JSON.parse(readFileSync(0, 'utf8'))) {
    faults.push(await mermaid.parse(picture).then(() => '', String));
  }
  process.stdout.write(JSON.stringify(faults));
`;

test('Mermaid reads every picture, those of the documents too', () => {
  const bucket = { bucketName: 'a "b" <c> `d` & #35; 桶', serverAddress: 's3.example.com' };
  const nasty = pictureOf({ config: { runners: { cache: { type: 's3', s3: bucket } } } });
  expect(nasty).toContain('a #34;b#34; #60;c#62; #96;d#96; #38; #35;35; 桶');
  const documents = PAGES.flatMap((page) => readPage(page).blocks)
    .filter(({ language }) => language === 'mermaid')
    .map(({ text }) => text);
  const pictures = [pictureOf(), largePicture(), nasty, ...documents];
  const parse = (input: readonly string[]) =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', PARSE], {
        cwd: ROOT,
        input: JSON.stringify(input),
        encoding: 'utf8',
      }),
    ) as string[];
  expect(parse(pictures)).toEqual(pictures.map(() => ''));
  expect(parse(['flowchart LR\n  a["not closed'])).toEqual([expect.stringContaining('error')]);
}, 60_000);
