// core, whose schema of the manifest newer Node cannot read as it is: what lib/ros/manifest-schema.ts does.
if (!URL.canParse('/#/definitions', 'thismessage::/')) {
  require('@alicloud/ros-cdk-assembly-schema/schema/cloud-assembly.schema.json').$id = 'ros-cdk:///cloud-assembly';
}

module.exports = require('@alicloud/ros-cdk-core');
