/** A Kubernetes object, as a chart renders it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, unknown>;
    readonly annotations?: Record<string, unknown>;
  };
  readonly spec?: unknown;
  readonly data?: Record<string, string>;
  readonly [key: string]: unknown;
}

/** The parts of a pod that these helpers read. */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly terminationGracePeriodSeconds?: number;
  readonly [key: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly { readonly secretRef?: ObjectReference; readonly configMapRef?: ObjectReference }[];
  readonly resources?: { readonly requests?: Record<string, unknown>; readonly limits?: Record<string, unknown> };
  readonly [key: string]: unknown;
}

export interface ObjectReference {
  readonly name: string;
  readonly optional?: boolean;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: {
    readonly secretKeyRef?: ObjectReference & { readonly key: string };
    readonly configMapKeyRef?: ObjectReference & { readonly key: string };
  };
}

export interface ProjectedSecret extends ObjectReference {
  readonly items?: readonly { readonly key: string; readonly path: string }[];
}

export interface Volume {
  readonly name: string;
  readonly secret?: { readonly secretName: string; readonly optional?: boolean };
  readonly configMap?: ObjectReference;
  readonly projected?: {
    readonly sources: readonly { readonly secret?: ProjectedSecret; readonly configMap?: ObjectReference }[];
  };
}

export interface DeploymentSpec {
  readonly replicas?: number;
  readonly selector: { readonly matchLabels?: Record<string, string> };
  readonly template: { readonly metadata: Partial<KubernetesObject['metadata']>; readonly spec: PodSpec };
}

export function objectsOfKind(objects: readonly KubernetesObject[], kind: string): KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

/** The one object of a kind, or of a kind and name; an error when there is none or more than one. */
export function onlyObject(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const found = objectsOfKind(objects, kind).filter(({ metadata }) => name === undefined || metadata.name === name);
  const [object] = found;
  if (object === undefined || found.length > 1) {
    const all = objects.map((other) => `${other.kind}/${other.metadata.name}`);
    const wanted = name === undefined ? kind : `${kind}/${name}`;
    throw new Error(`${found.length} objects ${wanted}, expected one; rendered are: ${all.join(', ') || 'none'}`);
  }
  return object;
}

/** The runner managers' Deployment. */
export function managerDeployment(objects: readonly KubernetesObject[]): KubernetesObject & { spec: DeploymentSpec } {
  return onlyObject(objects, 'Deployment') as KubernetesObject & { spec: DeploymentSpec };
}

/** The pods that the managers' Deployment makes. */
export function managerPod(objects: readonly KubernetesObject[]): PodSpec {
  return managerDeployment(objects).spec.template.spec;
}

/** The container that runs the manager: the first one. */
export function managerContainer(objects: readonly KubernetesObject[]): Container {
  const [container] = managerPod(objects).containers;
  if (container === undefined) {
    throw new Error('the Deployment has no container');
  }
  return container;
}

/** The manager's environment by name: the value, or where it comes from. */
export function managerEnv(objects: readonly KubernetesObject[]): Record<string, unknown> {
  const env = managerContainer(objects).env ?? [];
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, valueFrom ?? value]));
}

/** The template from which each manager makes its config.toml: the TOML that came from `runners.config`. */
export function configTemplate(objects: readonly KubernetesObject[]): string {
  return configFile(objects, 'config.template.toml');
}

/** The part of config.toml that the chart writes itself: concurrent, check_interval, log_level and the like. */
export function globalConfig(objects: readonly KubernetesObject[]): string {
  return configFile(objects, 'config.toml');
}

/** The Secrets that are projected into the manager, with the keys that must be in them. */
export function projectedSecrets(objects: readonly KubernetesObject[]): ProjectedSecret[] {
  const volumes = managerPod(objects).volumes ?? [];
  return volumes.flatMap(({ projected }) => projected?.sources ?? []).flatMap(({ secret }) => secret ?? []);
}

function configFile(objects: readonly KubernetesObject[], file: string): string {
  const name = managerDeployment(objects).metadata.name;
  const text = onlyObject(objects, 'ConfigMap', name).data?.[file];
  if (text === undefined) {
    throw new Error(`the ConfigMap ${name} holds no ${file}`);
  }
  return text;
}
