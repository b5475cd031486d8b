import type { Stack } from '@alicloud/ros-cdk-core';
import { OssCache } from '../../lib/cache/oss-cache';
import { CacheCredentials } from '../../lib/cache/cache-credentials';
import { S3Cache } from '../../lib/cache/s3-cache';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { ChartLogin } from '../../lib/cluster/chart-login';
import { Cluster } from '../../lib/cluster/cluster';
import { ClusterKind } from '../../lib/cluster/cluster-kind';
import { NodeLogin } from '../../lib/cluster/node-login';
import { GitLabRunner } from '../../lib/gitlab-runner';
import { RunnerAlerts } from '../../lib/monitoring/runner-alerts';
import { RunnerDashboard } from '../../lib/monitoring/runner-dashboard';
import { Network } from '../../lib/network/network';
import { Placement } from '../../lib/placement/placement';
import { RegistryCredentials } from '../../lib/runner/credentials/registry-credentials';
import { RunnerChart } from '../../lib/runner/runner-chart';
import { RunnerToken } from '../../lib/runner/credentials/runner-token';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { CLUSTER_ID, templateOf } from './support';

/** Ids of resources and parameters, which a deployed stack keeps. */
const idsOf = ({ Resources, Parameters }: Template) =>
  [Resources, Parameters].map((section = {}) => Object.keys(section).sort());

const zones = ['cn-hangzhou-i', 'cn-hangzhou-j'];

const CASES: readonly {
  readonly what: string;
  readonly yaml: string;
  readonly build: (stack: Stack) => void;
  readonly resources: readonly string[];
  readonly parameters: readonly string[];
}[] = [
  {
    what: 'a new ACS cluster, the cache by default and one runner',
    yaml: `
      cluster: { acs: {} }
      network: { new: { zones: [${zones.join(', ')}] } }
      runners: { Runner: {} }`,
    build: (stack) => {
      const network = new Network(stack, 'Network', { zones });
      new GitLabRunner(stack, 'Runner', { cluster: new AcsCluster(stack, 'Cluster', { network }) });
    },
    resources: [
      ...['CacheAccessKey', 'CacheBucket', 'CachePolicy', 'CacheUser'],
      ...['Cluster', 'ClusterReady', 'NetworkVSwitch1', 'NetworkVSwitch2', 'NetworkVpc'],
      ...['RunnerRelease', 'RunnerSecrets'],
    ],
    parameters: ['RunnerToken'],
  },
  {
    what: 'a new ACK cluster with two node pools, a login, virtual nodes, an add-on and monitoring',
    yaml: `
      cluster:
        ack:
          nodePool: { login: { passwordParameter: true } }
          nodePools: { Gpu: { instanceTypes: [ecs.gn7i-c8g1.2xlarge] } }
          virtualNode: true
          managedPrometheus: true
      network: { new: { zones: [${zones.join(', ')}] } }
      runners:
        Small: { jobs: { placement: { eci: {} } } }
        Gpu: { jobs: { placement: { nodePool: { name: Gpu } } } }
      monitoring: { alerts: {}, dashboard: {} }`,
    build: (stack) => {
      const cluster = new AckCluster(stack, 'Cluster', {
        network: new Network(stack, 'Network', { zones }),
        nodePool: { login: NodeLogin.fromPasswordParameter() },
        virtualNode: true,
        managedPrometheus: true,
      });
      const gpu = cluster.addNodePool('Gpu', { instanceTypes: ['ecs.gn7i-c8g1.2xlarge'] });
      new GitLabRunner(stack, 'Small', { cluster, jobs: { placement: Placement.eci() } });
      new GitLabRunner(stack, 'Gpu', { cluster, jobs: { placement: Placement.nodePool(gpu) } });
      new RunnerAlerts(stack, 'Alerts', { cluster });
      new RunnerDashboard(stack, 'Dashboard', { cluster });
    },
    resources: [
      ...['AlertsRules', 'DashboardConfigMap'],
      ...['CacheAccessKey', 'CacheBucket', 'CachePolicy', 'CacheUser'],
      ...['Cluster', 'ClusterGpu', 'ClusterManagedPrometheus', 'ClusterNodePool', 'ClusterReady'],
      ...['ClusterVirtualNode', 'ClusterVirtualNodeReady'],
      ...['NetworkVSwitch1', 'NetworkVSwitch2', 'NetworkVpc'],
      ...['GpuRelease', 'GpuSecrets', 'SmallRelease', 'SmallSecrets'],
    ],
    parameters: ['GpuToken', 'LoginPassword', 'SmallToken'],
  },
  {
    what: 'an OSS bucket that exists, with credentials by parameters, a registry and a chart with a login',
    yaml: `
      cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK } }
      cache: { existing: { bucketName: my-caches, credentials: { parameters: {} } } }
      runners:
        Runner:
          registryCredentials: [{ registry: registry.example.com }]
          chart: { url: 'https://charts.example.com/gitlab-runner-0.90.1.tgz', login: true }`,
    build: (stack) =>
      new GitLabRunner(stack, 'Runner', {
        cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK }),
        cache: OssCache.fromBucketName(stack, 'Cache', 'my-caches', { credentials: CacheCredentials.fromParameters() }),
        registryCredentials: [RegistryCredentials.fromParameters('registry.example.com')],
        chart: RunnerChart.fromUrl('https://charts.example.com/gitlab-runner-0.90.1.tgz', {
          login: ChartLogin.fromParameters(),
        }),
      }),
    resources: ['RunnerRelease', 'RunnerSecrets'],
    parameters: [
      ...['CacheAccessKeyId', 'CacheAccessKeySecret', 'RunnerChartPassword', 'RunnerChartUserName'],
      ...['RunnerRegistryPassword', 'RunnerRegistryUserName', 'RunnerToken'],
    ],
  },
  {
    what: 'another S3 store, a token from OOS and a legacy token',
    yaml: `
      cluster: { existing: { clusterId: ${CLUSTER_ID}, kind: ACK } }
      cache: { s3: { endpoint: minio.example.com, bucketName: caches } }
      runners:
        Vault: { token: { oosSecret: ci-token } }
        Old: { token: { unsafeLegacyRegistrationToken: OldToken } }
        Named: { token: { parameter: SharedToken } }`,
    build: (stack) => {
      const shared = {
        cluster: Cluster.fromClusterId(stack, 'Cluster', CLUSTER_ID, { kind: ClusterKind.ACK }),
        cache: new S3Cache(stack, 'Cache', { endpoint: 'minio.example.com', bucketName: 'caches' }),
      };
      new GitLabRunner(stack, 'Vault', { ...shared, token: RunnerToken.fromOosSecret('ci-token') });
      new GitLabRunner(stack, 'Old', { ...shared, token: RunnerToken.unsafeLegacyRegistrationToken('OldToken') });
      new GitLabRunner(stack, 'Named', { ...shared, token: RunnerToken.fromParameter('SharedToken') });
    },
    resources: ['NamedRelease', 'NamedSecrets', 'OldRelease', 'OldSecrets', 'VaultRelease', 'VaultSecrets'],
    parameters: ['CacheAccessKeyId', 'CacheAccessKeySecret', 'OldToken', 'SharedToken', 'VaultToken'],
  },
];

describe.each(CASES)('$what', ({ yaml, build, resources, parameters }) => {
  const byYaml = idsOf(templateOf(yaml));

  test('has the same logical ids by gitlab-runner.yaml and by TypeScript', () => {
    expect(idsOf(synth(build))).toEqual(byYaml);
  });

  test('has the logical ids that deployed stacks have', () => {
    expect(byYaml).toEqual([[...resources].sort(), [...parameters].sort()]);
  });
});
