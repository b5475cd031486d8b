import { ChartVersion } from '../../lib';
import { fields } from '../../lib/console/form';
import type { FormField } from '../../lib/console/form-field';
import { resourcesOfType } from '../support/template';
import { deployForm, LEAST, runnerOf, template } from './deployed';
import type { Scenario } from './scenarios';
import { SCENARIOS } from './scenarios';
import { tomlProblems } from '../support/config-problems';

const RUNNER = ['RunnerSecrets', 'RunnerRelease'];

describe.each<Scenario>([...SCENARIOS])('$name', (scenario) => {
  const deployed = deployForm(scenario.answers);
  const { release, values, toml, secrets, autoscalers } = runnerOf(deployed);
  const [{ kubernetes, cache }] = toml.runners;
  const answer = (name: string) => deployed.parameters[name];

  test('breaks no rule', () => {
    expect(deployed.ruleFailures).toEqual([]);
  });

  test('creates these resources, and no others', () => {
    expect(Object.keys(deployed.resources).sort()).toEqual([...scenario.resources, ...RUNNER].sort());
  });

  test('releases the runner last', () => {
    expect([...(deployed.resources.RunnerRelease!.DependsOn ?? [])].sort()).toEqual(
      ['RunnerSecrets', ...scenario.before].sort(),
    );
  });

  test('releases the runner in the cluster', () => {
    const inCluster = ['ALIYUN::CS::ClusterHelmApplication', 'ALIYUN::CS::ClusterApplication'].flatMap((type) =>
      resourcesOfType(deployed, type),
    );
    expect(inCluster.map(({ Properties }) => Properties.ClusterId)).toEqual([scenario.clusterId, scenario.clusterId]);
    expect(deployed.outputs.TargetClusterId).toBe(scenario.clusterId);
  });

  test('makes the nodes that were chosen', () => {
    const pool = deployed.resources.AckNodePool?.Properties;
    if (pool === undefined) {
      expect(answer('CsOption')).not.toBe('NewAck');
      return;
    }
    const subscription = answer('PayType') === 'PrePaid';
    expect(pool).toMatchObject({
      Count: answer('WorkerCount'),
      ScalingGroup: {
        InstanceTypes: [answer('WorkerInstanceType')],
        SystemDiskCategory: answer('WorkerSystemDiskCategory'),
        SystemDiskSize: answer('WorkerSystemDiskSize'),
        LoginPassword: answer('LoginPassword'),
        InstanceChargeType: answer('PayType'),
        ...(subscription && { Period: answer('PayPeriod'), PeriodUnit: answer('PayPeriodUnit') }),
      },
    });
    expect('Period' in (pool.ScalingGroup as object)).toBe(subscription);
  });

  test('puts everything into the namespace, and waits there for a manager', () => {
    expect(release).toMatchObject({ name: 'gitlab-runner', namespace: answer('Namespace') });
    expect(kubernetes.namespace).toBe(answer('Namespace'));
    expect(deployed.outputs.RunnerNamespace).toBe(answer('Namespace'));
    expect(deployed.resources.RunnerRelease!.Properties.WaitUntil).toMatchObject([
      { Kind: 'Deployment', Name: 'gitlab-runner', Namespace: answer('Namespace'), Operator: 'NotEmpty' },
    ]);
  });

  test('tells the managers where GitLab is, and the token by a Secret', () => {
    expect(values).toMatchObject({
      gitlabUrl: answer('GitLabUrl'),
      concurrent: answer('Concurrent'),
      runners: { secret: 'gitlab-runner-token' },
    });
    expect(secrets['gitlab-runner-token']).toEqual({
      'runner-registration-token': '',
      'runner-token': answer('RunnerToken'),
    });
  });

  test('sends jobs to their compute', () => {
    expect({ labels: kubernetes.pod_labels, annotations: kubernetes.pod_annotations }).toEqual(scenario.jobs);
    expect(kubernetes).not.toHaveProperty('node_selector');
  });

  test('gives jobs their image and resources', () => {
    const storage = scenario.ephemeralStorage ?? '';
    expect(kubernetes).toMatchObject({
      image: answer('JobImage'),
      cpu_request: answer('JobCpu'),
      cpu_limit: answer('JobCpu'),
      memory_request: answer('JobMemory'),
      memory_limit: answer('JobMemory'),
      ephemeral_storage_request: storage,
      ephemeral_storage_limit: storage,
    });
  });

  test('writes a config.toml that the runner reads to the last key', () => {
    expect(tomlProblems(toml, ChartVersion.DEFAULT.runnerVersion)).toEqual([]);
  });

  test('caches as chosen', () => {
    const chart = values.runners as { cache: object };
    if (scenario.cacheKeys === undefined) {
      expect(cache).toBeUndefined();
      expect(chart.cache).toEqual({});
      expect(deployed.outputs).not.toHaveProperty('CacheBucket');
      expect(Object.keys(secrets)).toEqual(['gitlab-runner-token']);
      return;
    }
    expect(cache).toEqual({
      Type: 's3',
      Path: 'gitlab-runner',
      Shared: true,
      s3: {
        ServerAddress: 'oss-cn-hangzhou-internal.aliyuncs.com',
        BucketName: 'CacheBucket.Name',
        BucketLocation: 'cn-hangzhou',
        AuthenticationType: 'access-key',
        PathStyle: false,
        Insecure: false,
      },
    });
    expect(chart.cache).toEqual({ secretName: 'gitlab-runner-cache' });
    expect(secrets['gitlab-runner-cache']).toEqual(scenario.cacheKeys);
    expect(deployed.outputs.CacheBucket).toBe('CacheBucket.Name');
    const rules = deployed.resources.CacheBucket!.Properties.LifecycleConfiguration;
    expect(rules).toMatchObject({ Rule: [{ Expiration: { Days: answer('CacheExpirationDays') } }] });
  });

  test('runs as many managers as chosen', () => {
    expect(values).not.toHaveProperty('hpa');
    if ('replicas' in scenario.managers) {
      expect(values.replicas).toBe(scenario.managers.replicas);
      expect(autoscalers).toEqual([]);
      return;
    }
    const [minReplicas, maxReplicas, averageUtilization] = scenario.managers.hpa;
    expect(values).not.toHaveProperty('replicas');
    expect(autoscalers.map(({ spec }) => spec)).toEqual([
      {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gitlab-runner' },
        minReplicas,
        maxReplicas,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 600,
            policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
          },
        },
      },
    ]);
    expect(values.resources).toHaveProperty('requests.cpu', expect.any(String));
  });

  test('opens web terminals and serves metrics as chosen', () => {
    expect(values.metrics).toMatchObject({ enabled: scenario.metrics ?? true });
    if (scenario.domain === undefined) {
      expect(values).not.toHaveProperty('sessionServer');
      return;
    }
    expect(values.sessionServer).toMatchObject({
      enabled: true,
      serviceType: 'LoadBalancer',
      annotations: { 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-hostname': scenario.domain },
    });
  });
});

test('the scenarios choose every word that a field offers, the ends of a scale, and both answers to a question', () => {
  const offeredBy = ({ type, allowedValues = [] }: FormField): readonly unknown[] =>
    type === 'Boolean' ? [true, false] : type === 'Number' ? [allowedValues[0], allowedValues.at(-1)] : allowedValues;
  const missing = fields()
    .filter(([, { type, allowedValues }]) => type === 'Boolean' || allowedValues !== undefined)
    .map(([name, field]) => ({ name, offered: offeredBy(field) }))
    .flatMap(({ name, offered }) => {
      const chosen = SCENARIOS.map(
        ({ answers }) => ({ ...LEAST, ...answers })[name] ?? template.Parameters?.[name]?.Default,
      );
      return offered.filter((value) => !chosen.includes(value)).map((value) => `${name}: ${String(value)}`);
    });
  expect(missing).toEqual([]);
});
