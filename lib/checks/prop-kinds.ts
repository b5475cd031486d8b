import { Token, Tokenization } from '@alicloud/ros-cdk-core';
import { InvalidInputError } from '../diagnostics/problem';
import { FaultList } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { checkNoTokens } from './value-forms';

/*
 * What props must be, for callers whom no compiler tells: plain JavaScript, casts. Objects are known by what they offer
 * and not by their class, since anybody may implement the interfaces and extend the classes of this library.
 */

interface PropKind {
  readonly fits: (value: unknown) => boolean;
  /** What to give in place of another kind. */
  readonly instead: string;
  /** What stands within has rules of its own, or none. */
  readonly opaque?: boolean;
  /** The words of which the prop is one. */
  readonly words?: readonly string[];
}

const placement = offering(['place', 'check'], 'JobPlacement.nodePool(), JobPlacement.eci() or JobPlacement.acs()');
const chartSource = offering(['release', 'fault'], "ChartSource.url('https://…/gitlab-runner-….tgz')");
const options: PropKind = { fits: isMap, instead: 'a map of options, {…}' };
const openMap: PropKind = { ...options, opaque: true };
const list: PropKind = { fits: (value) => Array.isArray(value) || isDeployTime(value), instead: 'a list, […]' };
const text: PropKind = { fits: (value) => typeof value === 'string' || isDeployTime(value), instead: 'a text' };
/** Of what has its place in a list by itself. Items may be of the deployment. */
const itemList: PropKind = {
  fits: (value) => Array.isArray(value),
  instead: 'a list, […], of which single items may be deploy-time values',
};
const plainText: PropKind = { ...text, instead: 'a plain text; HelmTemplates are for `config` alone' };
const flag: PropKind = { fits: (value) => typeof value === 'boolean' || isDeployTime(value), instead: 'true or false' };

/** Props by their names, and those within others by their paths. */
const KINDS: Readonly<Record<string, PropKind>> = {
  cluster: offering(
    ['clusterId', 'dependencies'],
    "new AckCluster(...), new AcsCluster(...) or Cluster.fromClusterId(this, 'Cluster', 'c…')",
  ),
  network: offering(['vpcId', 'vSwitchIds'], 'new Network(...) or Network.fromAttributes(...)'),
  cache: offering(['bind'], 'new OssCache(...), OssCache.fromBucketName(...) or Cache.none()'),
  token: offering(
    ['bind', 'check'],
    'RunnerToken.fromParameter(this), RunnerToken.fromOosSecret(...) or RunnerToken.fromExistingSecret(...), which keep the token out of the template',
  ),
  chartVersion: offering(['version', 'runnerVersion'], "ChartVersion.of('0.90.1')"),
  chartSource,
  chart: chartSource,
  scaling: offering(
    ['configure', 'check'],
    'ManagerScaling.fixed(2), ManagerScaling.onCpu() or ManagerScaling.onJobs(...)',
  ),
  placement,
  managerPlacement: placement,
  imageBuilds: offering(
    ['configure', 'check'],
    'ImageBuilds.kaniko(), ImageBuilds.buildkitRootless() or ImageBuilds.privilegedDockerInDocker()',
  ),
  monitoring: offering(
    ['configure', 'check'],
    'Monitoring.annotations(), Monitoring.podMonitor() or Monitoring.none()',
  ),
  registryCredentials: { ...list, instead: 'a list, [RegistryCredentials.fromParameters(...)]' },
  'registryCredentials[]': offering(['bind', 'check'], 'RegistryCredentials.fromParameters(...)'),
  networkPlugin: offering(['configure', 'check'], 'NetworkPlugin.flannel() or NetworkPlugin.terway()'),
  addons: list,
  nodePool: options,
  'nodePool.instanceTypes': { ...list, instead: "a list, ['ecs.g6.xlarge']" },
  'nodePool.name': text,
  'nodePool.vSwitchIds': list,
  'nodePool.labels': options,
  'nodePool.taints': list,
  'nodePool.tags': options,
  'nodePool.billing': offering(['configure', 'check'], 'NodeBilling.payAsYouGo() or NodeBilling.subscription()'),
  'nodePool.login': offering(['configure', 'check'], "NodeLogin.passwordParameter(this) or NodeLogin.keyPair('name')"),
  credentials: offering(
    ['bind', 'check'],
    'CacheCredentials.created(), CacheCredentials.fromParameters(this) or CacheCredentials.fromExistingSecret(...)',
  ),
  removalPolicy: oneOf(['destroy', 'retain'], 'RemovalPolicy.DESTROY or RemovalPolicy.RETAIN'),
  encryption: offering(['algorithm'], 'OssEncryption.ossManaged() or OssEncryption.kms()'),
  tags: options,
  clusterId: text,
  clusterName: text,
  serviceCidr: text,
  vpcId: text,
  cidrBlock: text,
  podVSwitchIds: list,
  bucketName: text,
  prefix: text,
  endpoint: text,
  gitlabUrl: text,
  namespace: text,
  releaseName: text,
  registry: text,
  userName: text,
  password: text,
  logLevel: oneOf(['panic', 'fatal', 'error', 'warn', 'info', 'debug']),
  waitForManagers: flag,
  availability: options,
  managerResources: options,
  jobs: options,
  'jobs.image': text,
  'jobs.size': text,
  ...below('jobs.overrides', {
    '': options,
    podLabels: plainText,
    podAnnotations: plainText,
    nodeSelector: plainText,
    tolerations: plainText,
    serviceAccount: plainText,
    maxHelperResources: options,
    maxServiceResources: options,
    images: itemList,
    'images[]': plainText,
    services: itemList,
    'services[]': plainText,
    pullPolicies: itemList,
    users: itemList,
    groups: itemList,
  }),
  images: options,
  ...below('images', {
    manager: options,
    'manager.repository': plainText,
    'manager.tag': plainText,
    helper: options,
    'helper.repository': plainText,
    'helper.tag': plainText,
    pullSecrets: options,
    'pullSecrets.managers': itemList,
    'pullSecrets.managers[]': plainText,
    'pullSecrets.jobs': itemList,
    'pullSecrets.jobs[]': plainText,
  }),
  'images.mirror': text,
  'images.acrInstanceIds': list,
  caCertificate: options,
  'caCertificate.pem': text,
  'caCertificate.existingSecret': text,
  sessionServer: options,
  acknowledge: options,
  config: openMap,
  chartValues: openMap,
  values: openMap,
  deployTimeChartValues: {
    fits: isDeployTime,
    instead: 'a deploy-time map, such as the `value` of a Json parameter; what is known now goes into chartValues',
    opaque: true,
  },
  scope: offering(['node'], 'the construct in which the parameter is made, mostly `this`'),
  parameter: offering(['node', 'value'], 'the RosParameter itself'),
  plainText: text,
  zones: { ...list, instead: "a list, ['cn-hangzhou-i']" },
  vSwitchCidrBlocks: list,
  vSwitchIds: { ...list, instead: "a list, ['vsw-…']" },
  objects: { ...list, opaque: true },
  waitUntil: { ...list, opaque: true },
};

/**
 * Throws when props are missing, null or of a wrong kind. Texts that were given are not shown: they may be secrets.
 *
 * @param where the path of the construct
 */
export function checkPropKinds(props: object, required: readonly string[], where: string): void {
  const faults = new FaultList();
  if (isMap(props)) {
    const lacking = required.filter((name) => props[name] === undefined || props[name] === null);
    lacking.forEach((name) => faults.add(name, `${isKind(props[name])}; give ${KINDS[name]!.instead}`));
    const others = Object.entries(props).filter(([name]) => !lacking.includes(name));
    others.forEach(([name, value]) => addWrongKinds(value, name, name, faults));
    checkNoTokens(props, '', faults.report);
  } else {
    faults.add('props', `${isKind(props)}; give a map with at least ${required.join(' and ')}`);
  }
  faults.throwIfAny(where);
}

/** Throws when an argument, called like a prop, is of a wrong kind; `call` is what it was given to. */
export function checkArgument(name: string, value: unknown, call: string): void {
  const { fits, instead } = KINDS[name]!;
  if (!fits(value)) {
    throw new InvalidInputError(call, [{ at: name, message: `${isKind(value)}; give ${instead}` }]);
  }
}

/** @param key path of the value in the table above */
function addWrongKinds(value: unknown, at: string, key: string, faults: FaultList): void {
  const kind = KINDS[key];
  if (value === undefined) {
    return;
  }
  if (value === null) {
    faults.add(at, `is null; leave it out${kind === undefined ? '' : `, or give ${kind.instead}`}`);
  } else if (kind?.fits(value) === false) {
    const isWord = kind.words !== undefined && typeof value === 'string';
    const given = isWord ? `is ${shown(value)}` : isKind(value);
    faults.add(at, `${given}; give ${kind.instead}${isWord ? `.${didYouMean(value, kind.words)}` : ''}`);
  } else if (kind?.opaque === true) {
    return;
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => addWrongKinds(item, `${at}[${index}]`, `${key}[]`, faults));
  } else if (isObject(value) && isPlain(value)) {
    Object.entries(value).forEach(([name, item]) => addWrongKinds(item, `${at}.${name}`, `${key}.${name}`, faults));
  }
}

/** The kind of a value, as it should stand in a message. */
function isKind(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'is missing';
    case 'string':
      return 'is a text';
    case 'function':
      return 'is a function or class itself, not what it yields';
    case 'object':
      return value === null ? 'is null' : Array.isArray(value) ? 'is a list' : `is ${objectName(value)}`;
    default:
      return `is ${shown(value)}`;
  }
}

function objectName(value: object): string {
  const name = isPlain(value) ? '' : (value.constructor as { readonly name: string }).name;
  return name === '' ? 'an object' : `an object of the class ${name}`;
}

function below(path: string, kinds: Readonly<Record<string, PropKind>>): Record<string, PropKind> {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name === '' ? path : `${path}.${name}`, kind]),
  );
}

function offering(members: readonly string[], instead: string): PropKind {
  return { fits: (value) => isObject(value) && members.every((member) => member in value), instead };
}

function oneOf(words: readonly string[], instead = words.map(shown).join(', ')): PropKind {
  return { fits: (value) => words.includes(value as string) || Token.isUnresolved(value), instead, words };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !Array.isArray(value);
}

function isPlain(value: object): boolean {
  // An object of another realm has another Object.prototype, but that has no prototype either.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (isObject(prototype) && Object.getPrototypeOf(prototype) === null);
}

/** Lists and texts of the deployment are encoded in a list and a text; what else the deployment knows is an object. */
function isDeployTime(value: unknown): boolean {
  return isObject(value) && Tokenization.isResolvable(value);
}
