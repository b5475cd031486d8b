import { defineRules } from './rule';

/** Rules on secrets in places that everyone can read. */
export const secretRules = defineRules({
  'secret-in-clear': {
    severity: 'error',
    title: 'A secret stands in clear text',
    reason:
      'Templates, Helm values and config.toml are stored with the stack, in its history and in the cluster, and everyone who may look at one of them can read the secret.',
    remedy:
      'Take it out and revoke it. Give logins to registries by `registryCredentials`, proxies with a password and other variables of managers by a Kubernetes Secret, secrets of jobs by masked CI/CD variables of GitLab.',
  },
  'secret-as-name': {
    severity: 'error',
    title: 'A secret stands where the name of a Secret or of a parameter belongs',
    reason: 'Names are written into the template, and into messages and paths.',
    remedy: 'Take the secret out and revoke it. Create the Secret or the parameter, and write its name.',
  },
});
