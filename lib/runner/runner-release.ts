import type { IResolvable, RosCondition } from '@alicloud/ros-cdk-core';
import { Fn } from '@alicloud/ros-cdk-core';
import type { CacheBinding } from '../cache/cache';
import type { ChartValues } from '../chart/chart-values.generated';
import { mergeValues } from '../chart/merge-values';
import type { RbacFeatures } from '../chart/rbac-rules';
import { rbacRules } from '../chart/rbac-rules';
import type { ManifestObject } from '../cluster/kubernetes-manifest';
import { mergeConfig } from '../config/merge-config';
import { renderToml } from '../config/render-toml';
import { toTomlTable } from '../config/toml-table';
import { chooseText, chooseValue } from '../ros/conditions';
import { isUnresolved, tokenText } from '../ros/tokens';
import { objectList } from './chosen-objects';
import { certificates } from './credentials/certificates';
import type { RunnerConfig } from '../config/runner-config.generated';
import type { RunnerFragment } from './fragment';
import { mergeFragments } from './fragment';
import { imagesFragment } from './images/images';
import { jobFragment } from './jobs/job-fragment';
import { DEFAULT_JOB_IMAGE } from './jobs/job-options';
import { availabilityFragment } from './managers/manager-availability';
import { managerFragment } from './managers/manager-fragment';
import { rbacFeaturesOf } from './rbac-features';
import { pullSecretObject } from './credentials/registry-credentials';
import type { ResolvedRunner } from './resolved-runner';
import { placementContext } from './resolved-runner';
import { runnerSecrets } from './credentials/runner-secrets';
import { sessionServerFragment } from './session-server/session-server';

/** What a runner's release consists of, before the user's chart values are laid over it. */
export interface RunnerRelease {
  /** The configuration that the props yield. */
  readonly ownConfig: RunnerConfig;
  /** The configuration with the user's own settings. */
  readonly config: RunnerConfig;
  /** The values that the props yield, but for `runners.config`. */
  readonly ownValues: Readonly<Record<string, unknown>>;
  readonly rbacFeatures: RbacFeatures;
  /** Objects that must exist before the release: Secrets. */
  readonly objects: readonly ManifestObject[];
}

/** Composes what the options of a runner contribute. Later ones win. */
export function composeRelease(runner: ResolvedRunner, cache: CacheBinding | undefined): RunnerRelease {
  const { releaseName, registryCredentials = [], caCertificate } = runner;
  const secrets = runnerSecrets(releaseName, runner.token.bind(), cache?.credentials, cache?.condition);
  const pullSecrets =
    registryCredentials.length > 0
      ? [
          pullSecretObject(
            `${releaseName}-registry`,
            registryCredentials.map((one) => one.bind()),
          ),
        ]
      : [];
  const trusted = caCertificate && certificates(caCertificate, runner);

  const fragments = mergeFragments([
    jobFragment({
      namespace: runner.namespace,
      jobs: runner.jobs,
      placement: runner.placement.place(placementContext(runner, 'jobs')),
      serverless: runner.placement.serverless,
      cache,
    }),
    imagesFragment(runner.images ?? {}, {
      jobImage: runner.jobs.image ?? DEFAULT_JOB_IMAGE,
      createdPullSecret: pullSecrets[0]?.metadata.name,
    }),
    trusted?.fragment ?? {},
    runner.sessionServer ? sessionServerFragment(runner.sessionServer) : {},
    managerFragment({
      ...runner,
      maxDurationSeconds: runner.jobs.maxDurationSeconds,
      resources: runner.managerResources,
      placement: runner.managerPlacement.place(placementContext(runner, 'managers')),
      tokenSecretName: secrets.tokenSecretName,
      cacheSecretName: onlyIf(cache?.condition, secrets.cacheSecretName),
    }),
    nameFragment(runner),
    runner.monitoring.configure(runner),
    runner.scaled,
    availabilityFragment(runner.availability ?? {}, { ...runner, maxReplicas: runner.scaled.maxReplicas }),
    runner.imageBuilds?.configure() ?? {},
  ]);

  const config = mergeConfig(fragments.config, runner.config);
  const rbacFeatures = rbacFeaturesOf(config);
  const ownValues = mergeValues(fragments.values, {
    rbac: { create: true, rules: rbacRules(runner.chartVersion, rbacFeatures) },
    ...(fragments.extraObjects.length > 0 && { extraObjects: objectList(fragments.extraObjects) }),
  });
  return {
    ownConfig: fragments.config,
    config,
    ownValues,
    rbacFeatures,
    objects: [...secrets.objects, ...pullSecrets, ...(trusted?.objects ?? [])],
  };
}

/** The text of the configuration, with tokens for what the deployment knows. */
export function configToml(config: RunnerConfig): string {
  return renderToml(toTomlTable(config), {
    raw: tokenText,
    choose: (condition, whenTrue, whenFalse) => chooseText(condition as RosCondition, whenTrue, whenFalse),
  });
}

/** The values of the release: the library's own, and over them the user's. */
export function releaseValues(
  ownValues: Readonly<Record<string, unknown>>,
  toml: string,
  userValues: ChartValues | undefined,
): Record<string, unknown> {
  return mergeValues(ownValues, { runners: { config: toml } }, withOwnObjects(userValues, ownValues.extraObjects));
}

/** Objects of the user come beside those of the library, where any other list would take their place. */
function withOwnObjects(values: ChartValues = {}, own: unknown): ChartValues {
  const { extraObjects } = values;
  if (own === undefined || extraObjects === undefined || extraObjects === null) {
    return values;
  }
  const both =
    Array.isArray(own) && Array.isArray(extraObjects)
      ? [...(own as object[]), ...(extraObjects as readonly object[])]
      : Fn.listMerge([own, extraObjects] as IResolvable[]);
  return { ...values, extraObjects: both as ChartValues['extraObjects'] };
}

function nameFragment({ releaseName, managerName }: ResolvedRunner): RunnerFragment {
  return isUnresolved(releaseName) ? { values: { fullnameOverride: managerName } } : {};
}

function onlyIf(condition: RosCondition | undefined, name: string | undefined): string | IResolvable | undefined {
  return condition && name !== undefined ? chooseValue(condition, name) : name;
}
