import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { alternative, text } from '../diagnostics/text';
import { ClusterKind } from '../cluster/cluster-kind';
import { checkVSwitchIds } from '../network/vswitch-ids';
import type { Tags } from '../ros/tags';
import { checkTags } from '../ros/tags';
import { known } from '../ros/tokens';
import { checkWholeNumber } from '../ros/whole-number';
import { checkVirtualNode } from './check-virtual-node';
import { checkList, checkText } from './check-options';
import type { EciPlacementOptions } from './eci-options';
import { ECI_FREE_GIB, ECI_MAX_GIB } from './eci-storage';
import { placementRules } from './placement-rules';
import type { PlacementContext } from './pod-placement';
import { ACR_INSTANCE_ID, IMAGE_CACHE_ID, REGISTRY_HOST, SECURITY_GROUP_ID } from './resource-ids';

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
const IMAGE = { pattern: /^[^\s$]+$/, description: 'the name of an image without variables, such as "maven:3.9"' };
const PULL_SECRET = {
  pattern: /^[a-z0-9-]+:[a-z0-9.-]+$/,
  description: 'a namespace and the name of a Secret, such as "ci:registry"',
};
const LEAST_CACHE_GIB = 20;
const MOST_RETENTION_DAYS = 65_536;
/** Of 20, besides the helper image and the default image of jobs. */
const MOST_CACHED_IMAGES = 18;
const MAX_SECURITY_GROUPS = 5;
/** A custom tag of a pod takes as much as any tag, but there are three of them only. */
const TAG_LIMITS = { count: 3, key: 128, value: 128 };
const LEAST_SPOT_VCPUS = 2;

/** Adds what speaks against ECI in the cluster, and what is wrong with the options. */
export function checkEci(options: EciPlacementOptions, context: PlacementContext, report: Report, at: string): void {
  if (context.kind === ClusterKind.ACS) {
    report.add(
      placementRules['placement-not-in-acs-cluster'],
      at,
      text`is ECI, but an ACS cluster runs pods on ACS compute only; use ${alternative('Placement', 'acs')}`,
    );
  }
  checkVirtualNode('ECI', context, report, at);
  checkInstances(options, report, `${at}.eci`);
  checkImages(options, report, `${at}.eci`);
  checkNewImageCache(options, context, report, `${at}.eci.newImageCache`);
  checkNetwork(options, report, `${at}.eci`);
  checkStorage(options, report, `${at}.eci.extraEphemeralStorageGiB`);
  checkSpot(options, report, `${at}.eci`);
  checkText(options.ramRoleName, RAM_ROLE_NAME, report, `${at}.eci.ramRoleName`);
  checkTags(options.tags, report, `${at}.eci.tags`, TAG_LIMITS);
  checkTagCharacters(known(options.tags) ?? {}, context, report, `${at}.eci.tags`);
}

function checkInstances(options: EciPlacementOptions, report: Report, at: string): void {
  checkList(options.useSpecs, SPEC, report, `${at}.useSpecs`);
  checkList(options.instanceFamilies, INSTANCE_FAMILY, report, `${at}.instanceFamilies`);
  checkList(options.instanceGenerations, INSTANCE_GENERATION, report, `${at}.instanceGenerations`);
  checkList(options.computeCategories, COMPUTE_CATEGORY, report, `${at}.computeCategories`);
}

function checkImages(options: EciPlacementOptions, report: Report, at: string): void {
  checkText(options.imageCacheId, IMAGE_CACHE_ID, report, `${at}.imageCacheId`);
  checkList(options.acrInstanceIds, ACR_INSTANCE_ID, report, `${at}.acrInstanceIds`);
  checkList(options.plainHttpRegistries, REGISTRY_HOST, report, `${at}.plainHttpRegistries`);
  checkList(options.insecureRegistries, REGISTRY_HOST, report, `${at}.insecureRegistries`);
}

function checkNewImageCache(
  { newImageCache, imageCache, imageCacheId }: EciPlacementOptions,
  { expandsVariables }: PlacementContext,
  report: Report,
  at: string,
): void {
  if (newImageCache === undefined) {
    return;
  }
  const { images, imagePullSecrets, sizeGiB, retentionDays } = newImageCache;
  checkList(images, IMAGE, report, `${at}.images`);
  if ((known(images)?.length ?? 0) > MOST_CACHED_IMAGES) {
    report.add(
      placementRules['eci-image-cache-images'],
      `${at}.images`,
      `lists ${images!.length} images; allowed are ${MOST_CACHED_IMAGES}, besides the helper image and the default image of jobs`,
    );
  }
  checkList(imagePullSecrets, PULL_SECRET, report, `${at}.imagePullSecrets`);
  checkWholeNumber(sizeGiB, LEAST_CACHE_GIB, report, `${at}.sizeGiB`, ECI_MAX_GIB);
  checkWholeNumber(retentionDays, 1, report, `${at}.retentionDays`, MOST_RETENTION_DAYS);
  const reasons = [
    ...(known(imageCache) === false ? ['`imageCache: false` keeps pods from it'] : []),
    ...(imageCacheId === undefined ? [] : ['pods start from that of `imageCacheId`']),
    // That of jobs alone.
    ...(expandsVariables === false ? ['it has the images of jobs, and managers run for long'] : []),
  ];
  if (reasons.length > 0) {
    const why = reasons.join(', and ');
    report.add(placementRules['eci-image-cache-unused'], at, `is made for nothing: ${why}; leave it out`);
  }
}

function checkNetwork(options: EciPlacementOptions, report: Report, at: string): void {
  checkVSwitchIds(options.vSwitchIds, report, `${at}.vSwitchIds`, 'name at least one, or leave it out');
  checkWholeNumber(options.eipBandwidthMbps, 1, report, `${at}.eipBandwidthMbps`);
  checkList(options.securityGroupIds, SECURITY_GROUP_ID, report, `${at}.securityGroupIds`);
  const groups = known(options.securityGroupIds)?.length ?? 0;
  if (groups > MAX_SECURITY_GROUPS) {
    report.add(
      placementRules['eci-security-groups'],
      `${at}.securityGroupIds`,
      `lists ${groups} security groups; ECI takes at most ${MAX_SECURITY_GROUPS}`,
    );
  }
}

function checkStorage({ extraEphemeralStorageGiB }: EciPlacementOptions, report: Report, at: string): void {
  checkWholeNumber(extraEphemeralStorageGiB, 0, report, at);
  const extra = known(extraEphemeralStorageGiB) ?? 0;
  if (ECI_FREE_GIB + extra > ECI_MAX_GIB) {
    report.add(
      placementRules['eci-storage'],
      at,
      `adds ${extra} GiB to the ${ECI_FREE_GIB} GiB that come free; ECI has at most ${ECI_MAX_GIB} GiB, so mount a volume for more`,
    );
  }
}

function checkSpot({ spot, useSpecs }: EciPlacementOptions, report: Report, at: string): void {
  const limit = known(spot?.priceLimit);
  if (limit !== undefined && !(limit > 0 && Number(limit.toFixed(3)) === limit)) {
    report.add(
      placementRules['eci-spot-price'],
      `${at}.spot.priceLimit`,
      `is ${shown(limit)}; allowed is a price above 0 with at most three decimals, such as 0.25`,
    );
  }
  (known(useSpecs) ?? []).forEach((spec, index) => {
    if (spot !== undefined && Number(SIZE.exec(spec)?.[1]) < LEAST_SPOT_VCPUS) {
      report.add(
        placementRules['eci-spot-size'],
        `${at}.useSpecs[${index}]`,
        `is ${shown(spec)}, and spot instances have at least ${LEAST_SPOT_VCPUS} vCPUs; take a larger size`,
      );
    }
  });
}

/** The annotation that carries the tags is `key:value,key:value`, and GitLab Runner expands variables in it for jobs. */
function checkTagCharacters(tags: Tags, { expandsVariables }: PlacementContext, report: Report, at: string): void {
  const rule = placementRules['eci-tag'];
  for (const [key, value] of Object.entries(tags)) {
    const holds = (pattern: RegExp) => [key, known(value)].some((part) => part !== undefined && pattern.test(part));
    if (holds(/[:,]/)) {
      report.add(
        rule,
        `${at}[${shown(key)}]`,
        `is ${shown(value)}; neither keys nor values of tags may hold ":" or ","`,
      );
    }
    if (expandsVariables === false && holds(/\$/)) {
      report.add(
        rule,
        `${at}[${shown(key)}]`,
        `is ${shown(value)}; nobody would put in the value of the variable: that is done for jobs whose placement is ECI alone, neither in a fallback nor for managers. Write the value itself`,
      );
    }
  }
}
