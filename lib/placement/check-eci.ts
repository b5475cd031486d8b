import type { FaultList } from '../checks/faults';
import { shown } from '../checks/faults';
import { ClusterKind } from '../cluster/cluster-kind';
import { known } from '../ros/tokens';
import { checkList, checkWholeNumber } from './check-options';
import type { EciPlacementOptions } from './eci';
import type { PlacementContext, PlacementFindings } from './pod-placement';
import { checkVirtualNode } from './virtual-node';

const SIZE = /^(\d+(?:\.\d+)?)-\d+(?:\.\d+)?Gi$/;
const INSTANCE_TYPE = /^ecs(\.[a-z0-9-]+){2}$/;
const MAX_SECURITY_GROUPS = 5;
const MAX_TAGS = 3;
const LEAST_SPOT_VCPUS = 2;

/** Adds what speaks against ECI in the cluster, and what is wrong with the options. */
export function checkEci(
  options: EciPlacementOptions,
  context: PlacementContext,
  findings: PlacementFindings,
  at: string,
): void {
  if (context.kind === ClusterKind.ACS) {
    findings.errors.add(at, 'is ECI, but an ACS cluster runs pods on ACS compute only; use JobPlacement.acs()');
  }
  checkVirtualNode('ECI', context, findings, at);
  checkLists(options, findings.errors, `${at}.eci`);
  checkNumbers(options, findings.errors, `${at}.eci`);
  checkSpot(options, findings.errors, `${at}.eci`);
  checkTags(options.tags ?? {}, findings.errors, `${at}.eci.tags`);
}

function checkLists(options: EciPlacementOptions, errors: FaultList, at: string): void {
  checkList(options.useSpecs, errors, `${at}.useSpecs`, {
    pattern: new RegExp(`${SIZE.source}|${INSTANCE_TYPE.source}`),
    description: 'a size such as "2-4Gi", or an instance type such as "ecs.c7.large"',
  });
  checkList(options.instanceFamilies, errors, `${at}.instanceFamilies`, {
    pattern: /^-?ecs\.[a-z0-9-]+$/,
    description: 'an instance family such as "ecs.c7", or "-ecs.c7" to leave it out',
  });
  checkList(options.instanceGenerations, errors, `${at}.instanceGenerations`, {
    pattern: /^-?\d+$/,
    description: 'a generation such as "7", or "-7" to leave it out',
  });
  checkList(options.computeCategories, errors, `${at}.computeCategories`, {
    pattern: /^(economy|general)$/,
    description: '"economy" or "general"',
  });
  const lists = [
    'vSwitchIds',
    'securityGroupIds',
    'acrInstanceIds',
    'plainHttpRegistries',
    'insecureRegistries',
  ] as const;
  lists.forEach((name) => checkList(options[name], errors, `${at}.${name}`));
  const groups = known(options.securityGroupIds)?.length ?? 0;
  if (groups > MAX_SECURITY_GROUPS) {
    errors.add(`${at}.securityGroupIds`, `lists ${groups} security groups; ECI takes at most ${MAX_SECURITY_GROUPS}`);
  }
}

function checkNumbers(options: EciPlacementOptions, errors: FaultList, at: string): void {
  checkWholeNumber(options.eipBandwidthMbps, 1, errors, `${at}.eipBandwidthMbps`);
  checkWholeNumber(options.extraEphemeralStorageGiB, 0, errors, `${at}.extraEphemeralStorageGiB`);
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
        `${at}.useSpecs.${index}`,
        `is ${shown(spec)}, and spot instances have at least ${LEAST_SPOT_VCPUS} vCPUs; take a larger size`,
      );
    }
  });
}

function checkTags(tags: Readonly<Record<string, string>>, errors: FaultList, at: string): void {
  const count = Object.keys(tags).length;
  if (count > MAX_TAGS) {
    errors.add(at, `has ${count} tags; ECI takes at most ${MAX_TAGS}`);
  }
  for (const [key, value] of Object.entries(tags)) {
    const text = known(value);
    if (/[:,]/.test(key) || (text !== undefined && /[:,]/.test(text))) {
      errors.add(`${at}.${key}`, `is ${shown(value)}; neither keys nor values of tags may hold ":" or ","`);
    }
  }
}
