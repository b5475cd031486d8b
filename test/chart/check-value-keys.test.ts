import { Token } from '@alicloud/ros-cdk-core';
import type { IResolvable } from '@alicloud/ros-cdk-core';
import type { ChartValues } from '../../lib/chart/chart-values.generated';
import { ChartVersion } from '../../lib/chart/chart-version';
import { check, NOTHING } from './support';

/** A realistic set of values, which also shows that the types take it. */
const FULL: ChartValues = {
  image: { registry: '', image: 'mirror/gitlab-runner', tag: 'alpine-v{{ .Chart.AppVersion }}' },
  imagePullPolicy: 'Always',
  imagePullSecrets: [{ name: 'acr' }],
  gitlabUrl: 'https://gitlab.example.com',
  concurrent: 20,
  checkInterval: 0,
  shutdown_timeout: 0,
  logLevel: 'debug',
  terminationGracePeriodSeconds: 7200,
  livenessProbe: { periodSeconds: 30 },
  podLabels: {
    'alibabacloud.com/eci': 'true',
    owner: '{{ .Values.global.team }}',
    'tags.{{ .Values.global.team }}/env': 'x',
  },
  podAnnotations: { port: 9252, flag: true, text: 'any text at all' },
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'ci', operator: 'Exists' }],
  topologySpreadConstraints: [],
  securityContext: { runAsNonRoot: true },
  resources: { requests: { cpu: '250m', memory: '256Mi' } },
  extraEnv: { FF: true, COUNT: 3, TEXT: 'x' },
  extraEnvFrom: { SOME_KEY: { secretKeyRef: { name: 'a', key: 'b' } } },
  extraEnvFromRefs: [{ secretRef: { name: 'a' } }],
  metrics: { enabled: true, podMonitor: { enabled: true, labels: { release: null, team: 'ci' } } },
  hpa: null,
  runners: { secret: 'token', config: '', cache: { secretName: 'cache' } },
  configMaps: { 'setup.sh': 'echo hi' },
  global: { team: 'ci', anything: { at: ['all'] } },
  extraObjects: [{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }],
  extraContainers: [{ name: 'sidecar' }],
};

test('finds nothing in sound values', () => {
  expect(check(FULL)).toEqual(NOTHING);
  expect(check({})).toEqual(NOTHING);
});

describe('keys that the chart does not read', () => {
  test.each([
    ['check_interval', { check_interval: 3 }, 'Did you mean "checkInterval"?'],
    ['log_level', { log_level: 'info' }, 'Did you mean "logLevel"?'],
    ['gitlabURL', { gitlabURL: 'https://x' }, 'Did you mean "gitlabUrl"?'],
    [
      'hpa.minReplica',
      { hpa: { minReplica: 2, maxReplicas: 3, metrics: [{ type: 'Object', object: { target: {} } }] } },
      'Did you mean "minReplicas"?',
    ],
    ['metrics.podMonitor.enable', { metrics: { podMonitor: { enable: true } } }, 'Did you mean "enabled"?'],
    ['gitlab-runner', { 'gitlab-runner': { concurrent: 20 } }, 'Move what stands below "gitlab-runner" one level up.'],
    ['arm', { arm: { gitlabUrl: 'https://gitlab.com', runners: {} } }, 'Move what stands below "arm" one level up.'],
    ['gitlab', { gitlab: { 'gitlab-runner': {} } }, 'Move what stands below "gitlab" one level up.'],
    ['team', { team: 'ci' }, 'Values of your own, for Helm templates in values, belong under "global".'],
    ['constructor', { constructor: 'x' }, 'Values of your own'],
  ])('%s is an error with a hint', (at, values, hint) => {
    const { errors } = check(values);
    expect(errors[at]).toContain('is not a value of chart 0.90.1.');
    expect(errors[at]).toContain(hint);
  });

  test.each([
    ['image.pullPolicy', { image: { pullPolicy: 'Always' } }, 'Use `imagePullPolicy`.'],
    ['image.repository', { image: { repository: 'x' } }, 'Use `image.image`, and `image.registry` for the host.'],
    [
      'runners.privileged',
      { runners: { privileged: true } },
      'Set `privileged` in [runners.kubernetes] of config.toml',
    ],
    ['runners.image', { runners: { image: 'alpine' } }, 'Set `image` in [runners.kubernetes] of config.toml'],
    ['runners.builds', { runners: { builds: { enabled: true } } }, 'Set `cpu_request`'],
    [
      'runners.cache.s3BucketName',
      { runners: { cache: { s3BucketName: 'x' } } },
      'Set `BucketName` in [runners.cache.s3]',
    ],
    ['runners.namespace', { runners: { namespace: 'x' } }, 'Set `namespace` in [runners.kubernetes]'],
    ['rbac.resources', { rbac: { resources: ['pods'] } }, 'Use `rbac.rules`.'],
    ['podDisruptionBudget', { podDisruptionBudget: {} }, 'Put a PodDisruptionBudget into `extraObjects`.'],
    ['replicaCount', { replicaCount: 2 }, 'Use `replicas`.'],
    ['metrics.relabelings', { metrics: { relabelings: [] } }, 'Use `metrics.serviceMonitor.relabelings`'],
  ])('%s is said to belong elsewhere', (at, values, hint) => {
    expect(check(values).errors[at]).toContain(`is not a value of chart 0.90.1. ${hint}`);
  });

  test('are only a warning for a chart newer than any that is known', () => {
    const found = check({ brandNew: 1 }, undefined, ChartVersion.of('0.99.0'));
    expect(found.errors).toEqual({});
    expect(found.warnings.brandNew).toContain('may be a new key, as this version is newer than chart 0.90.1');
  });
});

describe('keys of other versions', () => {
  test.each([
    ['namespace', { namespace: 'ops' }, '0.79.0'],
    ['metrics.podMonitor', { metrics: { podMonitor: { enabled: true } } }, '0.85.0'],
    ['extraEnvFromRefs', { extraEnvFromRefs: [{ secretRef: { name: 'a' } }] }, '0.83.0'],
    ['extraContainers', { extraContainers: [{ name: 'a', image: 'b' }] }, '0.74.0'],
    ['runners.jobNamespace', { runners: { jobNamespace: 'jobs' } }, '0.84.0'],
    [
      'runners.cache.disableGlobalCredentialsExport',
      { runners: { cache: { disableGlobalCredentialsExport: true } } },
      '0.89.0',
    ],
  ])('%s is refused for an older chart', (at, values, since) => {
    expect(check(values, undefined, ChartVersion.V0_71_0).errors).toEqual({
      [at]: `needs chart ${since} or later, and this is 0.71.0. Use a later chart, or leave it out`,
    });
    expect(check(values)).toEqual(NOTHING);
  });

  test.each([
    { extraContainers: [] },
    { extraEnvFromRefs: null },
    { metrics: { podMonitor: { enabled: false, namespace: '', labels: {} }, serviceMonitor: { namespace: '' } } },
    { configMapLabels: {} },
  ])('one that asks for nothing passes: %j', (values) => {
    expect(check(values as never, undefined, ChartVersion.V0_71_0)).toEqual(NOTHING);
  });
});

describe('unknown-key', () => {
  test.each([{ builds: {} }, { helpers: null }, { services: {}, nodeTolerations: [] }])(
    'an empty value of older charts passes: %j',
    (runners) => {
      expect(check({ runners })).toEqual(NOTHING);
    },
  );

  test.each([
    ['runners.builds', { runners: { builds: { cpuLimit: '1' } } }],
    ['runners.privileged', { runners: { privileged: false } }],
    ['affinty', { affinty: {} }],
    ['resources.request', { resources: { request: {} } }],
  ])('%s is refused', (at, values) => {
    expect(Object.keys(check(values as never).errors)).toEqual([at]);
  });
});

describe('envVars', () => {
  test('takes what the chart quotes', () => {
    const envVars = [
      { name: 'A', value: true },
      { name: 'B', value: 1 },
      { name: 'C', value: 'x' },
    ];
    expect(check({ envVars })).toEqual(NOTHING);
  });

  test('refuses what the chart drops', () => {
    const envVars = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }];
    expect(check({ envVars }).errors).toEqual({
      'envVars[0].valueFrom': expect.stringContaining('Use `extraEnvFrom`, since the chart drops it here.') as unknown,
    });
  });
});

test('a monitor may have the label `release` of the Prometheus that is to find it', () => {
  const labels = { release: 'kube-prometheus-stack' };
  expect(check({ metrics: { serviceMonitor: { labels }, podMonitor: { labels } } })).toEqual(NOTHING);
  expect(Object.keys(check({ podLabels: labels }).errors)).toEqual(['podLabels.release']);
});

describe('values of the wrong kind', () => {
  test.each([
    ['concurrent', { concurrent: '20' }, 'is "20"; allowed is a whole number from 1 to 999999, without quotes'],
    ['concurrent', { concurrent: 0 }, 'is 0; allowed is a whole number from 1 to 999999'],
    ['concurrent', { concurrent: 1.5 }, 'is 1.5; allowed is a whole number from 1 to 999999'],
    [
      'terminationGracePeriodSeconds',
      { terminationGracePeriodSeconds: 3600000 },
      'is 3600000; allowed is a whole number from 0 to 999999',
    ],
    ['metrics.port', { metrics: { port: 70000 } }, 'is 70000; allowed is a whole number from 1 to 65535'],
    ['useTini', { useTini: 'true' }, 'is "true"; allowed is true or false, without quotes'],
    ['image.tag', { image: { tag: 1.2 } }, 'is 1.2; allowed is a string, so put it in quotes'],
    [
      'imagePullPolicy',
      { imagePullPolicy: 'always' },
      'is "always"; allowed are "Always", "IfNotPresent", "Never". Did you mean "Always"?',
    ],
    ['logLevel', { logLevel: 'verbose' }, 'is "verbose"; allowed are "debug", "info"'],
    [
      'image',
      { image: 'gitlab/gitlab-runner:latest' },
      'is "gitlab/gitlab-runner:latest"; allowed is a map with the keys registry, image, tag',
    ],
    ['resources', { resources: [] }, 'is a list; allowed is a map with the keys claims, limits, requests'],
    ['tolerations', { tolerations: { key: 'a' } }, 'is a map; allowed is a list of maps'],
    ['tolerations[1]', { tolerations: [{}, 'a'] }, 'is "a"; allowed is a map with the keys effect, key,'],
    [
      'serviceAccount.imagePullSecrets[0]',
      { serviceAccount: { imagePullSecrets: [{ name: 'acr' }] } },
      'is a map; allowed is a string',
    ],
    ['podLabels.eci', { podLabels: { eci: true } }, 'is true; allowed is a string, so put it in quotes'],
    ['podLabels["a b"]', { podLabels: { 'a b': 'x' } }, 'has the name "a b"'],
    [
      'podLabels.app',
      { podLabels: { app: 'x' } },
      'cannot be set here. The chart writes it itself; choose another name.',
    ],
    [
      'configMaps["config.toml"]',
      { configMaps: { 'config.toml': 'x' } },
      'cannot be set here. The chart writes it itself; choose another name.',
    ],
    ['configMaps.x', { configMaps: { x: 1 } }, 'is 1; allowed is a string'],
    ['deploymentAnnotations.x', { deploymentAnnotations: { x: 1 } }, 'is 1; allowed is a string, so put it in quotes'],
    [
      'extraEnv.MAX',
      { extraEnv: { MAX: 5368709120 } },
      'is 5368709120; allowed is a string, a boolean, or a number below a million, so put it in quotes',
    ],
    ['extraEnv.A', { extraEnv: { A: { secretKeyRef: {} } } }, 'allowed is a string, a boolean, or a number'],
    ['extraEnvFrom.A', { extraEnvFrom: { A: 'x' } }, 'is "x"; allowed is a map with the keys configMapKeyRef,'],
  ])('%s', (at, values, message) => {
    const { errors } = check(values);
    expect(Object.keys(errors)).toEqual([at]);
    expect(errors[at]).toContain(message);
  });

  test('takes an empty object for an unset list, as the chart’s own defaults do', () => {
    expect(check({ topologySpreadConstraints: {} })).toEqual(NOTHING);
  });

  test('takes an empty string for an unset choice', () => {
    expect(check({ imagePullPolicy: '' })).toEqual(NOTHING);
  });
});

describe('null', () => {
  test.each([
    ['runners.config', { runners: { config: null } }],
    ['runners.cache', { runners: { cache: null } }],
    ['runners', { runners: null }],
    ['runners.runUntagged', { runners: { runUntagged: null } }],
    ['runners.protected', { runners: { protected: null } }],
    ['gitlabUrl', { gitlabUrl: null }],
    ['image', { image: null }],
    ['image.registry', { image: { registry: null } }],
    ['metrics', { metrics: null }],
    ['metrics.port', { metrics: { port: null } }],
    ['concurrent', { concurrent: null }],
    ['shutdown_timeout', { shutdown_timeout: null }],
    ['podSecurityContext', { podSecurityContext: null }],
    ['sessionServer', { sessionServer: null }],
    ['livenessProbe', { livenessProbe: null }],
  ])('breaks the chart at %s', (at, values) => {
    expect(check(values).errors[at]).toContain("is null, by which Helm deletes the chart's default: ");
  });

  test('is fine where the chart copes', () => {
    expect(check({ hpa: null, resources: null, strategy: null, image: { tag: null }, podLabels: { x: null } })).toEqual(
      NOTHING,
    );
  });
});

describe('out-of-date keys', () => {
  test('are a warning that names the present one', () => {
    expect(check({ rbac: { generatedServiceAccountName: 'ci' } }).warnings).toEqual({
      'rbac.generatedServiceAccountName': 'is out of date: use `serviceAccount.name`',
    });
  });

  test('are let pass with the empty values of the chart’s defaults', () => {
    expect(
      check({ rbac: { generatedServiceAccountName: '', imagePullSecrets: [], podSecurityPolicy: { enabled: false } } }),
    ).toEqual(NOTHING);
  });
});

describe('values that only the deployment knows', () => {
  const anything: IResolvable = Token.asAny({ Ref: 'X' });
  const isUnresolved = (value: unknown) => Token.isUnresolved(value);

  test('pass every check, and the types take them', () => {
    const values: ChartValues = {
      concurrent: Token.asNumber({ Ref: 'Concurrent' }),
      useTini: anything,
      imagePullPolicy: anything,
      image: anything,
      tolerations: [{ key: 'a' }],
      podLabels: { team: Token.asString({ Ref: 'Team' }) },
      metrics: { port: anything, enabled: anything },
      service: { enabled: anything },
      runnerToken: Token.asString({ Ref: 'Secret' }),
      runners: { config: `token = "${Token.asString({ Ref: 'Secret' })}"` },
      hpa: anything,
      replicas: 2,
      rbac: { create: true, rules: anything },
    };
    expect(check(values, isUnresolved)).toEqual(NOTHING);
  });

  test('do not hide that their key is unknown', () => {
    expect(check({ concurent: anything }, isUnresolved).errors.concurent).toContain('Did you mean "concurrent"?');
  });

  test('are no values of a plain YAML file', () => {
    const values: ChartValues<never> = { concurrent: 3, metrics: { enabled: true } };
    expect(check(values)).toEqual(NOTHING);
    // @ts-expect-error a deploy-time value cannot stand in a YAML file
    const wrong: ChartValues<never> = { concurrent: anything };
    expect(check(wrong).errors.concurrent).toContain('allowed is a whole number');
  });
});
