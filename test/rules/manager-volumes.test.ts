import type { Stack } from '@alicloud/ros-cdk-core';
import { RosParameter, RosParameterType } from '@alicloud/ros-cdk-core';
import type { ChartValues } from '../../lib';
import { managerVolumes } from '../../lib/rules/manager-volumes';
import { parameter } from '../cluster/fixtures';
import { problemsOf } from './support';

const found = (chartValues: Partial<ChartValues>) =>
  problemsOf(managerVolumes, { chartValues }).map(({ rule, at }) => [rule, at]);
const empty = (name: string) => ({ name, emptyDir: {} });
const mount = (name: string) => ({ name, mountPath: `/${name}` });
const container = (...volumeMounts: ReturnType<typeof mount>[]) => ({
  name: 'sidecar',
  image: 'alpine:3',
  volumeMounts,
});

describe('manager-volume-name', () => {
  test.each<[string, Partial<ChartValues>, string]>([
    ['given twice', { volumes: [empty('a'), empty('b'), empty('a')] }, 'chartValues.volumes[2].name'],
    ['of the chart', { volumes: [empty('configmaps')] }, 'chartValues.volumes[0].name'],
  ])('a name %s', (_, chartValues, at) => {
    expect(found(chartValues)).toEqual([['manager-volume-name', at]]);
  });

  test('names that differ', () => {
    expect(found({ volumes: [empty('a'), empty('b')] })).toEqual([]);
  });
});

describe('manager-volume-missing', () => {
  const rule = 'manager-volume-missing';

  test.each<[string, Partial<ChartValues>, string]>([
    ['no volumes at all', { volumeMounts: [mount('docker')] }, 'chartValues.volumeMounts[0].name'],
    ['an empty list', { volumes: [], volumeMounts: [mount('docker')] }, 'chartValues.volumeMounts[0].name'],
    [
      'other volumes',
      { volumes: [empty('a')], volumeMounts: [mount('a'), mount('b')] },
      'chartValues.volumeMounts[1].name',
    ],
    [
      'a container beside the manager',
      { volumes: [empty('a')], extraContainers: [container(mount('a'), mount('b'))] },
      'chartValues.extraContainers[0].volumeMounts[1].name',
    ],
  ])('%s', (_, chartValues, at) => {
    expect(found(chartValues)).toEqual([[rule, at]]);
  });

  test.each<[string, Partial<ChartValues>]>([
    ['a volume that is there', { volumes: [empty('a')], volumeMounts: [mount('a')] }],
    [
      'volumes of the chart',
      { volumeMounts: [mount('runner-secrets')], extraContainers: [container(mount('configmaps'))] },
    ],
  ])('passes %s', (_, chartValues) => {
    expect(found(chartValues)).toEqual([]);
  });

  test('suggests the volume that was meant', () => {
    const chartValues = { volumes: [empty('docker-config')], volumeMounts: [mount('docker-confg')] };
    expect(problemsOf(managerVolumes, { chartValues })).toMatchObject([
      {
        message: 'is "docker-confg", and the `volumes` are docker-config; add it there. Did you mean "docker-config"?',
      },
    ]);
  });

  test('names each volume once', () => {
    const chartValues = { volumes: [empty('a'), empty('a')], volumeMounts: [mount('docker')] };
    expect(problemsOf(managerVolumes, { chartValues }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/another of the volumes/),
      'is "docker", and the `volumes` are a; add it there.',
    ]);
  });

  test('says no more than the problem of a volume that is malformed', () => {
    const claim = { name: 'a', persistentVolumeClaim: { claim: 'x' } };
    const values = { volumes: [claim], volumeMounts: [mount('a')] } as unknown as ChartValues;
    expect(found(values)).toEqual([]);
  });

  test('passes what the deployment may bring', () => {
    const ofDeployment = (stack: Stack) => ({
      chartValues: { volumes: [empty(parameter.text(stack, 'Name'))], volumeMounts: [mount('a')] },
    });
    const besides = (stack: Stack) => ({
      chartValues: { volumeMounts: [mount('a')] },
      deployTimeChartValues: new RosParameter(stack, 'Values', { type: RosParameterType.JSON }).value,
    });
    expect(problemsOf(managerVolumes, ofDeployment)).toEqual([]);
    expect(problemsOf(managerVolumes, besides)).toEqual([]);
  });
});
