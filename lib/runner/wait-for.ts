import { checkArguments } from '../checks/check-arguments';
import type { WaitCondition } from '../cluster/wait-condition';
import { checkWaitConditions, checkWaitTimeout, WaitOperator } from '../cluster/wait-condition';
import type { Report } from '../diagnostics/report';

/** How managers are waited for. */
export interface WaitForManagersOptions {
  /**
   * Seconds after which the deployment fails, 10 to 10800. The managers' nodes or virtual nodes come up in that time,
   * their image is pulled, and they register with GitLab.
   *
   * @default 900
   */
  readonly timeoutSeconds?: number;
}

/** What ROS waits for before it calls the release of a runner complete. */
export class WaitFor {
  /**
   * Managers that run, so that a wrong token or URL fails the deployment instead of going unnoticed: a manager is not
   * ready until it has registered with GitLab.
   */
  static managers(options: WaitForManagersOptions = {}): WaitFor {
    checkArguments('WaitFor.managers', { options });
    return new WaitFor({ timeoutSeconds: 900, ...options });
  }

  /** Nothing: the release is complete as soon as its objects are created. */
  static nothing(): WaitFor {
    return new WaitFor();
  }

  /** Conditions on objects in the cluster, 1 to 5, which must all hold. */
  static conditions(conditions: WaitCondition[]): WaitFor {
    checkArguments('WaitFor.conditions', { conditions });
    return new WaitFor(undefined, conditions);
  }

  private constructor(
    private readonly managers?: WaitForManagersOptions,
    /** @internal */
    readonly _conditions?: WaitCondition[],
  ) {}

  /**
   * The conditions for a runner, undefined for none.
   *
   * @internal
   */
  _bind({ managerName, namespace }: ReleasedManagers): WaitCondition[] | undefined {
    return this.managers === undefined
      ? this._conditions
      : [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: managerName,
            namespace,
            // Absent until a manager has registered with GitLab and passed its readiness probe.
            jsonPath: '$.status.availableReplicas',
            operator: WaitOperator.NOT_EMPTY,
            ...this.managers,
          },
        ];
  }

  /**
   * Adds what ROS refuses; `at` is the path in the props.
   *
   * @internal
   */
  _check(report: Report, at: string): void {
    checkWaitTimeout(this.managers?.timeoutSeconds, report, `${at}.managers.timeoutSeconds`);
    if (this._conditions !== undefined) {
      checkWaitConditions(this._conditions, report, `${at}.conditions`);
    }
  }
}

interface ReleasedManagers {
  readonly managerName: string;
  readonly namespace: string;
}
