import type { Container, KubernetesObject, PodSpec } from '../kubernetes';
import { parseQuantity } from './quantity';
import { allContainers, podTemplates } from './workloads';

/** Environment, resources and volumes of all pods. */
export function checkPods(objects: readonly KubernetesObject[]): string[] {
  return objects.flatMap((object) =>
    podTemplates(object).flatMap(({ spec }) => {
      const at = `${object.kind}/${object.metadata.name}`;
      return allContainers(spec).flatMap((container) =>
        [...checkEnv(container), ...checkResources(container), ...checkMounts(container, spec)].map(
          (fault) => `${at} container ${container.name}: ${fault}`,
        ),
      );
    }),
  );
}

function checkEnv({ env = [] }: Container): string[] {
  const names = env.map(({ name }) => name);
  return [
    ...names
      .filter((name) => !/^[-._A-Za-z][-._A-Za-z0-9]*$/.test(name))
      .map((name) => `"${name}" cannot name a variable`),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `the variable ${name} is set twice`),
    ...env
      .filter(({ value }) => value !== undefined && value !== null && typeof value !== 'string')
      .map(({ name, value }) => `the variable ${name} has the value ${JSON.stringify(value)}, not a text`),
  ];
}

function checkResources({ resources = {} }: Container): string[] {
  const { requests = {}, limits = {} } = resources;
  const unreadable = Object.entries({ requests, limits }).flatMap(([kind, quantities]) =>
    Object.entries(quantities)
      .filter(([, quantity]) => parseQuantity(quantity) === undefined)
      .map(([name, quantity]) => `${kind}.${name} is no quantity: ${JSON.stringify(quantity)}`),
  );
  const tooMuch = Object.keys(requests).filter((name) => {
    const limit = parseQuantity(limits[name]);
    return limit !== undefined && (parseQuantity(requests[name]) ?? 0) > limit;
  });
  return [...unreadable, ...tooMuch.map((name) => `requests.${name} is above limits.${name}`)];
}

function checkMounts(container: Container, { volumes = [] }: PodSpec): string[] {
  const names = new Set(volumes.map(({ name }) => name));
  const mounts = (container.volumeMounts ?? []) as readonly { name: string }[];
  return mounts
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => `mounts the volume ${name}, which is not there`);
}
