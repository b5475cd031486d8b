// The floor: what any program on these packages pays before it has made a single resource.
const ros = require('./core');
require('@alicloud/ros-cdk-ecs');
require('@alicloud/ros-cdk-oss');
require('@alicloud/ros-cdk-ram');

const app = new ros.App({ outdir: process.argv[2], stackTraces: false });
new ros.Stack(app, 'empty');
app.synth();
