import { checkArguments } from '../checks/check-arguments';
import type { IConstruct, RosCondition, RosResource } from '@alicloud/ros-cdk-core';
import { Construct } from '@alicloud/ros-cdk-core';
import { namespaceFault } from '../chart/kubernetes-names';
import { Report } from '../diagnostics/report';
import { settle } from '../diagnostics/settle';
import { shown } from '../diagnostics/shown';
import { StackChecks } from '../checks/stack-checks';
import { chooseText, createOnlyIf } from '../ros/conditions';
import { RosClusterApplication } from '../ros/cs.generated';
import { checkDependencies, dependOn } from '../ros/dependencies';
import { scopedId } from '../ros/scoped-id';
import { isUnresolved } from '../ros/tokens';
import { orderInCluster } from './apply-order';
import type { ICluster } from './icluster';
import { releaseRules } from './release-rules';
import { toYaml } from './yaml';

/** A Kubernetes object as one would write it in YAML. Deploy-time values may stand anywhere but in keys. */
export interface KubernetesObject {
  /** Version of the API, such as `v1`. */
  readonly apiVersion: string;
  /** Kind, such as `Secret`. */
  readonly kind: string;
  /** Name, labels and the like. */
  readonly metadata: {
    /** Name of the object. */
    readonly name: string;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** A Kubernetes object that is applied only if a condition of the deployment holds. */
export class ConditionalObject {
  constructor(
    /** What must hold. */
    readonly condition: RosCondition,
    /** The object. */
    readonly object: KubernetesObject,
  ) {}
}

/** An object, or one that is applied only if a condition of the deployment holds. */
export type ManifestObject = KubernetesObject | ConditionalObject;

/** Objects to apply. */
export interface KubernetesManifestOptions {
  /** The objects to apply. Do not list the Namespace itself: ROS creates it. */
  readonly objects: ManifestObject[];
  /**
   * Namespace of the objects that name none. ROS creates it when missing, and leaves it when the stack is deleted.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * What must exist first, besides what the cluster itself needs: for instance the release that brings the kind of an
   * object. Of a construct all resources are waited for.
   *
   * @default - nothing
   */
  readonly dependencies?: IConstruct[];
}

/** Objects to apply, and where. */
export interface KubernetesManifestProps extends KubernetesManifestOptions {
  /** The cluster to apply them to. */
  readonly cluster: ICluster;
}

/**
 * Kubernetes objects in a cluster, applied by `ALIYUN::CS::ClusterApplication`.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusterapplication
 */
export class KubernetesManifest extends Construct {
  /** The resource that applies the objects, for properties that this construct does not offer. */
  readonly resource: RosResource;

  constructor(scope: Construct, id: string, props: KubernetesManifestProps) {
    checkArguments('KubernetesManifest', { scope, id });
    super(scope, id);
    checkArguments('KubernetesManifest', { props }, this.node.path);
    StackChecks.attachTo(this);
    const namespace = props.namespace ?? 'default';
    const report = new Report();
    const nameFault = isUnresolved(namespace) ? undefined : namespaceFault(namespace);
    if (nameFault !== undefined) {
      report.add(releaseRules.namespace, 'namespace', `${shown(namespace)} ${nameFault}`);
    }
    if (props.objects.length === 0) {
      report.add(releaseRules['manifest-objects'], 'objects', 'is empty; list at least one Kubernetes object');
    }
    const conditional = props.objects.filter((one) => one instanceof ConditionalObject);
    const certain = props.objects.filter((one): one is KubernetesObject => !(one instanceof ConditionalObject));
    const conditions = [...new Set(conditional.map(({ condition }) => condition))];
    if (certain.length === 0 && conditions.length > 1) {
      report.add(
        releaseRules['manifest-objects'],
        'objects',
        'may all be left out, and ROS applies no empty text; use a manifest for each condition',
      );
    }
    checkDependencies(props.dependencies, report);
    settle(report, this);

    this.resource = new RosClusterApplication(
      this,
      scopedId(this),
      {
        clusterId: props.cluster.clusterId,
        defaultNamespace: namespace,
        yamlContent: toYaml(certain) + conditional.map(documentText).join(''),
        // "Normal" fails when another resource of the stack, or an earlier attempt, has created an object or the
        // namespace already.
        creationMode: 'Apply',
      },
      true,
    );
    if (certain.length === 0) {
      conditions.forEach((condition) => createOnlyIf(condition, this));
    }
    orderInCluster(props.cluster, namespace, this.resource);
    dependOn(this.resource, props.dependencies ?? []);
  }
}

/** The object as one more document of a YAML stream, or nothing. */
function documentText({ condition, object }: ConditionalObject): string {
  return chooseText(condition, `---\n${toYaml([object])}`, '');
}
