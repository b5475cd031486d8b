import { checkEci } from './check-eci';
import { eciAnnotations } from './eci-annotations';
import type { EciPlacementOptions } from './eci-options';
import type { BuiltInCompute } from './pod-placement';

/** The label that sends a pod to ECI, whatever other rules say. */
export const ECI_LABELS = { 'alibabacloud.com/eci': 'true' };

/**
 * The capabilities that ECI documents. SYS_RAWIO has to be applied for by a ticket.
 *
 * @see https://help.aliyun.com/zh/eci/user-guide/configure-a-security-context-for-a-pod-or-container
 */
const ECI_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_ADMIN',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_RAWIO',
];

/** @see https://www.alibabacloud.com/help/en/eci/user-guide/pod-annotations */
export function eci(options: EciPlacementOptions): BuiltInCompute {
  const podAnnotations = eciAnnotations(options);
  const byInstanceType = options.useSpecs ?? options.instanceFamilies ?? options.instanceGenerations;
  return {
    name: 'ECI',
    serverless: true,
    interruptible: options.spot !== undefined,
    unit: { resource: 'eci', podAnnotations },
    billedAs: byInstanceType === undefined ? [options.spot === undefined ? 'ECI' : 'ECI spot'] : [],
    capabilities: ECI_CAPABILITIES,
    ...(options.newImageCache && { newImageCache: options.newImageCache }),
    place: () => ({ labels: ECI_LABELS, annotations: podAnnotations }),
    check: (context, report, at) => checkEci(options, context, report, at),
  };
}
