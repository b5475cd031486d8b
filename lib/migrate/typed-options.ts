import { isMap } from '../diagnostics/is-map';
import type { Plain } from './paths';

/** A value that an option of the runner says too. Values that belong to one another stand in one list. */
export interface TypedOption {
  /** Path in the section of the runner, by `chartValues` or `config`. */
  readonly from: string;
  /** Path of the option. */
  readonly to: string;
  /** The option's value for a value; undefined where it has none. */
  readonly convert?: (value: unknown) => unknown;
}

const KUBERNETES = 'config.runners.kubernetes';
const AMOUNTS = ['cpu', 'memory', 'ephemeralStorage'];

/** Tried in this order, each list as a whole. */
export const TYPED_OPTIONS: readonly (readonly TypedOption[])[] = [
  [{ from: 'chartValues.gitlabUrl', to: 'gitlabUrl' }],
  [{ from: 'chartValues.concurrent', to: 'concurrent' }],
  [{ from: 'config.runners.requestConcurrency', to: 'requestConcurrency' }],
  [{ from: 'chartValues.checkInterval', to: 'checkIntervalSeconds' }],
  [{ from: 'chartValues.logLevel', to: 'logLevel' }],
  [{ from: 'chartValues.replicas', to: 'managers.scaling.fixed' }],
  placement('chartValues.nodeSelector', 'chartValues.tolerations', 'managers', podTolerations),
  resources('chartValues.resources.requests', 'chartValues.resources.limits', 'managers.resources'),
  [{ from: `${KUBERNETES}.image`, to: 'jobs.image' }],
  placement(`${KUBERNETES}.nodeSelector`, `${KUBERNETES}.nodeTolerations`, 'jobs', runnerTolerations),
  jobResources('', 'jobs.resources'),
  jobResources('helper', 'jobs.helperResources'),
  jobResources('service', 'jobs.serviceResources'),
  ...['Images', 'Services', 'PullPolicies', 'Users', 'Groups'].map((what) => [
    { from: `${KUBERNETES}.allowed${what}`, to: `jobs.allowed${what}` },
  ]),
  ...Object.entries({
    podLabelsOverwriteAllowed: 'podLabels',
    podAnnotationsOverwriteAllowed: 'podAnnotations',
    nodeSelectorOverwriteAllowed: 'nodeSelector',
    nodeTolerationsOverwriteAllowed: 'tolerations',
    serviceAccountOverwriteAllowed: 'serviceAccount',
  }).map(([key, name]) => [{ from: `${KUBERNETES}.${key}`, to: `jobs.overwrites.${name}` }]),
  [
    {
      from: 'chartValues.terminationGracePeriodSeconds',
      to: 'jobs.maxDurationSeconds',
      convert: (seconds) => (typeof seconds === 'number' && seconds > 300 ? seconds - 300 : undefined),
    },
  ],
  [{ from: 'chartValues.priorityClassName', to: 'managers.priorityClassName' }],
  [{ from: 'chartValues.extraEnv', to: 'managers.env' }],
  [{ from: 'config.runners.environment', to: 'jobs.env', convert: variables }],
  [
    { from: 'chartValues.runners.jobNamespace', to: 'jobs.namespace' },
    { from: `${KUBERNETES}.namespace`, to: 'jobs.namespace' },
  ],
  [{ from: 'chartValues.image.tag', to: 'images.manager.tag' }],
  [{ from: 'chartValues.certsSecretName', to: 'caCertificate.existingSecret' }],
  [{ from: 'chartValues.metrics.enabled', to: 'metrics.none', convert: (isOn) => (isOn === false ? true : undefined) }],
  [
    {
      from: 'chartValues.metrics.enabled',
      to: 'metrics.annotations',
      convert: (isOn) => (isOn === true ? {} : undefined),
    },
    { from: 'chartValues.metrics.port', to: 'metrics.annotations.port' },
  ],
];

function placement(
  selector: string,
  tolerations: string,
  of: string,
  convert: (value: unknown) => unknown,
): TypedOption[] {
  return [
    { from: selector, to: `${of}.placement.nodePool.nodeSelector` },
    { from: tolerations, to: `${of}.placement.nodePool.tolerations`, convert },
  ];
}

function resources(requests: string, limits: string, to: string): TypedOption[] {
  return amountsIn(to, (amount, isLimit) => {
    const name = amount === 'ephemeralStorage' ? 'ephemeral-storage' : amount;
    return `${isLimit ? limits : requests}.${name}`;
  });
}

function jobResources(container: string, to: string): TypedOption[] {
  return amountsIn(to, (amount, isLimit) => {
    const name = container === '' ? amount : `${container}${amount[0]!.toUpperCase()}${amount.slice(1)}`;
    return `${KUBERNETES}.${name}${isLimit ? 'Limit' : 'Request'}`;
  });
}

function amountsIn(to: string, from: (amount: string, isLimit: boolean) => string): TypedOption[] {
  return [false, true].flatMap((isLimit) =>
    AMOUNTS.map((amount) => ({
      from: from(amount, isLimit),
      to: `${to}.${isLimit ? 'limits.' : ''}${amount}`,
      convert: String,
    })),
  );
}

/** `["NAME=value"]` */
function variables(list: unknown): unknown {
  const pairs = (Array.isArray(list) ? list : []).map((one) => /^(\w+)=([^]*)$/.exec(String(one)));
  const isOfPairs = pairs.length > 0 && pairs.every((pair) => pair !== null);
  return isOfPairs ? Object.fromEntries(pairs.map(([, name = '', value]) => [name, value])) : undefined;
}

/** Tolerations of Kubernetes in the words of placements, which have no operators. */
function podTolerations(list: unknown): unknown {
  return (list as Plain[]).map(({ operator, ...rest }) =>
    operator === 'Exists' || 'value' in rest ? rest : { ...rest, value: '' },
  );
}

/** `{ "key=value": "effect" }` */
function runnerTolerations(map: unknown): unknown {
  return !isMap(map)
    ? undefined
    : Object.entries(map).map(([taint, effect]: [string, unknown]) => {
        const [key, ...value] = taint.split('=');
        return { key, ...(value.length > 0 && { value: value.join('=') }), ...(effect !== '' && { effect }) };
      });
}
