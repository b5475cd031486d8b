import type { KubernetesObject } from '../../cluster/kubernetes-manifest';
import { from, option } from '../../model/origin';
import type { RunnerFragment } from '../fragment';
import { base64, secretObject } from './kubernetes-secret';
import type { BoundRegistry, RegistryAccess } from './registry-credentials';
import { RegistryUser } from './registry-credentials';

/** The annotation by which pods on ECI pull from ACR without a password. */
export const ACR_INSTANCE_IDS = 'k8s.aliyun.com/acr-instance-ids';

type Login = Extract<RegistryAccess, { readonly registry: string }>;

/** What access to registries contributes: settings of the release, and Secrets that must exist before it. */
export interface RegistryContribution {
  readonly fragment: RunnerFragment;
  /** The Secret with the Docker configuration of the image builds. */
  readonly buildSecret?: string;
  readonly objects: readonly KubernetesObject[];
  /** Those of them that jobs use, for their pods or their builds. */
  readonly jobObjects: readonly KubernetesObject[];
}

/** @param releaseName prefix of the Secrets that are made */
export function registryAccess(registries: readonly BoundRegistry[], releaseName: string): RegistryContribution {
  const created = createdSecrets(registries, releaseName);
  const secretsOf = (user: RegistryUser) => {
    const own = created.names[user];
    return [
      ...registries.flatMap(({ access, usedBy }, index) =>
        'secretName' in access && usedBy.includes(user)
          ? [from(option('registryCredentials', index), access.secretName)]
          : [],
      ),
      ...(own === undefined ? [] : [from(option('registryCredentials'), own)]),
    ];
  };
  const [managers, jobs] = [secretsOf(RegistryUser.MANAGERS), secretsOf(RegistryUser.JOBS)];
  const instances = registries.flatMap(({ access }) => ('acrInstanceId' in access ? [access.acrInstanceId] : []));
  const podAnnotations = instances.length > 0 ? { [ACR_INSTANCE_IDS]: instances.join(',') } : undefined;
  const byServiceAccount = registries.findIndex(({ access }) => 'serviceAccount' in access);
  return {
    fragment: {
      values: {
        imagePullSecrets: managers.length > 0 ? managers.map((name) => ({ name })) : undefined,
        podAnnotations,
      },
      config: {
        runners: {
          kubernetes: {
            imagePullSecrets: jobs.length > 0 ? jobs : undefined,
            useServiceAccountImagePullSecrets:
              byServiceAccount < 0 ? undefined : from(option('registryCredentials', byServiceAccount), true),
            podAnnotations,
          },
        },
      },
    },
    buildSecret: secretsOf(RegistryUser.IMAGE_BUILDS)[0],
    objects: created.objects,
    jobObjects: created.objects.filter(({ metadata }) =>
      [created.names[RegistryUser.JOBS], created.names[RegistryUser.IMAGE_BUILDS]].includes(metadata.name),
    ),
  };
}

/** The Docker configuration of image builds in a folder of the build container, where their programs look for it. */
export function dockerConfigFragment(secretName: string | undefined, folder: string | undefined): RunnerFragment {
  const items = { '.dockerconfigjson': 'config.json' };
  return secretName === undefined || folder === undefined
    ? {}
    : {
        config: {
          runners: {
            kubernetes: { volumes: { secret: [{ name: secretName, mountPath: folder, readOnly: true, items }] } },
          },
        },
      };
}

/** Every user has a Secret with its logins and no others. Where they are those of the managers, it is theirs. */
function createdSecrets(registries: readonly BoundRegistry[], releaseName: string) {
  const loginsOf = (user: RegistryUser) =>
    registries.flatMap(({ access, usedBy }) => ('registry' in access && usedBy.includes(user) ? [access] : []));
  const ofManagers = loginsOf(RegistryUser.MANAGERS);
  const names: Partial<Record<RegistryUser, string>> = {};
  const objects: KubernetesObject[] = [];
  for (const [user, suffix] of Object.entries(SUFFIXES) as [RegistryUser, string][]) {
    const logins = loginsOf(user);
    const isOfManagers =
      user !== RegistryUser.MANAGERS &&
      logins.length === ofManagers.length &&
      logins.every((login, index) => login === ofManagers[index]);
    if (logins.length > 0) {
      names[user] = isOfManagers ? names[RegistryUser.MANAGERS] : `${releaseName}${suffix}`;
      objects.push(...(isOfManagers ? [] : [pullSecretObject(names[user]!, logins)]));
    }
  }
  return { names, objects };
}

/** The one of image builds names a volume, which takes no more than 63 characters. */
const SUFFIXES: Readonly<Record<RegistryUser, string>> = {
  [RegistryUser.MANAGERS]: '-registry',
  [RegistryUser.JOBS]: '-registry-jobs',
  [RegistryUser.IMAGE_BUILDS]: '-builds',
};

function pullSecretObject(name: string, logins: readonly Login[]): KubernetesObject {
  const auths = logins.map(
    ({ registry, userName, password }) => `"${registry}":{"auth":"${base64(`${userName}:${password}`)}"}`,
  );
  // JSON by hand: nothing escapes a deploy-time value. That is why user name and password stand in `auth` alone, where
  // they are Base64, and not beside it in clear, where a quote in a password would end the string.
  return secretObject(
    name,
    { '.dockerconfigjson': `{"auths":{${auths.join(',')}}}` },
    'kubernetes.io/dockerconfigjson',
  );
}
