import { defineRules } from '../diagnostics/rule';

export const cacheRules = defineRules({
  'cache-bucket-name': {
    severity: 'error',
    title: 'A text cannot be the name of a bucket, or not of one that runners reach',
    reason: 'OSS refuses the name; or, where it has a dot, S3 clients send path-style requests, which OSS refuses.',
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
    title: 'A text is not an endpoint of OSS, or has more than the host',
    reason: 'Runners put the name of the bucket before the endpoint; with anything but a host no request succeeds.',
    remedy: 'Write the host alone, such as oss-cn-hangzhou-internal.aliyuncs.com.',
  },
  'cache-expiration': {
    severity: 'error',
    title: 'The days after which caches expire are not a whole number of at least 1',
    reason: 'OSS refuses the rule, and the deployment fails.',
    remedy: 'Give a whole number of days.',
  },
  'cache-shared-deploy-time': {
    severity: 'error',
    title: 'Whether a cache is shared is left to the deployment',
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
    title: 'The deployment shall choose between an existing Secret and a pair that needs a new one',
    reason: 'The release names one Secret or none, which is decided when the template is made.',
    remedy: 'Choose between two of a kind.',
    fatal: true,
  },
});
