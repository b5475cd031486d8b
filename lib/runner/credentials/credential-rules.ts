import { defineRules } from '../../diagnostics/rule';

/** Rules about the token of a runner. */
export const credentialRules = defineRules({
  'token-source': {
    severity: 'error',
    title: 'The token does not come from where it can be kept secret, or not from there at all',
    reason: 'The token would stand in the template in clear, or managers do not find it.',
    remedy: 'Use a NoEcho parameter, an encrypted parameter in OOS, or the name of a Secret that exists.',
  },
  'token-malformed': {
    severity: 'error',
    title: 'The token is not a runner authentication token',
    reason: 'GitLab refuses the managers.',
    remedy: 'Create the runner in GitLab and use the token that begins with glrt-.',
  },
  'token-registration': {
    severity: 'warning',
    title: 'A registration token, which GitLab removes in version 20',
    reason: 'Every manager registers a runner of its own, and one that is killed leaves its runner behind.',
    remedy: 'Create the runner in GitLab and use its authentication token.',
  },
});
