import { checkArguments } from '../../checks/check-arguments';
import type { Construct, RosParameter, RosParameterProps } from '@alicloud/ros-cdk-core';
import { RosParameter as Parameter, RosParameterType, Token } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { text, Wording } from '../../diagnostics/text';
import { checkSecretParameter } from '../../checks/secret-parameter';
import { checkSecretAsName } from '../../diagnostics/check-secrets';
import { secretNameFault } from '../../chart/kubernetes-names';
import { secretParameter } from '../../ros/parameters';
import { scopedId } from '../../ros/scoped-id';
import { isUnresolved, known } from '../../ros/tokens';
import { credentialRules } from './credential-rules';

/**
 * - `authentication`: made with the runner in GitLab, begins with `glrt-`. Tags and the like are set in GitLab.
 * - `registration`: the old kind, which GitLab is removing. Every manager registers a runner of its own with it.
 */
export type RunnerTokenKind = 'authentication' | 'registration';

/** Where the token is: in a Secret that exists, or a value for a new Secret, of the kind `authentication` by default. */
export type RunnerTokenBinding =
  | {
      /** Name of a Secret that holds the token under the key `runner-token`. */
      readonly secretName: string;
    }
  | {
      /** The token, a deploy-time value. */
      readonly value: string;
      /** Kind of the token. @default 'authentication' */
      readonly kind?: RunnerTokenKind;
    };

/**
 * The token that managers identify themselves to GitLab with. Create the runner in GitLab first (Settings, CI/CD,
 * Runners, New runner): its page shows the token, which begins with `glrt-`.
 *
 * @see https://docs.gitlab.com/ci/runners/runners_scope/
 */
export abstract class RunnerToken {
  /** Asks for the token when the stack is deployed, by a NoEcho parameter in `scope`. */
  static fromParameter(scope: Construct, id = 'RunnerToken'): RunnerToken {
    checkArguments('RunnerToken.fromParameter', { scope });
    checkSecretParameter(id, 'RunnerToken.fromParameter(...)');
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
   * Fails unless the parameter is NoEcho or an OOS secret parameter, and has no token as its default.
   */
  static fromRosParameter(parameter: RosParameter): RunnerToken {
    checkArguments('RunnerToken.fromRosParameter', { parameter });
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
    checkArguments('RunnerToken.fromOosSecret', { scope, secretParameterName });
    checkSecretParameter(id, 'RunnerToken.fromOosSecret(...)');
    const parameter = new Parameter(scope, scopedId(scope, id), {
      type: RosParameterType.OOS_SECRET_PARAMETER,
      defaultValue: secretParameterName,
      description: {
        en: 'Name of the OOS encrypted parameter that holds the runner authentication token.',
        'zh-cn': '存放 Runner 认证令牌的 OOS 加密参数名称。',
      },
      noEcho: true,
    });
    return new ParameterToken(parameter);
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
    checkArguments('RunnerToken.unsafePlainText', { token });
    return new PlainTextToken(token);
  }

  /**
   * Asks for a registration token, the kind that GitLab had before authentication tokens, by a NoEcho parameter in
   * `scope`. For the time until the runner is created in GitLab, where it then has its tags.
   *
   * WARNING: every manager registers a runner of its own with it, so the list of runners in GitLab changes with every
   * restart; a manager that is killed leaves its runner behind. GitLab refuses these tokens unless they are switched on,
   * and removes them in version 20.
   *
   * @see https://docs.gitlab.com/ci/runners/new_creation_workflow/
   */
  static unsafeLegacyRegistrationToken(scope: Construct, id = 'RegistrationToken'): RunnerToken {
    checkArguments('RunnerToken.unsafeLegacyRegistrationToken', { scope });
    checkSecretParameter(id, 'RunnerToken.unsafeLegacyRegistrationToken(...)');
    const value = secretParameter(scope, id, {
      label: { en: 'GitLab runner registration token (deprecated)', 'zh-cn': 'GitLab Runner 注册令牌（已弃用）' },
      description: {
        en: 'The registration token of a project, a group or the instance. GitLab removes it in version 20.',
        'zh-cn': '项目、群组或实例的注册令牌，GitLab 将在 20 版本中移除。',
      },
      constraintDescription: {
        en: 'A registration token has 20 or more letters, digits, hyphens and underscores.',
        'zh-cn': '注册令牌由至少 20 位字母、数字、短划线和下划线组成。',
      },
      allowedPattern: '^[0-9A-Za-z_-]+$',
      minLength: 20,
    });
    return new ValueToken(value, 'registration');
  }

  /** Whether it is an authentication or a registration token. */
  readonly kind: RunnerTokenKind = 'authentication';

  /** The token, or the Secret that holds it. */
  abstract bind(): RunnerTokenBinding;

  /** Reports what is wrong with the token, and what speaks against it. The token itself is never shown. */
  check(_report: Report): void {
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
    return { value: this.value, kind: this.kind };
  }

  override check(report: Report): void {
    if (this.kind === 'registration') {
      report.add(
        credentialRules['token-registration'],
        'token',
        text`is a registration token: every manager registers a runner of its own, one that is killed leaves its runner behind, and GitLab removes these tokens in version 20. Create the runner in GitLab and use ${new Wording('RunnerToken.fromParameter(...)', '{ parameter: ... }')}`,
      );
    }
  }
}

class ParameterToken extends RunnerToken {
  private readonly details: RosParameterProps;

  constructor(private readonly parameter: RosParameter) {
    super();
    this.details = (parameter as unknown as { readonly props: RosParameterProps }).props;
  }

  bind(): RunnerTokenBinding {
    return { value: Token.asString(this.parameter.value) };
  }

  override check(report: Report): void {
    if (this.details.type === RosParameterType.OOS_SECRET_PARAMETER) {
      this.checkOosName(report);
      return;
    }
    const fault = this.stringFault();
    if (fault !== undefined) {
      report.add(credentialRules['token-source'], 'token', fault);
    }
  }

  private checkOosName(report: Report): void {
    const name = known(this.details.defaultValue as string | undefined);
    if (name === undefined) {
      return;
    }
    const fault = oosNameFault(name);
    const isWrong = fault !== undefined;
    const what = `an encrypted parameter in OOS, the default of ${this.shownParameter()}`;
    if (!checkSecretAsName(name, { what, isWrong }, report, 'token') && isWrong) {
      report.add(credentialRules['token-source'], 'token', `is the default of ${this.shownParameter()}, and ${fault}`);
    }
  }

  private stringFault(): string | undefined {
    const { type, noEcho } = this.details;
    if (type !== RosParameterType.STRING) {
      const allowed = [RosParameterType.STRING, RosParameterType.OOS_SECRET_PARAMETER].join(' and ');
      return `comes from ${this.shownParameter()} of the type ${type}; allowed are ${allowed}`;
    }
    if (noEcho !== true) {
      return `comes from ${this.shownParameter()}, which ROS shows in clear; set noEcho: true on it`;
    }
    return (this.details.defaultValue ?? '') === ''
      ? undefined
      : `is the default value of ${this.shownParameter()}, which stands in the template in clear; leave the default out`;
  }

  private shownParameter(): string {
    return `the parameter ${this.parameter.node.path}`;
  }
}

/** @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-oos-secretparameter */
function oosNameFault(name: string): string | undefined {
  return /^[0-9A-Za-z_-]{1,180}$/.test(name)
    ? undefined
    : `its name, ${shown(name)}, is none in OOS; allowed are 1 to 180 letters, digits, hyphens and underscores`;
}

function existingSecretFault(name: string): string | undefined {
  const fault = secretNameFault(name);
  return fault && `the name of the Secret, ${shown(name)}, ${fault}`;
}

class SecretToken extends RunnerToken {
  constructor(private readonly secretName: string) {
    super();
  }

  bind(): RunnerTokenBinding {
    return { secretName: this.secretName };
  }

  override check(report: Report): void {
    const name = known(this.secretName);
    if (name === undefined) {
      return;
    }
    const fault = existingSecretFault(name);
    const isWrong = fault !== undefined;
    if (!checkSecretAsName(name, { what: 'a Secret', isWrong }, report, 'token') && isWrong) {
      report.add(credentialRules['token-source'], 'token', fault);
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

  override check(report: Report): void {
    if (isUnresolved(this.token)) {
      return;
    }
    if (this.token.startsWith('GR1348941')) {
      report.add(
        credentialRules['token-malformed'],
        'token',
        'is a registration token (GR1348941…); create the runner in GitLab and use its authentication token, which begins with glrt-',
      );
    } else if (!/^glrt-[0-9A-Za-z_.-]+$/.test(this.token)) {
      report.add(
        credentialRules['token-malformed'],
        'token',
        'is not a runner authentication token; that begins with glrt- and has letters, digits and "_.-" only',
      );
    }
  }
}
