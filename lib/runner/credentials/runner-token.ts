import { checkArguments } from '../../checks/check-arguments';
import type { Construct, RosParameter, RosParameterProps } from '@alicloud/ros-cdk-core';
import { RosParameterType, Token } from '@alicloud/ros-cdk-core';
import { Report } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import { text, Wording } from '../../diagnostics/text';
import { checkParameterName } from '../../checks/secret-parameter';
import { checkSecretAsName } from '../../diagnostics/check-secrets';
import { secretNameFault } from '../../chart/kubernetes-names';
import type { SecretParameterProps } from '../../ros/parameters';
import { sharedParameter, sharedSecretParameter } from '../../ros/parameters';
import { scopedId } from '../../ros/scoped-id';
import { isUnresolved, known } from '../../ros/tokens';
import { credentialRules } from './credential-rules';
import { oncePerStack } from './once-per-stack';

/** What a token lets managers do. */
export enum RunnerTokenKind {
  /** Made with the runner in GitLab, begins with `glrt-`. Tags and the like are set in GitLab. */
  AUTHENTICATION = 'authentication',
  /** The old kind, which GitLab is removing. Every manager registers a runner of its own with it. */
  REGISTRATION = 'registration',
}

/** Where the token is: in a Secret that exists, or a value for a new Secret. */
export type RunnerTokenConfig =
  | {
      /** Name of a Secret in the namespace of the runner that holds the token under the key `runner-token`. */
      readonly secretName: string;
    }
  | {
      /** The token, a deploy-time value. */
      readonly value: string;
      /**
       * Kind of the token.
       *
       * @default RunnerTokenKind.AUTHENTICATION
       */
      readonly kind?: RunnerTokenKind;
    };

/** Whether managers register runners of their own with a token. */
export function isRegistrationToken(token: RunnerTokenConfig): boolean {
  return 'kind' in token && token.kind === RunnerTokenKind.REGISTRATION;
}

/** The runner that a token is for. */
export interface RunnerTokenContext {
  /** Namespace of the managers, where a Secret with the token has to be. */
  readonly namespace: string;
}

/** A source of the token. Implement it for one of your own. */
export interface IRunnerToken {
  /**
   * The token, or the Secret that holds it. What it takes is created now, once for each stack that it is used in.
   *
   * @param scope the runner
   */
  bind(scope: Construct, context: RunnerTokenContext): RunnerTokenConfig;
  /** Adds what is wrong with the token, and what speaks against it; `at` is its path in the props. */
  check?(context: RunnerTokenContext, report: Report, at: string): void;
}

/** What the parameter for a token is called. */
export interface RunnerTokenOptions {
  /**
   * Name of the parameter in the stack, letters and digits. Runners that name the same one share it.
   *
   * @default - the path of the runner and `Token`: `RunnerToken` for a runner called `Runner`
   */
  readonly parameterName?: string;
}

/**
 * The token that managers identify themselves to GitLab with. Create the runner in GitLab first (Settings, CI/CD,
 * Runners, New runner): its page shows the token, which begins with `glrt-`.
 *
 * Parameters are created for the first runner that uses a token, and a token that is given to several runners has one.
 *
 * @see https://docs.gitlab.com/ci/runners/runners_scope/
 */
export class RunnerToken implements IRunnerToken {
  /**
   * Asks for the token when the stack is deployed, by a NoEcho parameter.
   *
   * @param parameterName name of the parameter in the stack, `<Runner>Token` by default; runners that name the same one
   * share it
   */
  static fromParameter(parameterName?: string): RunnerToken {
    checkArguments('RunnerToken.fromParameter', { parameterName });
    checkParameterName(parameterName, 'RunnerToken.fromParameter(...)');
    return new RunnerToken(new AskedToken(RunnerTokenKind.AUTHENTICATION, parameterName));
  }

  /**
   * Uses the value of a parameter of yours.
   *
   * Fails unless the parameter is NoEcho or an OOS secret parameter, and has no token as its default.
   */
  static fromRosParameter(parameter: RosParameter): RunnerToken {
    checkArguments('RunnerToken.fromRosParameter', { parameter });
    return new RunnerToken(new ParameterToken(parameter));
  }

  /**
   * Reads the token from an encrypted parameter in OOS Parameter Store when the stack is deployed. Unlike a NoEcho
   * parameter it need not be passed again at every update.
   *
   * @param secretParameterName name of the encrypted parameter in OOS
   * @see https://www.alibabacloud.com/help/en/oos/user-guide/encryption-parameters
   */
  static fromOosSecret(secretParameterName: string, options: RunnerTokenOptions = {}): RunnerToken {
    checkArguments('RunnerToken.fromOosSecret', { secretParameterName, options });
    checkParameterName(options.parameterName, 'RunnerToken.fromOosSecret(...)');
    checkKnown(secretParameterName);
    return new RunnerToken(new OosToken(secretParameterName, options.parameterName));
  }

  /**
   * Uses a Secret that exists in the runner's namespace.
   *
   * The chart mounts two keys of it, so both must be there, without a line break at the end: `runner-token` with the
   * token, and `runner-registration-token`, empty.
   */
  static fromExistingSecret(secretName: string): RunnerToken {
    checkArguments('RunnerToken.fromExistingSecret', { secretName });
    return new RunnerToken(new SecretToken(secretName));
  }

  /**
   * A token in clear. WARNING: it stands in the template, in its history and in the stack's details, for everyone who
   * may read them.
   */
  static unsafePlainText(token: string): RunnerToken {
    checkArguments('RunnerToken.unsafePlainText', { token });
    return new RunnerToken(new PlainTextToken(token));
  }

  /**
   * Asks for a registration token, the kind that GitLab had before authentication tokens, by a NoEcho parameter. For the
   * time until the runner is created in GitLab, where it then has its tags.
   *
   * WARNING: every manager registers a runner of its own with it, so the list of runners in GitLab changes with every
   * restart; a manager that is killed leaves its runner behind. GitLab refuses these tokens unless they are switched on,
   * and removes them in version 20.
   *
   * @param parameterName name of the parameter in the stack, `<Runner>Token` by default
   * @see https://docs.gitlab.com/ci/runners/new_creation_workflow/
   */
  static unsafeLegacyRegistrationToken(parameterName?: string): RunnerToken {
    checkArguments('RunnerToken.unsafeLegacyRegistrationToken', { parameterName });
    checkParameterName(parameterName, 'RunnerToken.unsafeLegacyRegistrationToken(...)');
    return new RunnerToken(new AskedToken(RunnerTokenKind.REGISTRATION, parameterName));
  }

  private constructor(private readonly token: IRunnerToken) {}

  bind(scope: Construct, context: RunnerTokenContext): RunnerTokenConfig {
    return this.token.bind(scope, context);
  }

  check(context: RunnerTokenContext, report: Report, at: string): void {
    this.token.check?.(context, report, at);
  }
}

/** What the parameter of a token is called where nothing else is said. */
function tokenParameterName(runner: Construct, parameterName?: string): string {
  return parameterName ?? scopedId(runner, 'Token');
}

const ASKED: Readonly<Record<RunnerTokenKind, SecretParameterProps>> = {
  [RunnerTokenKind.AUTHENTICATION]: {
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
  },
  [RunnerTokenKind.REGISTRATION]: {
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
  },
};

class AskedToken implements IRunnerToken {
  readonly bind = oncePerStack((runner): RunnerTokenConfig => {
    const name = tokenParameterName(runner, this.parameterName);
    return { value: sharedSecretParameter(runner, name, ASKED[this.kind], 'token'), kind: this.kind };
  });

  constructor(
    private readonly kind: RunnerTokenKind,
    private readonly parameterName: string | undefined,
  ) {}

  check(_context: RunnerTokenContext, report: Report, at: string): void {
    if (this.kind === RunnerTokenKind.REGISTRATION) {
      report.add(
        credentialRules['token-registration'],
        at,
        text`is a registration token: every manager registers a runner of its own, one that is killed leaves its runner behind, and GitLab removes these tokens in version 20. Create the runner in GitLab and use ${new Wording('RunnerToken.fromParameter(...)', '{ parameter: ... }')}`,
      );
    }
  }
}

class OosToken implements IRunnerToken {
  readonly bind = oncePerStack((runner): RunnerTokenConfig => {
    const props = {
      type: RosParameterType.OOS_SECRET_PARAMETER,
      defaultValue: this.secretParameterName,
      description: {
        en: 'Name of the OOS encrypted parameter that holds the runner authentication token.',
        'zh-cn': '存放 Runner 认证令牌的 OOS 加密参数名称。',
      },
      noEcho: true,
    };
    const name = tokenParameterName(runner, this.parameterName);
    return { value: sharedParameter(runner, name, props, 'token').valueAsString };
  });

  constructor(
    private readonly secretParameterName: string,
    private readonly parameterName: string | undefined,
  ) {}

  check(_context: RunnerTokenContext, report: Report, at: string): void {
    checkOosName(this.secretParameterName, '', report, at);
  }
}

class ParameterToken implements IRunnerToken {
  private readonly details: RosParameterProps;

  constructor(private readonly parameter: RosParameter) {
    this.details = (parameter as unknown as { readonly props: RosParameterProps }).props;
  }

  bind(): RunnerTokenConfig {
    return { value: Token.asString(this.parameter.value) };
  }

  check(_context: RunnerTokenContext, report: Report, at: string): void {
    if (this.details.type === RosParameterType.OOS_SECRET_PARAMETER) {
      const name = this.details.defaultValue as string | undefined;
      checkOosName(name, `, the default of ${this.shownParameter()}`, report, at);
      return;
    }
    const fault = this.stringFault();
    if (fault !== undefined) {
      report.add(credentialRules['token-source'], at, fault);
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
/** The name becomes the default of a parameter, in which ROS evaluates nothing. */
function checkKnown(name: string): void {
  if (known(name) === undefined) {
    const report = new Report();
    report.add(
      credentialRules['token-source'],
      'secretParameterName',
      'is a deploy-time value, and a parameter cannot have it as its default; give the name itself, or the parameter by RunnerToken.fromRosParameter(...)',
    );
    report.throwIfAny('RunnerToken.fromOosSecret(...)');
  }
}

function checkOosName(given: string | undefined, source: string, report: Report, at: string): void {
  const name = known(given);
  if (name === undefined) {
    return;
  }
  const isWrong = !/^[0-9A-Za-z_-]{1,180}$/.test(name);
  if (!checkSecretAsName(name, { what: `an encrypted parameter in OOS${source}`, isWrong }, report, at) && isWrong) {
    report.add(
      credentialRules['token-source'],
      at,
      `the name of the encrypted parameter in OOS${source}, ${shown(name)}, is none; allowed are 1 to 180 letters, digits, hyphens and underscores`,
    );
  }
}

function existingSecretFault(name: string): string | undefined {
  const fault = secretNameFault(name);
  return fault && `the name of the Secret, ${shown(name)}, ${fault}`;
}

class SecretToken implements IRunnerToken {
  constructor(private readonly secretName: string) {}

  bind(): RunnerTokenConfig {
    return { secretName: this.secretName };
  }

  check(_context: RunnerTokenContext, report: Report, at: string): void {
    const name = known(this.secretName);
    if (name === undefined) {
      return;
    }
    const fault = existingSecretFault(name);
    const isWrong = fault !== undefined;
    if (!checkSecretAsName(name, { what: 'a Secret', isWrong }, report, at) && isWrong) {
      report.add(credentialRules['token-source'], at, fault);
    }
  }
}

class PlainTextToken implements IRunnerToken {
  constructor(private readonly token: string) {}

  bind(): RunnerTokenConfig {
    return { value: this.token };
  }

  check(_context: RunnerTokenContext, report: Report, at: string): void {
    if (isUnresolved(this.token)) {
      return;
    }
    if (this.token.startsWith('GR1348941')) {
      report.add(
        credentialRules['token-malformed'],
        at,
        'is a registration token (GR1348941…); create the runner in GitLab and use its authentication token, which begins with glrt-',
      );
    } else if (!/^glrt-[0-9A-Za-z_.-]+$/.test(this.token)) {
      report.add(
        credentialRules['token-malformed'],
        at,
        'is not a runner authentication token; that begins with glrt- and has letters, digits and "_.-" only',
      );
    }
  }
}
