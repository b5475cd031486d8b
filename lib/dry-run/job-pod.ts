import type { ContainerSecurityContext, KubernetesConfig } from '../config/runner-config.generated';
import type { Step } from '../model/origin';
import type { RenderedObject } from '../testing/helm';
import { jobVolumes } from './job-volumes';

/** A field of a pod, and the setting below `runners.kubernetes` that says it. */
interface Source {
  readonly field: readonly Step[];
  readonly setting: readonly Step[];
}

/** The pod of a job as the managers would create it. */
export interface JobPod {
  readonly pod: RenderedObject;
  /** The setting that says a field; undefined for what the runner writes by itself. */
  readonly settingOf: (field: readonly Step[]) => readonly Step[] | undefined;
}

/** The containers of each job: the beginning of the names of their settings. */
const OWN_CONTAINERS = ['build', 'helper'] as const;

/** Stands in for the helper image of the runner's version. */
const HELPER_IMAGE = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:latest';

const OWN_VOLUMES = { repo: '/builds', scripts: '/scripts-0-0', logs: '/logs-0-0' };

/**
 * The pod of a job that brings no services, and for which the pipeline has overridden nothing. Patches of `podSpec` are
 * not in it.
 *
 * @see https://docs.gitlab.com/runner/executors/kubernetes/
 */
export function jobPod(name: string, given: KubernetesConfig): JobPod {
  // The runner takes empty text for unset.
  const config = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as KubernetesConfig;
  const volumes = jobVolumes(config.volumes ?? {});
  const services = config.services ?? [];
  const own = Object.entries(OWN_VOLUMES);
  const volumeMounts = [
    ...own.map(([folder, mountPath]) => ({ name: folder, mountPath })),
    ...volumes.map(({ mount }) => mount),
  ];
  const containers = [
    { name: 'build', image: config.image ?? 'alpine', ...containerOf(config, 'build'), volumeMounts },
    { name: 'helper', image: config.helperImage ?? HELPER_IMAGE, ...containerOf(config, 'helper'), volumeMounts },
    ...services.map((service, index) => ({
      name: `svc-${index}`,
      image: service.name,
      ...containerOf(config, 'service'),
      volumeMounts,
    })),
  ];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: { 'job.runner.gitlab.com/pod': name, ...config.podLabels },
      annotations: config.podAnnotations,
    },
    spec: {
      restartPolicy: 'Never',
      ...podFields(config),
      volumes: [...own.map(([folder]) => ({ name: folder, emptyDir: {} })), ...volumes.map(({ volume }) => volume)],
      containers,
    },
  };
  const sources = [
    ...POD_SOURCES,
    ...volumes.map(({ path }, index) => ({ field: ['spec', 'volumes', own.length + index], setting: path })),
    ...containers.flatMap((_, container) =>
      volumes.map(({ path }, index) => ({
        field: ['spec', 'containers', container, 'volumeMounts', own.length + index],
        setting: path,
      })),
    ),
    ...containers.flatMap((_, index) => containerSources(index)),
  ];
  return {
    // Without what is undefined, as the API server gets it.
    pod: JSON.parse(JSON.stringify(pod)) as RenderedObject,
    settingOf: (field) => {
      const source = sources.find((one) => one.field.every((step, index) => field[index] === step));
      return source && [...source.setting, ...field.slice(source.field.length)];
    },
  };
}

function podFields(config: KubernetesConfig): object {
  return {
    affinity: config.affinity,
    automountServiceAccountToken: config.automountServiceAccountToken,
    dnsConfig: config.dnsConfig,
    dnsPolicy: config.dnsPolicy,
    hostAliases: config.hostAliases,
    imagePullSecrets: config.imagePullSecrets?.map((name) => ({ name })),
    nodeSelector: config.nodeSelector,
    priorityClassName: config.priorityClassName,
    runtimeClassName: config.runtimeClassName,
    schedulerName: config.schedulerName,
    securityContext: withoutSelinuxType(config.podSecurityContext),
    serviceAccountName: config.serviceAccount,
    terminationGracePeriodSeconds: config.podTerminationGracePeriodSeconds,
    tolerations: config.nodeTolerations && Object.entries(config.nodeTolerations).map(tolerationOf),
  };
}

/** The settings that are called like their fields, and those that are not. */
const POD_SOURCES: readonly Source[] = [
  ...['labels', 'annotations'].map((key) => ({
    field: ['metadata', key],
    setting: [`pod${key.charAt(0).toUpperCase()}${key.slice(1)}`],
  })),
  { field: ['spec', 'securityContext'], setting: ['podSecurityContext'] },
  { field: ['spec', 'serviceAccountName'], setting: ['serviceAccount'] },
  { field: ['spec', 'terminationGracePeriodSeconds'], setting: ['podTerminationGracePeriodSeconds'] },
  { field: ['spec', 'tolerations'], setting: ['nodeTolerations'] },
  ...Object.keys(podFields({})).map((key) => ({ field: ['spec', key], setting: [key] })),
];

type Container = (typeof OWN_CONTAINERS)[number] | 'service';

function containerOf(config: KubernetesConfig, container: Container): object {
  const amount = (resource: string, kind: string) =>
    config[amountSetting(container, resource, kind) as keyof KubernetesConfig];
  const amounts = (kind: string) =>
    Object.fromEntries(RESOURCES.map(([resource, name]) => [resource, amount(name, kind)]));
  return {
    resources: { requests: amounts('Request'), limits: amounts('Limit') },
    securityContext: {
      privileged: config.privileged,
      allowPrivilegeEscalation: config.allowPrivilegeEscalation,
      capabilities: { add: config.capAdd, drop: config.capDrop },
      ...withoutSelinuxType(config[`${container}ContainerSecurityContext`]),
    },
  };
}

const RESOURCES = [
  ['cpu', 'Cpu'],
  ['memory', 'Memory'],
  ['ephemeral-storage', 'EphemeralStorage'],
] as const;

/** `memoryLimit` of the build container, `helperMemoryLimit` of the helper. */
function amountSetting(container: Container, resource: string, kind: string): string {
  const name = `${resource}${kind}`;
  return container === 'build' ? name.charAt(0).toLowerCase() + name.slice(1) : `${container}${name}`;
}

const IMAGE_SETTINGS: Readonly<Partial<Record<Container, readonly Step[]>>> = {
  build: ['image'],
  helper: ['helperImage'],
};

function containerSources(index: number): Source[] {
  const container = OWN_CONTAINERS[index] ?? 'service';
  const field = ['spec', 'containers', index];
  return [
    ...['Request', 'Limit'].flatMap((kind) =>
      RESOURCES.map(([resource, name]) => ({
        field: [...field, 'resources', `${kind.toLowerCase()}s`, resource],
        setting: [amountSetting(container, name, kind)],
      })),
    ),
    { field: [...field, 'securityContext', 'privileged'], setting: ['privileged'] },
    { field: [...field, 'securityContext'], setting: [`${container}ContainerSecurityContext`] },
    {
      field: [...field, 'image'],
      setting: IMAGE_SETTINGS[container] ?? ['services', index - OWN_CONTAINERS.length, 'name'],
    },
  ];
}

/** `key=value` and the effect. */
function tolerationOf([taint, effect]: readonly [string, string]): object {
  const [key, value] = taint.split('=');
  const operator = value === undefined ? 'Exists' : 'Equal';
  return { key: key === '' ? undefined : key, operator, value, effect: effect === '' ? undefined : effect };
}

function withoutSelinuxType(
  context: (ContainerSecurityContext & { readonly selinuxType?: string }) | undefined,
): object | undefined {
  if (context === undefined) {
    return undefined;
  }
  const { selinuxType, ...rest } = context;
  return { ...rest, ...(selinuxType !== undefined && { seLinuxOptions: { type: selinuxType } }) };
}
