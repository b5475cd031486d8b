import type { IConstruct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import { ClusterKind } from '../cluster/cluster-kind';
import type { ICluster } from '../cluster/icluster';
import type { GitLabRunner } from '../gitlab-runner';
import type { INetwork } from '../network/network-props';
import { Leaf } from '../model/tree';
import type { RunnerModel } from '../runner/compose-runner';
import { managerRange } from '../runner/managers/manager-range';

/**
 * A picture of runners as a flowchart of Mermaid: GitLab, the network, the clusters with their managers and jobs, and the
 * caches. GitLab and many other places show it as a picture.
 *
 * @param runners runners of one app, each of which is drawn
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function diagram(runners: readonly GitLabRunner[]): string {
  const places = new Places();
  const edges: string[] = [];
  for (const [index, runner] of runners.entries()) {
    const model = runner._model;
    const [managers, jobs] = [`managers${index + 1}`, `jobs${index + 1}`];
    const { id: name } = runner.node;
    places.inCluster(runner, model.cluster, [
      box(managers, `Managers of ${name}`, [
        `namespace ${textOf(runner, runner.namespace)}`,
        managerCount(model),
        onCompute(model, 'managers'),
      ]),
      box(jobs, `Jobs of ${name}`, [
        `a pod for each, up to ${concurrent(model)} for a manager`,
        onCompute(model, 'jobs'),
      ]),
    ]);
    const gitlab = places.gitlab(textOf(runner, model.values.find('gitlabUrl')?.node ?? model.gitlabUrl));
    edges.push(`${managers} -->|ask for jobs| ${gitlab}`, `${managers} -->|start| ${jobs}`);
    const cache = places.cache(runner, model);
    if (cache !== undefined) {
      edges.push(`${jobs} -->|keep caches| ${cache}`);
    }
  }
  return ['flowchart LR', ...indented([...places.lines(), ...edges]), ''].join('\n');
}

/** What the runners have in common, drawn once. */
class Places {
  private readonly gitlabs = new Map<string, string>();
  private readonly caches = new Map<string, string>();
  private readonly clusters = new Map<ICluster, { readonly scope: IConstruct; readonly boxes: string[] }>();

  inCluster(scope: IConstruct, cluster: ICluster, boxes: readonly string[]): void {
    const known = this.clusters.get(cluster) ?? { scope, boxes: [] };
    this.clusters.set(cluster, { scope, boxes: [...known.boxes, ...boxes] });
  }

  gitlab(url: string): string {
    const id = this.gitlabs.get(url) ?? `gitlab${this.gitlabs.size + 1}`;
    this.gitlabs.set(url, id);
    return id;
  }

  /** Caches are told apart by their buckets. */
  cache(runner: GitLabRunner, { settings }: RunnerModel): string | undefined {
    const found = settings.find('runners.cache.s3.bucketName');
    if (found === undefined) {
      return undefined;
    }
    const address = settings.find('runners.cache.s3.serverAddress')?.node;
    const isInOss = JSON.stringify(resolved(runner, address)).includes('aliyuncs.com');
    const title = isInOss ? 'OSS bucket' : `Bucket in ${textOf(runner, address)}`;
    const shape = `[("${label(title, [textOf(runner, found.node)])}")]`;
    const id = this.caches.get(shape) ?? `cache${this.caches.size + 1}`;
    this.caches.set(shape, id);
    return id;
  }

  lines(): string[] {
    const clusters = [...this.clusters].map(([cluster, { scope, boxes }], index) => ({
      network: cluster.network,
      scope,
      lines: subgraph(`cluster${index + 1}`, clusterTitle(scope, cluster), boxes),
    }));
    const networks = [...new Set(clusters.map(({ network }) => network))].map((network, index) => {
      const inside = clusters.filter((one) => one.network === network);
      const lines = inside.flatMap((one) => one.lines);
      return network === undefined
        ? lines
        : subgraph(`network${index + 1}`, networkTitle(inside[0]!.scope, network), lines);
    });
    return [
      ...[...this.gitlabs].map(([url, id]) => `${id}["${label('GitLab', [url])}"]`),
      ...networks.flat(),
      ...[...this.caches].map(([shape, id]) => `${id}${shape}`),
    ];
  }
}

function clusterTitle(scope: IConstruct, cluster: ICluster): string {
  const kind = cluster.kind === ClusterKind.UNKNOWN ? 'Kubernetes' : cluster.kind;
  const isMadeHere = cluster.network !== undefined;
  const pools = cluster.nodePools?.length ?? 0;
  const nodes = pools === 0 ? '' : `, ${pools === 1 ? 'one node pool' : `${pools} node pools`}`;
  return isMadeHere ? `${kind} cluster${nodes}` : `${kind} cluster ${textOf(scope, cluster.clusterId)}`;
}

function networkTitle(scope: IConstruct, { vpcId, cidrBlock, natGateway }: INetwork): string {
  const title = `VPC ${textOf(scope, cidrBlock ?? vpcId)}`;
  return natGateway === undefined ? title : `${title}, to the internet from ${textOf(scope, natGateway.ipAddress)}`;
}

function concurrent({ values }: RunnerModel): string {
  const most = values.known('concurrent');
  return typeof most === 'number' ? String(most) : 'as many as the deployment says';
}

function managerCount(model: RunnerModel): string {
  const range = managerRange(model);
  if (range === undefined) {
    return 'as many pods as the deployment says';
  }
  const { from, to } = range;
  return from === to ? `${to} ${to === 1 ? 'pod' : 'pods'}` : `${from} to ${to} pods`;
}

function onCompute({ placed }: RunnerModel, pods: 'jobs' | 'managers'): string {
  const { name, interruptible } = placed[pods].compute;
  return `on ${name}${interruptible ? ', which may be reclaimed' : ''}`;
}

function box(id: string, title: string, lines: readonly string[]): string {
  return `${id}["${label(title, lines)}"]`;
}

function subgraph(id: string, title: string, lines: readonly string[]): string[] {
  return [`subgraph ${id}["${label(title, [])}"]`, ...indented(lines), 'end'];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** Mermaid takes characters that mean something to it by their names or numbers. */
function label(title: string, lines: readonly string[]): string {
  return [title, ...lines].map((line) => line.replace(/[#"<>`&]/g, (one) => `#${one.codePointAt(0)};`)).join('<br>');
}

/** A text as it is known at synth; of one that is not, what decides it. */
function textOf(scope: IConstruct, given: unknown): string {
  const value = resolved(scope, given);
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  const { Ref: name, 'Fn::GetAtt': attribute } = (value ?? {}) as Record<string, unknown>;
  if (typeof name === 'string') {
    return name.startsWith('ALIYUN::') ? name.slice('ALIYUN::'.length) : `by parameter ${name}`;
  }
  return Array.isArray(attribute) ? `resource ${String(attribute[0])}` : 'known at deployment';
}

function resolved(scope: IConstruct, given: unknown): unknown {
  return Stack.of(scope).resolve(given instanceof Leaf ? given.value : given) as unknown;
}
