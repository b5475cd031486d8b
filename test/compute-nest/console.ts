import * as ros from '@alicloud/ros-cdk-core';
import type { IChart } from '../../lib/runner/runner-chart';
import { GitLabRunnerConsoleStack } from '../../lib/console/gitlab-runner-console-stack';
import { synthesizeApp } from '../support/synth';
import type { Template } from '../support/template';

/** The template of the console form. */
export function consoleTemplate(chart?: IChart): Template {
  const synthesizer = new ros.DefaultStackSynthesizer({ qualifier: 'test' });
  return synthesizeApp((app) => new GitLabRunnerConsoleStack(app, 'Console', { chart, synthesizer })).template;
}
