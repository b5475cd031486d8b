import { createRequire } from 'node:module';

/**
 * Lets ros-cdk-core judge its manifests on Node 24.20 and later, where `app.synth()` ends in `TypeError: Invalid URL`
 * without it, for an empty app too.
 *
 * The validator in the package of core's schema, jsonschema 1.5, reads the references inside a schema that has no
 * `$id` with `new URL('/#/…', 'thismessage::/')`, which newer URL parsers refuse. A schema with an `$id` needs no such
 * base, and is judged in the same way and in the same words. Delete this file when core brings a validator that does
 * without.
 */
if (!URL.canParse('/#/definitions', 'thismessage::/')) {
  // By way of core, since strict package managers show its dependencies to nobody else.
  const requireFromCore = createRequire(require.resolve('@alicloud/ros-cdk-core'));
  const schema = requireFromCore('@alicloud/ros-cdk-assembly-schema/schema/cloud-assembly.schema.json') as {
    $id?: string;
  };
  schema.$id ??= 'ros-cdk:///cloud-assembly';
}
