import { checkParameterName } from '../checks/secret-parameter';
import { checkArguments } from '../checks/check-arguments';
import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { sharedSecretParameter } from '../ros/parameters';
import { isUnresolved, known } from '../ros/tokens';
import { nodePoolRules } from './node-pool-rules';

/** The properties of a node pool's scaling group that say how one logs in. */
export interface NodeLoginConfig {
  /** Password of root, a deploy-time value. */
  readonly loginPassword?: string;
  /** Name of an SSH key pair. */
  readonly keyPair?: string;
}

/** What the parameter for the password of root is called. */
export interface PasswordParameterOptions {
  /**
   * Name of the parameter in the stack, letters and digits. Node pools that name the same one share it.
   *
   * @default 'LoginPassword'
   */
  readonly parameterName?: string;
}

/** How one logs in to the nodes of a node pool over SSH. */
export class NodeLogin {
  /** No login. Use `kubectl debug node/…` or the console's session manager instead. */
  static none(): NodeLogin {
    return new NodeLogin(() => ({}));
  }

  /** An SSH key pair that exists in the region. */
  static fromKeyPair(keyPairName: string): NodeLogin {
    checkArguments('NodeLogin.fromKeyPair', { keyPairName });
    return new NodeLogin(
      () => ({ keyPair: keyPairName }),
      (report, at) => checkKeyPair(keyPairName, report, at),
    );
  }

  /**
   * The root password, asked for when the stack is deployed by a NoEcho parameter: 8 to 30 characters with three of
   * capital letters, small letters, digits and special characters. The parameter is created for the first node pool
   * that uses the login.
   */
  static fromPasswordParameter(options: PasswordParameterOptions = {}): NodeLogin {
    checkArguments('NodeLogin.fromPasswordParameter', { options });
    const { parameterName = 'LoginPassword' } = options;
    checkParameterName(parameterName, 'NodeLogin.fromPasswordParameter(...)');
    return new NodeLogin((scope) => ({
      loginPassword: sharedSecretParameter(scope, parameterName, PASSWORD_PARAMETER, 'login'),
    }));
  }

  /** The root password as a deploy-time value, such as a NoEcho parameter of yours. Clear text is refused. */
  static fromPassword(password: string): NodeLogin {
    checkArguments('NodeLogin.fromPassword', { password });
    return new NodeLogin(
      () => ({ loginPassword: password }),
      (report, at) => {
        if (!isUnresolved(password)) {
          report.add(
            nodePoolRules['node-password-in-clear'],
            at,
            'is a password in clear text, which would stand in the template; use NodeLogin.fromPasswordParameter(), or a key pair',
          );
        }
        checkPassword(password, report, at);
      },
    );
  }

  /**
   * The root password in clear. WARNING: it stands in the template, in its history and in the stack's details, for
   * everyone who may read them.
   */
  static unsafePlainTextPassword(password: string): NodeLogin {
    checkArguments('NodeLogin.unsafePlainTextPassword', { password });
    return new NodeLogin(
      () => ({ loginPassword: password }),
      (report, at) => checkPassword(password, report, at),
    );
  }

  private constructor(
    private readonly properties: (scope: Construct) => NodeLoginConfig,
    private readonly problems: (report: Report, at: string) => void = () => undefined,
  ) {}

  /** Properties of the scaling group of a node pool, `scope`, in whose stack a parameter is created. */
  bind(scope: Construct): NodeLoginConfig {
    return this.properties(scope);
  }

  /**
   * Adds what is wrong with this login; `at` is its path in the props. The password itself is never shown.
   *
   * @internal
   */
  _check(report: Report, at: string): void {
    this.problems(report, at);
  }
}

const SPECIAL = '()`~!@#$%^&*_\\-+=|{}\\[\\]:;<>,.?/';
const PASSWORD_LENGTH = { min: 8, max: 30 };
const CLASSES = ['A-Z', 'a-z', '0-9', SPECIAL];

/** Three of the four character classes, in every combination that leaves one out. */
export const PASSWORD_PATTERN = `^(?:${CLASSES.map((_, left) => threeOf(left)).join('|')})[A-Za-z0-9${SPECIAL}]{8,30}$`;

function threeOf(left: number): string {
  return CLASSES.filter((_, index) => index !== left)
    .map((characters) => `(?=.*[${characters}])`)
    .join('');
}

const PASSWORD_PARAMETER = {
  label: { en: 'Node login password', 'zh-cn': '节点登录密码' },
  description: {
    en: 'Password of root on the nodes: 8 to 30 characters with three of capital letters, small letters, digits and special characters.',
    'zh-cn': '节点 root 用户的密码：8 至 30 个字符，须包含大写字母、小写字母、数字、特殊字符中的三类。',
  },
  constraintDescription: {
    en: '8 to 30 characters with three of capital letters, small letters, digits and special characters ()`~!@#$%^&*_-+=|{}[]:;<>,.?/',
    'zh-cn': '长度 8 至 30，须包含大写字母、小写字母、数字、特殊字符 ()`~!@#$%^&*_-+=|{}[]:;<>,.?/ 中的三类',
  },
  allowedPattern: PASSWORD_PATTERN,
  minLength: PASSWORD_LENGTH.min,
  maxLength: PASSWORD_LENGTH.max,
  associationProperty: 'ALIYUN::ECS::Instance::Password',
};

function checkKeyPair(name: string, report: Report, at: string): void {
  if (known(name)?.trim() === '') {
    report.add(
      nodePoolRules['node-key-pair'],
      at,
      'is a key pair without a name; give the name of one that exists in the region',
    );
  }
}

function checkPassword(password: string, report: Report, at: string): void {
  if (!isUnresolved(password) && !new RegExp(PASSWORD_PATTERN).test(password)) {
    report.add(
      nodePoolRules['node-password'],
      at,
      'is a password that ECS refuses; it takes 8 to 30 characters with three of capital letters, small letters, digits and special characters',
    );
  }
}
