import { keysOf, means } from '../config/key-table';
import type { Text } from '../diagnostics/text';
import { alternative, text, Wording } from '../diagnostics/text';
import { CHART_VALUES } from '../schema/generated/chart-values.generated';
import { serverSettingHint } from './server-settings';

const FIXED = text`Use managers.scaling: ${alternative('ManagerScaling', 'fixed', '2')}`;
const AUTOSCALED = text`Use managers.scaling: ${alternative('ManagerScaling', 'onCpu', '...')}`;
const NODES = new Wording('Placement.nodePool(...)', '{ nodePool: ... }');
const JOB_NODES = text`Use jobs.placement: ${NODES}`;
const MANAGER_NODES = text`Use managers.placement: ${NODES}`;
const NODES_OF_EITHER = text`Use jobs.placement or managers.placement: ${NODES}`;
const RESOURCES = 'Use jobs.resources or managers.resources';
const EXISTING_SECRET = text`Use registryCredentials: ${new Wording("RegistryCredentials.fromExistingSecret('...', { usedBy: [...] })", '{ existingSecret: ..., usedBy: [managers, jobs] }')}`;
const BUILD_SECRET = text`Use registryCredentials: ${new Wording("RegistryCredentials.fromExistingSecret('...', { usedBy: [RegistryUser.IMAGE_BUILDS] })", '{ existingSecret: ..., usedBy: [imageBuilds] }')}`;
const REQUESTS = 'Requests stand beside limits: use resources: { cpu: ..., memory: ..., limits: { ... } }';
const LOGIN_ELSEWHERE =
  'Take it out: parameters that are NoEcho ask for it at deployment, or a Secret of yours has it, named by existingSecret';
const OF_RUNNER = 'It is an option of a runner: put it below runners and the name of the runner';

/**
 * Where keys belong that are written elsewhere: those of version 0.1 that moved, and names that people know from
 * config.toml and from the chart. By their paths in gitlab-runner.yaml, with `*` for the name of a runner. The props of a
 * runner have the same keys. Names in snake case are looked up in camel case.
 */
export const MOVED_KEYS: Readonly<Record<string, Text>> = {
  // Moved after 0.1.
  'runners.*.scaling': 'Use managers.scaling',
  'runners.*.managerPlacement': 'Use managers.placement',
  'runners.*.managerResources': 'Use managers.resources',
  'runners.*.availability': 'Use managers.availability',
  'runners.*.placement': 'Use jobs.placement',
  'runners.*.chartVersion': 'Use chart.version',
  'runners.*.chartUrl': 'Use chart.url',
  'runners.*.chartLogin': 'Use chart.login',
  'runners.*.chartSource': text`Use chart: ${new Wording('RunnerChart.fromUrl(...)', '{ url: ... }')}`,
  'runners.*.monitoring':
    'Use metrics for how Prometheus finds the managers; alerts and the dashboard are of the stack',
  'runners.*.waitForManagers': text`Use waitFor: ${alternative('WaitFor', 'managers')} or ${new Wording('WaitFor.nothing()', '{ nothing: true }')}`,
  'runners.*.waitUntil': text`Use waitFor: ${alternative('WaitFor', 'conditions', '[...]')}`,
  'runners.*.jobs.overrides':
    'Use jobs.overwrites for what pipelines may set, and jobs.allowedImages and so on for what jobs may use',
  'runners.*.jobs.overrides.images': 'Use jobs.allowedImages',
  'runners.*.jobs.overrides.services': 'Use jobs.allowedServices',
  'runners.*.jobs.overrides.pullPolicies': 'Use jobs.allowedPullPolicies',
  'runners.*.jobs.overrides.users': 'Use jobs.allowedUsers',
  'runners.*.jobs.overrides.groups': 'Use jobs.allowedGroups',
  'runners.*.jobs.overrides.podLabels': 'Use jobs.overwrites.podLabels',
  'runners.*.jobs.overrides.podAnnotations': 'Use jobs.overwrites.podAnnotations',
  'runners.*.jobs.overrides.nodeSelector': 'Use jobs.overwrites.nodeSelector',
  'runners.*.jobs.overrides.tolerations': 'Use jobs.overwrites.tolerations',
  'runners.*.jobs.overrides.serviceAccount': 'Use jobs.overwrites.serviceAccount',
  'runners.*.jobs.overrides.maxCpu': 'Use jobs.overwrites.maxResources.cpu',
  'runners.*.jobs.overrides.maxMemory': 'Use jobs.overwrites.maxResources.memory',
  'runners.*.jobs.overrides.maxEphemeralStorage': 'Use jobs.overwrites.maxResources.ephemeralStorage',
  'runners.*.jobs.overrides.maxHelperResources': 'Use jobs.overwrites.maxHelperResources',
  'runners.*.jobs.overrides.maxServiceResources': 'Use jobs.overwrites.maxServiceResources',
  'runners.*.images.pullSecrets': EXISTING_SECRET,
  'runners.*.images.pullSecrets.managers': EXISTING_SECRET,
  'runners.*.images.pullSecrets.jobs': EXISTING_SECRET,
  'runners.*.images.acrInstanceIds': text`Use registryCredentials: ${new Wording('RegistryCredentials.fromAcrInstance(...)', '{ acrInstanceId: ... }')}, one for each instance`,
  'runners.*.images.serviceAccountPullSecrets': text`Use registryCredentials: ${new Wording('RegistryCredentials.fromServiceAccount()', '{ serviceAccount: true }')}`,
  'runners.*.imageBuilds.privilegedDockerInDocker': 'Use imageBuilds.unsafeDockerInDocker',
  'runners.*.imageBuilds.kaniko.registrySecret': BUILD_SECRET,
  'runners.*.imageBuilds.buildkitRootless.registrySecret': BUILD_SECRET,
  'cache.enabled': 'Use cache: { none: true } for no cache, and leave the key out for one',
  'cache.existingBucket': 'Use cache.existing.bucketName',
  'cache.region': 'Use cache.existing.region',
  'cache.bucketName': 'Use cache.new.bucketName',
  'cache.expirationDays': 'Use cache.new.expirationDays',
  'cache.removalPolicy': 'Use cache.new.removalPolicy',
  'cache.kms': 'Use cache.new.encryption.kms or cache.existing.encryption.kms',
  'cache.prefix': 'Use cache.new.prefix or cache.existing.prefix',
  'cache.shared': 'Use cache.new.shared or cache.existing.shared',
  'cache.endpoint': 'Use cache.new.endpoint, or cache.existing.endpoint, or cache.s3.endpoint',
  'cache.credentials': 'Use cache.new.credentials or cache.existing.credentials',

  // Of a cluster or a network, without saying of which.
  'cluster.clusterId': 'Use cluster.existing.clusterId',
  'cluster.kind': 'Use cluster.existing.kind',
  'cluster.nodePool': 'Use cluster.ack.nodePool',
  'cluster.nodePools': 'Use cluster.ack.nodePools',
  'network.zones': 'Use network.new.zones',
  'network.cidrBlock': 'Use network.new.cidrBlock or network.existing.cidrBlock',
  'network.vpcId': 'Use network.existing.vpcId',
  'network.vSwitchIds': 'Use network.existing.vSwitchIds',

  // Of a runner, but at the top of the file.
  url: OF_RUNNER,
  gitlabUrl: OF_RUNNER,
  token: OF_RUNNER,
  concurrent: OF_RUNNER,
  checkInterval: `${OF_RUNNER}, as checkIntervalSeconds`,
  logLevel: OF_RUNNER,
  managers: OF_RUNNER,
  jobs: OF_RUNNER,
  config: OF_RUNNER,
  chartValues: OF_RUNNER,

  // Of a runner, by other names.
  'runners.*.url': 'Use gitlabUrl',
  'runners.*.checkInterval': 'Use checkIntervalSeconds',
  'runners.*.request_concurrency': 'Use requestConcurrency',
  'runners.*.concurrency': 'Use concurrent',
  'runners.*.runnerToken': 'Use token',
  'runners.*.runnerRegistrationToken': 'Use token',
  'runners.*.registrationToken': 'Use token',
  'runners.*.name': 'A runner is called by its key below runners',
  'runners.*.executor': 'Leave it out: runners of this library always use the Kubernetes executor',
  'runners.*.kubernetes': 'Use config.runners.kubernetes',
  'runners.*.runners': 'Use config.runners for config.toml, and chartValues.runners for the chart',
  'runners.*.image': 'Use jobs.image for the image of jobs, and images.manager for that of managers',
  'runners.*.pullPolicy': 'Use images.pullPolicy',
  'runners.*.imagePullPolicy': 'Use images.pullPolicy',
  'runners.*.replicas': FIXED,
  'runners.*.hpa': AUTOSCALED,
  'runners.*.nodeSelector': NODES_OF_EITHER,
  'runners.*.tolerations': NODES_OF_EITHER,
  'runners.*.nodeTolerations': NODES_OF_EITHER,
  'runners.*.resources': RESOURCES,
  'runners.*.cpu': RESOURCES,
  'runners.*.memory': RESOURCES,
  'runners.*.size': 'Use jobs.size',
  'runners.*.overwrites': 'Use jobs.overwrites',
  'runners.*.allowedImages': 'Use jobs.allowedImages',
  'runners.*.allowedServices': 'Use jobs.allowedServices',
  'runners.*.allowedPullPolicies': 'Use jobs.allowedPullPolicies',
  'runners.*.allowedUsers': 'Use jobs.allowedUsers',
  'runners.*.allowedGroups': 'Use jobs.allowedGroups',
  'runners.*.timeout': 'Use jobs.maxDurationSeconds',
  'runners.*.terminationGracePeriodSeconds': 'Use jobs.maxDurationSeconds, which it follows',
  'runners.*.proxy': 'Use httpProxy',
  'runners.*.httpsProxy': 'Use httpProxy.httpsProxy',
  'runners.*.noProxy': 'Use httpProxy.noProxy',
  'runners.*.jobNamespace': 'Use jobs.namespace',
  'runners.*.environment': 'Use jobs.env for variables of jobs, and managers.env for those of managers',
  'runners.*.env': 'Use jobs.env for variables of jobs, and managers.env for those of managers',
  'runners.*.envVars': 'Use managers.env',
  'runners.*.volumes': 'Use jobs.volumes',
  'runners.*.gpu': 'Use jobs.gpu',
  'runners.*.serviceAccount': 'Use managers.serviceAccount for managers, and jobs.serviceAccount for jobs',
  'runners.*.serviceAccountName':
    'Use managers.serviceAccount.name for managers, and jobs.serviceAccount.name for jobs',
  'runners.*.priorityClassName': 'Use managers.priorityClassName',
  'runners.*.imagePullSecrets': EXISTING_SECRET,
  'runners.*.version': 'Use chart.version',
  'runners.*.alerts': 'Alerts are of the stack: use monitoring.alerts at the top of the file',
  'runners.*.metrics.enabled': 'Leave it out, or use metrics: { none: true } in place of false',
  'runners.*.metrics.port': 'Use metrics.annotations.port or metrics.podMonitor.port',
  'runners.*.metrics.serviceMonitor': 'Use metrics.podMonitor',
  'runners.*.certsSecretName': 'Use caCertificate.existingSecret',

  // Of a cache, by other names.
  'cache.new.kms': 'Use cache.new.encryption.kms',
  'cache.existing.kms': 'Use cache.existing.encryption.kms',
  'cache.new.path': 'Use cache.new.prefix',
  'cache.existing.path': 'Use cache.existing.prefix',
  'cache.s3.path': 'Use cache.s3.prefix',
  'cache.s3.serverAddress': 'Use cache.s3.endpoint',
  'cache.s3.bucketLocation': 'Use cache.s3.region',
  'cache.*.credentials.accessKeyId': LOGIN_ELSEWHERE,
  'cache.*.credentials.accessKeySecret': LOGIN_ELSEWHERE,
  'runners.*.registryCredentials.*.userName': LOGIN_ELSEWHERE,
  'runners.*.registryCredentials.*.password': LOGIN_ELSEWHERE,
  'cache.s3.accessKey': 'Use cache.s3.credentials, which name where the key is',
  'cache.s3.secretKey': 'Use cache.s3.credentials, which name where the key is',
  'runners.*.cache': 'The cache is that of all runners: put it at the top of the file',

  // Of managers.
  'runners.*.managers.replicas': FIXED,
  'runners.*.managers.count': FIXED,
  'runners.*.managers.hpa': AUTOSCALED,
  'runners.*.managers.nodeSelector': MANAGER_NODES,
  'runners.*.managers.tolerations': MANAGER_NODES,
  'runners.*.managers.cpu': 'Use managers.resources.cpu',
  'runners.*.managers.memory': 'Use managers.resources.memory',
  'runners.*.managers.image': 'Use images.manager',
  'runners.*.managers.envVars': 'Use managers.env',
  'runners.*.managers.extraEnv': 'Use managers.env',
  'runners.*.managers.serviceAccountName': 'Use managers.serviceAccount.name',
  'runners.*.managers.concurrent': 'It stands beside managers, not in it',
  'runners.*.managers.checkIntervalSeconds': 'It stands beside managers, not in it',
  'runners.*.managers.logLevel': 'It stands beside managers, not in it',

  // Of jobs.
  'runners.*.jobs.resources.requests': REQUESTS,
  'runners.*.managers.resources.requests': REQUESTS,
  'runners.*.jobs.nodeSelector': JOB_NODES,
  'runners.*.jobs.tolerations': JOB_NODES,
  'runners.*.jobs.nodeTolerations': JOB_NODES,
  'runners.*.jobs.cpu': 'Use jobs.resources.cpu',
  'runners.*.jobs.cpuRequest': 'Use jobs.resources.cpu',
  'runners.*.jobs.cpuLimit': 'Use jobs.resources.limits.cpu',
  'runners.*.jobs.memory': 'Use jobs.resources.memory',
  'runners.*.jobs.memoryRequest': 'Use jobs.resources.memory',
  'runners.*.jobs.memoryLimit': 'Use jobs.resources.limits.memory',
  'runners.*.jobs.pullPolicy': 'Use images.pullPolicy',
  'runners.*.jobs.environment': 'Use jobs.env',
  'runners.*.jobs.variables': 'Use jobs.env',
  'runners.*.jobs.gpus': 'Use jobs.gpu',
  'runners.*.jobs.serviceAccountName': 'Use jobs.serviceAccount.name',
  'runners.*.jobs.automountServiceAccountToken': 'Use jobs.serviceAccount.automountServiceAccountToken',
  'runners.*.jobs.timeout': 'Use jobs.maxDurationSeconds',
  'runners.*.jobs.overwrites.maxCpu': 'Use jobs.overwrites.maxResources.cpu',
  'runners.*.jobs.overwrites.maxMemory': 'Use jobs.overwrites.maxResources.memory',
  'runners.*.jobs.overwrites.maxEphemeralStorage': 'Use jobs.overwrites.maxResources.ephemeralStorage',
};

/**
 * Where an unknown key of gitlab-runner.yaml belongs, or of the props of a runner; undefined where that cannot be told.
 *
 * @param at path of the key: `runners.Runner.scaling`
 */
export function movedKey(at: string): Text | undefined {
  const path = at
    .replace(/^runners(\.[^.[]+|\["[^"]*"\])(?=\.)/, 'runners.*')
    .replace(/^cache\.\w+\.credentials/, 'cache.*.credentials')
    .replace(/\[\d+\]/g, '.*');
  const inCamelCase = path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const known = [path, inCamelCase].find((one) => Object.hasOwn(MOVED_KEYS, one));
  const [, group = 'runner', name = ''] = /^runners\.\*\.(?:(managers|jobs)\.)?(\w+)$/.exec(path) ?? [];
  return known === undefined ? ELSEWHERE[group]?.(name) : MOVED_KEYS[known];
}

/**
 * The place that a key of {@link MOVED_KEYS} moves to as it is, below the runner or from the top of the file; undefined
 * where there is more to it.
 */
export function newPlaceOf(path: string): string | undefined {
  const text = MOVED_KEYS[path];
  return typeof text === 'string' ? /^Use ([\w.]+)$/.exec(text)?.[1] : undefined;
}

/** Where the names belong that GitLab, config.toml or the chart have for what is no option. */
const ELSEWHERE: Readonly<Record<string, (name: string) => string | undefined>> = {
  runner: (name) =>
    serverSettingHint(name) ?? inConfig('RunnersConfig', name) ?? inChart(name) ?? inConfig('KubernetesConfig', name),
  managers: inChart,
  jobs: (name) => inConfig('KubernetesConfig', name),
};

function inChart(name: string): string | undefined {
  const { keys = {} } = CHART_VALUES;
  return Object.hasOwn(keys, name) && keys[name]!.reserved === undefined ? `Use chartValues.${name}` : undefined;
}

function inConfig(section: 'RunnersConfig' | 'KubernetesConfig', name: string): string | undefined {
  const entry = keysOf(section).find((one) => one.schema.reserved === undefined && means(name, one));
  const table = section === 'RunnersConfig' ? 'config.runners' : 'config.runners.kubernetes';
  return entry && `Use ${table}.${entry.property}`;
}
