import type { IConstruct, IResolvable } from '@alicloud/ros-cdk-core';
import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { asString, known } from '../ros/tokens';
import { cacheRules } from './cache-rules';
import type { AttachedTo } from './ram-access';

/** A RAM user as a construct, such as `User` and `RosUser` of `@alicloud/ros-cdk-ram`. */
export interface IRamUser extends IConstruct {
  /** Name of the user. */
  readonly attrUserName: string | IResolvable;
}

/** A RAM role as a construct, such as `Role` and `RosRole` of `@alicloud/ros-cdk-ram`. */
export interface IRamRole extends IConstruct {
  /** Name of the role. */
  readonly attrRoleName: string | IResolvable;
}

/**
 * A RAM user or role of yours, to which a policy is attached.
 *
 * @see https://www.alibabacloud.com/help/en/ram/user-guide/grant-permissions-to-the-ram-user
 */
export class RamPrincipal {
  /** A RAM user by its name, which is what stands before the `@` in the name that it logs in with. */
  static fromUserName(userName: string): RamPrincipal {
    return new RamPrincipal('user', userName, known(userName));
  }

  /** A RAM user that is a construct. */
  static fromUser(user: IRamUser): RamPrincipal {
    return new RamPrincipal('user', asString(user.attrUserName), user.node.id);
  }

  /** A RAM role by its name, which is what stands behind `role/` in its ARN. */
  static fromRoleName(roleName: string): RamPrincipal {
    return new RamPrincipal('role', roleName, known(roleName));
  }

  /** A RAM role that is a construct. */
  static fromRole(role: IRamRole): RamPrincipal {
    return new RamPrincipal('role', asString(role.attrRoleName), role.node.id);
  }

  private constructor(
    private readonly kind: 'user' | 'role',
    private readonly name: string,
    private readonly label: string | undefined,
  ) {}

  /**
   * What a grant to it is called by default; undefined where its name is only known at deploy time.
   *
   * @internal
   */
  get _grantId(): string | undefined {
    return this.label === undefined ? undefined : `grant-${this.kind}-${this.label}`;
  }

  /** @internal */
  get _attachment(): AttachedTo {
    return this.kind === 'user' ? { users: [this.name] } : { roles: [this.name] };
  }

  /** @internal */
  _check(report: Report, at: string): void {
    const name = known(this.name);
    if (name !== undefined && !/^[A-Za-z0-9._-]{1,64}$/.test(name)) {
      report.add(
        cacheRules['cache-grantee'],
        at,
        `${shown(name)} is not the name of a RAM ${this.kind}; write 1 to 64 letters, digits, ".", "_" and "-"${HINTS[this.kind]}`,
      );
    }
  }
}

const HINTS = {
  user: ', which is what stands before the "@" in the name that it logs in with',
  role: ', which is what stands behind "role/" in its ARN',
} as const;
