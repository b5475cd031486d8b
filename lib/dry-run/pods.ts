import { isMap } from '../diagnostics/is-map';
import { readConfigText } from '../model/config-text';
import { plain } from '../model/tree';
import type { RunnerConfig } from '../config/runner-config.generated';
import { jobPod } from './job-pod';
import type { PlannedObject } from './planned-objects';

const CONFIG_FILE = 'config.template.toml';

/**
 * The pods that come of what is deployed: of the managers' Deployment, and of a job. Limits, quotas, pod security and
 * policies judge pods, so that a cluster may take the Deployment, and no pod would ever start.
 */
export function podsOf(planned: readonly PlannedObject[]): PlannedObject[] {
  return planned.flatMap((one) => {
    switch (one.object.kind) {
      case 'Deployment':
        return [managerPod(one)];
      case 'ConfigMap':
        return jobPods(one);
      default:
        return [];
    }
  });
}

function managerPod(deployment: PlannedObject): PlannedObject {
  const { object, placeOf } = deployment;
  const template = isMap(object.spec) && isMap(object.spec.template) ? object.spec.template : {};
  const { name, namespace } = object.metadata;
  const metadata = { ...(template.metadata as object), name: `${name}-0`, namespace };
  return {
    ...deployment,
    name: `a pod of the Deployment ${name}`,
    object: { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec },
    placeOf: (field) => placeOf(['spec', 'template', ...field]),
  };
}

/** The pod of a job, of the configuration that the chart puts into a ConfigMap. */
function jobPods({ object, resource, namespace, owner }: PlannedObject): PlannedObject[] {
  const text = isMap(object.data) ? object.data[CONFIG_FILE] : undefined;
  const config = typeof text === 'string' ? (plain(readConfigText(text, []).tree) as RunnerConfig) : undefined;
  const kubernetes = config?.runners?.kubernetes;
  if (kubernetes === undefined) {
    return [];
  }
  const { pod, settingOf } = jobPod(`${object.metadata.name}-job`, kubernetes);
  return [
    {
      object: pod,
      resource,
      name: 'the pod of a job',
      namespace: kubernetes.namespace ?? namespace,
      owner,
      placeOf: (field) => {
        const setting = settingOf(field);
        return setting === undefined ? owner.place : owner.placeOfSetting(['runners', 'kubernetes', ...setting]);
      },
    },
  ];
}
