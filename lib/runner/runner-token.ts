import type { Construct, RosParameter } from '@alicloud/ros-cdk-core';
import { RosParameter as Parameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { secretNameFault } from '../chart/kubernetes-names';
import { secretParameter } from '../ros/parameters';
import { scopedId } from '../ros/scoped-id';
import { isUnresolved, known } from '../ros/tokens';

/**
 * - `authentication`: made with the runner in GitLab, begins with `glrt-`. Tags and the like are set in GitLab.
 * - `registration`: the old kind, which GitLab is removing. Every manager registers a runner of its own with it.
 */
export type RunnerTokenKind = 'authentication' | 'registration';

/** Where the token is: in a Secret that exists, or a deploy-time value for a new Secret. */
export type RunnerTokenBinding = { readonly secretName: string } | { readonly value: string };

/**
 * The token that managers identify themselves to GitLab with. Create the runner in GitLab first (Settings, CI/CD,
 * Runners, New runner): its page shows the token, which begins with `glrt-`.
 *
 * @see https://docs.gitlab.com/ci/runners/runners_scope/
 */
export abstract class RunnerToken {
  /** Asks for the token when the stack is deployed, by a NoEcho parameter in `scope`. */
  static fromParameter(scope: Construct, id = 'RunnerToken'): RunnerToken {
    const value = secretParameter(scope, id, {
      label: { en: 'GitLab runner authentication token', 'zh-cn': 'GitLab Runner 认证令牌' },
      description: {
        en: 'The token that GitLab shows when a runner is created; it begins with glrt-.',
        'zh-cn': '在 GitLab 中创建 Runner 时显示的令牌，以 glrt- 开头。',
      },
      constraintDescription: {
        en: 'A runner authentication token begins with glrt-. Registration tokens (GR1348941...) are not accepted.',
        'zh-cn': 'Runner 认证令牌以 glrt- 开头，不支持注册令牌（GR1348941…）。',
      },
      allowedPattern: '^glrt-[0-9A-Za-z_.-]+$',
      minLength: 20,
    });
    return new ValueToken(value, 'authentication');
  }

  /**
   * Uses the value of a parameter of yours.
   *
   * Fails unless the parameter is NoEcho or an OOS secret parameter.
   */
  static fromRosParameter(parameter: RosParameter): RunnerToken {
    return new ParameterToken(parameter);
  }

  /**
   * Reads the token from an encrypted parameter in OOS Parameter Store when the stack is deployed. Unlike a NoEcho
   * parameter it need not be passed again at every update.
   *
   * @param secretParameterName name of the encrypted parameter
   * @see https://www.alibabacloud.com/help/en/oos/user-guide/encryption-parameters
   */
  static fromOosSecret(scope: Construct, secretParameterName: string, id = 'RunnerToken'): RunnerToken {
    const parameter = new Parameter(scope, scopedId(scope, id), {
      type: RosParameterType.OOS_SECRET_PARAMETER,
      defaultValue: secretParameterName,
      description: {
        en: 'Name of the OOS encrypted parameter that holds the runner authentication token.',
        'zh-cn': '存放 Runner 认证令牌的 OOS 加密参数名称。',
      },
      noEcho: true,
    });
    return new ValueToken(parameter.valueAsString, 'authentication');
  }

  /**
   * Uses a Secret that exists in the runner's namespace.
   *
   * The chart mounts two keys of it, so both must be there, without a line break at the end: `runner-token` with the
   * token, and `runner-registration-token`, empty.
   */
  static fromExistingSecret(secretName: string): RunnerToken {
    return new SecretToken(secretName);
  }

  /**
   * A token in clear. WARNING: it stands in the template, in its history and in the stack's details, for everyone who
   * may read them.
   */
  static unsafePlainText(token: string): RunnerToken {
    return new PlainTextToken(token);
  }

  readonly kind: RunnerTokenKind = 'authentication';

  abstract bind(): RunnerTokenBinding;

  /** Adds what is wrong with the token. The token itself is never shown. */
  check(_faults: FaultList): void {
    // Deploy-time values are checked by the constraint of their parameter.
  }
}

class ValueToken extends RunnerToken {
  constructor(
    private readonly value: string,
    override readonly kind: RunnerTokenKind,
  ) {
    super();
  }

  bind(): RunnerTokenBinding {
    return { value: this.value };
  }
}

class ParameterToken extends RunnerToken {
  constructor(private readonly parameter: RosParameter) {
    super();
  }

  bind(): RunnerTokenBinding {
    return { value: this.parameter.valueAsString };
  }

  override check(faults: FaultList): void {
    const { type, noEcho } = this.parameter as unknown as { type?: string; noEcho?: boolean };
    if (noEcho !== true && type !== RosParameterType.OOS_SECRET_PARAMETER) {
      faults.add(
        'token',
        `comes from the parameter ${this.parameter.node.path}, which ROS shows in clear; set noEcho: true on it`,
      );
    }
  }
}

class SecretToken extends RunnerToken {
  constructor(private readonly secretName: string) {
    super();
  }

  bind(): RunnerTokenBinding {
    return { secretName: this.secretName };
  }

  override check(faults: FaultList): void {
    const fault = known(this.secretName) === undefined ? undefined : secretNameFault(this.secretName);
    if (fault !== undefined) {
      faults.add('token', `the name of the Secret, ${shown(this.secretName)}, ${fault}`);
    }
  }
}

class PlainTextToken extends RunnerToken {
  constructor(private readonly token: string) {
    super();
  }

  bind(): RunnerTokenBinding {
    return { value: this.token };
  }

  override check(faults: FaultList): void {
    if (isUnresolved(this.token)) {
      return;
    }
    if (this.token.startsWith('GR1348941')) {
      faults.add(
        'token',
        'is a registration token (GR1348941…); create the runner in GitLab and use its authentication token, which begins with glrt-',
      );
    } else if (!/^glrt-[0-9A-Za-z_.-]+$/.test(this.token)) {
      faults.add(
        'token',
        'is not a runner authentication token; that begins with glrt- and has letters, digits and "_.-" only',
      );
    }
  }
}
