import type { Construct, RosResource } from '@alicloud/ros-cdk-core';
import { ram } from '../ros/packages';
import { scopedId } from '../ros/scoped-id';
import type { OssEncryption } from './oss-encryption';

/** A part of a bucket, and the encryption whose key its users must be allowed to use. */
export interface BucketArea {
  readonly bucketName: string;
  /** Prefix of the objects. */
  readonly prefix: string;
  readonly encryption?: OssEncryption;
}

/** The RAM users and roles that a policy is attached to. */
export interface AttachedTo {
  readonly users?: string[];
  readonly roles?: string[];
}

/** A policy that lets RAM users and roles read and write the objects of a cache and list its bucket, nothing else. */
export function accessPolicy(
  scope: Construct,
  id: string,
  policyName: string,
  area: BucketArea,
  to: AttachedTo,
): RosResource {
  const bucket = `acs:oss:*:*:${area.bucketName}`;
  return new (ram().RosManagedPolicy)(
    scope,
    scopedId(scope, id),
    {
      policyName,
      policyDocument: {
        version: '1',
        statement: [
          { effect: 'Allow', action: ['oss:GetObject', 'oss:PutObject'], resource: [`${bucket}/${area.prefix}/*`] },
          // Without it OSS answers a missing object with 403, which the runner reports as an error, not as a miss.
          { effect: 'Allow', action: ['oss:ListObjects'], resource: [bucket] },
          ...kmsStatements(area.encryption),
        ],
      },
      ...to,
    },
    true,
  );
}

function kmsStatements(encryption: OssEncryption | undefined) {
  return encryption?.algorithm === 'KMS'
    ? [
        {
          effect: 'Allow',
          action: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resource: [`acs:kms:*:*:key/${encryption.kmsKeyId ?? '*'}`],
        },
      ]
    : [];
}
