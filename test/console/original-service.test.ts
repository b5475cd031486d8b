import { deployForm, LEAST, runnerOf, template, templateText } from './deployed';
import { SAMPLE_TOKEN } from '../support/releases';
import { resourcesOfType } from '../support/template';

// The Compute Nest service that this form takes the place of, and what went wrong with it.

const parameters = template.Parameters ?? {};
const NEW_ACK = { CsOption: 'NewAck', ZoneId: 'cn-hangzhou-i', LoginPassword: 'Sample-1234' };
const defaults = deployForm();

test('its parameters are all here, so that its users can enter the same values', () => {
  const names = [
    ...['Namespace', 'CsOption', 'ClusterId', 'PayType', 'PayPeriodUnit', 'PayPeriod', 'ZoneId', 'VpcOption'],
    ...['VpcId', 'VSwitchId', 'VpcCidrBlock', 'VSwitchCidrBlock', 'LoginPassword', 'WorkerInstanceType'],
    ...['WorkerSystemDiskCategory', 'WorkerSystemDiskSize', 'PodCidr', 'ServiceCidr', 'ChartValues'],
  ];
  expect(names.filter((name) => !(name in parameters))).toEqual([]);
});

test.each([
  ['CsOption', ['ExistCs', 'NewAck', 'NewAcs']],
  ['VpcOption', ['NewVPC', 'ExistingVPC']],
  ['PayType', ['PostPaid', 'PrePaid']],
  ['PayPeriodUnit', ['Month', 'Year']],
  ['WorkerSystemDiskCategory', ['cloud_efficiency', 'cloud_ssd', 'cloud_essd']],
])('%s takes the values that it took there', (name, values) => {
  expect([...(parameters[name]!.AllowedValues ?? [])].sort()).toEqual([...values].sort());
});

describe('secrets', () => {
  test('the password of nodes has no default', () => {
    expect(parameters.LoginPassword).toMatchObject({ NoEcho: true, Default: null });
  });

  test('GitLab and the token have parameters of their own, and nothing waits to be replaced by hand', () => {
    expect(runnerOf(deployForm({ GitLabUrl: 'https://gitlab.example.com' })).values.gitlabUrl).toBe(
      'https://gitlab.example.com',
    );
    expect(parameters.RunnerToken).toMatchObject({ NoEcho: true });
    expect(JSON.stringify(runnerOf(defaults).values)).not.toContain('${');
  });

  test('the token is nowhere but in a Secret, encoded', () => {
    const holders = Object.values(defaults.resources).filter((resource) =>
      JSON.stringify(resource).includes(SAMPLE_TOKEN),
    );
    expect(holders).toEqual([]);
    expect(JSON.stringify(defaults.outputs)).not.toContain(SAMPLE_TOKEN);
    expect(runnerOf(defaults).secrets['gitlab-runner-token']).toHaveProperty('runner-token', SAMPLE_TOKEN);
  });

  test('the token is an authentication token, and goes into neither field of the chart for tokens', () => {
    const { values } = runnerOf(defaults);
    expect(values).not.toHaveProperty('runnerRegistrationToken');
    expect(values).not.toHaveProperty('runnerToken');
    expect(() => deployForm({ RunnerToken: 'GR1348941abcdefghijklmnop' })).toThrow(/RunnerToken: the value does not/);
  });
});

describe('names', () => {
  test('the namespace is that of the form, whatever the stack is called', () => {
    for (const stackName of ['Gitlab-Runner-Test', `x${'-long'.repeat(15)}`]) {
      expect(runnerOf(deployForm({ Namespace: 'ci' }, { stackName })).release).toMatchObject({
        name: 'gitlab-runner',
        namespace: 'ci',
      });
    }
    expect(parameters.Namespace!.Default).toBe('gitlab-runner');
  });

  test('the chart is found without Compute Nest and without modules of other accounts', () => {
    expect(runnerOf(defaults).release.chartUrl).toMatch(/^https:\/\/[^{}]+\/gitlab-runner-[\d.]+\.tgz$/);
    expect(templateText).not.toMatch(/MODULE::|\{\{ ?computenest/);
  });
});

describe('settings that the runner ignored', () => {
  const [runner] = runnerOf(deployForm({ ...NEW_ACK, JobCompute: 'Eci' })).toml.runners;

  test('resources and namespace stand where the runner reads them', () => {
    expect(Object.keys(runner).sort()).toEqual(['cache', 'kubernetes', 'request_concurrency']);
    expect(runner.kubernetes).toMatchObject({
      namespace: 'gitlab-runner',
      ephemeral_storage_request: '30Gi',
      ephemeral_storage_limit: '30Gi',
    });
  });

  test('jobs have a default image, without which those that name none would fail', () => {
    expect(runner.kubernetes.image).toBe('alpine:3');
  });

  test('no value of the chart is without effect', () => {
    const { values } = runnerOf(defaults);
    expect(values).not.toHaveProperty('check_interval');
    expect(Object.keys(values.runners as object).sort()).toEqual(['cache', 'config', 'secret']);
  });

  test('jobs are not privileged', () => {
    expect(runner.kubernetes.privileged ?? false).toBe(false);
  });

  test('pipelines may choose class and quality of ACS, and no other label of the platform', () => {
    const allowed = new RegExp(runner.kubernetes.pod_labels_overwrite_allowed as string);
    expect('alibabacloud.com/compute-qos=default').toMatch(allowed);
    for (const label of [
      'alibabacloud.com/compute-class=gpu',
      'alibabacloud.com/eci=false',
      'alibabacloud.com/acs=true',
      'app=gitlab-runner',
      '',
    ]) {
      expect(label).not.toMatch(allowed);
    }
  });
});

describe('a new ACK cluster', () => {
  const { Ack, AckNodePool } = deployForm(NEW_ACK).resources;

  test('has nodes that today’s ACK can start', () => {
    expect(Ack!.Properties).not.toHaveProperty('NumOfNodes');
    expect(Ack!.Properties).not.toHaveProperty('NodePools');
    expect(Ack!.Properties).not.toHaveProperty('KubernetesVersion');
    expect(AckNodePool!.Properties).not.toHaveProperty('KubernetesConfig.RuntimeVersion');
    expect(AckNodePool!.Properties.ScalingGroup).not.toHaveProperty('ImageId');
    expect(AckNodePool!.Properties.ScalingGroup).toMatchObject({ ImageType: 'AliyunLinux3ContainerOptimized' });
  });

  test('sends jobs to virtual nodes by label, and has virtual nodes', () => {
    const deployed = deployForm({ ...NEW_ACK, JobCompute: 'Acs' });
    expect(runnerOf(deployed).toml.runners[0].kubernetes.pod_labels).toMatchObject({
      'alibabacloud.com/acs': 'true',
      'alibabacloud.com/compute-class': 'general-purpose',
      'alibabacloud.com/compute-qos': 'best-effort',
    });
    expect(resourcesOfType(deployed, 'ALIYUN::CS::ClusterAddons')).toHaveLength(1);
  });

  test('has as many nodes as asked for, and either network plug-in', () => {
    expect(AckNodePool!.Properties.Count).toBe(2);
    expect(deployForm({ ...NEW_ACK, WorkerCount: 7 }).resources.AckNodePool!.Properties.Count).toBe(7);
    expect(parameters.NetworkPlugin!.AllowedValues).toEqual(['Flannel', 'Terway']);
  });

  test('has a vSwitch with room for pods', () => {
    const [, mask] = String(parameters.VSwitchCidrBlock!.Default).split('/');
    expect(Number(mask)).toBeLessThanOrEqual(19);
  });
});

describe('what the document promised', () => {
  const { values, autoscalers } = runnerOf(defaults);

  test('a cache in OSS, for which one enters nothing', () => {
    const types = Object.values(defaults.resources).map(({ Type }) => Type);
    expect(types).toEqual(
      expect.arrayContaining(['ALIYUN::OSS::Bucket', 'ALIYUN::RAM::User', 'ALIYUN::RAM::ManagedPolicy']),
    );
    expect(runnerOf(defaults).toml.runners[0].cache).toMatchObject({ Type: 's3' });
  });

  test('managers that scale from 2 to 10 at 10 % of the CPU that they ask for', () => {
    expect(autoscalers).toMatchObject([
      {
        spec: {
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [{ resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } }],
        },
      },
    ]);
    expect(values.resources).toHaveProperty('requests.cpu', '250m');
  });

  test('metrics', () => {
    expect(values.metrics).toMatchObject({ enabled: true });
  });
});

describe('success', () => {
  test('is reported once a manager runs, and not before nodes and Secrets are there', () => {
    const { RunnerRelease } = deployForm(NEW_ACK).resources;
    expect(RunnerRelease!.Properties.WaitUntil).toEqual([expect.objectContaining({ Operator: 'NotEmpty' })]);
    expect(RunnerRelease!.DependsOn).toEqual(expect.arrayContaining(['AckReady', 'RunnerSecrets']));
  });

  test('comes with the cluster, the namespace and what to do next', () => {
    expect(defaults.outputs).toMatchObject({
      TargetClusterId: LEAST.ClusterId,
      RunnerNamespace: 'gitlab-runner',
      CacheBucket: 'CacheBucket.Name',
      Managers: 'kubectl --namespace gitlab-runner get pods --selector app=gitlab-runner',
      NextStep: expect.stringContaining('GitLab') as unknown,
    });
  });
});

describe('the form', () => {
  test('has pickers that the console still knows', () => {
    const pickers = Object.values(parameters).map(({ AssociationProperty }) => AssociationProperty);
    for (const retired of [
      'ALIYUN::ECS::Instance:ZoneId',
      'ALIYUN::ECS::Instance::ZoneId',
      'ALIYUN::ECS::VSwitch::VSwitchId',
      'ALIYUN::CS::ManagedKubernetesCluster::PodCidr',
    ]) {
      expect(pickers).not.toContain(retired);
    }
    expect(parameters.ZoneId!.AssociationProperty).toBe('ALIYUN::ECS::ZoneId');
    expect(parameters.VSwitchId!.AssociationProperty).toBe('ALIYUN::VPC::VSwitch::VSwitchId');
    expect(parameters.ServiceCidr!.AssociationPropertyMetadata).toMatchObject({ NodeCidrMask: '26' });
  });

  test('describes itself to each reader in the reader’s language', () => {
    const { en, 'zh-cn': zh } = template.Description as Record<string, string>;
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh).toMatch(/\p{Script=Han}/u);
  });

  test('says of the subscription’s length what it offers', () => {
    expect(parameters.PayPeriod).toMatchObject({
      AllowedValues: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      Description: { en: expect.stringMatching(/^1 to 9 months, or 1 to 5 years\./) as unknown },
    });
  });
});
