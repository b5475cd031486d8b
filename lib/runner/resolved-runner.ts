import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import type { ChartValues } from '../chart/chart-values.generated';
import { ChartVersion } from '../chart/chart-version';
import { managerName } from '../chart/kubernetes-names';
import type { IChartSource } from '../cluster/chart-source';
import type { ICluster } from '../cluster/icluster';
import { ClusterKind } from '../cluster/cluster-kind';
import type { IMetrics, MetricsConfig, MetricsContext } from '../monitoring/runner-metrics';
import { Metrics } from '../monitoring/runner-metrics';
import { ComputeQos } from '../placement/acs';
import { Placement } from '../placement/placement';
import type { IPlacement, PlacementConfig, PlacementContext } from '../placement/pod-placement';
import { scopedName } from '../ros/scoped-id';
import { isUnresolved, known } from '../ros/tokens';
import { redacted } from '../diagnostics/secrets';
import type { GitLabRunnerOptions, GitLabRunnerProps } from './gitlab-runner-props';
import type { ImageBuildsConfig, ImageBuildsContext } from './image-builds/image-builds-config';
import { saidValues } from './escape-hatches/said-values';
import { mirrorFault } from './images/image-name';
import type { BoundRegistry } from './credentials/registry-credentials';
import { boundRegistries } from './credentials/registry-credentials';
import type { IRunnerToken, RunnerTokenConfig } from './credentials/runner-token';
import { RunnerToken } from './credentials/runner-token';
import type { JobOptions } from './jobs/job-options';
import type { ManagerOptions } from './managers/manager-options';
import { ManagerScaling, scalingByChart } from './managers/manager-scaling';
import type { ManagerScalingConfig } from './managers/scaling-config';
import type { IChart } from './runner-chart';
import { RunnerChart } from './runner-chart';
import { WaitFor } from './wait-for';

const DEFAULT_MANAGER_RESOURCES = { cpu: '250m', memory: '256Mi', limits: { cpu: '1', memory: '512Mi' } };

/** The props of a runner with their defaults, where later steps need them. */
export interface ResolvedRunner extends GitLabRunnerOptions {
  readonly cluster: ICluster;
  /** The props as they were given. */
  readonly given: GitLabRunnerProps;
  readonly gitlabUrl: string;
  readonly namespace: string;
  readonly releaseName: string;
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  readonly chart: IChart;
  /** What the chart comes to. */
  readonly chartVersion: ChartVersion;
  readonly chartSource: IChartSource;
  readonly token: IRunnerToken;
  /** Where the token is. */
  readonly boundToken: RunnerTokenConfig;
  /** What registries are got at with. */
  readonly registries: readonly BoundRegistry[];
  readonly jobs: JobOptions & { readonly placement: IPlacement };
  readonly managers: ManagerOptions & Required<Pick<ManagerOptions, 'scaling' | 'placement' | 'resources'>>;
  readonly metrics: IMetrics;
  readonly waitFor: WaitFor;
  /** What the metrics come to. */
  readonly served: MetricsConfig;
  /** What the image builds come to. */
  readonly builds?: ImageBuildsConfig;
  /** What the scaling comes to. */
  readonly scaled: ManagerScalingConfig;
  /** What the placements come to. */
  readonly placed: { readonly jobs: PlacementConfig; readonly managers: PlacementConfig };
}

/** @param runner the construct, which names are derived from */
export function resolveRunner(runner: Construct, props: GitLabRunnerProps): ResolvedRunner {
  const { cluster, gitlabUrl = 'https://gitlab.com' } = props;
  const releaseName = props.releaseName ?? scopedName(runner);
  const chartValues = props.chartValues && saidValues(props.chartValues);
  const deployment = deploymentName(releaseName, chartValues);
  const namespace = props.namespace ?? defaultNamespace(Stack.of(runner));
  const chart = props.chart ?? RunnerChart.fromVersion(ChartVersion.DEFAULT);
  const { version: chartVersion, source: chartSource } = chart.bind(runner, { releaseName, namespace });
  const metrics = props.metrics ?? Metrics.annotations();
  // Interactive terminals reach the one manager that runs their job, so there can be no second.
  const scaling =
    props.managers?.scaling ??
    scalingByChart(chartValues) ??
    (props.sessionServer ? ManagerScaling.fixed(1) : ManagerScaling.onCpu());
  const managers = {
    ...props.managers,
    scaling,
    placement: props.managers?.placement ?? defaultManagerPlacement(cluster.kind),
    resources: props.managers?.resources ?? DEFAULT_MANAGER_RESOURCES,
  };
  const jobs = { ...props.jobs, placement: props.jobs?.placement ?? Placement.defaultFor(cluster) };
  const bind = (pods: 'jobs' | 'managers', { placement }: { readonly placement: IPlacement }) =>
    placement.bind(runner, placementContext({ cluster, releaseName }, pods));
  const token = props.token ?? RunnerToken.fromParameter();
  return {
    ...props,
    given: props,
    chartValues,
    builds: props.imageBuilds?.bind(runner, imageBuildsContext({ ...props, chartVersion })),
    gitlabUrl,
    namespace,
    releaseName,
    managerName: deployment,
    chart,
    chartVersion,
    chartSource,
    token,
    registries: boundRegistries(runner, props.registryCredentials ?? []),
    boundToken: token.bind(runner, { namespace }),
    jobs,
    managers,
    metrics,
    served: metrics.bind(runner, metricsContext({ cluster, chartVersion })),
    waitFor: props.waitFor ?? WaitFor.managers(),
    scaled: scaling.bind(runner, { managerName: deployment, gitlabUrl: textOf(chartValues?.gitlabUrl) ?? gitlabUrl }),
    placed: { jobs: bind('jobs', jobs), managers: bind('managers', managers) },
  };
}

/** What the metrics of the runner are judged by. */
export function metricsContext({
  cluster: { prometheusOperator },
  chartVersion,
}: Pick<ResolvedRunner, 'cluster' | 'chartVersion'>): MetricsContext {
  return { chartVersion, prometheusOperator };
}

/** What a placement of the runner's jobs or managers is judged by. */
export function placementContext(
  { cluster, releaseName }: Pick<ResolvedRunner, 'cluster' | 'releaseName'>,
  pods: 'jobs' | 'managers',
): PlacementContext {
  const { kind, virtualNode, edition } = cluster;
  return { kind, virtualNode, edition, podGroup: `${releaseName}-${pods}`, expandsVariables: pods === 'jobs' };
}

/** What image builds are made for. A mirror that is none is reported by itself, and not once more for each image from it. */
export function imageBuildsContext({
  images,
  chartVersion,
}: Pick<ResolvedRunner, 'images' | 'chartVersion'>): ImageBuildsContext {
  const mirror = images?.mirror;
  return {
    chartVersion,
    mirror: known(mirror) === undefined || mirrorFault(mirror!) === undefined ? mirror : undefined,
  };
}

/**
 * The name that the chart gives to the managers' Deployment. The chart joins and cuts names, which cannot be foretold
 * for one that only the deployment knows; then the chart is told to take the release's.
 */
export function deploymentName(releaseName: string, { nameOverride, fullnameOverride }: ChartValues = {}): string {
  return isUnresolved(releaseName)
    ? releaseName
    : managerName(releaseName, { nameOverride: textOf(nameOverride), fullnameOverride: textOf(fullnameOverride) });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * The name of a nested stack is made up by the deployment. Its path is known, and unique. In lower case a secret could not
 * be told any more.
 */
function defaultNamespace({ stackName, node }: Stack): string {
  return redacted(isUnresolved(stackName) ? node.path.replace(/[^A-Za-z0-9]+/g, '-') : stackName).toLowerCase();
}

function defaultManagerPlacement(kind: ClusterKind): Placement {
  return kind === ClusterKind.ACS ? Placement.acs({ qos: ComputeQos.DEFAULT }) : Placement.nodePool();
}
