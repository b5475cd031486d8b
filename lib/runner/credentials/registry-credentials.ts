import { checkArguments } from '../../checks/check-arguments';
import type { Construct, IResolvable } from '@alicloud/ros-cdk-core';
import { checkParameterName } from '../../checks/secret-parameter';
import { redacted } from '../../diagnostics/secrets';
import { sharedSecretParameter } from '../../ros/parameters';
import { scopedId } from '../../ros/scoped-id';
import { asString, known } from '../../ros/tokens';
import { oncePerStack } from './once-per-stack';

/** What uses the access to a registry. */
export enum RegistryUser {
  /** Pods of managers, for the image of GitLab Runner. */
  MANAGERS = 'managers',
  /**
   * Pods of jobs, for all their images. Every pipeline on the runner can run the images that it opens.
   */
  JOBS = 'jobs',
  /** The builder of `imageBuilds` in jobs, for base images and results. Every job of the runner can read the login. */
  IMAGE_BUILDS = 'imageBuilds',
}

/** Who uses the access to a registry. */
export interface RegistryUseOptions {
  /**
   * What uses it, at least one. `imageBuilds` is for the builders kaniko and BuildKit, and takes a single Secret.
   *
   * @default [RegistryUser.MANAGERS, RegistryUser.JOBS]
   */
  readonly usedBy?: RegistryUser[];
}

/** How a login is asked for, and who uses it. */
export interface RegistryParametersOptions extends RegistryUseOptions {
  /**
   * What the parameters are called, before `UserName` and `Password`: letters and digits. Runners that name the same one
   * share them.
   *
   * @default - the path of the runner and `Registry`, with the number of the login from the second one on:
   * `RunnerRegistry`, `RunnerRegistry2`
   */
  readonly parameterPrefix?: string;
}

/** A login to a registry, and who uses it. */
export interface RegistryLogin extends RegistryUseOptions {
  /** Host of the registry as it stands in the names of images, for instance `registry-vpc.cn-hangzhou.aliyuncs.com`. */
  readonly registry: string;
  /** Name of the user. */
  readonly userName: string | IResolvable;
  /** Password as a deploy-time value, such as a NoEcho parameter of yours. Clear text is refused. */
  readonly password: string | IResolvable;
}

/** What opens a registry: a login, a Secret that exists, an instance of ACR, or the service account of jobs. */
export type RegistryAccess =
  | { readonly registry: string; readonly userName: string; readonly password: string }
  | { readonly secretName: string }
  | { readonly acrInstanceId: string }
  | { readonly serviceAccount: true };

/** An access that has what it takes, and who uses it. */
export interface BoundRegistry {
  readonly access: RegistryAccess;
  readonly usedBy: readonly RegistryUser[];
}

/**
 * The access to a private registry. WARNING: every pipeline on the runner can run the images that jobs may pull, so give
 * them a user that may pull no more than CI images.
 *
 * Parameters are created for the first runner that uses a login, and a login that is given to several runners has one pair.
 *
 * @see https://www.alibabacloud.com/help/en/acr/user-guide/configure-access-credentials
 */
export class RegistryCredentials {
  /**
   * Asks for user name and password when the stack is deployed, by two NoEcho parameters.
   *
   * @param registry host of the registry as it stands in the names of images, for instance
   * `registry-vpc.cn-hangzhou.aliyuncs.com`
   */
  static fromParameters(registry: string, options: RegistryParametersOptions = {}): RegistryCredentials {
    checkArguments('RegistryCredentials.fromParameters', { registry, options });
    const { parameterPrefix } = options;
    checkParameterName(parameterPrefix, 'RegistryCredentials.fromParameters(...)', 'parameterPrefix');
    return new RegistryCredentials(options.usedBy, (runner, nextPrefix) =>
      askedLogin(runner, parameterPrefix ?? nextPrefix(), registry),
    );
  }

  /** User name and password as deploy-time values. */
  static fromLogin(login: RegistryLogin): RegistryCredentials {
    checkArguments('RegistryCredentials.fromLogin', { login });
    const { registry, usedBy } = login;
    const access = { registry, userName: asString(login.userName), password: asString(login.password) };
    return new RegistryCredentials(usedBy, () => access);
  }

  /**
   * A Secret that exists in the runner's namespace, of the type `kubernetes.io/dockerconfigjson`.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  static fromExistingSecret(secretName: string, options: RegistryUseOptions = {}): RegistryCredentials {
    checkArguments('RegistryCredentials.fromExistingSecret', { secretName, options });
    return new RegistryCredentials(options.usedBy, () => ({ secretName }));
  }

  /**
   * An ACR Enterprise Edition instance that managers and jobs on ECI pull from without a password. Needed where the
   * instance has a domain of its own; all else of the same account works without.
   *
   * @param instanceId `cri-…`, or `cn-beijing:cri-…` for an instance in another region
   * @see https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/pull-images-from-a-container-registry-enterprise-edition-instance-without-using-a-secret-1
   */
  static fromAcrInstance(instanceId: string): RegistryCredentials {
    checkArguments('RegistryCredentials.fromAcrInstance', { instanceId });
    return new RegistryCredentials(undefined, () => ({ acrInstanceId: instanceId }));
  }

  /**
   * Leaves pull Secrets of jobs to the service account of their pods. This is how the add-on
   * aliyun-acr-credential-helper lets pods pull from ACR without passwords. Jobs can then not use the login to GitLab's
   * own registry.
   *
   * @see https://www.alibabacloud.com/help/en/acr/user-guide/non-secret-pulling-container-image
   */
  static fromServiceAccount(): RegistryCredentials {
    return new RegistryCredentials([RegistryUser.JOBS], () => ({ serviceAccount: true }));
  }

  /** Who uses the access. */
  readonly usedBy: RegistryUser[];

  /**
   * The access. What it takes is created now, once for each stack that it is used in.
   *
   * @internal
   */
  readonly _bind: (runner: Construct, nextPrefix: () => string) => RegistryAccess;

  private constructor(
    usedBy: RegistryUser[] = [RegistryUser.MANAGERS, RegistryUser.JOBS],
    access: (runner: Construct, nextPrefix: () => string) => RegistryAccess,
  ) {
    this.usedBy = usedBy;
    this._bind = oncePerStack(access);
  }
}

/** The credentials of a runner with what they take. */
export function boundRegistries(runner: Construct, credentials: readonly RegistryCredentials[]): BoundRegistry[] {
  let count = 0;
  const nextPrefix = () => registryParameterPrefix(scopedId(runner), count++);
  return credentials.map((one) => ({ access: one._bind(runner, nextPrefix), usedBy: one.usedBy }));
}

/** What the parameters of a runner's login to a registry are called, by its number among those that are asked for. */
export function registryParameterPrefix(runnerId: string, index: number): string {
  return `${runnerId}Registry${index === 0 ? '' : index + 1}`;
}

function askedLogin(runner: Construct, prefix: string, registry: string): RegistryAccess {
  // Texts of parameters cannot hold deploy-time values, and must not hold a secret that is given in place of the host.
  const shownRegistry = redacted(known(registry) ?? prefix);
  const parameter = (name: string, en: string, zh: string) =>
    sharedSecretParameter(
      runner,
      `${prefix}${name}`,
      {
        label: { en: `Registry ${en}`, 'zh-cn': `镜像仓库${zh}` },
        description: {
          en: `The ${en} of the registry ${shownRegistry}.`,
          'zh-cn': `镜像仓库 ${shownRegistry} 的${zh}。`,
        },
        minLength: 1,
      },
      'registryCredentials',
    );
  return {
    registry,
    userName: parameter('UserName', 'user name', '用户名'),
    password: parameter('Password', 'password', '密码'),
  };
}
