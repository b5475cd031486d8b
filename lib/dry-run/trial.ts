import type { RuledProblem } from '../diagnostics/problem';
import { problemOf } from '../diagnostics/problem';
import type { Rule, Severity } from '../diagnostics/rule';
import { withoutAcknowledged } from '../diagnostics/settle';
import { pathText } from '../model/origin';
import { dryRunRules } from '../rules/dry-run-rules';
import { fieldOfObjection } from './admission';
import type { Finding } from './api-answer';
import { fieldSteps, withKeyOfValue } from './field-path';
import type { ReachableCluster } from './kubectl';
import type { Owner, UserPlace } from './owners';
import type { PlannedObject } from './planned-objects';
import type { YetToCome } from './yet-to-come';
import { triable } from './yet-to-come';

/** What a Deployment is warned of before its pod is asked for itself. */
const WARNING_OF_PODS = 'would violate PodSecurity';

/** Has a cluster try objects, and gathers what it says in the user's words. */
export class Trial {
  readonly problems: RuledProblem[] = [];

  /** @param bringsKinds whether the deployment installs what may define further kinds: a cluster, or add-ons */
  constructor(
    private readonly cluster: ReachableCluster,
    private readonly yetToCome: YetToCome,
    private readonly bringsKinds: boolean,
  ) {}

  /** Tries an object. Returns whether the cluster takes it. */
  take(planned: PlannedObject): boolean {
    const { object, owner } = planned;
    const isNamespaced = this.cluster.isNamespaced(object);
    if (isNamespaced === undefined) {
      this.addMissingKind(planned);
      return false;
    }
    const answer = this.cluster.dryRun(isNamespaced ? triable(planned, this.yetToCome) : object);
    if (answer.isForbidden) {
      const [{ message = '' } = {}] = answer.refusals;
      const text = `${nameOf(planned)} cannot be tried by this account: ${message}`;
      this.add(dryRunRules['dry-run-forbidden'], owner, owner.place, text);
      return false;
    }
    answer.refusals.forEach((finding) => this.addRefusal(planned, finding));
    for (const warning of answer.warnings.filter((one) => object.kind === 'Pod' || !one.startsWith(WARNING_OF_PODS))) {
      const text = `${nameOf(planned)} is taken by the cluster with a warning: ${warning}`;
      this.add(dryRunRules['dry-run-warned'], owner, owner.place, text);
    }
    return answer.refusals.length === 0;
  }

  private addMissingKind({ object, owner, placeOf }: PlannedObject): void {
    const { kind, apiVersion } = object;
    const what = `${kind} ${object.metadata.name} was not tried, since the cluster does not know the kind ${kind} of ${apiVersion}`;
    if (this.bringsKinds) {
      const text = `${what}; the deployment fails unless the cluster or an add-on that it installs brings the kind`;
      this.add(dryRunRules['dry-run-kind'], owner, placeOf([]), text, 'warning');
    } else {
      this.add(dryRunRules['dry-run-kind'], owner, placeOf([]), `${what}; install what defines it first`);
    }
  }

  private addRefusal(planned: PlannedObject, { field, message }: Finding): void {
    const { object, owner, placeOf } = planned;
    const steps =
      field === ''
        ? (fieldOfObjection(message, object) ?? [])
        : withKeyOfValue(fieldSteps(field, object), object, message);
    const place = placeOf(steps);
    const where = steps.length === 0 ? '' : ` at ${pathText(steps)}`;
    const reason = place.reason === undefined ? '' : `. The value is a default: ${place.reason}`;
    const text = `the cluster refuses ${nameOf(planned)}${where}: ${message}${reason}`;
    this.add(dryRunRules['dry-run-refused'], owner, place, text);
  }

  private add(rule: Rule, { construct }: Owner, { at, line }: UserPlace, text: string, severity?: Severity): void {
    const problem = problemOf(rule, at, text, { line, ...(severity !== undefined && { severity }) });
    this.problems.push(...(construct === undefined ? [problem] : withoutAcknowledged([problem], construct)));
  }
}

function nameOf({ object: { kind, metadata }, name = `${kind} ${metadata.name}` }: PlannedObject): string {
  return name;
}
