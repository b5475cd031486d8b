import type { FaultList, Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { ClusterKind } from '../cluster/cluster-kind';
import { checkVSwitchIds } from '../network/vswitch-ids';
import type { Tags } from '../ros/tags';
import { checkTags } from '../ros/tags';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { checkList, checkText, checkWord } from './check-options';
import type { EciPlacementOptions } from './eci';
import { ECI_FREE_GIB, ECI_MAX_GIB } from './eci-storage';
import type { PlacementContext } from './pod-placement';
import { ACR_INSTANCE_ID, IMAGE_CACHE_ID, REGISTRY_HOST, SECURITY_GROUP_ID } from './resource-ids';
import { checkVirtualNode } from './virtual-node';

const SIZE = /^(\d+(?:\.\d+)?)-\d+(?:\.\d+)?Gi$/;
const INSTANCE_TYPE = /^ecs(\.[a-z0-9-]+){2}$/;
const SPEC = {
  pattern: new RegExp(`${SIZE.source}|${INSTANCE_TYPE.source}`),
  description: 'a size such as "2-4Gi", or an instance type such as "ecs.c7.large"',
};
const INSTANCE_FAMILY = {
  pattern: /^-?ecs\.[a-z0-9-]+$/,
  description: 'an instance family such as "ecs.c7", or "-ecs.c7" to leave it out',
};
const INSTANCE_GENERATION = {
  pattern: /^-?\d+$/,
  description: 'a generation such as "7", or "-7" to leave it out',
};
const COMPUTE_CATEGORY = { pattern: /^(economy|general)$/, description: '"economy" or "general"' };
const RAM_ROLE_NAME = {
  pattern: /^[\w.-]{1,64}$/,
  description: 'the name of a RAM role: 1 to 64 letters, digits, "_", "." and "-"',
};
const MAX_SECURITY_GROUPS = 5;
const SCHEDULE_STRATEGIES = ['VSwitchOrdered', 'VSwitchRandom'];
/** A custom tag of a pod takes as much as any tag, but there are three of them only. */
const TAG_LIMITS = { count: 3, key: 128, value: 128 };
const LEAST_SPOT_VCPUS = 2;

/** Adds what speaks against ECI in the cluster, and what is wrong with the options. */
export function checkEci(options: EciPlacementOptions, context: PlacementContext, findings: Report, at: string): void {
  if (context.kind === ClusterKind.ACS) {
    findings.errors.add(at, 'is ECI, but an ACS cluster runs pods on ACS compute only; use JobPlacement.acs()');
  }
  checkVirtualNode('ECI', context, findings, at);
  checkInstances(options, findings.errors, `${at}.eci`);
  checkImages(options, findings.errors, `${at}.eci`);
  checkNetwork(options, findings.errors, `${at}.eci`);
  checkStorage(options, findings.errors, `${at}.eci.extraEphemeralStorageGiB`);
  checkSpot(options, findings.errors, `${at}.eci`);
  checkText(options.ramRoleName, RAM_ROLE_NAME, findings.errors, `${at}.eci.ramRoleName`);
  checkTags(options.tags, findings, `${at}.eci.tags`, TAG_LIMITS);
  checkTagCharacters(known(options.tags) ?? {}, context, findings.errors, `${at}.eci.tags`);
}

function checkInstances(options: EciPlacementOptions, errors: FaultList, at: string): void {
  checkList(options.useSpecs, SPEC, errors, `${at}.useSpecs`);
  checkList(options.instanceFamilies, INSTANCE_FAMILY, errors, `${at}.instanceFamilies`);
  checkList(options.instanceGenerations, INSTANCE_GENERATION, errors, `${at}.instanceGenerations`);
  checkList(options.computeCategories, COMPUTE_CATEGORY, errors, `${at}.computeCategories`);
}

function checkImages(options: EciPlacementOptions, errors: FaultList, at: string): void {
  checkText(options.imageCacheId, IMAGE_CACHE_ID, errors, `${at}.imageCacheId`);
  checkList(options.acrInstanceIds, ACR_INSTANCE_ID, errors, `${at}.acrInstanceIds`);
  checkList(options.plainHttpRegistries, REGISTRY_HOST, errors, `${at}.plainHttpRegistries`);
  checkList(options.insecureRegistries, REGISTRY_HOST, errors, `${at}.insecureRegistries`);
}

function checkNetwork(options: EciPlacementOptions, errors: FaultList, at: string): void {
  checkVSwitchIds(options.vSwitchIds, errors.report, `${at}.vSwitchIds`, 'name at least one, or leave it out');
  checkWord(options.scheduleStrategy, SCHEDULE_STRATEGIES, errors, `${at}.scheduleStrategy`);
  checkWholeNumber(options.eipBandwidthMbps, 1, errors.report, `${at}.eipBandwidthMbps`);
  checkList(options.securityGroupIds, SECURITY_GROUP_ID, errors, `${at}.securityGroupIds`);
  const groups = known(options.securityGroupIds)?.length ?? 0;
  if (groups > MAX_SECURITY_GROUPS) {
    errors.add(`${at}.securityGroupIds`, `lists ${groups} security groups; ECI takes at most ${MAX_SECURITY_GROUPS}`);
  }
}

function checkStorage({ extraEphemeralStorageGiB }: EciPlacementOptions, errors: FaultList, at: string): void {
  checkWholeNumber(extraEphemeralStorageGiB, 0, errors.report, at);
  const extra = known(extraEphemeralStorageGiB) ?? 0;
  if (ECI_FREE_GIB + extra > ECI_MAX_GIB) {
    errors.add(
      at,
      `adds ${extra} GiB to the ${ECI_FREE_GIB} GiB that come free; ECI has at most ${ECI_MAX_GIB} GiB, so mount a volume for more`,
    );
  }
}

function checkSpot({ spot, useSpecs }: EciPlacementOptions, errors: FaultList, at: string): void {
  const limit = known(spot?.priceLimit);
  if (limit !== undefined && !(limit > 0 && Number(limit.toFixed(3)) === limit)) {
    errors.add(
      `${at}.spot.priceLimit`,
      `is ${shown(limit)}; allowed is a price above 0 with at most three decimals, such as 0.25`,
    );
  }
  (known(useSpecs) ?? []).forEach((spec, index) => {
    if (spot !== undefined && Number(SIZE.exec(spec)?.[1]) < LEAST_SPOT_VCPUS) {
      errors.add(
        `${at}.useSpecs[${index}]`,
        `is ${shown(spec)}, and spot instances have at least ${LEAST_SPOT_VCPUS} vCPUs; take a larger size`,
      );
    }
  });
}

/** The annotation that carries the tags is `key:value,key:value`, and GitLab Runner expands variables in it for jobs. */
function checkTagCharacters(tags: Tags, { expandsVariables }: PlacementContext, errors: FaultList, at: string): void {
  for (const [key, value] of Object.entries(tags)) {
    const holds = (pattern: RegExp) => [key, known(value)].some((text) => text !== undefined && pattern.test(text));
    if (holds(/[:,]/)) {
      errors.add(`${at}[${shown(key)}]`, `is ${shown(value)}; neither keys nor values of tags may hold ":" or ","`);
    }
    if (expandsVariables === false && holds(/\$/)) {
      errors.add(
        `${at}[${shown(key)}]`,
        `is ${shown(value)}; nobody would put in the value of the variable: that is done for jobs whose placement is ECI alone, neither in a fallback nor for managers. Write the text itself`,
      );
    }
  }
}
