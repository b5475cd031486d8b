import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import type { RosClusterHelmApplication } from '../ros/cs.generated';
import { isUnresolved, known } from '../ros/tokens';
import { releaseRules } from './release-rules';

/** How a {@link WaitCondition} judges what it finds. */
export enum WaitOperator {
  /** There is no value. */
  EMPTY = 'Empty',
  /** There is a value. */
  NOT_EMPTY = 'NotEmpty',
  /** The value is the given one. */
  EQUALS = 'Equals',
  /** The value is another than the given one. */
  NOT_EQUALS = 'NotEquals',
}

/**
 * A condition on an object in the cluster that must hold before ROS calls a release complete.
 *
 * @see https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-cs-clusterhelmapplication
 */
export interface WaitCondition {
  /** API version of the object, for instance `apps/v1`. */
  readonly apiVersion: string;
  /** Kind of the object, for instance `Deployment`. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object.
   *
   * @default - none: the object is in no namespace, as a CustomResourceDefinition
   */
  readonly namespace?: string;
  /** JSON path of the value in the object, for instance `$.status.readyReplicas`. Its first match counts. */
  readonly jsonPath: string;
  /** How the value is judged. */
  readonly operator: WaitOperator;
  /**
   * The text that the value is compared with, by `Equals` and `NotEquals` only.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * Seconds after which the deployment fails, 10 to 10800.
   *
   * @default - what ROS waits
   */
  readonly timeoutSeconds?: number;
}

const MOST_CONDITIONS = 5;

/** Adds what ROS refuses of conditions; `at` is the path of their list. */
export function checkWaitConditions(conditions: readonly WaitCondition[], report: Report, at: string): void {
  const rule = releaseRules['wait-condition'];
  if (conditions.length === 0 || conditions.length > MOST_CONDITIONS) {
    report.add(rule, at, `has ${conditions.length} conditions; allowed are 1 to ${MOST_CONDITIONS}`);
  }
  conditions.forEach(({ jsonPath, operator, value, timeoutSeconds }, index) => {
    const compares = operator === WaitOperator.EQUALS || operator === WaitOperator.NOT_EQUALS;
    if (!isUnresolved(operator) && compares !== (value !== undefined)) {
      const fault = compares ? 'is missing, and' : 'is given, and';
      const mend = compares ? 'compares with it' : 'compares with nothing; leave it out';
      report.add(rule, `${at}[${index}].value`, `${fault} the operator ${shown(operator)} ${mend}`);
    }
    if (known(jsonPath)?.startsWith('.')) {
      report.add(rule, `${at}[${index}].jsonPath`, `is ${shown(jsonPath)}; begin it with "$."`);
    }
    checkWaitTimeout(timeoutSeconds, report, `${at}[${index}].timeoutSeconds`);
  });
}

/** Adds a time that ROS does not wait. */
export function checkWaitTimeout(timeoutSeconds: number | undefined, report: Report, at: string): void {
  const seconds = known(timeoutSeconds);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 10 && seconds <= 10_800)) {
    report.add(
      releaseRules['wait-timeout'],
      at,
      `is ${shown(seconds)}; allowed is a whole number of seconds from 10 to 10800`,
    );
  }
}

/** Conditions as ROS takes them. It takes no empty list for nothing. */
export function waitUntil(
  conditions: readonly WaitCondition[] | undefined,
): RosClusterHelmApplication.WaitUntilProperty[] | undefined {
  return conditions?.map(({ apiVersion, kind, name, namespace, jsonPath, operator, value, timeoutSeconds }) => ({
    apiVersion,
    kind,
    name,
    namespace,
    jsonPath,
    firstMatch: true,
    operator,
    value,
    timeout: timeoutSeconds,
  }));
}
