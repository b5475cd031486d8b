import { isMap } from '../../lib/diagnostics/is-map';
import type { ExistingClusterSection } from '../../lib/stack/config';
import type { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import { CloudRefusal } from '../alibaba-cloud/alibaba-cloud';
import { listAt } from '../alibaba-cloud/list-at';
import { CS } from '../alibaba-cloud/services';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem, warning } from './finding';

/** Whether a cluster that exists is what the configuration says of it. */
export const cluster: Check = {
  id: 'cluster',
  title: 'Cluster',
  run: async (surroundings) => {
    const { existing } = surroundings.cluster;
    const id = existing?.clusterId;
    if (existing === undefined || id === undefined) {
      return [surroundings.orNone('the configuration names no cluster that exists')];
    }
    const cloud = await surroundings.cloud;
    const found = await describe(cloud, id);
    return found === undefined
      ? [problem(`${id} is not in ${cloud.region}; look at clusterId, or give another region by --region`)]
      : [...statements(found, existing), ...(await addonFindings(cloud, id, existing))];
  },
};

type Description = Readonly<Record<string, unknown>>;

async function describe(cloud: AlibabaCloud, id: string): Promise<Description | undefined> {
  try {
    const answer = await cloud.call({ service: CS, action: 'DescribeClusterDetail', pathname: `/clusters/${id}` });
    return isMap(answer) ? answer : undefined;
  } catch (error) {
    if (error instanceof CloudRefusal && error.code === 'ErrorClusterNotFound') {
      return undefined;
    }
    throw error;
  }
}

/** What the cluster is, and where that differs from the configuration. */
function statements(found: Description, { kind, edition }: ExistingClusterSection): Finding[] {
  const isAcs = found.profile === 'Acs';
  const isPro = String(found.cluster_spec).startsWith('ack.pro');
  const actual = isAcs ? 'ACS' : `ACK ${isPro ? 'Pro' : 'Basic'}`;
  const differences = [
    kind !== undefined && (kind === 'ACS') !== isAcs ? `kind: ${kind}` : undefined,
    edition !== undefined && !isAcs && (edition === 'pro') !== isPro ? `edition: ${edition}` : undefined,
  ].filter((difference) => difference !== undefined);
  const state = String(found.state);
  return [
    ...differences.map((difference) => problem(`is ${actual}, and the configuration says ${difference}; change it`)),
    state === 'running'
      ? ok(`${actual} ${String(found.current_version)}, running`)
      : warning(`is ${state}, not running`),
  ];
}

async function addonFindings(cloud: AlibabaCloud, id: string, existing: ExistingClusterSection): Promise<Finding[]> {
  const answer = await cloud.call({
    service: CS,
    action: 'ListClusterAddonInstances',
    pathname: `/clusters/${id}/addon_instances`,
  });
  const names = listAt(answer, 'addons').map(({ name }) => String(name));
  const hasVirtualNodes = names.includes('ack-virtual-node');
  if (existing.virtualNode === true && !hasVirtualNodes) {
    return [problem('has no add-on ack-virtual-node, and the configuration says virtualNode: true; install it')];
  }
  return existing.virtualNode === undefined && hasVirtualNodes
    ? [
        ok(
          'has the add-on ack-virtual-node; with virtualNode: true, jobs run on ECI unless the configuration says otherwise',
        ),
      ]
    : [];
}
