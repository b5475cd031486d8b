import { secretNameFault } from '../chart/kubernetes-names';
import { checkSecretAsName } from '../diagnostics/check-secrets';
import { isMap } from '../diagnostics/is-map';
import type { Report } from '../diagnostics/report';
import type { Rule } from '../diagnostics/rule';
import { shown } from '../diagnostics/shown';
import { isOverride } from '../model/origin';
import { placeOf } from '../model/reading';
import { ACR_INSTANCE_ID } from '../placement/resource-ids';
import { isUnresolved, known } from '../ros/tokens';
import { textFault } from '../runner/check-text';
import type { RunnerModel } from '../runner/compose-runner';
import { ACR_INSTANCE_IDS } from '../runner/credentials/registry-access';
import type { BoundRegistry, RegistryAccess } from '../runner/credentials/registry-credentials';
import { RegistryUser } from '../runner/credentials/registry-credentials';
import { imageHostFault } from '../runner/images/image-name';
import { ruleSet } from './rule-set';

const BY_SERVICE_ACCOUNT = 'runners.kubernetes.useServiceAccountImagePullSecrets';
const JOB_PULL_SECRETS = 'runners.kubernetes.imagePullSecrets';

/** What managers, jobs and image builds get at registries with. */
export const registries = ruleSet(
  'Access to registries',
  {
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
      title: 'Two logins to one registry for the same user of it',
      reason: 'A Secret can hold one login for a registry only.',
      remedy: 'Leave one of them out, or let different parts of the runner use them (usedBy).',
    },
    'registry-unused': {
      severity: 'error',
      title: 'Nothing on the runner can use the access to a registry',
      reason: 'The access would have no effect.',
      remedy: 'Name in usedBy what exists on this runner. Image builds are those of kaniko and BuildKit.',
    },
    'registry-image-build-secrets': {
      severity: 'error',
      title: 'Image builds have several Secrets with logins to registries',
      reason: 'A builder reads one Docker configuration, and one Secret is mounted as it.',
      remedy: 'Put all logins of image builds into one Secret, or ask for all of them.',
    },
    'image-pull-secret-name': {
      severity: 'error',
      title: 'The name of a Secret with logins is not one that Kubernetes takes',
      reason: 'Pods that should use the Secret are refused.',
      remedy: 'Give the name of a Secret in the namespace of the runner.',
    },
    'acr-instance-ids': {
      severity: 'error',
      title: 'Ids of ACR instances are malformed, or lack some of the placement',
      reason: 'Jobs on ECI cannot pull images from an instance that is not in the list.',
      remedy: 'List the ids of all instances that jobs pull from.',
    },
    'pull-secrets-beside-service-account': {
      severity: 'error',
      title: 'Jobs have pull Secrets, and are told to use those of their service account',
      reason: 'The runner uses one or the other, so the pull Secrets have no effect.',
      remedy: 'Leave one of them out.',
    },
  },
  (rules, runner: RunnerModel, report) => {
    runner.registries.forEach((registry, index) => {
      const at = `registryCredentials[${index}]`;
      checkAccess(rules, registry, report, at);
      checkUse(rules['registry-unused'], registry, runner, report, at);
      checkTwice(rules['registry-login-twice'], runner.registries, index, report, at);
    });
    checkBuildSecrets(rules['registry-image-build-secrets'], runner, report);
    checkPlacement(rules['acr-instance-ids'], runner, report);
    checkServiceAccounts(rules['pull-secrets-beside-service-account'], runner, report);
  },
);

type Login = Extract<RegistryAccess, { readonly registry: string }>;

function checkAccess(
  rules: Record<'registry-login' | 'registry-password-in-clear' | 'image-pull-secret-name' | 'acr-instance-ids', Rule>,
  { access, usedBy }: BoundRegistry,
  report: Report,
  at: string,
): void {
  if ('registry' in access) {
    checkName(rules['registry-login'], access.registry, 'a registry', registryFault, report, `${at}.registry`);
    checkName(rules['registry-login'], access.userName, 'a user', userNameFault, report, `${at}.userName`);
    if (!isUnresolved(access.password)) {
      report.add(
        rules['registry-password-in-clear'],
        `${at}.password`,
        'is in clear text, which would stand in the template; use RegistryCredentials.fromParameters(...)',
      );
    }
  } else if ('secretName' in access) {
    const isMounted = usedBy.includes(RegistryUser.IMAGE_BUILDS);
    const faultOf = (name: string) => {
      const fault = secretNameFault(name) ?? (isMounted ? mountFault(name) : undefined);
      return fault && `the name of the Secret, ${shown(name)}, ${fault}`;
    };
    checkName(rules['image-pull-secret-name'], access.secretName, 'a Secret', faultOf, report, at);
  } else if ('acrInstanceId' in access) {
    const fault = textFault(access.acrInstanceId, (id) =>
      ACR_INSTANCE_ID.pattern.test(id)
        ? undefined
        : `${shown(id)} is not the id of an ACR Enterprise Edition instance; write "cri-…", with the region in front when it is another, as in "cn-beijing:cri-…"`,
    );
    if (fault !== undefined) {
      report.add(rules['acr-instance-ids'], at, fault);
    }
  }
}

/** A secret that is given in place of a name is not shown. */
function checkName(
  rule: Rule,
  given: string,
  what: string,
  faultOf: (name: string) => string | undefined,
  report: Report,
  at: string,
): void {
  const name = known(given);
  if (name === undefined) {
    return;
  }
  const fault = faultOf(name);
  const isWrong = fault !== undefined;
  if (!checkSecretAsName(name, { what, isWrong }, report, at) && isWrong) {
    report.add(rule, at, fault);
  }
}

function registryFault(registry: string): string | undefined {
  return registry.includes('@')
    ? 'holds a login, which is not shown; write the host alone. User name and password are asked for when the stack is deployed'
    : imageHostFault(registry);
}

/** The name is not shown: with a colon in it, it may be a name and its password. */
function userNameFault(userName: string): string | undefined {
  if (userName === '') {
    return 'is empty; give the name of the user';
  }
  return userName.includes(':')
    ? 'has a colon, which ends the name in a login; give name and password apart'
    : undefined;
}

/** The runner calls the volume after the Secret, and names of volumes have no dots. */
function mountFault(name: string): string | undefined {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
    ? undefined
    : 'cannot be mounted in image builds; allowed are 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends';
}

function checkUse(rule: Rule, { usedBy }: BoundRegistry, runner: RunnerModel, report: Report, at: string): void {
  if (usedBy.length === 0) {
    report.add(rule, `${at}.usedBy`, `is empty; name at least one of ${Object.values(RegistryUser).join(', ')}`);
  }
  if (usedBy.includes(RegistryUser.IMAGE_BUILDS) && runner.builds?.dockerConfigFolder === undefined) {
    const what = runner.imageBuilds === undefined ? 'has no imageBuilds' : 'builds images by what reads no such login';
    report.add(
      rule,
      `${at}.usedBy`,
      `has imageBuilds, and this runner ${what}; leave it out, or build images by kaniko or BuildKit`,
    );
  }
}

/** A host is a key in a Secret, which can hold one login of it. */
function checkTwice(rule: Rule, all: readonly BoundRegistry[], index: number, report: Report, at: string): void {
  const { access, usedBy } = all[index]!;
  const host = hostOf(access);
  const first = all
    .slice(0, index)
    .findIndex((other) => hostOf(other.access) === host && other.usedBy.some((one) => usedBy.includes(one)));
  if (host !== undefined && first >= 0) {
    report.add(
      rule,
      `${at}.registry`,
      `is ${shown(host)} once more, after registryCredentials[${first}]; a registry has one login for ${usedBy.filter((one) => all[first]!.usedBy.includes(one)).join(' and ')}, so leave one of them out`,
    );
  }
}

function hostOf(access: RegistryAccess): string | undefined {
  return known((access as Partial<Login>).registry);
}

function checkBuildSecrets(rule: Rule, runner: RunnerModel, report: Report): void {
  const places = runner.registries.flatMap(({ access, usedBy }, index) =>
    usedBy.includes(RegistryUser.IMAGE_BUILDS) ? [{ isSecret: 'secretName' in access, index }] : [],
  );
  const secrets = places.filter(({ isSecret }) => isSecret);
  const [first, ...others] = secrets.length > 0 ? [secrets[0]!, ...places.filter((one) => one !== secrets[0])] : [];
  for (const { index } of others) {
    report.add(
      rule,
      `registryCredentials[${index}]`,
      `is for imageBuilds beside the Secret of registryCredentials[${first!.index}], and a builder reads one; put all logins of image builds into that Secret, or ask for all of them`,
    );
  }
}

function checkPlacement(rule: Rule, { registries: all, placed }: RunnerModel, report: Report): void {
  const ids = all.flatMap(({ access }) => ('acrInstanceId' in access ? [access.acrInstanceId] : []));
  const { annotations } = placed.jobs.pods;
  const ofPlacement = isMap(annotations) ? known(annotations[ACR_INSTANCE_IDS]) : undefined;
  const missing =
    ids.length === 0 || isUnresolved(ids) ? [] : (ofPlacement?.split(',') ?? []).filter((id) => !ids.includes(id));
  if (missing.length > 0) {
    report.add(
      rule,
      'registryCredentials',
      `has ACR instances, which take the place of the acrInstanceIds of the placement, and lacks ${missing.join(', ')} of these; list all here, which is for jobs too, and leave the others out`,
    );
  }
}

/** The items of the list that give pods of jobs a pull Secret. */
function pullSecretsOfJobs(all: readonly BoundRegistry[]): string[] {
  return all.flatMap(({ access, usedBy }, index) =>
    ('secretName' in access || 'registry' in access) && usedBy.includes(RegistryUser.JOBS)
      ? [`registryCredentials[${index}]`]
      : [],
  );
}

function checkServiceAccounts(rule: Rule, { settings, registries: all }: RunnerModel, report: Report): void {
  const secrets = settings.items(JOB_PULL_SECRETS);
  if (!settings.isOn(BY_SERVICE_ACCOUNT) || secrets.length === 0) {
    return;
  }
  const list = settings.origin(JOB_PULL_SECRETS)!;
  const others = isOverride(list) ? [placeOf(list).at] : pullSecretsOfJobs(all);
  report.add(
    rule,
    placeOf(settings.origin(BY_SERVICE_ACCOUNT)!),
    `leaves jobs the pull Secrets of their service account alone, and ${others.join(' and ')} would have no effect on them; leave one of them out`,
  );
}
