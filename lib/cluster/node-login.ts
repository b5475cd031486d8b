import { checkArguments } from '../checks/check-arguments';
import type { Construct } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { secretParameter } from '../ros/parameters';
import { isUnresolved, known } from '../ros/tokens';
import { nodePoolRules } from './node-pool-rules';

/** The properties of a node pool's scaling group that say how one logs in. */
export interface NodeLoginConfig {
  /** Password of root, a deploy-time value. */
  readonly loginPassword?: string;
  /** Name of an SSH key pair. */
  readonly keyPair?: string;
}

/** How one logs in to the nodes of a node pool over SSH. */
export abstract class NodeLogin {
  /** No login. Use `kubectl debug node/…` or the console's session manager instead. */
  static none(): NodeLogin {
    return new PropertiesLogin({});
  }

  /** An SSH key pair that exists in the region. */
  static keyPair(keyPairName: string): NodeLogin {
    return new PropertiesLogin({ keyPair: keyPairName });
  }

  /**
   * The root password, asked for when the stack is deployed by a NoEcho parameter: 8 to 30 characters with three of
   * capital letters, small letters, digits and special characters.
   *
   * @param id id of the parameter in `scope`
   */
  static passwordParameter(scope: Construct, id = 'LoginPassword'): NodeLogin {
    checkArguments('NodeLogin.passwordParameter', { scope });
    const parameter = secretParameter(scope, id, {
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
    });
    return NodeLogin.password(parameter);
  }

  /** The root password as a deploy-time value, such as a NoEcho parameter of yours. */
  static password(password: string): NodeLogin {
    return new PasswordLogin(password, false);
  }

  /**
   * The root password in clear. WARNING: it stands in the template, in its history and in the stack's details, for
   * everyone who may read them.
   */
  static unsafePlainTextPassword(password: string): NodeLogin {
    return new PasswordLogin(password, true);
  }

  /** Properties of the node pool's scaling group. */
  abstract configure(): NodeLoginConfig;

  /** Reports what is wrong with this login; `at` is its path in the props. The password itself is never shown. */
  check(_report: Report, _at: string): void {
    // Nothing can be wrong with a login that has no password.
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

class PropertiesLogin extends NodeLogin {
  constructor(private readonly properties: { readonly keyPair?: string }) {
    super();
  }

  override check(report: Report, at: string): void {
    if (known(this.properties.keyPair)?.trim() === '') {
      report.add(
        nodePoolRules['node-key-pair'],
        at,
        'is a key pair without a name; give the name of one that exists in the region',
      );
    }
  }

  configure(): { keyPair?: string } {
    return this.properties;
  }
}

class PasswordLogin extends NodeLogin {
  constructor(
    private readonly password: string,
    private readonly plainTextAllowed: boolean,
  ) {
    super();
  }

  override check(report: Report, at: string): void {
    if (isUnresolved(this.password)) {
      return;
    }
    if (!this.plainTextAllowed) {
      report.add(
        nodePoolRules['node-password-in-clear'],
        at,
        'is a password in clear text, which would stand in the template; use NodeLogin.passwordParameter(...), or a key pair',
      );
    }
    if (!new RegExp(PASSWORD_PATTERN).test(this.password)) {
      report.add(
        nodePoolRules['node-password'],
        at,
        'is a password that ECS refuses; it takes 8 to 30 characters with three of capital letters, small letters, digits and special characters',
      );
    }
  }

  configure(): { loginPassword: string } {
    return { loginPassword: this.password };
  }
}
