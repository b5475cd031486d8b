import { isMap } from '../../lib/diagnostics/is-map';
import { deployerPermissions } from '../../lib/permissions/deployer-permissions';
import { CloudRefusal } from '../alibaba-cloud/alibaba-cloud';
import { listAt } from '../alibaba-cloud/list-at';
import { ECS, RAM, STS } from '../alibaba-cloud/services';
import type { Check } from './check';
import type { Finding } from './finding';
import { ok, problem } from './finding';

/** Whose credentials they are. */
const credentials: Check = {
  id: 'credentials',
  title: 'Credentials',
  run: async ({ cloud }) => {
    const opened = await cloud;
    try {
      const identity = await opened.call({ service: STS, action: 'GetCallerIdentity' });
      const { AccountId, Arn } = isMap(identity) ? identity : {};
      return [ok(`account ${String(AccountId)}, ${String(Arn)}`)];
    } catch (error) {
      if (!(error instanceof CloudRefusal)) {
        throw error;
      }
      return [problem(error.message)];
    }
  },
};

const region: Check = {
  id: 'region',
  title: 'Region',
  run: async ({ cloud }) => {
    const opened = await cloud;
    const answer = await opened.call({ service: { ...ECS, isGlobal: true }, action: 'DescribeRegions' });
    return listAt(answer, 'Regions', 'Region').some(({ RegionId }) => RegionId === opened.region)
      ? [ok(opened.region)]
      : [problem(`${opened.region} is no region of this account; give another by --region`)];
  },
};

const zones: Check = {
  id: 'zones',
  title: 'Zones',
  run: async (surroundings) => {
    const wanted = surroundings.zones;
    if (wanted.length === 0) {
      return [surroundings.orNone('the templates name none')];
    }
    const cloud = await surroundings.cloud;
    const answer = await cloud.call({
      service: ECS,
      action: 'DescribeZones',
      body: { RegionId: cloud.region },
    });
    const known = listAt(answer, 'Zones', 'Zone').map(({ ZoneId }) => String(ZoneId));
    const missing = wanted.filter((zone) => !known.includes(zone));
    return missing.length === 0
      ? [ok(wanted.join(', '))]
      : [problem(`${missing.join(', ')}: not in ${cloud.region}, which has ${known.join(', ')}`)];
  },
};

/** Roles that services act by, which the account authorizes once. */
const serviceRoles: Check = {
  id: 'service-roles',
  title: 'Service roles',
  run: async (surroundings) => {
    const needed = Object.entries(deployerPermissions(surroundings.templates).serviceRoles);
    if (needed.length === 0) {
      return [surroundings.orNone('the templates need none')];
    }
    const cloud = await surroundings.cloud;
    const found = await Promise.all(
      needed.map(async ([role, source]): Promise<Finding[]> => {
        try {
          await cloud.call({
            service: RAM,
            action: 'GetRole',
            body: { RoleName: role },
          });
          return [];
        } catch (error) {
          if (error instanceof CloudRefusal && error.code === 'EntityNotExist.Role') {
            return [problem(`${role} is missing, so a service cannot act for the account; authorize it: ${source}`)];
          }
          throw error;
        }
      }),
    );
    return found.flat().length > 0 ? found.flat() : [ok(needed.map(([role]) => role).join(', '))];
  },
};

export const account: readonly Check[] = [credentials, region, zones, serviceRoles];
