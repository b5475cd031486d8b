import type { KubernetesObject } from '../support/kubernetes';
import {
  configTemplate,
  globalConfig,
  managerContainer,
  managerEnv,
  objectsOfKind,
  onlyObject,
  projectedSecrets,
} from '../support/kubernetes';
import { checkKubernetes } from '../support/wellformed-k8s';
import { parseQuantity } from '../support/wellformed-k8s/quantity';

interface Parts {
  readonly container?: object;
  readonly pod?: object;
  readonly podLabels?: Record<string, unknown>;
  readonly deployment?: object;
  readonly extra?: readonly object[];
}

/** The objects of a sound release, with parts replaced. */
function release(parts: Parts = {}): KubernetesObject[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'runner', labels: { 'app.kubernetes.io/name': 'runner' } },
      data: { 'config.toml': 'concurrent = 10\n', 'config.template.toml': '[[runners]]\n' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'runner', annotations: { 'example.com/note': 'any text: really' } },
      spec: {
        selector: { matchLabels: { app: 'runner' } },
        template: {
          metadata: { labels: { app: 'runner', ...parts.podLabels } },
          spec: {
            serviceAccountName: 'runner',
            containers: [
              {
                name: 'runner',
                image: 'runner:1',
                env: [
                  { name: 'CI_SERVER_URL', value: 'https://gitlab.com' },
                  { name: 'KEY', valueFrom: { secretKeyRef: { name: 'token', key: 'k' } } },
                ],
                resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } },
                volumeMounts: [{ name: 'secrets', mountPath: '/s' }],
                ...parts.container,
              },
            ],
            volumes: [
              { name: 'config', configMap: { name: 'runner' } },
              {
                name: 'secrets',
                projected: {
                  sources: [{ secret: { name: 'token', items: [{ key: 'runner-token', path: 'runner-token' }] } }],
                },
              },
            ],
            ...parts.pod,
          },
        },
        ...parts.deployment,
      },
    },
    ...((parts.extra ?? []) as KubernetesObject[]),
  ];
}

const check = (parts: Parts = {}) => checkKubernetes(release(parts), { secrets: ['token'] });

describe('finding things', () => {
  test('objects by kind and name', () => {
    expect(objectsOfKind(release(), 'ConfigMap').map(({ metadata }) => metadata.name)).toEqual(['runner']);
    expect(onlyObject(release(), 'Deployment', 'runner').apiVersion).toBe('apps/v1');
    expect(() => onlyObject(release(), 'ConfigMap', 'other')).toThrow(
      '0 objects ConfigMap/other, expected one; rendered are: ServiceAccount/runner, ConfigMap/runner, Deployment/runner',
    );
  });

  test('what the chart made of the configuration', () => {
    expect(configTemplate(release())).toBe('[[runners]]\n');
    expect(globalConfig(release())).toBe('concurrent = 10\n');
  });

  test('the manager', () => {
    expect(managerContainer(release()).image).toBe('runner:1');
    expect(managerEnv(release())).toEqual({
      CI_SERVER_URL: 'https://gitlab.com',
      KEY: { secretKeyRef: { name: 'token', key: 'k' } },
    });
    expect(projectedSecrets(release())).toEqual([
      { name: 'token', items: [{ key: 'runner-token', path: 'runner-token' }] },
    ]);
  });
});

test('a sound release has no faults', () => {
  expect(check()).toEqual([]);
});

describe('metadata', () => {
  test.each([
    [{ apiVersion: 'v1', kind: 'Secret', metadata: {} }, 'object 3: needs apiVersion, kind and metadata.name'],
    [{ apiVersion: '', kind: 'Secret', metadata: { name: 'a' } }, 'object 3: needs apiVersion, kind and metadata.name'],
    [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } },
      'ServiceAccount/runner: rendered twice',
    ],
    [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'My_Secret' } },
      'Secret/My_Secret: the name is not a DNS name of at most 253 characters',
    ],
  ])('%j', (object, fault) => {
    expect(check({ extra: [object] })).toEqual([fault]);
  });

  test.each([
    [{ eci: true }, 'Deployment/runner pods: the value of eci is true, not a text'],
    [{ x: 'a'.repeat(64) }, `Deployment/runner pods: the label x cannot have the value "${'a'.repeat(64)}"`],
    [{ x: 'not this' }, 'Deployment/runner pods: the label x cannot have the value "not this"'],
    [{ 'a/b/c': 'x' }, 'Deployment/runner pods: "a/b/c" is no valid key'],
    [{ app: 'other' }, 'Deployment/runner: its selector asks for the label app, which its pods do not have so'],
  ])('pod labels %j', (podLabels, fault) => {
    expect(check({ podLabels })).toEqual([fault]);
  });

  test('labels of Alibaba Cloud and empty values are fine', () => {
    expect(check({ podLabels: { 'alibabacloud.com/compute-class': 'general-purpose', empty: '' } })).toEqual([]);
  });
});

describe('pods', () => {
  const at = 'Deployment/runner container runner: ';

  test.each([
    [
      {
        env: [
          { name: 'A', value: 'x' },
          { name: 'A', value: 'y' },
        ],
      },
      'the variable A is set twice',
    ],
    [{ env: [{ name: 'A', value: 1 }] }, 'the variable A has the value 1, not a text'],
    [{ env: [{ name: '1A' }] }, '"1A" cannot name a variable'],
    [{ resources: { requests: { cpu: '1 core' } } }, 'requests.cpu is no quantity: "1 core"'],
    [{ resources: { limits: { memory: '4GiB' } } }, 'limits.memory is no quantity: "4GiB"'],
    [
      { resources: { requests: { memory: '2Gi' }, limits: { memory: '2G' } } },
      'requests.memory is above limits.memory',
    ],
    [{ volumeMounts: [{ name: 'gone' }] }, 'mounts the volume gone, which is not there'],
  ])('%j', (container, fault) => {
    expect(check({ container })).toEqual([at + fault]);
  });

  test('a variable without a value is an empty one', () => {
    expect(check({ container: { env: [{ name: 'A', value: null }, { name: 'B' }] } })).toEqual([]);
  });
});

test.each([
  ['500m', 0.5],
  ['1.5', 1.5],
  [2, 2],
  ['4Gi', 2 ** 32],
  ['100k', 100_000],
  ['1e3', 1000],
  ['', undefined],
  ['4 Gi', undefined],
  ['1mi', undefined],
  [null, undefined],
])('the quantity %j is %j', (quantity, number) => {
  expect(parseQuantity(quantity)).toBe(number);
});

describe('autoscalers', () => {
  const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } };
  const jobs = {
    type: 'Pods',
    pods: { metric: { name: 'gitlab_runner_jobs' }, target: { type: 'AverageValue', averageValue: '2' } },
  };
  const autoscaler = (spec: object = {}, apiVersion = 'autoscaling/v2') => ({
    apiVersion,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'runner' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'runner' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [cpu],
      ...spec,
    },
  });
  const at = 'HorizontalPodAutoscaler/runner: ';

  test('Resource and Pods metrics are fine', () => {
    expect(check({ extra: [autoscaler({ metrics: [cpu, jobs] })] })).toEqual([]);
  });

  test.each([
    [
      { scaleTargetRef: { kind: 'Deployment', name: 'x' }, metrics: [jobs] },
      'scales Deployment/x, which is not rendered',
    ],
    [{ minReplicas: 11 }, 'maxReplicas 10 is below minReplicas 11'],
    [{ minReplicas: '2' }, 'minReplicas is "2", not a whole number from 1'],
    [{ maxReplicas: undefined }, 'maxReplicas is undefined, not a whole number from 1'],
    [{ metrics: [] }, 'has no metrics'],
    [
      { metrics: [{ type: 'Cpu' }] },
      'metrics.0: type is "Cpu", not one of Resource, ContainerResource, Pods, Object, External',
    ],
    [
      { metrics: [{ type: 'Pods', pods: { metricName: 'x', targetAverageValue: 1 } }] },
      'metrics.0: needs pods with a target',
    ],
    [{ metrics: [{ ...jobs, resource: {} }] }, 'metrics.0: resource does not belong to the type Pods'],
    [{ metrics: [{ type: 'Pods', pods: { target: jobs.pods.target } }] }, 'metrics.0: pods.metric is missing'],
    [
      { metrics: [{ type: 'Pods', pods: { ...jobs.pods, target: { type: 'Value', averageValue: '2' } } }] },
      'metrics.0: target.type is Value, not one of AverageValue',
    ],
    [
      { metrics: [{ type: 'Pods', pods: { ...jobs.pods, target: { type: 'AverageValue', value: '2' } } }] },
      'metrics.0: target.averageValue is undefined',
    ],
  ])('%j', (spec, fault) => {
    expect(check({ extra: [autoscaler(spec)] })).toContain(at + fault);
  });

  test('an old version of the API', () => {
    expect(check({ extra: [autoscaler({}, 'autoscaling/v2beta2')] })).toEqual([
      `${at}apiVersion is autoscaling/v2beta2, not autoscaling/v2`,
    ]);
  });

  test('a Deployment that sets its own replicas', () => {
    expect(check({ extra: [autoscaler()], deployment: { replicas: 3 } })).toEqual([
      `${at}fights with the replicas that its target sets`,
    ]);
  });

  test('the utilization of what is not requested', () => {
    expect(check({ extra: [autoscaler()], container: { resources: {} } })).toEqual([
      `${at}metrics.0: scales on the utilization of cpu, which some container does not request`,
    ]);
  });
});

describe('references', () => {
  test('a Secret that is neither rendered nor external, told once', () => {
    expect(checkKubernetes(release())).toEqual([
      'Deployment/runner: uses Secret/token, which is neither rendered nor external',
    ]);
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' } };
    expect(checkKubernetes(release({ extra: [secret] }))).toEqual([]);
  });

  test.each([
    [{ serviceAccountName: 'gone' }, 'ServiceAccount/gone'],
    [{ imagePullSecrets: [{ name: 'registry' }] }, 'Secret/registry'],
    [{ volumes: [{ name: 'secrets', secret: { secretName: 'tls' } }] }, 'Secret/tls'],
    [{ volumes: [{ name: 'secrets', configMap: { name: 'scripts' } }] }, 'ConfigMap/scripts'],
    [{ initContainers: [{ name: 'i', envFrom: [{ configMapRef: { name: 'env' } }] }] }, 'ConfigMap/env'],
  ])('%j', (pod, use) => {
    expect(check({ pod })).toEqual([`Deployment/runner: uses ${use}, which is neither rendered nor external`]);
  });

  test('an empty account is the default one, and what is optional may be missing', () => {
    const volumes = [{ name: 'secrets', configMap: { name: 'gone', optional: true } }];
    expect(check({ pod: { serviceAccountName: '', volumes } })).toEqual([]);
  });

  test('a binding names accounts and a role', () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'system:runner' },
      subjects: [
        { kind: 'ServiceAccount', name: 'runner' },
        { kind: 'ServiceAccount', name: 'gone' },
      ],
      roleRef: { kind: 'Role', name: 'nope' },
    };
    expect(check({ extra: [binding] })).toEqual([
      'RoleBinding/system:runner: uses ServiceAccount/gone, which is neither rendered nor external',
      'RoleBinding/system:runner: uses Role/nope, which is neither rendered nor external',
    ]);
  });
});
