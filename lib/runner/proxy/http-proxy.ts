import type { KubernetesObject } from '../../cluster/kubernetes-manifest';
import { isUnresolved } from '../../ros/tokens';
import { secretObject } from '../credentials/kubernetes-secret';
import type { RunnerFragment } from '../fragment';

/**
 * The proxy by which managers and jobs reach GitLab and the internet. Of `httpProxy` and `existingSecret` one, or both
 * addresses. Images are pulled by the nodes, which have settings of their own.
 */
export interface HttpProxyOptions {
  /**
   * Address of the proxy for `http://`, such as `http://proxy.example.com:3128`. A deploy-time value, such as a NoEcho
   * parameter of yours, is kept in a Secret, and may hold user name and password; clear text may not.
   *
   * @default - none
   */
  readonly httpProxy?: string;
  /**
   * Address of the proxy for `https://`, likewise.
   *
   * @default - that of `httpProxy`
   */
  readonly httpsProxy?: string;
  /**
   * Name of a Secret with the addresses, under the keys `HTTPS_PROXY` and, if need be, `HTTP_PROXY`. It must be in the
   * namespace of the managers and in that of the jobs.
   *
   * @default - `httpProxy` and `httpsProxy`
   */
  readonly existingSecret?: string;
  /**
   * What is reached without the proxy, in addition to this machine, private addresses (the API of Kubernetes among them),
   * `.svc`, `.cluster.local`, the metadata service, and the internal endpoint of the cache: host names with all below
   * them, addresses, and blocks of addresses.
   *
   * @default - none
   */
  readonly noProxy?: string[];
}

/** What a proxy contributes: settings of the release, and Secrets that must exist before it. */
export interface HttpProxyContribution {
  readonly fragment: RunnerFragment;
  readonly objects: readonly KubernetesObject[];
}

/** What must not go to a proxy: this machine, private addresses, the platform's own, and names inside the cluster. */
const NO_PROXY = [
  'localhost',
  '127.0.0.1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  // Not every program knows blocks.
  '100.100.100.200',
  '.svc',
  '.cluster.local',
];
const INTERNAL_ENDPOINT = '-internal.aliyuncs.com';
const ADDRESSES = ['HTTP_PROXY', 'HTTPS_PROXY'] as const;

type Variables = Readonly<Record<string, string>>;

/** @param cacheAddress endpoint of the cache */
export function httpProxy(
  options: HttpProxyOptions,
  { releaseName, cacheAddress = '' }: { readonly releaseName: string; readonly cacheAddress?: string },
): HttpProxyContribution {
  const { noProxy = [], existingSecret } = options;
  const internal = cacheAddress.endsWith(INTERNAL_ENDPOINT) ? [cacheAddress] : [];
  const without = { NO_PROXY: [...NO_PROXY, ...internal, ...noProxy].join(',') };
  const addresses = addressesOf(options);
  const isSecret = existingSecret !== undefined || Object.values(addresses).some(isUnresolved);
  if (!isSecret) {
    const variables = { ...addresses, ...without };
    return { fragment: { values: { extraEnv: variables }, config: inJobs(variables) }, objects: [] };
  }
  const name = existingSecret ?? `${releaseName}-proxy`;
  return {
    fragment: {
      values: { extraEnv: without, extraEnvFrom: Object.fromEntries(ADDRESSES.map((key) => [key, source(name, key)])) },
      config: { runners: { ...inJobs(without).runners, kubernetes: { podSpec: [secretPatch(name)] } } },
    },
    objects: existingSecret === undefined ? [secretObject(name, addresses)] : [],
  };
}

function addressesOf({ httpProxy: http, httpsProxy: https = http }: HttpProxyOptions): Variables {
  const given = { HTTP_PROXY: http, HTTPS_PROXY: https };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Some programs read the one spelling, and some the other. */
function bothCases<T>(variables: Readonly<Record<string, T>>): [name: string, value: T][] {
  return Object.entries(variables).flatMap(([name, value]): [string, T][] => [
    [name, value],
    [name.toLowerCase(), value],
  ]);
}

function inJobs(variables: Variables) {
  return { runners: { environment: bothCases(variables).map(([name, value]) => `${name}=${value}`) } };
}

function source(name: string, key: (typeof ADDRESSES)[number]) {
  return { secretKeyRef: { name, key, ...(key === 'HTTP_PROXY' && { optional: true }) } };
}

/** Variables of the runner cannot come from a Secret, and those of containers can. */
function secretPatch(name: string) {
  const sources = Object.fromEntries(ADDRESSES.map((key) => [key, source(name, key)]));
  const env = bothCases(sources).map(([variable, valueFrom]) => ({ name: variable, valueFrom }));
  const containers = ['build', 'helper'].map((container) => ({ name: container, env }));
  return { name: 'http-proxy', patchType: 'strategic', patch: JSON.stringify({ containers }) };
}
