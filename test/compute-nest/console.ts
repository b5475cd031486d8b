import * as ros from '@alicloud/ros-cdk-core';
import type { ChartSource } from '../../lib/cluster/chart-source';
import { GitLabRunnerConsoleStack } from '../../lib/console/gitlab-runner-console-stack';
import { synthesizeApp } from '../support/synth';
import type { Template } from '../support/template';

/** The template of the console form. */
export function consoleTemplate(chartSource?: ChartSource): Template {
  const synthesizer = new ros.DefaultStackSynthesizer({ qualifier: 'test' });
  return synthesizeApp((app) => new GitLabRunnerConsoleStack(app, 'Console', { chartSource, synthesizer })).template;
}
