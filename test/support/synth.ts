import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ros from '@alicloud/ros-cdk-core';
import { keepQuiet } from '../../lib/diagnostics/settle';
import type { Template } from './template';

export interface SynthOptions {
  /** @default 'Test' */
  readonly stackName?: string;
  /** Context of the app. @default - none */
  readonly context?: Record<string, string>;
}

export interface SynthResult {
  readonly template: Template;
  /** The template file, byte for byte. */
  readonly text: string;
  /** The warnings of all constructs, in the order of the tree. */
  readonly warnings: readonly string[];
}

/** The template of a stack that `build` fills. */
export function synth(build: (stack: ros.Stack) => void, options?: SynthOptions): Template {
  return synthesize(build, options).template;
}

/** The warnings that a stack gives to the user at synth. */
export function synthWarnings(build: (stack: ros.Stack) => void, options?: SynthOptions): readonly string[] {
  return synthesize(build, options).warnings;
}

export function synthesize(build: (stack: ros.Stack) => void, options: SynthOptions = {}): SynthResult {
  return synthesizeApp((app) => {
    const synthesizer = new ros.DefaultStackSynthesizer({ qualifier: 'test' });
    const stack = new ros.Stack(app, options.stackName ?? 'Test', { synthesizer });
    build(stack);
    return stack;
  }, options);
}

/** For stacks with a class of their own: `build` makes the stack in a fresh app and returns it. */
export function synthesizeApp(build: (app: ros.App) => ros.Stack, options: SynthOptions = {}): SynthResult {
  const outdir = mkdtempSync(join(tmpdir(), 'ros-synth-'));
  try {
    const app = new ros.App({ outdir, stackTraces: false, treeMetadata: false, context: options.context });
    keepQuiet(app);
    const stack = build(app);
    const artifact = app.synth().getStackArtifact(stack.artifactId);
    const text = readFileSync(join(outdir, artifact.templateFile), 'utf8');
    const warnings = artifact.messages.filter(({ level }) => String(level) === 'warning');
    return {
      template: JSON.parse(text) as Template,
      text,
      warnings: warnings.map(({ entry }) => entry.data as string),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
