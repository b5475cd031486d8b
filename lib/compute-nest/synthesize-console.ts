import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, DefaultStackSynthesizer } from '@alicloud/ros-cdk-core';
import { GitLabRunnerConsoleStack } from '../console/gitlab-runner-console-stack';
import type { IChart } from '../runner/runner-chart';

export interface SynthesizeConsoleOptions {
  /** The folder that the template is written to. */
  readonly outdir: string;
  /**
   * The chart.
   *
   * @default - the default version from GitLab's chart repository
   */
  readonly chart?: IChart;
}

export interface SynthesizedConsole {
  /** Path of the template. */
  readonly template: string;
  readonly warnings: readonly string[];
}

const STACK_NAME = 'gitlab-runner-console';

/** Synthesizes the console form. A fault leaves the folder as it was. */
export function synthesizeConsole({ outdir, chart }: SynthesizeConsoleOptions): SynthesizedConsole {
  const staging = mkdtempSync(path.join(tmpdir(), 'gitlab-runner-'));
  try {
    // Stack traces would put the paths of this machine into the manifest.
    const app = new App({ outdir: staging, stackTraces: false, autoSynth: false });
    const stack = new GitLabRunnerConsoleStack(app, STACK_NAME, {
      chart,
      // The default name of the asset bucket is random, and there are no assets.
      synthesizer: new DefaultStackSynthesizer({ qualifier: 'gitlab-runner' }),
    });
    const { messages } = app.synth().getStackArtifact(stack.artifactId);
    mkdirSync(outdir, { recursive: true });
    cpSync(staging, outdir, { recursive: true });
    return {
      template: path.join(outdir, `${stack.stackName}.template.json`),
      warnings: messages.map(({ id, entry }) => `${id.replace(/^\//, '')}: ${entry.data as string}`),
    };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
