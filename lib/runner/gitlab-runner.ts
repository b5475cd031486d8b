import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import { Construct, Fn, Stack } from '@alicloud/ros-cdk-core';
import { OssCache } from '../cache/oss-cache';
import type { ChartValues } from '../chart/chart-values.generated';
import { ChartVersion } from '../chart/chart-version';
import { managerName } from '../chart/kubernetes-names';
import { mergeValues } from '../chart/merge-values';
import { rbacRules } from '../chart/rbac-rules';
import { StackChecks } from '../checks/stack-checks';
import { ChartSource } from '../cluster/chart-source';
import { ClusterKind } from '../cluster/cluster-kind';
import { HelmRelease } from '../cluster/helm-release';
import { KubernetesManifest } from '../cluster/kubernetes-manifest';
import { mergeConfig } from '../config/merge-config';
import { renderToml } from '../config/render-toml';
import { toTomlTable } from '../config/toml-table';
import { ComputeQos } from '../placement/acs';
import { Monitoring } from '../monitoring/monitoring';
import { JobPlacement } from '../placement/job-placement';
import { chooseText, chooseValue } from '../ros/conditions';
import { scopedName } from '../ros/scoped-id';
import { isUnresolved, tokenText } from '../ros/tokens';
import { checkRunner } from './check-runner';
import type { GitLabRunnerProps } from './gitlab-runner-props';
import { mergeFragments } from './fragment';
import { certificates } from './certificates';
import { imagesFragment } from './images';
import { jobsWithBuilder } from './image-builds/image-builder';
import { jobFragment } from './job-fragment';
import { DEFAULT_JOB_IMAGE } from './job-options';
import { availabilityFragment } from './manager-availability';
import { managerFragment } from './manager-fragment';
import { ManagerScaling } from './manager-scaling';
import { rbacFeaturesOf } from './rbac-features';
import { pullSecretObject } from './registry-credentials';
import { runnerSecrets } from './runner-secrets';
import { sessionServerFragment } from './session-server';

const DEFAULT_GITLAB_URL = 'https://gitlab.com';
const DEFAULT_MANAGER_RESOURCES = { cpu: '250m', memory: '256Mi', limits: { cpu: '1', memory: '512Mi' } };

/** Time for a manager's node or virtual node to come up, its image to be pulled, and the registration to succeed. */
const MANAGER_TIMEOUT_SECONDS = 900;

/**
 * GitLab Runner in a Kubernetes cluster: managers that ask GitLab for jobs and run each in a pod of its own.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/
 */
export class GitLabRunner extends Construct {
  /** The Helm release; `release.resource` is the L1. */
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly releaseName: string;
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  readonly chartVersion: ChartVersion;
  /** The rendered configuration template of the runner, for tests. Deploy-time values stand in it as tokens. */
  readonly configToml: string;
  /** The values of the Helm release. */
  readonly chartValues: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: GitLabRunnerProps) {
    super(scope, id);
    StackChecks.attachTo(this);
    this.chartVersion = props.chartVersion ?? ChartVersion.DEFAULT;
    this.namespace = props.namespace ?? Stack.of(this).stackName.toLowerCase();
    this.releaseName = props.releaseName ?? scopedName(this);
    // The chart joins and cuts the name, which cannot be foretold for a name of the deployment; so it is told.
    const toldName = isUnresolved(this.releaseName) ? this.releaseName : undefined;
    this.managerName = toldName ?? managerName(this.releaseName, nameOverrides(props.chartValues));

    const { cluster } = props;
    const { kind, virtualNode, edition } = cluster;
    const context = { kind, virtualNode, edition };
    const jobs = jobsWithBuilder(props.jobs ?? {}, props.imageBuilds);
    const placement = props.placement ?? JobPlacement.defaultFor(cluster);
    const managerPlacement = props.managerPlacement ?? defaultManagerPlacement(cluster.kind);
    const monitoring = props.monitoring ?? Monitoring.annotations();
    // Interactive terminals reach the one manager that runs their job, so there can be no second.
    const scaling = props.scaling ?? (props.sessionServer ? ManagerScaling.fixed(1) : ManagerScaling.onCpu());
    const managerResources = props.managerResources ?? DEFAULT_MANAGER_RESOURCES;
    const cache = (props.cache ?? new OssCache(this, 'Cache')).bind(this);

    const secrets = runnerSecrets(this.releaseName, props.token.bind(), cache?.credentials);
    const pullSecret =
      (props.registryCredentials ?? []).length === 0
        ? undefined
        : pullSecretObject(
            `${this.releaseName}-registry`,
            props.registryCredentials!.map((one) => one.bind()),
          );
    const trusted =
      props.caCertificate &&
      certificates(props.caCertificate, {
        releaseName: this.releaseName,
        gitlabUrl: props.gitlabUrl ?? DEFAULT_GITLAB_URL,
      });
    const scaled = scaling.configure({ managerName: this.managerName });
    const { values, extraObjects, ...fragments } = mergeFragments([
      jobFragment({
        namespace: this.namespace,
        jobs,
        placement: placement.place({ ...context, podGroup: `${this.releaseName}-jobs` }),
        serverless: placement.serverless,
        cache,
      }),
      imagesFragment(props.images ?? {}, {
        jobImage: jobs.image ?? DEFAULT_JOB_IMAGE,
        createdPullSecret: pullSecret?.metadata.name,
      }),
      trusted?.fragment ?? {},
      props.sessionServer === undefined ? {} : sessionServerFragment(props.sessionServer),
      managerFragment({
        ...props,
        maxDurationSeconds: jobs.maxDurationSeconds,
        resources: managerResources,
        placement: managerPlacement.place({ ...context, podGroup: `${this.releaseName}-managers` }),
        tokenSecretName: secrets.tokenSecretName,
        cacheSecretName: onlyIf(cache?.condition, secrets.cacheSecretName),
      }),
      monitoring.configure({ chartVersion: this.chartVersion }),
      { values: { fullnameOverride: toldName } },
      scaled,
      availabilityFragment(props.availability ?? {}, {
        managerName: this.managerName,
        maxReplicas: scaled.maxReplicas,
      }),
      props.imageBuilds?.configure() ?? {},
    ]);
    const config = mergeConfig(fragments.config, props.config);
    const rbacFeatures = rbacFeaturesOf(config);
    const ownValues = mergeValues(values, {
      rbac: { create: true, rules: rbacRules(this.chartVersion, rbacFeatures) },
      ...(extraObjects.length > 0 && { extraObjects }),
    });
    const chartValues = addExtraObjects(extraObjects, props.chartValues);

    const findings = checkRunner({
      ...props,
      chartVersion: this.chartVersion,
      namespace: this.namespace,
      releaseName: this.releaseName,
      hasCache: cache !== undefined,
      jobs,
      placement,
      managerPlacement,
      managerResources,
      monitoring,
      scaling,
      maxReplicas: scaled.maxReplicas,
      ownValues,
      rbacFeatures,
    });
    findings.errors.throwIfAny(this.node.path);
    findings.warnings.faults.forEach(({ at, message }) => this.node.addWarning(`${at}: ${message}`));

    this.configToml = renderToml(toTomlTable(config), { raw: tokenText, choose: chooseToml });
    this.chartValues = mergeValues(ownValues, { runners: { config: this.configToml } }, chartValues);

    const objects = [...secrets.objects, ...(pullSecret ? [pullSecret] : []), ...(trusted?.objects ?? [])];
    const manifest =
      objects.length === 0
        ? undefined
        : new KubernetesManifest(this, 'Secrets', { cluster, namespace: this.namespace, objects });
    this.release = new HelmRelease(this, 'Release', {
      cluster,
      chart: props.chartSource ?? ChartSource.url(this.chartVersion.downloadUrl),
      releaseName: this.releaseName,
      namespace: this.namespace,
      values: mergedAtDeployTime(this.chartValues, props.deployTimeChartValues),
      waitUntil: props.waitUntil ?? ((props.waitForManagers ?? true) ? [this.managersAvailable()] : undefined),
      dependencies: [...(manifest ? [manifest.resource] : []), ...(cache?.dependencies ?? [])],
    });
  }

  /** `availableReplicas` is absent until a manager has registered with GitLab and passed its readiness probe. */
  private managersAvailable() {
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: this.managerName,
      namespace: this.namespace,
      jsonPath: '$.status.availableReplicas',
      firstMatch: true,
      operator: 'NotEmpty',
      timeout: MANAGER_TIMEOUT_SECONDS,
    };
  }
}

/** Objects of the user come beside those of the library, where any other list would take their place. */
function addExtraObjects(own: readonly object[], values: ChartValues = {}): ChartValues {
  const { extraObjects } = values;
  if (extraObjects === undefined || extraObjects === null || own.length === 0) {
    return values;
  }
  const both = Array.isArray(extraObjects)
    ? [...own, ...(extraObjects as readonly object[])]
    : Fn.listMerge([[...own], extraObjects as IResolvable]);
  return { ...values, extraObjects: both as ChartValues['extraObjects'] };
}

/** ROS merges two maps key by key, the second over the first. */
function mergedAtDeployTime(values: Readonly<Record<string, unknown>>, over: IResolvable | undefined) {
  return over === undefined ? values : { 'Fn::MergeMap': [values, over] };
}

function nameOverrides({ nameOverride, fullnameOverride }: ChartValues = {}) {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { nameOverride: text(nameOverride), fullnameOverride: text(fullnameOverride) };
}

function onlyIf(condition: RosCondition | undefined, name: string | undefined): string | IResolvable | undefined {
  return condition && name !== undefined ? chooseValue(condition, name) : name;
}

function chooseToml(condition: unknown, whenTrue: string, whenFalse: string): string {
  return chooseText(condition as RosCondition, whenTrue, whenFalse);
}

function defaultManagerPlacement(kind: ClusterKind): JobPlacement {
  return kind === ClusterKind.ACS ? JobPlacement.acs({ qos: ComputeQos.DEFAULT }) : JobPlacement.nodePool();
}
