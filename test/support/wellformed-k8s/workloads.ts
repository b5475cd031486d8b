import type { Container, DeploymentSpec, KubernetesObject, PodSpec } from '../kubernetes';

export interface PodTemplate {
  readonly metadata?: Partial<KubernetesObject['metadata']>;
  readonly spec: PodSpec;
  readonly matchLabels?: Record<string, string>;
}

/** The pods that an object makes: none, or one kind. */
export function podTemplates(object: KubernetesObject): PodTemplate[] {
  const { template, selector } = (object.spec ?? {}) as Partial<DeploymentSpec>;
  return Array.isArray(template?.spec?.containers)
    ? [{ metadata: template.metadata, spec: template.spec, matchLabels: selector?.matchLabels }]
    : [];
}

export function allContainers(spec: PodSpec): Container[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}
