import type { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { isUnresolved } from '../ros/tokens';
import { networkRules } from './network-rules';

/** Zones are called after their region: `cn-hangzhou-i` is in cn-hangzhou, `ap-southeast-1a` in ap-southeast-1. */
const ZONE = /^([a-z][a-z0-9-]*)-[a-z]$|^([a-z][a-z0-9-]*\d)[a-z]$/;

/** The region that a zone is in, or undefined for what is not a zone. */
export function regionOf(zone: string): string | undefined {
  const [, lettered, numbered] = ZONE.exec(zone) ?? [];
  return lettered ?? numbered;
}

/** Reports what is wrong with the zones of one network, as far as they are known. */
export function checkZoneIds(zones: readonly string[], report: Report, at: string): void {
  const regions = new Set<string>();
  for (const zone of new Set(zones.filter((one) => !isUnresolved(one)))) {
    const region = typeof zone === 'string' ? regionOf(zone) : undefined;
    if (region === undefined) {
      report.add(
        networkRules['zone-id'],
        at,
        `${shown(zone)} is not a zone; it looks like cn-hangzhou-i or ap-southeast-1a`,
      );
    } else {
      regions.add(region);
    }
  }
  if (regions.size > 1) {
    report.add(
      networkRules['zones-one-region'],
      at,
      `lie in ${[...regions].join(' and ')}, and a VPC is in one region; name zones of the region that the stack is deployed in`,
    );
  }
}
