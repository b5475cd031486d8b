import type { Severity } from '../../lib/diagnostics/rule';
import { defineRules } from '../../lib/diagnostics/rule';
import { Report } from '../../lib/diagnostics/report';
import { declareCondition, equals } from '../../lib/ros/conditions';
import type { IPlacement } from '../../lib/placement/pod-placement';
import { Placement } from '../../lib/placement/placement';
import type { Compute } from '../../lib/placement/pod-placement';
import { forEachCompute } from '../../lib/rules/compute';
import type { Pods } from '../../lib/runner/compute/pods';
import { computeOf } from '../placement/support';
import { synth } from '../support/synth';
import { choosePlacement } from '../../lib/forms';

type Choose = (a: IPlacement, b: IPlacement) => IPlacement;

const [eci, spot, acs, nodes] = [Placement.eci(), Placement.eci({ spot: {} }), Placement.acs(), Placement.nodePool()];

/** What is found on the compute that is chosen, where each that pods are billed for has something against it. */
function found(
  placement: (choose: Choose) => IPlacement,
  add: (table: string, report: Report) => void,
): { errors: string[]; warnings: string[] } {
  const report = new Report();
  const check = ({ billedAs = [] }: Compute, here: Report) => billedAs.forEach((table) => add(table, here));
  synth((stack) => {
    const condition = declareCondition(stack, 'Any', equals('a', 'b'));
    const compute = computeOf(placement((a, b) => choosePlacement(condition, a, b)));
    forEachCompute({ pods: { jobs: { compute } as Pods, managers: {} as Pods } }, 'jobs', report, check);
  });
  const lines = (severity: Severity) =>
    report.problems.filter((one) => one.severity === severity).map(({ at, message }) => `${at}: ${message}`);
  return { errors: lines('error'), warnings: lines('warning') };
}

const rules = defineRules({
  'too-large': { severity: 'error', title: '', reason: '', remedy: '' },
  odd: { severity: 'warning', title: '', reason: '', remedy: '' },
});
const tooLarge = (table: string, report: Report) => report.add(rules['too-large'], 'size', `is too large for ${table}`);

test('what one compute refuses is an error', () => {
  expect(found(() => eci, tooLarge)).toEqual({ errors: ['size: is too large for ECI'], warnings: [] });
});

test('what all refuse of which the deployment chooses one is an error, said once', () => {
  const error = { errors: ['size: is too large for ECI spot'], warnings: [] };
  expect(found((choose) => choose(spot, eci), tooLarge)).toEqual(error);
  expect(found((choose) => choose(spot, choose(acs, eci)), tooLarge)).toEqual(error);
});

test('what only some refuse is a warning, whatever their order and depth', () => {
  const warning = { errors: [], warnings: ['size: is too large for ECI. The deployment may choose ECI'] };
  expect(found((choose) => choose(eci, nodes), tooLarge)).toEqual(warning);
  expect(found((choose) => choose(nodes, eci), tooLarge)).toEqual(warning);
  expect(found((choose) => choose(nodes, choose(eci, eci)), tooLarge)).toEqual(warning);
  expect(found((choose) => choose(choose(nodes, eci), choose(nodes, eci)), tooLarge)).toEqual(warning);
  expect(found((choose) => choose(acs, choose(eci, nodes)), tooLarge)).toEqual({
    errors: [],
    warnings: [
      'size: is too large for ACS. The deployment may choose ACS',
      'size: is too large for ECI. The deployment may choose ECI',
    ],
  });
});

test('a warning of all is said once, and one of some names them', () => {
  const odd = (table: string, report: Report) => report.add(rules.odd, 'size', `is odd on ${table}`);
  expect(found((choose) => choose(eci, eci), odd)).toEqual({ errors: [], warnings: ['size: is odd on ECI'] });
  expect(found((choose) => choose(eci, acs), odd).warnings).toEqual([
    'size: is odd on ECI. The deployment may choose ECI',
    'size: is odd on ACS. The deployment may choose ACS',
  ]);
});

test('a fallback is refused by each of its computes, and says so itself', () => {
  const fallback = Placement.fallback([nodes, acs, eci]);
  const errors = ['size: is too large for ACS', 'size: is too large for ECI'];
  expect(found(() => fallback, tooLarge)).toEqual({ errors, warnings: [] });
  expect(found((choose) => choose(fallback, eci), tooLarge)).toEqual({ errors, warnings: [] });
});
