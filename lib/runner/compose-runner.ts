import type { Construct, IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import { Fn } from '@alicloud/ros-cdk-core';
import type { CacheConfig, CacheRole } from '../cache/cache';
import type { RbacFeatures } from '../chart/rbac-rules';
import { grantedRules } from '../chart/rbac-rules';
import { namespaceFault } from '../chart/kubernetes-names';
import { isEmpty } from '../chart/value-key';
import { isMap } from '../diagnostics/is-map';
import type { RuledProblem } from '../diagnostics/problem';
import { Report } from '../diagnostics/report';
import { checkOverrides } from './escape-hatches/check-overrides';
import type { ManifestObject } from '../cluster/kubernetes-manifest';
import type { ChartRunnersValues, ChartValues } from '../chart/chart-values.generated';
import type { RunnerConfig } from '../config/runner-config.generated';
import { renderToml } from '../config/render-toml';
import { toTomlTable } from '../config/toml-table';
import type { ConfigText } from '../model/config-text';
import { FILLED_BY_HELM, readConfigText } from '../model/config-text';
import type { Origin, OriginOf, Step } from '../model/origin';
import { byDefault, from, option, pathText, unmarked } from '../model/origin';
import { Settings } from '../model/reading';
import type { Node } from '../model/tree';
import { Leaf, over, plain, plainBy, treeFrom, treeOf } from '../model/tree';
import { ARCHITECTURE_LABEL } from '../placement/node-pool';
import type { PodPlacement } from '../placement/pod-placement';
import { chooseText, chooseValue } from '../ros/conditions';
import { escapingAtDeployment } from '../ros/escaped-text';
import { isUnresolved, knownText, tokenText } from '../ros/tokens';
import { objectList } from './chosen-objects';
import type { Pods } from './compute/pods';
import { onCompute } from './compute/pods';
import { certificates } from './credentials/certificates';
import type { RunnerFragment } from './fragment';
import { mergeFragments } from './fragment';
import { imageCaches } from './images/image-caches';
import { imagesFragment } from './images/images';
import { jobFragments } from './jobs/job-fragment';
import { jobLists } from './jobs/job-lists';
import { DEFAULT_JOB_IMAGE } from './jobs/job-options';
import { availabilityFragment } from './managers/manager-availability';
import { managerFragment } from './managers/manager-fragment';
import { loadDefaults, peakLoadFragment } from './managers/peak-load';
import { rbacFeaturesOf } from './rbac-features';
import { POD_SPEC_FLAG } from './feature-flags';
import type { RegistryContribution } from './credentials/registry-access';
import { dockerConfigFragment, registryAccess } from './credentials/registry-access';
import type { GitLabRunnerProps } from './gitlab-runner-props';
import type { ResolvedRunner } from './resolved-runner';
import { placementContext } from './resolved-runner';
import { httpProxy } from './proxy/http-proxy';
import { workarounds } from './workarounds';
import { roleCredentials } from './credentials/role-credentials';
import { runnerSecrets } from './credentials/runner-secrets';
import { sessionServerFragment } from './session-server/session-server';

/** Stands in the values for the text of config.toml, which is written when everything is known to be right. */
export const CONFIG_TOML = Symbol('config.toml');

/** A runner with all that its props yield: what rules read, what is rendered, and what is explained. */
export interface RunnerModel extends ResolvedRunner {
  /** The prefix that the account of the cache is limited to. */
  readonly grantedCachePath?: string;
  /** Whether the bucket of the cache refuses requests over HTTP. */
  readonly cacheIsHttpsOnly: boolean;
  /** The role that managers take for the cache. */
  readonly cacheRole?: CacheRole;
  /** The pods, each on the compute that it lands on by the labels that it comes to. */
  readonly pods: { readonly jobs: Pods; readonly managers: Pods };
  /** config.toml as the runner gets it, by the names of typed `config`: of all layers, or of the text that replaces them. */
  readonly settings: Settings;
  /** What is wrong with the shapes of `config` and `chartValues`. Malformed values are unknown to all other rules. */
  readonly shapeProblems: readonly RuledProblem[];
  /** The settings of all layers, also where a text takes their place. */
  readonly layers: Settings;
  /** The values of the chart as Helm gets them, with {@link CONFIG_TOML} for the text that the settings become. */
  readonly values: Settings;
  /** The text of config.toml that the user wrote in place of the settings. */
  readonly configText?: ConfigText;
  readonly rbacFeatures: RbacFeatures;
  /** Namespace of the jobs. */
  readonly jobNamespace: string;
  /** Name of the managers' ServiceAccount. */
  readonly serviceAccountName: string;
  /** Name of the Secret with the token. */
  readonly tokenSecretName: string;
  /** Objects that must exist before the release: Secrets. */
  readonly objects: ManifestObject[];
  /** Those of them that jobs need, which are in their namespace too. */
  readonly jobObjects: ManifestObject[];
}

/** Composes what the options of a runner contribute. Later ones win. */
export function composeRunner(runner: ResolvedRunner, cache: CacheConfig | undefined): RunnerModel {
  const secrets = secretsOf(runner, cache);
  const fragments = mergeFragments(fragmentsOf(runner, cache, secrets));

  const ownConfig = over(fragments.config, podSpecFlag(runner, fragments.config), 'add');
  const shape = new Report();
  const malformed = checkOverrides({ ...runner, chartValues: runner.given.chartValues }, shape);
  const configured = layOver(ownConfig, 'config', runner.config, malformed);
  const text = textOf(runner.chartValues);
  const settings = new Settings(text?.tree ?? configured);
  // Of a text that cannot be read nothing is known, and nobody is given every right for that.
  const rbacFeatures = rbacFeaturesOf(
    settings.root instanceof Leaf ? new Settings(configured) : settings,
    new Settings(layOver(fragments.values, 'chartValues', runner.chartValues, malformed)),
  );
  const rbac = { create: true, rules: grantedRules(runner.chartVersion, rbacFeatures) };
  const caches = imageCaches({
    ...runner,
    compute: runner.placed.jobs.compute,
    architecture: architectureOf(runner, runner.placed.jobs.pods),
    settings,
  }).map((cache) => from(originOf('jobs.placement', runner.given), cache));
  const objects = [...fragments.extraObjects, ...caches];
  const extraObjects = objects.length > 0 ? objectList(objects) : undefined;
  const own = [
    treeFrom(byDefault('what the runner needs of the cluster, and no more', 'chartValues', 'rbac'), { rbac }),
    treeFrom(option('managers', 'scaling'), extraObjects === undefined ? {} : { extraObjects }),
    treeFrom(option('config'), { runners: { config: CONFIG_TOML } }),
  ].reduce<Node>((earlier, later) => over(earlier, later, 'replace'), fragments.values);
  const values = new Settings(layOver(own, 'chartValues', withOwnObjects(runner.chartValues, extraObjects), malformed));

  return {
    ...runner,
    grantedCachePath: cache?.grantedPath,
    cacheIsHttpsOnly: cache?.httpsOnly === true,
    cacheRole: roleOf(cache),
    pods: {
      jobs: onCompute({
        name: 'jobs',
        context: placementContext(runner, 'jobs'),
        placed: runner.placed.jobs,
        settings,
        path: ['runners', 'kubernetes'],
      }),
      managers: onCompute({
        name: 'managers',
        context: placementContext(runner, 'managers'),
        placed: runner.placed.managers,
        settings: values,
        path: [],
      }),
    },
    settings,
    layers: new Settings(configured),
    shapeProblems: shape.problems,
    values,
    configText: text?.read,
    rbacFeatures,
    jobNamespace: namespaceOfJobs(settings) ?? runner.namespace,
    serviceAccountName: serviceAccountName(values, runner.managerName),
    tokenSecretName: secrets.tokenSecretName,
    objects: secrets.objects,
    jobObjects: secrets.jobObjects,
  };
}

/** The text of the configuration that the layers yield, with tokens for what the deployment knows. */
export function configToml(scope: Construct, { layers }: RunnerModel): string {
  return renderToml(toTomlTable(plain(layers.root) as RunnerConfig), {
    raw: tokenText,
    escape: escapingAtDeployment(scope),
    choose: (condition, whenTrue, whenFalse) => chooseText(condition as RosCondition, whenTrue, whenFalse),
  });
}

/** The values of the release, with the text of the configuration where the user has not written one. */
export function releaseValues({ values }: RunnerModel, toml: string): Record<string, unknown> {
  const release = plainValues(values.root!);
  const { runners } = release;
  if (!isMap(runners) || isUnresolved(runners)) {
    return release;
  }
  return { ...release, runners: { ...runners, config: runners.config === CONFIG_TOML ? toml : runners.config } };
}

interface ReleaseSecrets {
  readonly tokenSecretName: string;
  readonly cacheSecretName?: string | IResolvable;
  readonly registries: RegistryContribution;
  readonly certificates?: RunnerFragment;
  readonly httpProxy?: RunnerFragment;
  readonly cacheRole?: RunnerFragment;
  readonly objects: ManifestObject[];
  readonly jobObjects: ManifestObject[];
}

function secretsOf(runner: ResolvedRunner, cache: CacheConfig | undefined): ReleaseSecrets {
  const { releaseName, caCertificate } = runner;
  const secrets = runnerSecrets(releaseName, runner.boundToken, cache?.credentials, cache?.condition);
  const registries = registryAccess(runner.registries, releaseName);
  const trusted = caCertificate && certificates(caCertificate, runner);
  const role = roleOf(cache);
  const proxy = runner.httpProxy && httpProxy(runner.httpProxy, { releaseName, cacheAddress: cache?.serverAddress });
  return {
    tokenSecretName: secrets.tokenSecretName,
    cacheSecretName: onlyIf(cache?.condition, secrets.cacheSecretName),
    registries,
    certificates: trusted?.fragment,
    httpProxy: proxy?.fragment,
    cacheRole: role && roleCredentials(role),
    objects: [...secrets.objects, ...registries.objects, ...(trusted?.objects ?? []), ...(proxy?.objects ?? [])],
    jobObjects: [
      ...registries.jobObjects,
      ...(caCertificate?.mountInJobs === true ? trusted!.objects : []),
      ...(proxy?.objects ?? []),
    ],
  };
}

function roleOf(cache: CacheConfig | undefined): CacheRole | undefined {
  return cache !== undefined && 'role' in cache.credentials ? cache.credentials.role : undefined;
}

function fragmentsOf(
  runner: ResolvedRunner,
  cache: CacheConfig | undefined,
  secrets: ReleaseSecrets,
): RunnerFragment[] {
  const { jobs, managers, builds, placed, chartValues } = runner;
  // The Role of the managers follows the chart value, and so do the jobs.
  const { jobNamespace } = (chartValues?.runners ?? {}) as ChartRunnersValues<never>;
  const of = (option: string, fragment: RunnerFragment | undefined): RunnerFragment => ({
    origin: originOf(option, runner.given),
    ...fragment,
  });
  return [
    ...workarounds(runner.chartVersion),
    ...jobFragments({
      namespace: isEmpty(jobNamespace) ? (jobs.namespace ?? runner.namespace) : jobNamespace!,
      jobs,
      builder: builds,
      given: runner.config?.runners?.kubernetes,
      placement: placed.jobs.pods,
      serverless: placed.jobs.compute.serverless,
      origins: {
        placement: originOf('jobs.placement', runner.given),
        cache: originOf('cache', runner.given),
        namespace: isEmpty(jobNamespace)
          ? originOf(jobs.namespace === undefined ? 'namespace' : 'jobs.namespace', runner.given)
          : { layer: 'chartValues', path: ['chartValues', 'runners', 'jobNamespace'] },
      },
      cache,
    }),
    of('peakLoad', peakLoadFragment(runner.peakLoad)),
    of(
      'images',
      imagesFragment(runner.images ?? {}, {
        jobImage: jobs.image ?? builds?.jobs.image ?? DEFAULT_JOB_IMAGE,
        architecture: architectureOf(runner, placed.jobs.pods),
        hasPausePods: runner.config?.runners?.kubernetes?.autoscaler !== undefined,
      }),
    ),
    of('registryCredentials', secrets.registries.fragment),
    of('caCertificate', secrets.certificates),
    of('httpProxy', secrets.httpProxy),
    of('cache', secrets.cacheRole),
    of('sessionServer', runner.sessionServer && sessionServerFragment(runner.sessionServer)),
    managerFragment({
      ...runner,
      maxDurationSeconds: jobs.maxDurationSeconds,
      ...managers,
      load: loadDefaults(runner.peakLoad, runner.scaled.maxReplicas),
      placement: placed.managers.pods,
      originOf: (option) => originOf(option, runner.given),
      tokenSecretName: secrets.tokenSecretName,
      cacheSecretName: secrets.cacheSecretName,
    }),
    of('releaseName', nameFragment(runner)),
    of('jobs.namespace', roleNamespace(runner)),
    of('metrics', runner.served),
    of('managers.scaling', runner.scaled),
    of(
      'managers.availability',
      availabilityFragment(managers.availability ?? {}, { ...runner, maxReplicas: runner.scaled.maxReplicas }),
    ),
    of('imageBuilds', builds),
    of('registryCredentials', dockerConfigFragment(secrets.registries.buildSecret, builds?.dockerConfigFolder)),
    // Of the values of a variable the last one counts.
    ...jobLists(jobs),
  ];
}

/** Options whose values come from the library while they are not given, and why they are as they are. */
const REASONS: Readonly<Record<string, string>> = {
  gitlabUrl: 'the public GitLab',
  namespace: 'the name of the stack',
  'jobs.placement': 'the cheapest compute that the cluster is known to have',
  'managers.placement': 'compute that is not reclaimed',
  'managers.resources': 'a manager mostly waits',
  cache: 'one bucket for all runners of the stack',
  'managers.scaling': 'as many managers as there is work, taken away slowly',
  metrics: 'metrics cost nothing until they are scraped',
  'managers.availability': 'a manager that is killed orphans its jobs',
};

function originOf(path: string, given: GitLabRunnerProps): Origin {
  const steps = path.split('.');
  const isGiven =
    steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], given) !== undefined;
  return isGiven || REASONS[path] === undefined ? option(...steps) : byDefault(REASONS[path], ...steps);
}

/** The text at a path; undefined where Helm, or a choice of the deployment, makes it. */
function textAt(settings: Settings, path: string): string | undefined {
  const [one, ...others] = settings.candidates(path);
  const value = one && others.length === 0 ? plain(one.node) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The namespace of job pods; undefined where it is not known, and for what cannot be one. */
function namespaceOfJobs(settings: Settings): string | undefined {
  const namespace = textAt(settings, 'runners.kubernetes.namespace');
  const isName = namespace !== undefined && (isUnresolved(namespace) || namespaceFault(namespace) === undefined);
  return isName ? namespace : undefined;
}

/** The chart's rule for the name. */
function serviceAccountName(values: Settings, managerName: string): string {
  const own = textAt(values, 'serviceAccount.name');
  if (own !== undefined || values.isOn('serviceAccount.create')) {
    return own ?? managerName;
  }
  return values.known('rbac.create') === false
    ? (textAt(values, 'rbac.serviceAccountName') ?? 'default')
    : (textAt(values, 'rbac.generatedServiceAccountName') ?? managerName);
}

/** The architecture of the nodes that the user or a placement selects for jobs. */
function architectureOf({ config }: ResolvedRunner, placed: PodPlacement): string | undefined {
  const selectors: unknown[] = [config?.runners?.kubernetes?.nodeSelector, placed.nodeSelector];
  const labels = selectors.map((selector) => (isMap(selector) ? knownText(selector[ARCHITECTURE_LABEL]) : undefined));
  return labels.find((label) => label !== undefined);
}

/** The runner ignores `podSpec` without a feature flag. */
function podSpecFlag({ config }: ResolvedRunner, own: Node): Node {
  const given = config?.runners?.kubernetes?.podSpec;
  const isGiven =
    isUnresolved(given) ||
    (Array.isArray(given) && given.length > 0) ||
    new Settings(own).has('runners.kubernetes.podSpec');
  const origin = byDefault('the runner ignores podSpec without', 'config', 'runners', 'featureFlags', POD_SPEC_FLAG);
  return treeFrom(origin, isGiven ? { runners: { featureFlags: { [POD_SPEC_FLAG]: true } } } : {});
}

/** Lays the overrides of a user over a tree, each value with its place in them. */
function layOver(
  tree: Node,
  prop: 'config' | 'chartValues',
  overrides: object | undefined,
  malformed: ReadonlySet<string>,
): Node {
  if (overrides === undefined) {
    return tree;
  }
  const originOf = (path: readonly Step[]): Origin => {
    const origin: Origin = { layer: prop, path: [prop, ...path] };
    return malformed.size > 0 && malformed.has(pathText(origin.path)) ? { ...origin, isMalformed: true } : origin;
  };
  return over(tree, treeOf(overrides, originOf), 'replace');
}

/** The text that takes the place of the settings, whether it can be read or not. */
function textOf(chartValues: unknown): { tree: Node; read?: ConfigText } | undefined {
  const runners: unknown = isMap(chartValues) ? chartValues.runners : undefined;
  for (const key of ['configOverride', 'config']) {
    const text: unknown = isMap(runners) ? runners[key] : undefined;
    const path = ['chartValues', 'runners', key];
    if (typeof text === 'string' && text !== '' && !isUnresolved(text)) {
      const read = readConfigText(text, path);
      return { tree: read.tree, read };
    }
    if (isUnresolved(text)) {
      return { tree: new Leaf(FILLED_BY_HELM, { layer: 'text', path }) };
    }
  }
  return undefined;
}

/** Values as they stand in the template. What is absent on one side of a choice between maps is an empty map. */
function plainValues(node: Node): Record<string, unknown> {
  return plainBy(node, (condition, whenTrue, whenFalse) => {
    const isOfMaps = [whenTrue, whenFalse].some(isMap);
    const side = (value: unknown) => value ?? (isOfMaps ? {} : undefined);
    return chooseValue(condition as RosCondition, side(whenTrue), side(whenFalse));
  }) as Record<string, unknown>;
}

/** Objects of the user come beside those of the library, where any other list would take their place. */
function withOwnObjects(values: ChartValues = {}, own: unknown): ChartValues {
  const { extraObjects } = values;
  if (own === undefined || extraObjects === undefined || extraObjects === null) {
    return values;
  }
  const both =
    Array.isArray(own) && Array.isArray(extraObjects)
      ? [...(own as object[]), ...extraObjects.map((object: unknown, index) => from(ofUser(index), object))]
      : Fn.listMerge([Array.isArray(own) ? unmarked(own as object[]) : own, extraObjects] as IResolvable[]);
  return { ...values, extraObjects: both as ChartValues['extraObjects'] };
}

/** The number of a user's object is that in their own list. */
function ofUser(index: number): OriginOf {
  return ([, , ...below]) => ({ layer: 'chartValues', path: ['chartValues', 'extraObjects', index, ...below] });
}

function nameFragment({ releaseName, managerName }: ResolvedRunner): RunnerFragment {
  return isUnresolved(releaseName) ? { values: { fullnameOverride: managerName } } : {};
}

/** The Role of the managers goes with the jobs, by charts that can do so; others leave it to the rules. */
function roleNamespace({ jobs, chartVersion }: ResolvedRunner): RunnerFragment {
  const { namespace } = jobs;
  return namespace !== undefined && chartVersion.knowsKey('runners.jobNamespace')
    ? { values: { runners: { jobNamespace: namespace } } }
    : {};
}

function onlyIf(condition: RosCondition | undefined, name: string | undefined): string | IResolvable | undefined {
  return condition && name !== undefined ? chooseValue(condition, name) : name;
}
