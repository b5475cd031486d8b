import { Construct } from '@alicloud/ros-cdk-core';
import { namespaceFault } from '../chart/kubernetes-names';
import { FaultList, shown } from '../checks/faults';
import { StackChecks } from '../checks/stack-checks';
import { RosClusterApplication } from '../ros/cs.generated';
import { scopedId } from '../ros/scoped-id';
import { isUnresolved } from '../ros/tokens';
import { orderInCluster } from './apply-order';
import type { ICluster } from './cluster';
import { toYaml } from './yaml';

/** A Kubernetes object as one would write it in YAML. Deploy-time values may stand anywhere but in keys. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

export interface KubernetesManifestOptions {
  /** The objects to apply. Do not list the Namespace itself: ROS creates it. */
  readonly objects: readonly KubernetesObject[];
  /**
   * Namespace of the objects that name none. ROS creates it when missing, and leaves it when the stack is deleted.
   *
   * @default 'default'
   */
  readonly namespace?: string;
}

export interface KubernetesManifestProps extends KubernetesManifestOptions {
  readonly cluster: ICluster;
}

/**
 * Kubernetes objects in a cluster, applied by `ALIYUN::CS::ClusterApplication`.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusterapplication
 */
export class KubernetesManifest extends Construct {
  /** The L1, for properties that this construct does not offer. */
  readonly resource: RosClusterApplication;

  constructor(scope: Construct, id: string, props: KubernetesManifestProps) {
    super(scope, id);
    StackChecks.attachTo(this);
    const namespace = props.namespace ?? 'default';
    const faults = new FaultList();
    const nameFault = isUnresolved(namespace) ? undefined : namespaceFault(namespace);
    if (nameFault !== undefined) {
      faults.add('namespace', `${shown(namespace)} ${nameFault}`);
    }
    if (props.objects.length === 0) {
      faults.add('objects', 'is empty; list at least one Kubernetes object');
    }
    faults.throwIfAny(this.node.path);

    this.resource = new RosClusterApplication(this, scopedId(this), {
      clusterId: props.cluster.clusterId,
      defaultNamespace: namespace,
      yamlContent: toYaml(props.objects),
      // "Normal" fails when another resource of the stack, or an earlier attempt, has created an object or the
      // namespace already.
      creationMode: 'Apply',
    });
    orderInCluster(props.cluster, namespace, this.resource);
  }
}
