import type { KubernetesObject } from '../kubernetes';
import { podTemplates } from './workloads';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LENGTH = 253;
const LABEL = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const LABEL_LENGTH = 63;

/** Identity of every object, and the form of all labels and annotations. */
export function checkMetadata(objects: readonly KubernetesObject[]): string[] {
  const seen = new Set<string>();
  return objects.flatMap((object, index) => {
    if (!hasIdentity(object)) {
      return [`object ${index}: needs apiVersion, kind and metadata.name`];
    }
    const { apiVersion, kind, metadata } = object;
    const at = `${kind}/${metadata.name}`;
    const identity = `${at} in ${metadata.namespace ?? 'the release namespace'}`;
    const faults = seen.has(identity) ? [`${at}: rendered twice`] : [];
    seen.add(identity);
    // Names of roles and bindings are free.
    if (!apiVersion.startsWith('rbac.') && !isName(metadata.name)) {
      faults.push(`${at}: the name is not a DNS name of at most ${NAME_LENGTH} characters`);
    }
    return [...faults, ...checkLabelsAndAnnotations(metadata, at), ...checkPodTemplates(object, at)];
  });
}

export function hasIdentity(object: Partial<KubernetesObject>): boolean {
  return [object.apiVersion, object.kind, object.metadata?.name].every(
    (text) => typeof text === 'string' && text !== '',
  );
}

function isName(name: string): boolean {
  return name.length <= NAME_LENGTH && NAME.test(name);
}

function checkPodTemplates(object: KubernetesObject, at: string): string[] {
  return podTemplates(object).flatMap(({ metadata = {}, matchLabels = {} }) => [
    ...checkLabelsAndAnnotations(metadata, `${at} pods`),
    ...Object.entries(matchLabels)
      .filter(([key, value]) => metadata.labels?.[key] !== value)
      .map(([key]) => `${at}: its selector asks for the label ${key}, which its pods do not have so`),
  ]);
}

function checkLabelsAndAnnotations(metadata: Partial<KubernetesObject['metadata']>, at: string): string[] {
  const labels = Object.entries(metadata.labels ?? {});
  const annotations = Object.entries(metadata.annotations ?? {});
  return [
    ...[...labels, ...annotations]
      .filter(([key]) => !isLabelKey(key))
      .map(([key]) => `${at}: "${key}" is no valid key`),
    ...[...labels, ...annotations]
      .filter(([, value]) => typeof value !== 'string')
      .map(([key, value]) => `${at}: the value of ${key} is ${JSON.stringify(value)}, not a text`),
    ...labels
      .filter(([, value]) => typeof value === 'string' && !isLabelText(value))
      .map(([key, value]) => `${at}: the label ${key} cannot have the value ${JSON.stringify(value)}`),
  ];
}

function isLabelText(text: string): boolean {
  return text.length <= LABEL_LENGTH && LABEL.test(text);
}

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return name !== '' && isLabelText(name) && (slash < 0 || isName(key.slice(0, slash)));
}
