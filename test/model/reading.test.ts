import { DeployTimeChoice } from '../../lib/config/deploy-time-choice';
import type { Origin } from '../../lib/model/origin';
import { from, option } from '../../lib/model/origin';
import { Settings } from '../../lib/model/reading';
import { over, treeFrom, treeOf } from '../../lib/model/tree';

const placement = treeFrom(option('jobs', 'placement'), {
  labels: new DeployTimeChoice('IsEci', { eci: 'true' }, { pool: 'ci' }),
});
const settings = (config: object) =>
  new Settings(
    over(
      placement,
      treeOf(config, (path) => ({ layer: 'config', path: ['config', ...path] })),
      'replace',
    ),
  );

describe('a value laid over both sides of a choice', () => {
  test('is certain', () => {
    expect(settings({ labels: { team: 'a' } }).known('labels.team')).toBe('a');
    expect(settings({ labels: { team: 'a' } }).candidates('labels.team')).toHaveLength(1);
    expect(settings({ labels: { list: ['a', 'b'] } }).items('labels.list')).toHaveLength(2);
  });

  test('stands among the keys once, beside those of each side', () => {
    const entries = settings({ labels: { team: 'a' } }).entries('labels');
    expect(entries.map(({ key, candidate }) => [key, candidate.isCertain])).toEqual([
      ['eci', false],
      ['team', true],
      ['pool', false],
    ]);
  });
});

describe('what takes a value away', () => {
  test('is null there or above, or an empty text', () => {
    expect(settings({ labels: { eci: null } }).unset('labels.eci')).toMatchObject({
      value: null,
      origin: { path: ['config', 'labels', 'eci'] },
    });
    expect(settings({ labels: null }).unset('labels.eci')).toMatchObject({ origin: { path: ['config', 'labels'] } });
    expect(settings({ labels: { eci: '' } }).unset('labels.eci')).toMatchObject({ value: '' });
  });

  test('is nothing where nobody does', () => {
    expect(settings({}).unset('labels.eci')).toBeUndefined();
    expect(settings({ labels: { eci: 'true' } }).unset('labels.eci')).toBeUndefined();
  });
});

describe('what is malformed', () => {
  const malformed: Origin = { layer: 'config', path: ['config', 'x'], isMalformed: true };
  const settings = new Settings(
    treeOf(
      {
        text: from(malformed, 5),
        nothing: from(malformed, null),
        list: from(malformed, [1]),
        map: from(malformed, { a: 1 }),
      },
      () => option('x'),
    ),
  );

  test.each(['text', 'nothing', 'list', 'map', 'map.a', 'text.below'])('%s is there, and unknown', (path) => {
    expect([settings.has(path), settings.known(path), settings.isOff(path)]).toEqual([true, undefined, false]);
    expect([settings.items(path), settings.entries(path)]).toEqual([[], []]);
  });
});
