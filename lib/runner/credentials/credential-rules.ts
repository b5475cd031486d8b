import { defineRules } from '../../diagnostics/rule';

/** Rules about the token of a runner and its logins to registries. */
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
  'registry-login': {
    severity: 'error',
    title: 'The registry or the user of a login is malformed',
    reason: 'No image of the registry can be pulled.',
    remedy: 'Write the host of the registry alone, and user name and password apart.',
  },
  'registry-password-in-clear': {
    severity: 'error',
    title: 'The password of a registry is in clear text',
    reason: 'It would stand in the template, for everyone who may read it.',
    remedy: 'Have it asked for when the stack is deployed.',
  },
  'registry-login-twice': {
    severity: 'error',
    title: 'Two logins to one registry',
    reason: 'The pull Secret can hold one login for a registry only.',
    remedy: 'Leave one of them out.',
  },
});
