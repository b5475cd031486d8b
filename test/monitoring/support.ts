import { App, Stack } from '@alicloud/ros-cdk-core';
import type { GitLabRunnerAttributes, IGitLabRunner } from '../../lib';
import { GitLabRunner } from '../../lib';
import type { AlertName } from '../../lib/monitoring/alert-options';
import type { AlertRule, AlertRulesOptions } from '../../lib/monitoring/alert-rules';
import { alertRules } from '../../lib/monitoring/alert-rules';

/** The parts of a panel that tests look at. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
}

export function panelsOf(dashboard: object): readonly Panel[] {
  return (dashboard as { panels: readonly Panel[] }).panels;
}

export function alert(name: AlertName, options?: AlertRulesOptions): AlertRule {
  const rule = alertRules(options).rules.find((candidate) => candidate.alert === name);
  if (rule === undefined) {
    throw new Error(`there is no alert ${name}`);
  }
  return rule;
}

/** A runner of another app. */
export function existingRunner(attributes: Partial<GitLabRunnerAttributes> = {}): IGitLabRunner {
  const stack = new Stack(new App(), 'Other');
  return GitLabRunner.fromRunnerAttributes(stack, 'Runner', { namespace: 'ci', releaseName: 'runner', ...attributes });
}
