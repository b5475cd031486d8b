import { defineRules } from '../diagnostics/rule';

export const cacheRules = defineRules({
  'cache-bucket-name': {
    severity: 'error',
    title: 'A text cannot be the name of a bucket, or not of one that runners reach',
    reason:
      'The store refuses the name. In OSS a name with a dot makes S3 clients send path-style requests, which OSS refuses.',
    remedy: 'Use 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  },
  'cache-prefix': {
    severity: 'error',
    title: 'A text cannot be the prefix of the objects of a cache',
    reason: 'The policy of the cache and the requests of runners would name different objects.',
    remedy: 'Use letters, digits, ".", "_", "-", with single slashes between them.',
  },
  'cache-endpoint': {
    severity: 'error',
    title: 'A text is not the endpoint of a store, or has more than the host',
    reason:
      'Runners put the scheme and the name of the bucket before the endpoint; with anything but a host no request succeeds.',
    remedy: 'Write the host alone, such as oss-cn-hangzhou-internal.aliyuncs.com.',
  },
  'cache-scheme': {
    severity: 'warning',
    title: 'The port of the endpoint of a cache is not that of its protocol',
    reason: 'The runner speaks HTTPS, or HTTP with `insecure`, on whatever port: no cache is reached.',
    remedy: 'Leave the port out, or mend `insecure`.',
  },
  'cache-region': {
    severity: 'error',
    title: 'A text is not a region, or not that of the endpoint of a cache in Amazon S3',
    reason: 'Amazon S3 refuses requests that are signed for another region.',
    remedy: 'Give the region of the bucket, and its endpoint.',
  },
  'cache-expiration': {
    severity: 'error',
    title: 'The days after which caches expire are not a whole number of at least 1',
    reason: 'OSS refuses the rule, and the deployment fails.',
    remedy: 'Give a whole number of days.',
  },
  'cache-shared-deploy-time': {
    severity: 'error',
    title: 'Whether a cache is shared, or how it is addressed, is left to the deployment',
    reason: 'The value cannot be written into config.toml as true or false.',
    remedy: 'Decide it when the template is made.',
    fatal: true,
  },
  'cache-other-region': {
    severity: 'warning',
    title: 'The bucket of a cache may be in another region than the stack',
    reason: 'The internal endpoint, which is the default, cannot be reached from another region.',
    remedy: 'Set the endpoint to the public one of the region of the bucket.',
  },
  'cache-key-in-clear': {
    severity: 'error',
    title: 'The AccessKey of a cache is in clear text',
    reason: 'It would stand in the template, for everyone who may read the stack.',
    remedy: 'Give NoEcho parameters or an existing Secret.',
  },
  'cache-secret-name': {
    severity: 'error',
    title: 'A text cannot be the name of the Secret with the AccessKey of a cache',
    reason: 'Kubernetes has no Secret of such a name.',
    remedy: 'Give the name of a Secret in the namespace of the runner.',
  },
  'cache-credentials-choice': {
    severity: 'error',
    title: 'The deployment shall choose between two kinds of credentials, or between roles',
    reason: 'The release names one Secret or none, which is decided when the template is made.',
    remedy: 'Choose between two Secrets that exist, or two pairs.',
    fatal: true,
  },
  'cache-s3-ram-user': {
    severity: 'error',
    title: 'A RAM user or role is to be created for a store that is not in OSS',
    reason: 'Only OSS knows the AccessKeys of RAM users, and the roles of RAM.',
    remedy: 'Give an access key of the store, by parameters or by a Secret that exists.',
  },
  'cache-rrsa-issuer': {
    severity: 'error',
    title: 'A text is not the issuer of the tokens of a cluster',
    reason: 'No token of the cluster has such an issuer, and STS gives no credentials.',
    remedy: 'Copy the URL of the issuer from the page of the cluster; of several take the first.',
  },
  'cache-grantee': {
    severity: 'error',
    title: 'A text cannot be the name of a RAM user or role',
    reason: 'RAM finds nobody to attach the policy to, and the deployment fails.',
    remedy: 'Give the name alone, without what a login name or an ARN has around it.',
  },
  'cache-grant-id': {
    severity: 'error',
    title: 'A grant of a cache has no id, or that of another',
    reason: 'The policy is called after it, and so must be the same at every synth.',
    remedy: 'Give each grant an id of its own.',
    fatal: true,
  },
  'cache-id-taken': {
    severity: 'error',
    title: 'A construct is called like the cache that the runners of a stack share',
    reason: 'Runners without `cache` share the cache with the id `Cache` in their stack.',
    remedy: 'Give the runner a cache, or the other construct another id.',
    fatal: true,
  },
});
