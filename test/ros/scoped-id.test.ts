import * as ros from '@alicloud/ros-cdk-core';
import { scopedId, scopedName } from '../../lib/ros/scoped-id';
import { synth, synthesizeApp } from '../support/synth';

/** The innermost of constructs that are nested below the stack under these ids. */
function nest(stack: ros.Stack, ids: string[]): ros.Construct {
  return ids.reduce<ros.Construct>((parent, id) => new ros.Construct(parent, id), stack);
}

test.each([
  [['Runner'], 'Release', 'RunnerRelease'],
  [['Runner'], undefined, 'Runner'],
  [[], 'Vpc', 'Vpc'],
  [['Small', 'Runner'], 'Release', 'SmallRunnerRelease'],
  [['small', 'ci-runner'], 'helm_release', 'SmallCiRunnerHelmRelease'],
  [['team a.b'], 'x1', 'TeamABX1'],
  [['OSSCache'], 'Bucket', 'OSSCacheBucket'],
])('the logical id of %j and %s is %s', (ids, id, expected) => {
  synth((stack) => expect(scopedId(nest(stack, ids), id)).toBe(expected));
});

test.each([
  [['Runner'], undefined, 'runner'],
  [['Small', 'GitLabRunner'], 'cacheSecret', 'small-git-lab-runner-cache-secret'],
  [['集群', 'Runner'], undefined, 'runner'],
  [['-team-'], 'a.', 'team-a'],
  [['team_a', 'v2Runner'], undefined, 'team-a-v2-runner'],
  [[], 'Token', 'token'],
])('the name of %j and %s is %s', (ids, id, expected) => {
  synth((stack) => expect(scopedName(nest(stack, ids), id)).toBe(expected));
});

test('starts below the nearest stack, whatever is above it', () => {
  synthesizeApp((app) => {
    const stack = new ros.Stack(new ros.Construct(app, 'Environment'), 'Inner', { stackName: 'inner' });
    expect(scopedId(new ros.Construct(stack, 'Runner'), 'Release')).toBe('RunnerRelease');
    return stack;
  });
});

test('construct-id-latin: refuses a construct id without a Latin letter or digit, of which no logical id can be made', () => {
  expect(() => synth((stack) => scopedId(nest(stack, ['集群']), 'NodePool'))).toThrow(
    'id: "集群" has no Latin letter or digit, and names in ROS consist of these; give the construct an id such as "Runner" [construct-id-latin]',
  );
});
