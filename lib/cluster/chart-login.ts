import type { Construct } from '@alicloud/ros-cdk-core';
import { Stack } from '@alicloud/ros-cdk-core';
import { checkArguments } from '../checks/check-arguments';
import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { sharedSecretParameter } from '../ros/parameters';
import { scopedId } from '../ros/scoped-id';
import { known } from '../ros/tokens';
import { releaseRules } from './release-rules';

/** User name and password of a chart repository. */
export interface ChartCredentials {
  /** Name of the user. */
  readonly userName: string;
  /** Password as a deploy-time value, such as a NoEcho parameter of yours. Clear text is refused. */
  readonly password: string;
}

/** The login to a private chart repository in ACR. */
export class ChartLogin {
  /**
   * Asks for user name and password when the stack is deployed, by NoEcho parameters called after the runner or release
   * that needs them: `RunnerChartUserName` and `RunnerChartPassword` for a runner called `Runner`.
   */
  static fromParameters(): ChartLogin {
    return new ChartLogin((scope) => {
      const parameter = (name: string, en: string, zh: string) =>
        sharedSecretParameter(
          scope,
          scopedId(scope, `Chart${name}`),
          {
            label: { en: `Chart ${en}`, 'zh-cn': `Chart ${zh}` },
            description: { en: `The ${en} of the registry of the chart.`, 'zh-cn': `Chart 所在镜像仓库的${zh}。` },
            minLength: 1,
          },
          'chart',
        );
      return {
        userName: parameter('UserName', 'user name', '用户名'),
        password: parameter('Password', 'password', '密码'),
      };
    });
  }

  /** User name and password as deploy-time values. */
  static fromLogin(login: ChartCredentials): ChartLogin {
    checkArguments('ChartLogin.fromLogin', { login });
    if (known(login.password) !== undefined) {
      const fault =
        'is in clear text, which would stand in the template; give a NoEcho parameter, or use ChartLogin.fromParameters()';
      throw new InvalidInputError('ChartLogin.fromLogin(...)', [
        problemOf(releaseRules['chart-password-in-clear'], 'password', fault),
      ]);
    }
    return new ChartLogin(() => login);
  }

  private readonly bound = new WeakMap<Stack, ChartCredentials>();

  private constructor(private readonly make: (scope: Construct) => ChartCredentials) {}

  /**
   * The login, the same for all who share it in a stack.
   *
   * @internal
   */
  _bind(scope: Construct): ChartCredentials {
    const stack = Stack.of(scope);
    const credentials = this.bound.get(stack) ?? this.make(scope);
    this.bound.set(stack, credentials);
    return credentials;
  }
}
