import { checkArguments, checked } from './checks/check-arguments';
import type { IConstruct, IResolvable } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { stackCache } from './cache/stack-cache';
import type { ChartVersion } from './chart/chart-version';
import { Report } from './diagnostics/report';
import { acknowledgeBelow, settle } from './diagnostics/settle';
import { StackChecks } from './checks/stack-checks';
import { HelmRelease } from './cluster/helm-release';
import type { ManifestObject } from './cluster/kubernetes-manifest';
import { KubernetesManifest } from './cluster/kubernetes-manifest';
import { checkReleaseNames, takeManagerName } from './cluster/release-names';
import type { IGitLabRunner } from './monitoring/igitlab-runner';
import { RunnerBase } from './monitoring/runner-base';
import { partsOf } from './placement/parts';
import type { PlacementConfig } from './placement/pod-placement';
import { checkAcknowledgements } from './rules/acknowledge';
import { checkRunner } from './rules/runner-rules';
import type { GitLabRunnerAttributes, GitLabRunnerProps } from './runner/gitlab-runner-props';
import { deploymentName, resolveRunner } from './runner/resolved-runner';
import type { RunnerModel } from './runner/compose-runner';
import { composeRunner, configToml, releaseValues } from './runner/compose-runner';
import { takeListener } from './runner/session-server/session-listeners';

/**
 * GitLab Runner in a Kubernetes cluster: managers that ask GitLab for jobs and run each in a pod of its own.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/
 */
export class GitLabRunner extends RunnerBase {
  /** Refers to a runner that exists: one of another app, or one that was not made by this library. */
  static fromRunnerAttributes(scope: Construct, id: string, attributes: GitLabRunnerAttributes): IGitLabRunner {
    checkArguments('GitLabRunner.fromRunnerAttributes', { scope, id, attributes });
    return new ImportedRunner(scope, id, attributes);
  }

  /** The Helm release; `release.resource` is the L1. */
  readonly release: HelmRelease;
  /** Namespace of the managers. */
  readonly namespace: string;
  /** Namespace of the job pods. */
  readonly jobNamespace: string;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Name of the managers' Deployment. */
  readonly managerName: string;
  /** Name of the managers' ServiceAccount. */
  readonly serviceAccountName: string;
  /** Name of the Secret with the token, in the namespace of the managers. */
  readonly tokenSecretName: string;
  /** Version of the chart, which decides the version of GitLab Runner. */
  readonly chartVersion: ChartVersion;
  /** The rendered configuration template of the runner, for tests. Deploy-time values stand in it as tokens. */
  readonly configToml: string;
  /** The values of the Helm release. */
  readonly chartValues: Readonly<Record<string, unknown>>;

  /**
   * What the props come to, with the origin of every value.
   *
   * @internal
   */
  readonly _model: RunnerModel;

  constructor(scope: Construct, id: string, props: GitLabRunnerProps) {
    checkArguments('GitLabRunner', { scope, id });
    super(scope, id);
    checkArguments('GitLabRunner', { props }, this.node.path);
    StackChecks.attachTo(this);
    acknowledgeBelow(this, props.acknowledge ?? {});
    const runner = resolveRunner(this, props);
    const cache = props.cache ?? stackCache(this);
    const cacheConfig = cache.bind(this, runner);
    const model = composeRunner(runner, cacheConfig);
    const report = new Report();
    cache.check?.(runner, report, 'cache');
    checkRunner(model, report);
    takeListener(this, props.sessionServer, report);
    const nameGiven = props.chartValues?.fullnameOverride ? 'chartValues.fullnameOverride' : 'releaseName';
    takeManagerName(props.cluster, this, runner, report, nameGiven);
    checkAcknowledgements(props.acknowledge ?? {}, report, 'acknowledge');
    settle(report, this);

    this._model = model;
    this.namespace = runner.namespace;
    this.jobNamespace = model.jobNamespace;
    this.releaseName = runner.releaseName;
    this.managerName = runner.managerName;
    this.serviceAccountName = model.serviceAccountName;
    this.tokenSecretName = model.tokenSecretName;
    this.chartVersion = runner.chartVersion;
    this.configToml = configToml(this, model);
    this.chartValues = releaseValues(model, this.configToml);

    const { cluster } = props;
    const { namespace, jobNamespace } = this;
    const applied = (id: string, to: string, objects: ManifestObject[]) =>
      objects.length === 0 ? [] : [new KubernetesManifest(this, id, checked({ cluster, namespace: to, objects }))];
    const secrets = applied('Secrets', namespace, model.objects);
    // No other token is there in clear text.
    const plainText = { 'secret-in-clear': 'RunnerToken.unsafePlainText() puts the token there' };
    secrets.forEach((manifest) => acknowledgeBelow(manifest, plainText));
    const jobSecrets = jobNamespace === namespace ? [] : applied('JobSecrets', jobNamespace, objectsOfJobs(model));
    this.release = new HelmRelease(
      this,
      'Release',
      checked({
        cluster,
        namespace,
        chart: runner.chartSource,
        releaseName: this.releaseName,
        values: mergedAtDeployTime(this.chartValues, props.deployTimeChartValues),
        waitFor: runner.waitFor._bind(runner),
        dependencies: [
          ...[...secrets, ...jobSecrets].map(({ resource }) => resource),
          ...(cacheConfig?.dependencies ?? []),
          ...[runner.placed.managers, runner.placed.jobs].flatMap(nodePools),
        ],
      }),
    );
  }
}

/** A runner that exists. */
class ImportedRunner extends RunnerBase {
  readonly namespace: string;
  readonly jobNamespace: string;
  readonly releaseName: string;
  readonly managerName: string;
  readonly serviceAccountName: string;
  readonly tokenSecretName: string;

  constructor(scope: Construct, id: string, attributes: GitLabRunnerAttributes) {
    super(scope, id);
    const report = new Report();
    checkReleaseNames(attributes, report);
    settle(report, this);
    this.namespace = attributes.namespace;
    this.jobNamespace = attributes.jobNamespace ?? attributes.namespace;
    this.releaseName = attributes.releaseName;
    this.managerName = attributes.managerName ?? deploymentName(attributes.releaseName);
    this.serviceAccountName = attributes.serviceAccountName ?? this.managerName;
    this.tokenSecretName = attributes.tokenSecretName ?? `${attributes.releaseName}-token`;
  }
}

/** ROS creates a namespace for objects only, so that one without Secrets gets a ConfigMap that says whose it is. */
function objectsOfJobs({ jobObjects, releaseName, namespace }: RunnerModel): ManifestObject[] {
  const metadata = { name: `${releaseName}-jobs` };
  return jobObjects.length > 0
    ? jobObjects
    : [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'managers-namespace': namespace } }];
}

/** The node pools that a placement sends pods to, as far as there are constructs for them. */
function nodePools({ compute }: PlacementConfig): IConstruct[] {
  return partsOf(compute).flatMap(({ nodePool }) => (Construct.isConstruct(nodePool) ? [nodePool] : []));
}

/**
 * ROS merges maps key by key, the last one over the others, and of two lists it takes the last. With `extraObjects` the
 * autoscaler would be gone, so the user's come beside the library's.
 */
function mergedAtDeployTime(values: Readonly<Record<string, unknown>>, over: IResolvable | undefined) {
  if (over === undefined || values.extraObjects === undefined) {
    return over === undefined ? values : { 'Fn::MergeMap': [values, over] };
  }
  const objects = { 'Fn::ListMerge': [values.extraObjects, { 'Fn::Select': ['extraObjects', over, []] }] };
  return { 'Fn::MergeMap': [values, { 'Fn::MergeMap': [over, { extraObjects: objects }] }] };
}
