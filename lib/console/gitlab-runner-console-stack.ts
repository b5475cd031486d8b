import { checkArguments } from '../checks/check-arguments';
import type { Construct, IResolvable, StackProps } from '@alicloud/ros-cdk-core';
import { RosInfo, Stack } from '@alicloud/ros-cdk-core';
import { CacheCredentials, chooseCacheCredentials } from '../cache/cache-credentials';
import { cacheOnlyIf } from '../cache/optional-cache';
import { OssCache } from '../cache/oss-cache';
import { AckCluster } from '../cluster/ack-cluster';
import { AcsCluster } from '../cluster/acs-cluster';
import type { ICluster } from '../cluster/icluster';
import { Cluster } from '../cluster/cluster';
import { ClusterChoice } from '../cluster/cluster-choice';
import { ClusterKind } from '../cluster/cluster-kind';
import { chooseNetworkPlugin, NetworkPlugin } from '../cluster/network-plugin';
import type { SubscriptionUnit } from '../cluster/node-billing';
import { chooseNodeBilling, NodeBilling } from '../cluster/node-billing';
import { NodeLogin } from '../cluster/node-login';
import { VirtualNode } from '../cluster/virtual-node';
import type { INetwork } from '../network/network-props';
import { Network } from '../network/network';
import { NetworkChoice } from '../network/network-choice';
import { Metrics } from '../monitoring/runner-metrics';
import type { ComputeClass, ComputeQos } from '../placement/acs';
import { choosePlacement } from '../placement/choice';
import { Placement } from '../placement/placement';
import type { IPlacement } from '../placement/pod-placement';
import { chooseList, chooseText, chooseValue, createOnlyIf } from '../ros/conditions';
import { GitLabRunner } from '../gitlab-runner';
import { ManagerScaling } from '../runner/managers/manager-scaling';
import { chooseScaling } from '../runner/managers/scaling-choice';
import type { IManagerScaling } from '../runner/managers/scaling-config';
import { RunnerToken } from '../runner/credentials/runner-token';
import type { IChart } from '../runner/runner-chart';
import { sessionServerFragment } from '../runner/session-server/session-server';
import { Form } from './form';
import type { FormConditions } from './form-conditions';
import { declareConditions } from './form-conditions';
import { addFormOutputs } from './form-outputs';
import { declareRules } from './form-rules';

/** What is settled before anyone fills in the form. */
export interface GitLabRunnerConsoleStackProps extends StackProps {
  /**
   * The Helm chart: its version, and where it comes from.
   *
   * @default RunnerChart.fromVersion(ChartVersion.DEFAULT) - from GitLab's chart repository
   */
  readonly chart?: IChart;
}

/**
 * The whole service as one template whose choices are made in a form: the parameters, conditions and rules of a stack
 * for the ROS console and Compute Nest, in English and Chinese.
 */
export class GitLabRunnerConsoleStack extends Stack {
  /** The runner. */
  readonly runner: GitLabRunner;

  constructor(scope: Construct, id: string, props: GitLabRunnerConsoleStackProps = {}) {
    checkArguments('GitLabRunnerConsoleStack', { scope, id });
    super(scope, id, props);
    checkArguments('GitLabRunnerConsoleStack', { props }, this.node.path);
    new RosInfo(this, RosInfo.description, {
      en: 'GitLab Runner in an existing or a new ACK or ACS cluster, with an OSS cache.',
      'zh-cn': '在已有或新建的 ACK、ACS 集群中部署 GitLab Runner，并使用 OSS 缓存。',
    });
    const form = new Form(this);
    const conditions = declareConditions(this, form);
    declareRules(this, form);

    const cluster = this.cluster(form, conditions, this.network(form, conditions));
    const cache = this.cache(form, conditions);
    this.runner = new GitLabRunner(this, 'Runner', {
      cluster,
      cache: cacheOnlyIf(conditions.cache, cache),
      token: RunnerToken.fromRosParameter(form.parameter('RunnerToken')),
      gitlabUrl: form.text('GitLabUrl'),
      namespace: form.text('Namespace'),
      releaseName: 'gitlab-runner',
      chart: props.chart,
      concurrent: form.number('Concurrent'),
      managers: { scaling: scaling(form, conditions) },
      metrics: Metrics.annotations({ enabled: form.flag('Metrics') }),
      jobs: {
        placement: jobPlacement(form, conditions),
        image: form.text('JobImage'),
        resources: {
          cpu: form.text('JobCpu'),
          memory: form.text('JobMemory'),
          // An empty quantity asks for nothing.
          ephemeralStorage: chooseText(conditions.jobsServerless, form.text('JobEphemeralStorage'), ''),
        },
      },
      chartValues: { sessionServer: sessionServer(form, conditions) },
      deployTimeChartValues: form.parameter('ChartValues').value,
    });
    // After the runner, since the RAM user of the cache is created for it.
    createOnlyIf(conditions.cache, cache);
    addFormOutputs(this, conditions, { cluster, cache, runner: this.runner });
  }

  private network(form: Form, { newVpc }: FormConditions): INetwork {
    const created = new Network(this, 'Network', {
      zones: [form.text('ZoneId')],
      cidrBlock: form.text('VpcCidrBlock'),
      vSwitchCidrBlocks: [form.text('VSwitchCidrBlock')],
    });
    createOnlyIf(newVpc, created);
    const existing = Network.fromAttributes(this, 'ExistingNetwork', {
      vpcId: form.text('VpcId'),
      vSwitchIds: [form.text('VSwitchId')],
      zoneIds: [form.text('ZoneId')],
    });
    return new NetworkChoice(newVpc, created, existing);
  }

  private cluster(form: Form, conditions: FormConditions, network: INetwork): ICluster {
    const { existingCluster, newAck, newAcs } = conditions;
    const serviceCidr = form.text('ServiceCidr');
    const endpointPublicAccess = form.flag('EndpointPublicAccess');

    const ack = new AckCluster(this, 'Ack', {
      network,
      serviceCidr,
      endpointPublicAccess,
      networkPlugin: chooseNetworkPlugin(
        conditions.terway,
        NetworkPlugin.terway({
          // A new VPC has the one vSwitch only.
          podVSwitchIds: chooseList(conditions.newVpc, network.vSwitchIds, [form.text('PodVSwitchId')]),
        }),
        NetworkPlugin.flannel({ podCidr: form.text('PodCidr') }),
      ),
      nodePool: {
        instanceTypes: [form.text('WorkerInstanceType')],
        desiredSize: form.number('WorkerCount'),
        systemDiskCategory: form.text('WorkerSystemDiskCategory'),
        systemDiskSizeGiB: form.number('WorkerSystemDiskSize'),
        billing: billing(form, conditions),
        login: NodeLogin.fromPassword(form.text('LoginPassword')),
      },
      virtualNode: true,
    });
    createOnlyIf(conditions.virtualNodeInNewAck, ack.virtualNodeAddon!);
    createOnlyIf(newAck, ack);

    const acs = new AcsCluster(this, 'Acs', { network, serviceCidr, endpointPublicAccess });
    createOnlyIf(newAcs, acs);

    const virtualNode = new VirtualNode(this, 'VirtualNodeAddon', { clusterId: form.text('ClusterId') });
    createOnlyIf(conditions.virtualNodeInExisting, virtualNode);
    const existing = Cluster.fromClusterId(this, 'ExistingCluster', form.text('ClusterId'), {
      kind: ClusterKind.UNKNOWN,
      // The form asks for it, which is as much as can be said before the deployment.
      virtualNode: true,
      dependencies: [virtualNode.ready],
    });
    return new ClusterChoice(existingCluster, existing, new ClusterChoice(newAck, ack, acs));
  }

  private cache(form: Form, conditions: FormConditions): OssCache {
    return new OssCache(this, 'Cache', {
      expirationDays: form.number('CacheExpirationDays'),
      credentials: credentials(form, conditions),
    });
  }
}

function billing(form: Form, { subscription }: FormConditions): NodeBilling {
  return chooseNodeBilling(
    subscription,
    NodeBilling.subscription({
      period: form.number('PayPeriod'),
      periodUnit: form.text('PayPeriodUnit') as SubscriptionUnit,
    }),
    NodeBilling.payAsYouGo(),
  );
}

function credentials(form: Form, { cacheCredentialsGiven }: FormConditions): CacheCredentials {
  return chooseCacheCredentials(
    cacheCredentialsGiven,
    CacheCredentials.fromAccessKey(form.text('OssAccessKeyId'), form.text('OssAccessKeySecret')),
    CacheCredentials.newRamUser(),
  );
}

function scaling(form: Form, { autoScaling }: FormConditions): IManagerScaling {
  return chooseScaling(
    autoScaling,
    ManagerScaling.onCpu({
      minReplicas: form.number('MinReplicas'),
      maxReplicas: form.number('MaxReplicas'),
      targetUtilizationPercent: form.number('TargetCpuUtilization'),
    }),
    ManagerScaling.fixed(form.number('Replicas')),
  );
}

/** Interactive web terminals under the domain of the form, if there is one. */
function sessionServer(form: Form, conditions: FormConditions): IResolvable {
  const { values } = sessionServerFragment({ domain: form.text('SessionServerDomain') });
  return chooseValue(conditions.sessionServer, values?.sessionServer);
}

function jobPlacement(form: Form, { jobsOnEci, eciSpot, jobsOnAcs }: FormConditions): IPlacement {
  return choosePlacement(
    jobsOnAcs,
    Placement.acs({
      computeClass: form.text('ComputeClass') as ComputeClass,
      qos: form.text('ComputeQos') as ComputeQos,
    }),
    choosePlacement(
      jobsOnEci,
      choosePlacement(eciSpot, Placement.eci({ spot: {} }), Placement.eci()),
      Placement.nodePool(),
    ),
  );
}
