import type { Step } from '../model/origin';
import type { EvaluatedTemplate } from '../testing/evaluate';
import type { RenderedObject } from '../testing/helm';
import { parseManifests } from '../testing/helm';
import { resourcesOfType } from '../template/ros-template';
import { valuePathOf } from './chart-fields';
import type { Charts, RenderTarget } from './charts';
import type { Owner, UserPlace } from './owners';

/** An object that a deployment makes in the cluster. */
export interface PlannedObject {
  readonly object: RenderedObject;
  /**
   * What messages call it.
   *
   * @default - kind and name of the object
   */
  readonly name?: string;
  /** Logical id of the resource that makes it. */
  readonly resource: string;
  /** Namespace of the object, unless it names one. */
  readonly namespace: string;
  /** Whose object it is. */
  readonly owner: Owner;
  /** Where the user has said what stands in a field. */
  readonly placeOf: (field: readonly Step[]) => UserPlace;
}

/** All objects that a deployment makes in the cluster: those that ROS applies, and those of the releases. */
export function plannedObjects(
  outcome: EvaluatedTemplate,
  ownerOf: (resource: string) => Owner,
  charts: Charts,
  target: RenderTarget,
): PlannedObject[] {
  const manifests = resourcesOfType(outcome, 'ALIYUN::CS::ClusterApplication').flatMap(({ id, Properties }) => {
    const owner = ownerOf(id);
    const { DefaultNamespace = 'default' } = Properties;
    const namespace = String(DefaultNamespace);
    const objects = parseManifests(String(Properties.YamlContent));
    return objects.map((object) => ({ object, resource: id, namespace, owner, placeOf: () => owner.place }));
  });
  const releases = resourcesOfType(outcome, 'ALIYUN::CS::ClusterHelmApplication').flatMap(({ id, Properties }) => {
    const { Name, Namespace = 'default', ChartUrl, ChartValues: values = {} } = Properties;
    const owner = ownerOf(id);
    const namespace = String(Namespace);
    const release = { id, name: String(Name), namespace, chartUrl: String(ChartUrl), values: values as object };
    return charts.render(release, target).map((object) => ({
      object,
      resource: id,
      namespace,
      owner,
      placeOf: (field: readonly Step[]) => {
        const path = valuePathOf(object, field, values);
        return path === undefined ? owner.place : owner.placeOfValue(path);
      },
    }));
  });
  return [...manifests, ...releases];
}
