import { App } from '@alicloud/ros-cdk-core';
import { RunnerStack } from './runner-stack.js';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', stackTraces: false });
new RunnerStack(app, 'gitlab-runner');
app.synth();
