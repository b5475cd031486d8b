import { Report } from '../../lib/diagnostics/report';
import { checkWholeNumber } from '../../lib/ros/whole-number';
import { parameter } from '../cluster/fixtures';
import { synth } from '../support/synth';

function problemsOf(value: number | undefined, min: number) {
  const report = new Report();
  checkWholeNumber(value, min, report, 'days');
  return report.problems;
}

describe('whole-number', () => {
  test.each([
    [0, 1],
    [-1, 0],
    [1.5, 1],
    [NaN, 0],
    [Infinity, 0],
    ['3' as unknown as number, 0],
  ])('refuses %j where the least is %j', (value, min) => {
    expect(problemsOf(value, min)).toMatchObject([
      {
        rule: 'whole-number',
        at: 'days',
        message: expect.stringContaining(`; allowed is a whole number of at least ${min}`) as string,
      },
    ]);
  });

  test.each([
    [undefined, 1],
    [0, 0],
    [1, 1],
    [7, 1],
  ])('accepts %j where the least is %j', (value, min) => {
    expect(problemsOf(value, min)).toEqual([]);
  });

  test('passes a number that only the deployment knows', () => {
    synth((stack) => expect(problemsOf(parameter.number(stack, 'Days'), 1)).toEqual([]));
  });
});
