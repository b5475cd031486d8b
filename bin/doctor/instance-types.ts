import { isMap } from '../../lib/diagnostics/is-map';
import type { AlibabaCloud } from '../alibaba-cloud/alibaba-cloud';
import { listAt } from '../alibaba-cloud/list-at';
import { ECS } from '../alibaba-cloud/services';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem, warning } from './finding';
import type { Surroundings } from './surroundings';

/** Whether the instance types of node pools can be bought in the zones of the network. */
export const instanceTypes: Check = {
  id: 'instance-types',
  title: 'Instance types',
  run: async (surroundings) => {
    const pools = poolsOf(surroundings);
    if (pools.length === 0) {
      return [surroundings.orNone('the templates name none')];
    }
    const cloud = await surroundings.cloud;
    const { zones } = surroundings;
    const types = [...new Set(pools.flat())];
    const sold = new Map(
      await Promise.all(types.map(async (type) => [type, await zonesWith(cloud, type, zones)] as const)),
    );
    return pools.map((pool) => poolFinding(pool, sold, zones.length === 0 ? cloud.region : zones.join(', ')));
  },
};

function poolFinding(pool: readonly string[], sold: ReadonlyMap<string, readonly string[]>, where: string): Finding {
  const missing = pool.filter((type) => sold.get(type)?.length === 0);
  if (missing.length === pool.length) {
    return problem(`${missing.join(', ')}: none is on sale in ${where}; choose another type or other zones`);
  }
  return missing.length > 0
    ? warning(`${missing.join(', ')}: not on sale in ${where}; the others of the node pool are`)
    : ok(pool.join(', '));
}

/** The lists of instance types in the templates that are known before it is deployed. */
function poolsOf(surroundings: Surroundings): string[][] {
  return surroundings
    .resources('ALIYUN::CS::')
    .flatMap(({ Properties }) => listsOf(Properties))
    .map((list) => list.filter((type): type is string => typeof type === 'string'))
    .filter((list) => list.length > 0);
}

function listsOf(value: unknown): unknown[][] {
  if (!isMap(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    /^(?:Worker)?InstanceTypes$/.test(key) && Array.isArray(item) ? [item as unknown[]] : listsOf(item),
  );
}

/** The zones among those given, or in the region, that sell an instance type. */
async function zonesWith(cloud: AlibabaCloud, type: string, zones: readonly string[]): Promise<string[]> {
  const answer = await cloud.call({
    service: ECS,
    action: 'DescribeAvailableResource',
    body: { RegionId: cloud.region, DestinationResource: 'InstanceType', InstanceType: type },
  });
  return listAt(answer, 'AvailableZones', 'AvailableZone')
    .filter((zone) => zones.length === 0 || zones.includes(String(zone.ZoneId)))
    .filter((zone) =>
      listAt(zone, 'AvailableResources', 'AvailableResource')
        .flatMap((resource) => listAt(resource, 'SupportedResources', 'SupportedResource'))
        .some(({ Value, Status }) => Value === type && Status === 'Available'),
    )
    .map(({ ZoneId }) => String(ZoneId));
}
