import type { ChartValues } from '../../chart/chart-values.generated';
import { mergeValues } from '../../chart/merge-values';
import { quantityFault } from '../../config/quantity';
import type { FaultList, Report } from '../../diagnostics/report';
import { known } from '../../ros/tokens';
import { isMap } from '../../ros/validators';
import { checkParts } from '../compute/check-parts';
import { checkLimit } from './check-limit';
import type { ContainerResources, ResourceAmounts } from './container-resources';
import { checkPodAmount } from './pod-maximum';
import type { ResourceAmount } from './resource-amount';
import { AMOUNTS, firstGiven, inUnits, kindOf, nanosOf } from './resource-amount';
import type { ResolvedRunner } from '../resolved-runner';

/** What the resources of managers are judged by. */
interface Managed extends Pick<ResolvedRunner, 'managerResources' | 'managerPlacement'> {
  readonly chartValues?: ChartValues;
  /** The chart values that the other props yield, which `chartValues` are laid over. */
  readonly ownValues: object;
}

/** Adds what is wrong with `chartValues.resources`, laid over `managerResources`, and what no pod has of the two. */
export function checkManagerResources(runner: Managed, findings: Report): void {
  const { errors } = findings;
  for (const name of AMOUNTS) {
    const [request, limit] = [amountOf(runner, 'requests', name), amountOf(runner, 'limits', name)];
    checkQuantity(request, name, errors);
    checkQuantity(limit, name, errors);
    checkLimit({ request, limit }, name, errors);
    const { at, nanos = 0n } = firstGiven(limit, request);
    const amount = { name, at, sum: inUnits(nanos, name), isExact: true };
    checkParts(runner.managerPlacement, findings, ({ billedAs = [] }, found) =>
      checkPodAmount(amount, 'a manager', billedAs, found),
    );
  }
}

function amountOf(
  { managerResources, ownValues, chartValues = {} }: Managed,
  kind: 'requests' | 'limits',
  name: keyof ResourceAmounts,
): ResourceAmount {
  const key = name === 'ephemeralStorage' ? 'ephemeral-storage' : name;
  const isOwn = valueAt(chartValues.resources, kind, key) !== undefined;
  const value = textOf(valueAt(mergeValues(ownValues, chartValues).resources, kind, key));
  return {
    at: isOwn ? `chartValues.resources.${kind}.${key}` : placeInProp(managerResources, kind, name),
    isOwn,
    value,
    nanos: nanosOf(value, name),
  };
}

/** What the prop says by itself is reported elsewhere. */
function checkQuantity({ at, isOwn, value }: ResourceAmount, name: keyof ResourceAmounts, errors: FaultList): void {
  const text = isOwn ? known(value) : undefined;
  const fault = typeof text === 'string' ? quantityFault(text, kindOf(name)) : undefined;
  if (fault !== undefined) {
    errors.add(at, fault);
  }
}

function placeInProp({ limits }: ContainerResources, kind: 'requests' | 'limits', name: keyof ResourceAmounts): string {
  return `managerResources.${kind === 'limits' && limits?.[name] !== undefined ? 'limits.' : ''}${name}`;
}

function valueAt(resources: unknown, kind: 'requests' | 'limits', key: string): unknown {
  const amounts = isMap(resources) ? resources[kind] : undefined;
  return isMap(amounts) ? amounts[key] : undefined;
}

/** In YAML an amount may be a number. Null takes one away. */
function textOf(value: unknown): unknown {
  return typeof value === 'number' && known(value) !== undefined ? String(value) : (value ?? undefined);
}
