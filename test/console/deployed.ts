import { parse } from '@iarna/toml';
import { GitLabRunnerConsoleStack } from '../../lib/forms';
import type { EvaluatedTemplate, Scenario } from '../../lib/testing/evaluate';
import { evaluate } from '../../lib/testing/evaluate';
import type { KubernetesObject } from '../support/kubernetes';
import { appliedObjects, releases, SAMPLE_TOKEN } from '../support/releases';
import type { Release } from '../support/releases';
import { CLUSTER_ID } from '../support/runner';
import { synthesizeApp } from '../support/synth';
import type { SynthResult } from '../support/synth';

export function synthesizeForm(): SynthResult {
  return synthesizeApp((app) => new GitLabRunnerConsoleStack(app, 'GitLabRunner'));
}

export const { template, text: templateText, warnings } = synthesizeForm();

/** What somebody fills in, by the names of the fields. */
export type Answers = Readonly<Record<string, unknown>>;

/** The least that the form can be filled in with: a cluster that exists, and a token. */
export const LEAST: Answers = { ClusterId: CLUSTER_ID, RunnerToken: SAMPLE_TOKEN };

/** What ROS deploys for these answers, laid over the least. */
export function deployForm(answers: Answers = {}, scenario: Omit<Scenario, 'parameters'> = {}): EvaluatedTemplate {
  return evaluate(template, { ...scenario, parameters: { ...LEAST, ...answers } });
}

/** The one release of a deployment, taken apart. */
export interface DeployedRunner {
  readonly release: Release;
  readonly values: Readonly<Record<string, unknown>>;
  /** The configuration template, parsed. */
  readonly toml: { readonly runners: readonly [RunnerToml] };
  readonly objects: readonly KubernetesObject[];
  /** The autoscalers of the managers that the release brings along: one or none. */
  readonly autoscalers: readonly KubernetesObject[];
  /** Texts of the Secrets that the stack applies, by the names of Secret and key. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface RunnerToml {
  readonly kubernetes: Readonly<Record<string, unknown>>;
  readonly cache?: Readonly<Record<string, unknown>>;
}

export function runnerOf(deployed: EvaluatedTemplate): DeployedRunner {
  const [release, ...others] = releases(deployed);
  if (release === undefined || others.length > 0) {
    throw new Error(
      `${others.length + (release ? 1 : 0)} releases; rules that failed: ${deployed.ruleFailures.join()}`,
    );
  }
  const objects = appliedObjects(deployed, release.namespace);
  const secrets = objects.filter(({ kind }) => kind === 'Secret');
  return {
    release,
    values: release.values,
    toml: parse((release.values.runners as { config: string }).config) as unknown as DeployedRunner['toml'],
    objects,
    autoscalers: ((release.values.extraObjects ?? []) as KubernetesObject[]).filter(
      ({ kind }) => kind === 'HorizontalPodAutoscaler',
    ),
    secrets: Object.fromEntries(secrets.map(({ metadata, data = {} }) => [metadata.name, decoded(data)])),
  };
}

function decoded(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]),
  );
}
