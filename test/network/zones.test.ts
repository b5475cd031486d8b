import { regionOf } from '../../lib/network/zones';

test.each([
  ['cn-hangzhou-i', 'cn-hangzhou'],
  ['cn-hongkong-b', 'cn-hongkong'],
  ['ap-southeast-1a', 'ap-southeast-1'],
  ['eu-central-1b', 'eu-central-1'],
  ['cn-shanghai-finance-1k', 'cn-shanghai-finance-1'],
  ['cn-north-2-gov-1a', 'cn-north-2-gov-1'],
  ['cn-wuhan-lr-a', 'cn-wuhan-lr'],
])('%s is in %s', (zone, region) => {
  expect(regionOf(zone)).toBe(region);
});

test.each(['cn-hangzhou', 'us-east-1', 'a', '', 'cn-hangzhou-', 'CN-HANGZHOU-I'])('"%s" is no zone', (zone) => {
  expect(regionOf(zone)).toBeUndefined();
});
