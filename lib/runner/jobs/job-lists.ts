import type { RunnersConfig } from '../../config/runner-config.generated';
import { from, option } from '../../model/origin';
import { isUnresolved, numberText } from '../../ros/tokens';
import type { RunnerFragment } from '../fragment';
import type { JobOptions } from './job-options';
import { volumesConfig } from './job-volume';

/** What the user adds to the lists of other options: volumes, variables, and a patch for GPUs. */
export function jobLists({ volumes, env, gpu }: JobOptions): RunnerFragment[] {
  const lists: Readonly<Record<'volumes' | 'gpu' | 'env', RunnersConfig>> = {
    volumes: { kubernetes: { volumes: volumes && volumesConfig(volumes) } },
    gpu: { kubernetes: { podSpec: gpu === undefined ? undefined : [gpuPatch(gpu)] } },
    env: { environment: variables(env) },
  };
  return Object.entries(lists).map(([name, runners]) => ({ origin: option('jobs', name), config: { runners } }));
}

function variables(env: JobOptions['env'] = {}): string[] | undefined {
  // A map of the deployment is refused.
  const list = Object.entries(isUnresolved(env) ? {} : env).map(([name, value]) =>
    from(option('jobs', 'env', name), `${name}=${value}`),
  );
  return list.length > 0 ? list : undefined;
}

/** GitLab Runner has no setting for GPUs. Of a resource that nodes have whole, the request is the limit. */
function gpuPatch(gpu: number) {
  const patch = `containers: [{ name: build, resources: { limits: { nvidia.com/gpu: "${numberText(gpu)}" } } }]`;
  return { name: 'gpu', patchType: 'strategic', patch };
}
