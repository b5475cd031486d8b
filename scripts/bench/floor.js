// The floor: what any program on these packages pays before it has made a single resource.
const ros = require('@alicloud/ros-cdk-core');
require('@alicloud/ros-cdk-ecs');
require('@alicloud/ros-cdk-oss');
require('@alicloud/ros-cdk-ram');

// What lib/ros/manifest-schema.ts does.
if (!URL.canParse('/#/definitions', 'thismessage::/')) {
  require('@alicloud/ros-cdk-assembly-schema/schema/cloud-assembly.schema.json').$id = 'ros-cdk:///cloud-assembly';
}

const app = new ros.App({ outdir: process.argv[2], stackTraces: false });
new ros.Stack(app, 'empty');
app.synth();
