import type { FaultList } from '../../diagnostics/report';
import { shown } from '../../diagnostics/shown';
import type { ResourceAmounts } from './container-resources';
import { zeroLimitFault } from './container-resources';
import type { ResourceAmount } from './resource-amount';

/** A request and a limit of one container. */
export interface RequestAndLimit {
  readonly request: ResourceAmount;
  readonly limit: ResourceAmount;
}

/** Adds a limit that is below the request or zero, unless all of it was said in one place and is reported there. */
export function checkLimit({ request, limit }: RequestAndLimit, name: keyof ResourceAmounts, errors: FaultList): void {
  if (limit.nanos !== undefined && limit.nanos < (request.nanos ?? 0n)) {
    const [asked, most] = [shown(request.value), shown(limit.value)];
    if (limit.isOwn) {
      errors.add(
        limit.at,
        `${most} is below the request ${asked} of ${request.at}; raise the limit or lower the request`,
      );
    } else if (request.isOwn) {
      errors.add(
        request.at,
        `${asked} is above the limit ${most} of ${limit.at}; lower the request or raise the limit`,
      );
    }
  } else if (limit.isOwn && limit.nanos === 0n) {
    errors.add(limit.at, zeroLimitFault(limit.value, name));
  }
}
