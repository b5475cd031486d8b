import type { Stack } from '@alicloud/ros-cdk-core';
import { parse } from '@iarna/toml';
import { ChartVersion, RunnerChart } from '../../lib';
import type { Scenario } from '../../lib/testing/evaluate';
import type { Chart } from '../support/helm';
import { helmTemplate } from '../support/helm';
import type { KubernetesObject } from '../support/kubernetes';
import { configTemplate, globalConfig, onlyObject } from '../support/kubernetes';
import { appliedObjects, deploy, releases } from '../support/releases';
import type { RunnerOverrides } from '../support/runner';
import { addRunner } from '../support/runner';
import { synthesize } from '../support/synth';
import { checkKubernetes } from '../support/wellformed-k8s';
import { tomlProblems } from '../support/config-problems';

export type Props = RunnerOverrides | ((stack: Stack) => RunnerOverrides);

type Table = Readonly<Record<string, unknown>>;

export interface Rendered {
  /** What Helm creates. */
  readonly objects: readonly KubernetesObject[];
  /** What the stack applies beforehand: Secrets. */
  readonly applied: readonly KubernetesObject[];
  /** `[[runners]]` of the template from which each manager makes its config.toml. */
  readonly runner: Table;
  /** `[runners.kubernetes]` */
  readonly kubernetes: Table;
  /** The rest of config.toml, which the chart writes itself. */
  readonly global: Table;
  /** What Kubernetes and the runner would not take. */
  readonly faults: readonly unknown[];
}

export interface RenderOptions extends Scenario {
  /** Secrets that exist, beside `token`. @default - none */
  readonly secrets?: readonly string[];
  /** Service accounts that exist, beside `default`. @default - none */
  readonly serviceAccounts?: readonly string[];
  /** API versions that the cluster has beside the usual. @default - none */
  readonly apiVersions?: readonly string[];
}

/** What a runner with these props becomes in Kubernetes: the props through ROS, and its values through Helm. */
export function render(chart: Chart, props: Props = {}, options: RenderOptions = {}): Rendered {
  const { template } = synthesize((stack) => {
    const overrides = typeof props === 'function' ? props(stack) : props;
    addRunner(stack, { chart: RunnerChart.fromVersion(ChartVersion.of(chart.version)), ...overrides });
  });
  const deployed = deploy(template, options);
  const [release] = releases(deployed);
  const { name, namespace, values } = release!;
  const { apiVersions } = options;
  const objects = helmTemplate({ chart, release: name, namespace, values, apiVersions });
  const applied = appliedObjects(deployed, namespace);

  const toml = parse(configTemplate(objects)) as { runners?: unknown };
  const [runner] = toml.runners as Table[];
  const [major, minor] = chart.appVersion.split('.');
  return {
    objects,
    applied,
    runner: runner!,
    kubernetes: runner!.kubernetes as Table,
    global: parse(globalConfig(objects)),
    faults: [
      ...checkKubernetes([...applied, ...objects], {
        secrets: ['token', ...(options.secrets ?? [])],
        serviceAccounts: options.serviceAccounts,
      }),
      ...tomlProblems(toml, `${major}.${minor}`),
    ],
  };
}

/** The texts in a Secret that the stack creates. */
export function secretTexts({ applied }: Rendered, name: string): Record<string, string> {
  const { data = {} } = onlyObject(applied, 'Secret', name);
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString()]));
}
