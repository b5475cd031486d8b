import { checkArguments } from '../../checks/check-arguments';
import type { Construct, IResolvable } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import { checkSecretParameter } from '../../checks/secret-parameter';
import { checkSecretAsName } from '../../diagnostics/check-secrets';
import type { KubernetesObject } from '../../cluster/kubernetes-manifest';
import { secretParameter } from '../../ros/parameters';
import { asString, isUnresolved, known } from '../../ros/tokens';
import { imageHostFault } from '../images/image-name';
import { credentialRules } from './credential-rules';
import { base64, secretObject } from './kubernetes-secret';

/** The registry that a login is for. */
export interface RegistryCredentialsOptions {
  /** Host of the registry as it stands in the names of images, for instance `registry-vpc.cn-hangzhou.aliyuncs.com`. */
  readonly registry: string;
}

/** A login to a registry. */
export interface RegistryLogin extends RegistryCredentialsOptions {
  /** Name of the user. */
  readonly userName: string | IResolvable;
  /** Password as a deploy-time value, such as a NoEcho parameter of yours. Clear text is refused. */
  readonly password: string | IResolvable;
}

/** What managers and jobs log in to a registry with. */
export interface RegistryCredentialsBinding {
  /** Host of the registry. */
  readonly registry: string;
  /** Name of the user. */
  readonly userName: string;
  /** Password, a deploy-time value. */
  readonly password: string;
}

/**
 * The login to a private registry, for managers and jobs. WARNING: every pipeline on the runner can run the images that
 * it may pull, so give it a user that may pull no more than CI images.
 *
 * @see https://www.alibabacloud.com/help/en/acr/user-guide/configure-access-credentials
 */
export abstract class RegistryCredentials {
  /** Asks for user name and password when the stack is deployed, by NoEcho parameters in `scope`. */
  static fromParameters(scope: Construct, id: string, options: RegistryCredentialsOptions): RegistryCredentials {
    checkArguments('RegistryCredentials.fromParameters', { scope, options });
    checkSecretParameter(id, 'RegistryCredentials.fromParameters(...)');
    // Texts of parameters cannot hold deploy-time values.
    const registry = known(options.registry) ?? id;
    const parameter = (name: string, en: string, zh: string) =>
      secretParameter(scope, `${id}${name}`, {
        label: { en: `Registry ${en}`, 'zh-cn': `镜像仓库${zh}` },
        description: { en: `The ${en} of the registry ${registry}.`, 'zh-cn': `镜像仓库 ${registry} 的${zh}。` },
        minLength: 1,
      });
    return RegistryCredentials.fromLogin({
      registry: options.registry,
      userName: parameter('UserName', 'user name', '用户名'),
      password: parameter('Password', 'password', '密码'),
    });
  }

  /** User name and password as deploy-time values. */
  static fromLogin(login: RegistryLogin): RegistryCredentials {
    checkArguments('RegistryCredentials.fromLogin', { login });
    return new LoginCredentials({
      registry: login.registry,
      userName: asString(login.userName),
      password: asString(login.password),
    });
  }

  /** The login. */
  abstract bind(): RegistryCredentialsBinding;

  /** Reports what is wrong with the credentials; `at` is their path in the props. The password is never shown. */
  check(_report: Report, _at: string): void {
    // What is only known at deploy time cannot be judged.
  }
}

class LoginCredentials extends RegistryCredentials {
  constructor(private readonly login: RegistryCredentialsBinding) {
    super();
  }

  bind(): RegistryCredentialsBinding {
    return this.login;
  }

  override check(report: Report, at: string): void {
    const { registry, userName, password } = this.login;
    this.checkName(registry, 'a registry', registryFault, report, `${at}.registry`);
    this.checkName(userName, 'a user', userNameFault, report, `${at}.userName`);
    if (!isUnresolved(password)) {
      report.add(
        credentialRules['registry-password-in-clear'],
        `${at}.password`,
        'is in clear text, which would stand in the template; use RegistryCredentials.fromParameters(...)',
      );
    }
  }

  private checkName(
    name: string,
    what: string,
    faultOf: (name: string) => string | undefined,
    report: Report,
    at: string,
  ): void {
    const fault = known(name) === undefined ? undefined : faultOf(name);
    const isWrong = fault !== undefined;
    if (!checkSecretAsName(name, { what, isWrong }, report, at) && isWrong) {
      report.add(credentialRules['registry-login'], at, fault);
    }
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

/** The pull Secret with the logins to all registries. */
export function pullSecretObject(name: string, logins: readonly RegistryCredentialsBinding[]): KubernetesObject {
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
