import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import type { ChartValues } from '../chart/chart-values.generated';
import { ChartVersion } from '../chart/chart-version';
import { managerName } from '../chart/kubernetes-names';
import { ChartSource } from '../cluster/chart-source';
import type { ICluster } from '../cluster/icluster';
import { ClusterKind } from '../cluster/cluster-kind';
import { Monitoring } from '../monitoring/monitoring';
import { ComputeQos } from '../placement/acs';
import { Placement } from '../placement/placement';
import type { PlacementContext } from '../placement/pod-placement';
import { scopedName } from '../ros/scoped-id';
import { isUnresolved, known } from '../ros/tokens';
import type { ContainerResources } from './sizes/container-resources';
import type { GitLabRunnerOptions, GitLabRunnerProps } from './gitlab-runner-props';
import type { ImageBuilds } from './image-builds/image-builds';
import { mirrorFault } from './images/image-name';
import type { JobOptions } from './jobs/job-options';
import type { ManagerScalingConfig } from './managers/manager-scaling';
import { ManagerScaling } from './managers/manager-scaling';

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
  readonly chartVersion: ChartVersion;
  readonly chartSource: ChartSource;
  readonly jobs: JobOptions;
  readonly placement: Placement;
  readonly managerPlacement: Placement;
  readonly managerResources: ContainerResources;
  readonly monitoring: Monitoring;
  readonly scaling: ManagerScaling;
  /** What the scaling comes to. */
  readonly scaled: ManagerScalingConfig;
}

/** @param runner the construct, which names are derived from */
export function resolveRunner(runner: Construct, props: GitLabRunnerProps): ResolvedRunner {
  const { cluster } = props;
  const releaseName = props.releaseName ?? scopedName(runner);
  const deployment = deploymentName(releaseName, props.chartValues);
  const chartVersion = props.chartVersion ?? ChartVersion.DEFAULT;
  // Interactive terminals reach the one manager that runs their job, so there can be no second.
  const scaling = props.scaling ?? (props.sessionServer ? ManagerScaling.fixed(1) : ManagerScaling.onCpu());
  const imageBuilds = buildsFromMirror(props);
  return {
    ...props,
    given: props,
    imageBuilds,
    gitlabUrl: props.gitlabUrl ?? 'https://gitlab.com',
    namespace: props.namespace ?? Stack.of(runner).stackName.toLowerCase(),
    releaseName,
    managerName: deployment,
    chartVersion,
    chartSource: props.chartSource ?? ChartSource.url(chartVersion.downloadUrl),
    jobs: { ...(props.jobs ?? {}), placement: props.placement ?? Placement.defaultFor(cluster) },
    managers: {
      placement: props.managerPlacement ?? defaultManagerPlacement(cluster.kind),
      resources: props.managerResources ?? DEFAULT_MANAGER_RESOURCES,
      scaling,
    },
    monitoring: props.monitoring ?? Monitoring.annotations(),
    scaled: scaling.configure({ managerName: deployment }),
  };
}

/** What a placement of the runner's jobs or managers is judged by. */
export function placementContext(
  { cluster, releaseName }: Pick<ResolvedRunner, 'cluster' | 'releaseName'>,
  pods: 'jobs' | 'managers',
): PlacementContext {
  const { kind, virtualNode, edition } = cluster;
  return { kind, virtualNode, edition, podGroup: `${releaseName}-${pods}`, expandsVariables: pods === 'jobs' };
}

/** A mirror that is none is reported by itself, and not once more for each image that would come from it. */
function buildsFromMirror({ images, imageBuilds }: GitLabRunnerProps): ImageBuilds | undefined {
  const mirror = images?.mirror;
  return mirror === undefined || (known(mirror) !== undefined && mirrorFault(mirror) !== undefined)
    ? imageBuilds
    : imageBuilds?.withMirror(mirror);
}

/**
 * The name that the chart gives to the managers' Deployment. The chart joins and cuts names, which cannot be foretold
 * for one that only the deployment knows; then the chart is told to take the release's.
 */
function deploymentName(releaseName: string, { nameOverride, fullnameOverride }: ChartValues = {}): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return isUnresolved(releaseName)
    ? releaseName
    : managerName(releaseName, { nameOverride: text(nameOverride), fullnameOverride: text(fullnameOverride) });
}

function defaultManagerPlacement(kind: ClusterKind): Placement {
  return kind === ClusterKind.ACS ? Placement.acs({ qos: ComputeQos.DEFAULT }) : Placement.nodePool();
}
