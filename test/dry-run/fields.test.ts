import { fieldOfObjection } from '../../lib/dry-run/admission';
import { valuePathOf } from '../../lib/dry-run/chart-fields';
import { fieldSteps, withKeyOfValue } from '../../lib/dry-run/field-path';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'one', labels: { team: 'a b', 'example.com/of': 'c' } },
  spec: {
    containers: [
      { name: 'build', resources: { limits: { memory: '8Gi', cpu: '2' } } },
      { name: 'helper', resources: { limits: { memory: '256Mi' }, requests: { cpu: '0.05' } } },
    ],
  },
};

describe('a field as API servers write it', () => {
  test.each([
    ['spec.containers[1].image', ['spec', 'containers', 1, 'image']],
    ['spec.containers[name="helper"].image', ['spec', 'containers', 1, 'image']],
    ['metadata.labels[example.com/of]', ['metadata', 'labels', 'example.com/of']],
    ['', []],
  ])('%s', (field, steps) => {
    expect(fieldSteps(field, pod)).toEqual(steps);
  });

  test('leads to the key whose value is wrong', () => {
    const labels = ['metadata', 'labels'];
    expect(withKeyOfValue(labels, pod, 'Invalid value: "a b": is no label')).toEqual([...labels, 'team']);
    expect(withKeyOfValue(labels, pod, 'Invalid value: "x": is no label')).toEqual(labels);
    const requests = ['spec', 'containers', 0, 'resources', 'limits'];
    expect(withKeyOfValue(requests, pod, 'Invalid value: "8Gi": must be less')).toEqual([...requests, 'memory']);
  });
});

describe('what admission objects to', () => {
  test.each([
    [
      'maximum memory usage per Container is 4Gi, but limit is 8Gi',
      ['spec', 'containers', 0, 'resources', 'limits', 'memory'],
    ],
    [
      'minimum cpu usage per Container is 100m, but request is 50m',
      ['spec', 'containers', 1, 'resources', 'requests', 'cpu'],
    ],
    ['no PriorityClass with name none was found', ['spec', 'priorityClassName']],
    ['pod rejected: RuntimeClass "kata" not found', ['spec', 'runtimeClassName']],
    ['error looking up service account ci/one: serviceaccount "one" not found', ['spec', 'serviceAccountName']],
    [
      'violates PodSecurity "baseline:latest": privileged (container "helper" must not set securityContext.privileged=true)',
      ['spec', 'containers', 1, 'securityContext', 'privileged'],
    ],
  ])('%s', (message, field) => {
    expect(fieldOfObjection(message, pod)).toEqual(field);
  });

  test.each(['exceeded quota: q, requested: pods=1', 'maximum memory usage per Pod is 1Gi, but limit is 3Gi'])(
    'to the pod as a whole: %s',
    (message) => expect(fieldOfObjection(message, pod)).toBeUndefined(),
  );
});

describe('the value of the chart behind a field', () => {
  const metadata = { name: 'runner' };
  const volumes = [{ name: 'configmaps' }, { name: 'mine' }];
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: { volumes } } } };
  const extra = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' } };
  const values = { volumes: [{ name: 'mine' }], extraObjects: [extra] };
  const template = ['spec', 'template', 'spec'];

  test.each([
    [['spec', 'replicas'], ['replicas']],
    [
      [...template, 'nodeSelector', 'zone'],
      ['nodeSelector', 'zone'],
    ],
    [
      ['spec', 'template', 'labels', 'team'],
      ['podLabels', 'team'],
    ],
    [
      [...template, 'containers', 0, 'resources', 'limits', 'cpu'],
      ['resources', 'limits', 'cpu'],
    ],
    [
      [...template, 'volumes', 1, 'name'],
      ['volumes', 0, 'name'],
    ],
    [[...template, 'volumes', 0, 'name'], ['volumes']],
    [['spec', 'selector'], undefined],
  ])('%j of a Deployment', (field, value) => {
    expect(valuePathOf(deployment, field, values)).toEqual(value);
  });

  test('of an object of the user', () => {
    expect(valuePathOf(extra, ['data', 'a'], values)).toEqual(['extraObjects', 0, 'data', 'a']);
  });

  test('of an object that the chart makes by itself', () => {
    expect(valuePathOf({ ...extra, metadata: { name: 'own' } }, ['data', 'a'], values)).toBeUndefined();
  });
});
